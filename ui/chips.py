"""What was understood of a question: shown as chips, changed in a small form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from answer.model import Chip, ChipKind
from ingest.plan import Plan
from ui.escape import as_html
from ui.labels import CHIP_KINDS, ROLES
from ui.place import plan_name

Choices = Mapping[str, str]
"""Value of a chip -> what is shown for it."""


def chips_html(chips: Sequence[Chip]) -> str:
    """Return chips as an HTML list; one kept from an earlier question says so."""
    return '<ul class="pb-chips" aria-label="Đã hiểu câu hỏi">' + "".join(map(_chip_html, chips)) + "</ul>"


def _chip_html(chip: Chip) -> str:
    kept = " <span>(giữ từ câu trước)</span>" if chip.kept else ""
    typed = f" <span>(anh/chị viết: “{as_html(chip.typed)}”)</span>" if chip.typed else ""
    style = ' class="kept"' if chip.kept else ""
    return f"<li{style}><span>{CHIP_KINDS[chip.kind]}:</span> {as_html(chip.label)}{typed}{kept}</li>"


def draw_chips(
    chips: Sequence[Chip],
    plans: Mapping[str, Plan],
    change: Callable[[tuple[Chip, ...]], None] | None,
    *,
    intents: Choices,
    key: str,
) -> None:
    """Draw the chips; change, when given, is called with what the reader made of them."""
    with st.container(key=f"understood-{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if chips:
            st.html(chips_html(chips), width="content")
        if change is not None:
            with st.popover(
                "Sửa cách hiểu" if chips else "Chỉ rõ câu hỏi", key=f"change-{key}", type="tertiary"
            ):
                _draw_form(chips, plans, change, intents=intents, key=key)


def _draw_form(
    chips: Sequence[Chip],
    plans: Mapping[str, Plan],
    change: Callable[[tuple[Chip, ...]], None],
    *,
    intents: Choices,
    key: str,
) -> None:
    with st.form(key=f"chips-{key}", border=False):
        chosen = [
            *_pick("agency", chips, _agencies(plans), key=key),
            *_pick("plan", chips, {plan.id: plan_name(plan) for plan in plans.values()}, key=key),
            *_pick("role", chips, ROLES, key=key),
            *_pick_one("intent", chips, intents, key=key),
            *_topic(chips, key=key),
            *_pick("time", chips, {}, key=key),
            *_pick("label", chips, {}, key=key),
            *_pick("number", chips, {}, key=key),
            *_pick("place", chips, {}, key=key),
        ]
        if st.form_submit_button("Trả lời lại", type="primary"):
            change(tuple(chosen))


def _agencies(plans: Mapping[str, Plan]) -> Choices:
    named = {duty.agency_id for plan in plans.values() for duty in plan.assignments}
    named |= {mention.agency_id for plan in plans.values() for mention in plan.mentions}
    return {name: name for name in sorted(filter(None, named))}


def _with_present(chips: Sequence[Chip], kind: str, choices: Choices) -> tuple[dict[str, str], list[str]]:
    """Return the choices with what the chips of this kind hold in front, and their values."""
    present = {chip.value: chip.label for chip in chips if chip.kind == kind}
    return present | {value: label for value, label in choices.items() if value not in present}, list(present)


def _pick(kind: ChipKind, chips: Sequence[Chip], choices: Choices, *, key: str) -> list[Chip]:
    options, present = _with_present(chips, kind, choices)
    if not options:
        return []
    values = st.multiselect(
        CHIP_KINDS[kind],
        list(options),
        default=present,
        format_func=options.__getitem__,
        key=f"pick-{kind}-{key}",
        select_all=False,
        placeholder="Không nêu",
    )
    return [Chip(kind, value, options[value]) for value in values]


def _pick_one(kind: ChipKind, chips: Sequence[Chip], choices: Choices, *, key: str) -> list[Chip]:
    options, present = _with_present(chips, kind, choices)
    values = list(options)
    value = st.selectbox(
        CHIP_KINDS[kind],
        values,
        index=values.index(present[0]) if present else None,
        format_func=options.__getitem__,
        key=f"pick-{kind}-{key}",
        placeholder="Không nêu",
    )
    return [Chip(kind, value, options[value])] if value else []


def _topic(chips: Sequence[Chip], *, key: str) -> list[Chip]:
    known = " ".join(chip.value for chip in chips if chip.kind == "topic")
    words = st.text_input(
        CHIP_KINDS["topic"], known, key=f"pick-topic-{key}", placeholder="Không nêu"
    ).strip()
    return [Chip("topic", words, words)] if words else []
