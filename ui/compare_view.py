"""Plans beside each other: for each agency or topic a cell per plan, with the chat's lines and marks."""

from __future__ import annotations

import streamlit as st

from export.table import Table, comparison_table
from review.compare import Cell, Comparison
from review.load import cells_of
from ui.board import Board, comparison
from ui.escape import as_html, as_label
from ui.lines import draw_lines
from ui.marks import draw_marks
from ui.state import Reading
from ui.take_away import draw_table, facts_of

MAX_PLANS = 6
MAX_SUBJECTS = 6
IN_SIGHT = 4
"""Lines of a cell that are shown before it is unfolded."""
OFFERED = 30
"""Agencies offered to choose from, the busiest first."""
HINT = (
    "Chọn cơ quan trong danh sách, hoặc gõ nội dung cần đối chiếu (ví dụ: tập huấn, kinh phí, báo cáo) "
    "rồi bấm Enter. Ô nào trống đều được dò lại cả kế hoạch trước khi nói là không có."
)


def draw_compare(board: Board, open_: Reading) -> None:
    """Draw the view."""
    names = board.names()
    plans = st.multiselect(
        "Kế hoạch",
        list(names),
        default=list(names)[:3],
        format_func=lambda plan_id: names[plan_id],
        key="compare-plans",
        max_selections=MAX_PLANS,
        select_all=False,
        placeholder="Chọn từ hai kế hoạch",
        persist_state="session",
    )
    subjects = st.multiselect(
        "Cơ quan hoặc nội dung",
        _offered(board),
        key="compare-subjects",
        accept_new_options=True,
        max_selections=MAX_SUBJECTS,
        select_all=False,
        placeholder="Chọn cơ quan, hoặc gõ nội dung rồi bấm Enter",
        persist_state="session",
    )
    if not plans or not subjects:
        st.html(f'<p class="pb-empty">{HINT}</p>')
        return
    made = [comparison(board, subject, tuple(plans)) for subject in subjects]
    for number, one in enumerate(made):
        _draw_comparison(one, names, open_, narrow=open_.place is not None, key=f"compare-{number}")

    def table() -> Table:
        told = f"{', '.join(subjects)}; {', '.join(names[plan_id] for plan_id in plans)}"
        return comparison_table(made, names, facts_of(told))

    draw_table(table, name="doi-chieu", key="compare")


def _offered(board: Board) -> list[str]:
    return list(dict.fromkeys(cell.agency for cell in cells_of(board.rows)))[:OFFERED]


def _draw_comparison(
    made: Comparison, names: dict[str, str], open_: Reading, *, narrow: bool, key: str
) -> None:
    st.html(f'<h3 class="pb-group">{as_html(made.subject)}</h3>')
    abreast = min(len(made.cells), 2 if narrow else 3)
    for start in range(0, len(made.cells), abreast):
        columns = st.columns(abreast, border=True)
        for column, cell in zip(columns, made.cells[start : start + abreast], strict=False):
            with column:
                _draw_cell(cell, names[cell.plan_id], open_, key=f"{key}-{cell.plan_id}")


def _draw_cell(cell: Cell, name: str, open_: Reading, *, key: str) -> None:
    st.html(f'<p class="pb-plan">{as_html(name)}</p>')
    cited = {citation.n: citation for citation in cell.citations}
    draw_lines(cell.lines[:IN_SIGHT], cited, open_, key=f"{key}-top")
    if rest := cell.lines[IN_SIGHT:]:
        box = st.expander(as_label(f"Còn {len(rest)} dòng"), key=f"{key}-rest", on_change="rerun")
        if box.open:
            with box:
                draw_lines(rest, cited, open_, key=f"{key}-more")
    if cell.said:
        st.html(f'<p class="pb-proof">{as_html(cell.said)}</p>')
    if cell.mentioned:
        with st.container(horizontal=True, gap="xsmall", key=f"marks-{key}-mentioned"):
            draw_marks(cell.mentioned[:12], open_, key=f"{key}-mentioned")
