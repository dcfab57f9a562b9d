"""The workshop page "Tập huấn": how an answer comes about, question sets, quizzes, and words explained.

What answers, composes and prints is imported where it is first used: the page is drawn first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from ingest.errors import PlanBotError
from ui.clause_card import draw_clause_card
from ui.escape import as_html
from ui.opened import open_library, warming_of
from ui.services import Library, Services

if TYPE_CHECKING:
    from ui.workshop_state import Room

STYLE = Path(__file__).with_name("style.css")
TITLE = (
    '<h1 class="pb-title">Tập huấn</h1>'
    '<p class="pb-lead">Cho học viên thấy câu trả lời hình thành ra sao, chạy lại bộ câu hỏi, soạn đề '
    "kiểm tra và giải thích từ ngữ. Mọi dòng đều mở được đến điều khoản.</p>"
)
NOTHING_LOADED = (
    "Chưa nạp kế hoạch nào, nên chưa có gì để hỏi, soạn đề hay lấy ví dụ. "
    "Hãy nạp kế hoạch trước rồi quay lại trang này."
)
TRACE, SETS, QUIZ, GLOSSARY = "Cách trả lời", "Bộ câu hỏi", "Đề kiểm tra", "Giải thích"
PARTS = (TRACE, SETS, QUIZ, GLOSSARY)
PART_KEY = "workshop-part"


def workshop_page(services: Services) -> None:
    """Draw the page."""
    st.html(STYLE)
    st.html(TITLE)
    library = _opened(services)
    if library is None:
        return
    if not library.plans:
        st.html(f'<div class="pb-card"><p>{NOTHING_LOADED}</p></div>')
    _draw_room(services, library)
    warming_of(library).start(library, services)


def _opened(services: Services) -> Library | None:
    """Return the index; None, with what to do drawn, when there is none to be had."""
    try:
        with st.spinner("Đang mở kho kế hoạch…"):
            return open_library(services)
    except PlanBotError as error:
        st.html(
            '<div class="pb-card" role="alert"><h3>Chưa mở được kho kế hoạch</h3>'
            f"<p>{as_html(error.what)}</p><p>{as_html(error.remedy)}</p></div>"
        )
        st.button("Thử lại", key="retry", type="primary")
        return None


@st.fragment
def _draw_room(services: Services, library: Library) -> None:
    """Draw the chosen part and the clause card; what is clicked in here redraws only this."""
    with st.spinner("Đang chuẩn bị phòng tập huấn…"):
        from answer.ask import world_of
        from ui.workshop_state import Room, workshop

        searched: Any = library
        room = Room(searched, world_of(searched), workshop(), services)
    state = room.state
    if PART_KEY not in st.session_state:
        st.session_state[PART_KEY] = state.part or TRACE
    part = st.segmented_control("Phần", PARTS, key=PART_KEY, label_visibility="collapsed", required=True)
    state.part = part or TRACE
    with st.container(key="panes"):
        left, right = st.columns([7, 5], gap="medium")
    with left:
        _draw_part(room, state.part)
    with right, st.container(key="proof"):
        draw_clause_card(state.talk, room.world.plans, services)


def _draw_part(room: Room, part: str) -> None:
    if part == SETS:
        from ui.workshop_sets import draw_sets as draw
    elif part == QUIZ:
        from ui.workshop_quiz import draw_quiz as draw
    elif part == GLOSSARY:
        from ui.workshop_glossary import draw_glossary as draw
    else:
        from ui.workshop_trial import draw_trial as draw
    draw(room)
