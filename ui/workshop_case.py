"""Cases of a quiz told by a language model, where one is set; the composed ones stay where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from answer.written.case_writing import CaseWish, ToldCase
from ingest.errors import PlanBotError
from training.cases import Case, retold
from training.quiz_items import Quiz
from ui.escape import as_html
from ui.services import CaseWriting, Writer
from ui.under_way import draw_under_way
from ui.workshop_state import Room, Workshop
from ui.workshop_widgets import note
from ui.written import draw_removed

LOOK = 0.5
"""Seconds between two looks at how far the model is."""
OFFER = (
    "Tình huống trong đề được ghép từ văn bản. Mô hình {name} có thể kể lại thành câu chuyện; cơ quan, "
    "vai trò, con số và ngày tháng nó viết được đối chiếu với điều khoản, câu nào không khớp thì bị bỏ."
)
TOLD = "Mô hình ngôn ngữ đã kể {told}/{wanted} tình huống; từng gợi ý đã đối chiếu với điều khoản được dẫn."


def draw_case_writing(room: Room, quiz: Quiz) -> None:
    """Draw the offer to have the cases of a quiz told, how far that is, or what came of it."""
    if not any(isinstance(item, Case) for item in quiz.items):
        return
    state = room.state
    if state.telling is not None and state.telling.done:
        _settle(state, quiz, state.telling)
    if state.telling is not None:
        _draw_progress(state, state.telling)
    elif state.told:
        _draw_told(state.told)
    else:
        _draw_offer(room, quiz)


def _draw_offer(room: Room, quiz: Quiz) -> None:
    try:
        writer = room.services.open_writer()
    except PlanBotError as error:
        note(f"{error.what} {error.remedy}")
        return
    if writer is None:
        return
    note(OFFER.format(name=writer.name))
    st.button(
        "Kể tình huống bằng mô hình",
        key=f"tell-{room.state.serial}",
        icon=":material/edit_note:",
        on_click=_begin,
        args=(room, quiz, writer),
    )


def _begin(room: Room, quiz: Quiz, writer: Writer) -> None:
    wishes = [_wish(item, quiz) for item in quiz.items if isinstance(item, Case)]
    room.state.telling = writer.begin_cases(wishes, room.library)


def _wish(case: Case, quiz: Quiz) -> CaseWish:
    numbers = dict.fromkeys(n for hint in case.hints for n in hint.proof)
    return CaseWish(quiz.proofs(tuple(numbers)), case.words)


# -- while it is written -------------------------------------------------------------------------------


def _draw_progress(state: Workshop, telling: CaseWriting) -> None:
    key = f"telling-{state.serial}"
    draw_under_way(partial(_look, telling), telling.stop, "Dừng kể", every=LOOK, key=key, beside=True)


def _look(telling: CaseWriting) -> None:
    if telling.done:
        st.rerun()
    now, wanted = len(telling.told) + 1, len(telling.wishes)
    said = f"Mô hình đang kể tình huống {now}/{wanted}… Đề ghép sẵn bên dưới vẫn dùng được."
    st.html(f'<p class="pb-notice" role="status">{as_html(said)}</p>')


# -- when it is done -----------------------------------------------------------------------------------


def _settle(state: Workshop, quiz: Quiz, telling: CaseWriting) -> None:
    """Put the cases that stand in the place of the composed ones."""
    told = iter(telling.told)
    items = tuple(_settled(item, next(told)) if isinstance(item, Case) else item for item in quiz.items)
    state.quiz, state.told, state.telling = replace(quiz, items=items), telling.told, None
    st.rerun()


def _settled(case: Case, told: ToldCase) -> Case:
    return retold(case, told.case) if told.case is not None and not told.reason else case


def _draw_told(told: Sequence[ToldCase]) -> None:
    stand = sum(not one.reason for one in told)
    if stand:
        note(TOLD.format(told=stand, wanted=len(told)))
    for reason in dict.fromkeys(one.reason for one in told if one.reason):
        count = sum(one.reason == reason for one in told)
        note(f"{count} tình huống giữ bản ghép từ văn bản: {reason}")
    removed = [one for each in told if each.case for one in each.case.removed]
    if removed:
        draw_removed(removed)
