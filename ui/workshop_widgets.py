"""Pieces that the parts of the workshop share: a row that opens its clause, a choice of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import streamlit as st

from answer.citing import Citer
from answer.model import Citation
from answer.understanding.question import World
from ingest.plan import Plan
from ui.escape import as_html
from ui.marks import draw_marks
from ui.place import Place, cited_place, plan_name
from ui.state import Conversation


def place_at(world: World, plan_id: str, path: str) -> Place | None:
    """Return the place of a clause, a labelled block or a heading; None where the plan has no such path."""
    citer = Citer(world.corpus.plans)
    if unit := world.corpus.unit_of.get((plan_id, path)):
        citer.cite_unit(unit, unit.clauses if unit.head is not None else ())
    elif section := world.corpus.sections.get((plan_id, path)):
        citer.cite_piece(plan_id, section)
    else:
        return None
    return replace(cited_place(citer.citations[0]), n=None)


def draw_row(html: str, place: Place | None, talk: Conversation, *, key: str) -> None:
    """Draw one row of HTML with a button that opens its clause; html is escaped by the caller."""
    with st.container(key=f"line-{key}", horizontal=True, wrap=False, gap="small"):
        st.html(html)
        with st.container(key=f"marks-{key}", horizontal=True, width="content", gap="xsmall"):
            st.button(
                "Mở",
                key=f"mark-{key}",
                disabled=place is None,
                type="primary" if place is not None and place == talk.place else "secondary",
                on_click=talk.show,
                args=(place,),
            )


def draw_cited(html: str, proofs: Iterable[Citation], talk: Conversation, *, key: str) -> None:
    """Draw one row of HTML with the marks of the citations that prove it; html is escaped by the caller."""
    with st.container(key=f"line-{key}", horizontal=True, wrap=False, gap="small"):
        st.html(html)
        with st.container(key=f"marks-{key}", horizontal=True, width="content", gap="xsmall"):
            draw_marks(proofs, talk, key=key)


def choose_plans(label: str, plans: Mapping[str, Plan], *, key: str) -> tuple[str, ...]:
    """Draw a choice of plans and return their ids, () for all."""
    chosen: list[str] = st.multiselect(
        label,
        list(plans),
        format_func=lambda plan_id: plan_name(plans[plan_id]),
        key=key,
        select_all=False,
        placeholder=f"Tất cả {len(plans)} kế hoạch",
    )
    return tuple(chosen)


def note(text: str) -> None:
    """Draw a quiet remark."""
    st.html(f'<p class="pb-proof">{as_html(text)}</p>')


def step(number: int, title: str, told: str = "") -> None:
    """Draw the heading of one step, with what is told beneath it."""
    beneath = f'<p class="pb-proof">{as_html(told)}</p>' if told else ""
    st.html(f'<h3 class="pb-group"><span class="pb-step">{number}</span>{as_html(title)}</h3>{beneath}')


def file_button(label: str, data: Callable[[], bytes], *, name: str, mime: str, key: str) -> None:
    """Draw a button to download a file that is made when it is pressed."""
    st.download_button(
        label, data, file_name=name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )
