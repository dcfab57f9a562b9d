"""The page "Phân công": every assignment in a table, who carries what, checks, grids, confirmations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ingest.errors import PlanBotError
from ui.board import Board, board_of
from ui.checks_view import draw_checks
from ui.clause_card import draw_clause_card
from ui.compare_view import draw_compare
from ui.escape import as_html
from ui.labels import NOTICE
from ui.load_view import draw_load
from ui.marks_view import draw_mark_form, draw_marks_list
from ui.matrix_view import draw_matrix
from ui.opened import draw_closed, open_library
from ui.services import Services
from ui.state import Reading, reading

STYLE = Path(__file__).with_name("style.css")
TITLE = (
    '<h1 class="pb-title">Phân công</h1>'
    '<p class="pb-lead">Ai chủ trì, ai phối hợp, hạn nào. Chọn một dòng để mở đúng điều khoản của nó.</p>'
)
PAGE = "phan-cong"
View = Callable[[Board, Reading], None]
VIEWS: dict[str, tuple[str, View]] = {
    "matrix": ("Bảng phân công", draw_matrix),
    "load": ("Ai làm bao nhiêu", draw_load),
    "checks": ("Kiểm tra kế hoạch", draw_checks),
    "compare": ("Đối chiếu", draw_compare),
    "marks": ("Xác nhận, ghi chú", draw_marks_list),
}
EMPTY = (
    '<div class="pb-card"><h3>Chưa có phân công nào</h3><p>Các kế hoạch đã nạp chưa có điều khoản nào '
    "giao việc cho cơ quan mà chương trình đọc được.</p></div>"
)


def assignments_page(services: Services) -> None:
    """Draw the page."""
    st.html(STYLE)
    st.html(TITLE)
    try:
        board = board_of(open_library(services), services)
    except PlanBotError as error:
        draw_closed(error)
        st.button("Thử lại", key="retry", type="primary")
        return
    if not board.rows:
        st.html(EMPTY)
        return
    view = st.segmented_control(
        "Xem",
        list(VIEWS),
        format_func=lambda name: VIEWS[name][0],
        default="matrix",
        required=True,
        key="review-view",
        label_visibility="collapsed",
        persist_state="session",
    )
    if board.problem:
        st.html(f'<div class="pb-card" role="alert"><p>{as_html(board.problem)}</p></div>')
    with st.container(key="review"):
        _draw_panes(board, VIEWS[view][1], reading(PAGE))
    st.html(f'<p class="pb-notice">{NOTICE}</p>')


def _draw_panes(board: Board, draw: View, open_: Reading) -> None:
    """Draw the view and, beside it, the clause that is open; without one the view has all the width."""
    with st.container(key="panes"):
        if open_.place is None:
            draw(board, open_)
            return
        left, right = st.columns([7, 5], gap="medium")
    with left:
        draw(board, open_)
    with right, st.container(key="proof"):
        draw_clause_card(open_, board.world.plans, board.services)
        if (row := board.row_at(open_.place)) is not None:
            draw_mark_form(board, row)
