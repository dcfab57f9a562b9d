"""Role words and the parts of a plan explained, each with clauses of the loaded plans."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from answer.role_words import NOT_DEFINED
from training.glossary import BY_DECREE, Glossary, Term, glossary_of
from ui.escape import as_html
from ui.workshop_state import Room
from ui.workshop_widgets import choose_plans, draw_cited, note

NO_EXAMPLE = "Các kế hoạch đang chọn không có ví dụ."


def draw_glossary(room: Room) -> None:
    """Draw both lists."""
    plans = choose_plans("Lấy ví dụ từ", room.world.plans, key="glossary-plans")
    glossary = glossary_of(room.world, plans)
    which = st.segmented_control(
        "Nhóm",
        ["Từ chỉ vai trò", "Các phần của kế hoạch"],
        default="Từ chỉ vai trò",
        key="glossary-which",
        label_visibility="collapsed",
        required=True,
    )
    if which == "Các phần của kế hoạch":
        note(BY_DECREE)
        _draw_terms(room, glossary, glossary.parts, key="part")
    else:
        note(NOT_DEFINED)
        _draw_terms(room, glossary, glossary.words, key="word")


def _draw_terms(room: Room, glossary: Glossary, terms: Sequence[Term], *, key: str) -> None:
    for number, term in enumerate(terms):
        beware = f'<p class="pb-proof">Chú ý: {as_html(term.beware)}</p>' if term.beware else ""
        st.html(
            f'<h3 class="pb-group">{as_html(term.word)}</h3>'
            f'<p class="pb-line">{as_html(term.meaning)}</p>{beware}'
        )
        for at, example in enumerate(term.examples):
            citation = glossary.citations[example.proof - 1]
            who = f'<span class="doer">{as_html(example.who)}:</span> ' if example.who else ""
            meta = f'<span class="meta">{as_html(room.plan_title(citation.plan_id))}</span>'
            html = f'<p class="pb-line pb-quote">{who}{as_html(example.text)}{meta}</p>'
            draw_cited(html, [citation], room.state.talk, key=f"{key}-{number}-{at}")
        if not term.examples:
            note(NO_EXAMPLE)
