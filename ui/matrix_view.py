"""The matrix: filters, the rows that fit, and what can be taken away of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from review.filters import Filters, Selection, selected
from review.matrix import Row
from ui.board import Board
from ui.escape import as_html
from ui.filter_bar import filter_bar, told
from ui.rows_table import DATED, WRITTEN, draw_rows
from ui.state import Reading
from ui.take_away import draw_assignments


def draw_matrix(board: Board, open_: Reading) -> None:
    """Draw the view."""
    filters, selection = chosen_rows(board)
    st.html(f'<p class="pb-summary" role="status">{as_html(summary(board, filters, selection))}</p>')
    if not selection.rows:
        if not selection.note:
            st.html('<p class="pb-empty">Không có dòng nào khớp bộ lọc. Bấm “Bỏ lọc” để xem tất cả.</p>')
        return
    st.html(f'<p class="pb-proof">{as_html(facts(selection.rows, date.today()))}</p>')
    draw_rows(selection.rows, board, open_, key="matrix-rows", selection=selection)
    draw_assignments(board, selection.rows, told(filters, selection, board), key="matrix")


def facts(rows: Sequence[Row], today: date) -> str:
    """Return what a leader asks first of rows: deadlines, passed ones, tasks nobody leads; how to read it."""
    written = [row for row in rows if row.deadline]
    passed = sum(row.end is not None and row.end < today for row in rows)
    nobody = sum(not row.doers for row in rows)
    parts = [
        f"{len(written)} nhiệm vụ ghi thời hạn" + (f", trong đó {passed} đã qua" if passed else ""),
        *([f"{nobody} chỉ nêu cơ quan phối hợp"] if nobody else []),
    ]
    dated = any(row.day for row in rows)
    how = f" “{WRITTEN}” là lời kế hoạch; “{DATED}” chỉ có khi kế hoạch ghi đủ ngày, tháng, năm."
    return f"{' · '.join(parts)}.{how if dated else ''}"


def chosen_rows(board: Board) -> tuple[Filters, Selection]:
    """Draw the filters and return them with the rows that fit."""
    filters = filter_bar(board)
    return filters, selected(board.rows, filters, board.world, date.today())


def summary(board: Board, filters: Filters, selection: Selection) -> str:
    """Return how many rows fit; of an agency how it holds them, in the words of the chat's ledger."""
    if selection.note:
        return selection.note
    plans = len({row.plan.id for row in selection.rows})
    total = f"{len(selection.rows)} nhiệm vụ trong {plans} kế hoạch"
    if not selection.agency:
        every = len(selection.rows) == len(board.rows)
        return f"{total}." if every else f"{total} (trong tổng số {len(board.rows)} nhiệm vụ)."
    lead, support, group, maybe = selection.counts
    ways = [f"{lead} chủ trì", f"{support} phối hợp", f"{group} qua nhóm"]
    if maybe:
        ways.append(f"{maybe} qua nhóm có thể gồm")
    return f"{selection.agency}: {' · '.join(ways)}; cộng {total}."
