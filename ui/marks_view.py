"""Confirmations and notes of people: a form beneath the clause, the list of all. Never the plan's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import streamlit as st

from export.calendar import confirmed
from export.table import mark_text
from ingest.errors import PlanBotError
from ingest.plan import Assignment
from review.filters import Filters, selected
from review.marks import ROLE_VALUES, Kind, Mark, mark_on
from review.matrix import Row
from ui.board import Board, row_place
from ui.escape import as_html, as_label
from ui.labels import ROLES
from ui.rows_table import draw_choice, draw_rows
from ui.state import Reading
from ui.take_away import draw_calendar

KINDS: dict[Kind, str] = {"deadline": "Xác nhận thời hạn", "role": "Sửa vai", "note": "Ghi chú"}
WHO_KEY = "mark-who"
NOBODY = "Hãy ghi tên người xác nhận trước."
MAX_NOTE = 500
NOT_THE_PLAN = "Do người dùng ghi, không phải lời của kế hoạch"


# -- beneath a clause ----------------------------------------------------------------------------------


def draw_mark_form(board: Board, row: Row) -> None:
    """Draw what people said of a row, and a form to confirm, correct or note something."""
    marks = board.marked.by_row.get(row.number, ())
    if marks:
        st.html(f'<p class="pb-proof"><b>{NOT_THE_PLAN}</b></p>')
    for number, mark in enumerate(marks):
        with st.container(horizontal=True, vertical_alignment="center", key=f"mark-line-{number}"):
            st.html(f'<p class="pb-note">{as_html(mark_text(mark))}</p>')
            st.button(
                "Bỏ", key=f"take-back-{number}", type="tertiary", on_click=_take_back, args=(board, row, mark)
            )
    if problem := st.session_state.pop("mark-problem", ""):
        st.html(f'<div class="pb-card" role="alert"><p>{as_html(problem)}</p></div>')
    with st.expander("Xác nhận, ghi chú", icon=":material/edit_note:", expanded=bool(problem)):
        _draw_form(board, row)


def _draw_form(board: Board, row: Row) -> None:
    st.text_input(
        "Người ghi", key=WHO_KEY, placeholder="Họ tên, chức vụ", max_chars=80, persist_state="session"
    )
    held = st.selectbox(
        "Về cơ quan",
        list(dict.fromkeys(row.assignments)),
        format_func=lambda one: f"{one.agency} · {ROLES[one.role]}",
        key=f"mark-held-{row.number}",
    )
    kind: Kind = st.segmented_control(
        "Việc",
        list(KINDS),
        format_func=lambda one: KINDS[one],
        default="deadline",
        required=True,
        key="mark-kind",
    )
    value = _draw_value(kind, row, held)
    st.button(
        "Ghi lại", key="mark-keep", type="primary", on_click=_keep, args=(board, row, held, kind, value)
    )


def _draw_value(kind: Kind, row: Row, held: Assignment) -> str:
    """Draw where the value is chosen and return it; "" where none is yet."""
    key = f"mark-value-{kind}-{row.number}"
    if kind == "role":
        others = [role for role in ROLE_VALUES if role != held.role]
        return str(st.selectbox("Vai đúng", others, format_func=lambda role: ROLES[role], key=key))
    if kind == "note":
        return str(st.text_area("Ghi chú", key=key, max_chars=MAX_NOTE)).strip()
    st.html(f'<p class="pb-proof">Kế hoạch ghi: {as_html(row.deadline or "không ghi thời hạn")}</p>')
    day = st.date_input("Ngày hết hạn", row.day or row.end, format="DD/MM/YYYY", key=key)
    return day.isoformat() if isinstance(day, date) else ""


def _keep(board: Board, row: Row, held: Assignment, kind: Kind, value: str) -> None:
    who = " ".join(str(st.session_state.get(WHO_KEY) or "").split())
    if not who:
        st.session_state["mark-problem"] = NOBODY
    elif value:
        mark = mark_on(row, held, kind, value, who=who, at=datetime.now().astimezone())
        _add(board, mark)
    else:
        st.session_state["mark-problem"] = "Chưa có nội dung để ghi."


def _take_back(board: Board, row: Row, mark: Mark) -> None:
    """Take back a mark in the name of who is working now; the line that says so is kept, too."""
    who = " ".join(str(st.session_state.get(WHO_KEY) or "").split()) or mark.who
    held = next(one for one in row.assignments if (one.agency, one.role) == (mark.agency, mark.role))
    author = mark.who if mark.kind == "note" else who
    _add(board, mark_on(row, held, mark.kind, "", who=author, at=datetime.now().astimezone()))


def _add(board: Board, mark: Mark) -> None:
    try:
        board.services.keep_mark(mark)
    except PlanBotError as error:
        st.session_state["mark-problem"] = f"{error.what} {error.remedy}"


# -- all of them ---------------------------------------------------------------------------------------


def draw_marks_list(board: Board, open_: Reading) -> None:
    """Draw what waits for confirmation, what was said, and what is to be looked at again."""
    marked = [row for row in board.rows if row.number in board.marked.by_row]
    ready = confirmed(board.rows, board.marked)
    literal = selected(board.rows, Filters(due="literal"), board.world, date.today()).rows
    waiting = [row for row in literal if row not in ready]
    st.html(
        '<p class="pb-lead">Chọn một dòng, rồi mở “Xác nhận, ghi chú” dưới điều khoản. Những gì ghi ở đây '
        "được giữ khi lập lại chỉ mục, kèm tên và giờ, và không lẫn vào lời của kế hoạch.</p>"
    )
    if ready:
        draw_calendar(board, ready, key="marks")
    _draw_section("Đã xác nhận, ghi chú", marked, board, open_, key="marked-rows")
    _draw_adrift(board, open_)
    _draw_section("Thời hạn có ngày, chờ xác nhận", waiting, board, open_, key="waiting-rows")


def _draw_section(title: str, rows: Sequence[Row], board: Board, open_: Reading, *, key: str) -> None:
    st.html(f'<h3 class="pb-group">{title} · {len(rows)}</h3>')
    if rows:
        draw_rows(rows, board, open_, key=key)
    else:
        st.html('<p class="pb-empty">Chưa có.</p>')


def _draw_adrift(board: Board, open_: Reading) -> None:
    """Draw the marks whose clause has changed; one opens the clause that stands there now."""
    adrift = board.marked.adrift
    if not adrift:
        return
    st.html(f'<h3 class="pb-group">Cần xem lại · {len(adrift)}</h3>')
    st.html('<p class="pb-proof">Điều khoản, cơ quan hoặc vai đã khác lúc ghi, nên không còn được tính.</p>')
    data: dict[str, list[Any]] = {
        "Đã ghi": [mark_text(mark) for mark in adrift],
        "Lời văn lúc ghi": [mark.quote for mark in adrift],
        "Ở": [mark.label for mark in adrift],
    }
    config = {
        "Đã ghi": st.column_config.TextColumn(width=340),
        "Lời văn lúc ghi": st.column_config.TextColumn(width=380),
        "Ở": st.column_config.TextColumn(width=260),
    }
    now = {row.unit.key: row for row in board.rows}
    places = [
        partial(lambda row: row_place(row) if row else None, now.get((mark.plan_id, mark.path)))
        for mark in adrift
    ]
    draw_choice(data, config, places, open_, key="adrift-rows", alt=as_label("Cần xem lại"))
