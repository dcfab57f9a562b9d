"""Rows of the matrix as a table; a chosen row opens its clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from answer.desk import shortened
from review.filters import Selection
from review.marks import Mark
from review.matrix import Row, names_in
from ui.board import Board, row_place
from ui.labels import ROLES
from ui.place import Place, plan_name
from ui.state import Reading

ROW_HEIGHT, TALL_ROW_HEIGHT = 68, 88
"""Pixels: three lines of text, four in narrow columns. Streamlit wraps words only in rows of more than 64."""
TASK_LENGTH, NAMES_LENGTH = 120, 60
"""Characters that three lines hold; a chosen row shows the whole clause."""
MAX_HEIGHT = 640
HEAD_HEIGHT = 38
WRITTEN, DATED = "Thời hạn (nguyên văn)", "Ngày cụ thể"
BESIDE_A_CLAUSE = ("Nhiệm vụ", "Vai", "Chủ trì", WRITTEN, "Kế hoạch")
NOTE_MARK = re.compile(r"(?<=\w)(?<!\bm)(?<!\dm)(?<!\b[kcd]m)(?<!\d[kcd]m)[¹²³⁰⁴-⁹]+(?!\w)")
REACHED = {"direct": "Đích danh", "group": "Qua nhóm", "maybe": "Nhóm có thể gồm"}
NO_SELECTION = Selection(())


def draw_rows(
    rows: Sequence[Row], board: Board, open_: Reading, *, key: str, selection: Selection = NO_SELECTION
) -> None:
    """Draw rows; those chosen for an agency tell its own role and how it is reached."""
    data = _columns(rows, board, selection)
    config = {
        "Nhiệm vụ": st.column_config.TextColumn(width=308, pinned=False),
        "Vai": st.column_config.TextColumn(width=90),
        "Cách giao": st.column_config.TextColumn(width=90),
        "Chủ trì": st.column_config.TextColumn(width=170),
        "Phối hợp": st.column_config.TextColumn(width=160),
        WRITTEN: st.column_config.TextColumn(width=150),
        DATED: st.column_config.DateColumn(width=95, format="DD/MM/YYYY"),
        "Kế hoạch": st.column_config.TextColumn(width=128),
        "Điều khoản": st.column_config.TextColumn(width=110),
        "Đọc đủ": st.column_config.TextColumn(
            width=70, help="Bản nạp được đọc đủ để danh sách của kế hoạch này không thiếu"
        ),
        "Người dùng ghi": st.column_config.TextColumn(width=180, help="Không phải lời của kế hoạch"),
    }
    places = [partial(row_place, row) for row in rows]
    # Beside an open clause, which tells the rest, only what fits there.
    order = BESIDE_A_CLAUSE if open_.place else None
    if order:
        config |= {"Nhiệm vụ": st.column_config.TextColumn(width=230)}
        config |= {"Chủ trì": st.column_config.TextColumn(width=125)}
        config |= {WRITTEN: st.column_config.TextColumn("Thời hạn", width=105)}
    draw_choice(data, config, places, open_, key=key, alt="Bảng phân công", order=order)


def draw_choice(
    data: dict[str, list[Any]],
    config: dict[str, Any],
    places: Sequence[Callable[[], Place | None]],
    open_: Reading,
    *,
    key: str,
    alt: str,
    order: Sequence[str] | None = None,
) -> None:
    """Draw a table whose chosen row opens its place; one column a name, one place a row.

    order  of the columns shown, which are narrow then; None for all
    """

    def choose() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen and chosen[0] < len(places):
            open_.show(places[chosen[0]]())

    row_height = TALL_ROW_HEIGHT if order else ROW_HEIGHT
    height = min(HEAD_HEIGHT + row_height * len(places) + 4, MAX_HEIGHT)
    st.dataframe(
        data,
        column_config={name: config[name] for name in data if name in config},
        column_order=order,
        hide_index=True,
        key=key,
        on_select=choose,
        selection_mode="single-row",
        row_height=row_height,
        height=height,
        placeholder="",
        alt=alt,
    )


def _columns(rows: Sequence[Row], board: Board, selection: Selection) -> dict[str, list[Any]]:
    data: dict[str, list[Any]] = {
        "Nhiệm vụ": [shortened(without_note_marks(row.task), TASK_LENGTH) for row in rows]
    }
    if selection.agency:
        data["Vai"] = [_role(row, selection) for row in rows]
        data["Cách giao"] = [REACHED[selection.reach[row.number]] for row in rows]
    data |= {
        "Chủ trì": [shortened("; ".join(row.doers), NAMES_LENGTH) for row in rows],
        "Phối hợp": [shortened("; ".join(row.helpers), NAMES_LENGTH) for row in rows],
        WRITTEN: [row.deadline or "" for row in rows],
        DATED: [row.day for row in rows],
        "Kế hoạch": [plan_name(row.plan) for row in rows],
        "Điều khoản": [row.clause for row in rows],
        "Đọc đủ": ["" if row.whole else "Chưa" for row in rows],
        "Người dùng ghi": [_said(board.marked.by_row.get(row.number, ())) for row in rows],
    }
    # What says nothing in any row would only push the others out of sight.
    return {name: column for name, column in data.items() if any(column)}


def without_note_marks(words: str) -> str:
    """Return words without the marks of footnotes, which a table does not show; the opened clause does."""
    return NOTE_MARK.sub("", words)


def _role(row: Row, selection: Selection) -> str:
    """Return the roles in which a row holds the agency asked for, the weightiest first."""
    held = selection.held[row.number]
    roles = [role for role in ROLES if names_in(held, (role,))]  # type: ignore[arg-type]
    return ", ".join(ROLES[role] for role in roles)


def _said(marks: Sequence[Mark]) -> str:
    """Return what people said of a row, in short: "hạn 14/11/2023 · An"."""
    said = []
    for mark in marks:
        what = {
            "deadline": f"hạn {mark.day:%d/%m/%Y}" if mark.day else "",
            "role": f"vai: {ROLES.get(mark.value, mark.value).lower()}",
            "note": mark.value,
        }[mark.kind]
        said.append(f"{what} · {mark.who}")
    return "; ".join(said)
