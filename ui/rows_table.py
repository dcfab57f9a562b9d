"""Rows of the matrix as a table; a chosen row opens its clause."""

from __future__ import annotations

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

ROW_HEIGHT = 68
"""Pixels: three lines of text. Streamlit wraps words only in rows of more than 64."""
TASK_LENGTH, NAMES_LENGTH = 140, 68
"""Characters that three lines hold; a chosen row shows the whole clause."""
MAX_HEIGHT = 640
HEAD_HEIGHT = 38
REACHED = {"direct": "Đích danh", "group": "Qua nhóm", "maybe": "Nhóm có thể gồm"}
NO_SELECTION = Selection(())


def draw_rows(
    rows: Sequence[Row], board: Board, open_: Reading, *, key: str, selection: Selection = NO_SELECTION
) -> None:
    """Draw rows; those chosen for an agency tell its own role and how it is reached."""
    data = _columns(rows, board, selection)
    config = {
        "Nhiệm vụ": st.column_config.TextColumn(width=380, pinned=False),
        "Vai": st.column_config.TextColumn(width=90),
        "Cách giao": st.column_config.TextColumn(width=90),
        "Chủ trì": st.column_config.TextColumn(width=190),
        "Phối hợp": st.column_config.TextColumn(width=180),
        "Thời hạn": st.column_config.TextColumn(width=150, help="Nguyên văn của kế hoạch"),
        "Ngày": st.column_config.DateColumn(
            width=90, format="DD/MM/YYYY", help="Chỉ khi lời văn ghi đủ ngày, tháng, năm"
        ),
        "Kế hoạch": st.column_config.TextColumn(width=130),
        "Điều khoản": st.column_config.TextColumn(width=170),
        "Đọc đủ": st.column_config.TextColumn(
            width=70, help="Bản nạp được đọc đủ để danh sách của kế hoạch này không thiếu"
        ),
        "Người dùng ghi": st.column_config.TextColumn(width=180, help="Không phải lời của kế hoạch"),
    }
    places = [partial(row_place, row) for row in rows]
    draw_choice(data, config, places, open_, key=key, alt="Bảng phân công")


def draw_choice(
    data: dict[str, list[Any]],
    config: dict[str, Any],
    places: Sequence[Callable[[], Place | None]],
    open_: Reading,
    *,
    key: str,
    alt: str,
) -> None:
    """Draw a table whose chosen row opens its place; one column a name, one place a row."""

    def choose() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen and chosen[0] < len(places):
            open_.show(places[chosen[0]]())

    height = min(HEAD_HEIGHT + ROW_HEIGHT * len(places) + 4, MAX_HEIGHT)
    st.dataframe(
        data,
        column_config={name: config[name] for name in data if name in config},
        hide_index=True,
        key=key,
        on_select=choose,
        selection_mode="single-row",
        row_height=ROW_HEIGHT,
        height=height,
        placeholder="",
        alt=alt,
    )


def _columns(rows: Sequence[Row], board: Board, selection: Selection) -> dict[str, list[Any]]:
    data: dict[str, list[Any]] = {"Nhiệm vụ": [shortened(row.task, TASK_LENGTH) for row in rows]}
    if selection.agency:
        data["Vai"] = [_role(row, selection) for row in rows]
        data["Cách giao"] = [REACHED[selection.reach[row.number]] for row in rows]
    return data | {
        "Chủ trì": [shortened("; ".join(row.doers), NAMES_LENGTH) for row in rows],
        "Phối hợp": [shortened("; ".join(row.helpers), NAMES_LENGTH) for row in rows],
        "Thời hạn": [row.deadline or "" for row in rows],
        "Ngày": [row.day for row in rows],
        "Kế hoạch": [plan_name(row.plan) for row in rows],
        "Điều khoản": [row.clause for row in rows],
        "Đọc đủ": ["Có" if row.whole else "Chưa" for row in rows],
        "Người dùng ghi": [_said(board.marked.by_row.get(row.number, ())) for row in rows],
    }


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
