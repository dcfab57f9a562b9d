"""Buttons that hand the reader a file of what is on the page; it is made when the button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import streamlit as st

from export import calendar, document, xlsx
from export.table import Table, assignment_table
from export.table_docx import MAX_ROWS, report
from review.matrix import Row
from ui.board import Board


def facts_of(filters: str) -> tuple[tuple[str, str], ...]:
    """Return what the rows were chosen by and when, for the sheet "Cách đếm"."""
    return ("Bộ lọc", filters), ("Lập lúc", f"{datetime.now():%H:%M ngày %d/%m/%Y}")


def draw_assignments(board: Board, rows: Sequence[Row], filters: str, *, key: str) -> None:
    """Draw the buttons for rows of the matrix."""

    def table() -> Table:
        return assignment_table(rows, board.marked, facts_of(filters))

    draw_table(table, name="phan-cong", key=key, long=len(rows) > MAX_ROWS)


def draw_table(table: Callable[[], Table], *, name: str, key: str, long: bool = False) -> None:
    """Draw the buttons for a table; name is that of the files, long whether the report is cut."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{key}"):
        _button("Tải .xlsx", lambda: xlsx.workbook(table()), f"{name}.xlsx", xlsx.MIME, key=f"xlsx-{key}")
        _button(
            "Tải .docx",
            lambda: report(table(), day=date.today()),
            f"{name}.docx",
            document.MIME,
            key=f"docx-{key}",
        )
        if long:
            st.caption(f"Bản .docx in {MAX_ROWS} dòng đầu; bản .xlsx có đủ.")


def draw_calendar(board: Board, rows: Sequence[Row], *, key: str) -> None:
    """Draw the button for the calendar of rows whose deadlines are confirmed."""
    make = partial(calendar.calendar, rows, board.marked)
    _button(f"Tải lịch .ics ({len(rows)} thời hạn)", make, "thoi-han.ics", calendar.MIME, key=f"ics-{key}")


def _button(label: str, make: Callable[[], bytes], name: str, mime: str, *, key: str) -> None:
    st.download_button(
        label, make, file_name=name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )
