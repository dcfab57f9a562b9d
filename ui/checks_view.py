"""Checks on plans: one list a check, each line opens its clause, and how it was decided stands above."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from answer.desk import place_of, shortened
from answer.model import Answer, Citation, Line
from export.table import Table, check_table
from review.checks import CHECKS, count_of, named
from ui.board import Board, check_found
from ui.escape import as_html
from ui.place import Place, cited_place
from ui.rows_table import draw_choice, without_note_marks
from ui.state import Reading
from ui.take_away import draw_table, facts_of

FOUND_LENGTH = 210
"""Characters that three lines of the widest column hold."""
COUNTED_AHEAD = 30
"""Plans up to which every check is worked out before one is chosen."""


def draw_checks(board: Board, open_: Reading) -> None:
    """Draw the view."""
    names = board.names()
    chosen = st.multiselect(
        "Kế hoạch",
        list(names),
        format_func=lambda plan_id: names[plan_id],
        key="check-plans",
        select_all=False,
        placeholder=f"Tất cả {len(names)} kế hoạch",
        persist_state="session",
    )
    plans = tuple(chosen) or tuple(names)
    check = named(CHECKS, _draw_list(board, plans))
    with st.spinner("Đang kiểm tra…"):
        answer = check_found(board, check.name, plans, date.today())
    st.html(f'<p class="pb-summary" role="status">{as_html(answer.summary)}</p>')
    notes = "".join(f"<li>{as_html(note)}</li>" for note in answer.notes)
    st.html(f'<ul class="pb-notes" aria-label="Cách xét">{notes}</ul>')
    if answer.dropped:
        st.caption(f"Đã bỏ {answer.dropped} dòng không chứng minh được từ văn bản.")
    if answer.groups:
        _draw_found(answer, open_, key=f"check-{check.name}")
        told = f"{check.title}; {', '.join(names[p] for p in chosen) or 'mọi kế hoạch'}"

        def table() -> Table:
            return check_table(check.title, answer, facts_of(told))

        draw_table(table, name=f"kiem-tra-{check.name}", key="check")


def _draw_list(board: Board, plans: tuple[str, ...]) -> str:
    """Draw the checks, each with its count where there are not too many plans; return the one chosen."""
    counts: dict[str, int] = {}
    if len(plans) <= COUNTED_AHEAD:
        with st.spinner("Đang kiểm tra…"):
            counts = {
                check.name: count_of(check_found(board, check.name, plans, date.today())) for check in CHECKS
            }

    def label(name: str) -> str:
        title = named(CHECKS, name).title
        return f"{title} · **{counts[name]}**" if name in counts else title

    chosen: str = st.pills(
        "Phép kiểm tra",
        [check.name for check in CHECKS],
        format_func=label,
        default=CHECKS[0].name,
        required=True,
        key="check-name",
        persist_state="session",
        wrap=True,
    )
    return chosen


def _draw_found(answer: Answer, open_: Reading, *, key: str) -> None:
    cited = {citation.n: citation for citation in answer.citations}
    found = [(group, line) for group in answer.groups for line in group.lines]
    data: dict[str, list[Any]] = {
        "Phát hiện": [shortened(without_note_marks(line.text), FOUND_LENGTH) for _, line in found],
        "Thời hạn": [line.deadline or "" for _, line in found],
        "Kế hoạch": [place_of(group) for group, _ in found],
        "Trích dẫn": ["; ".join(cited[n].label for n in line.citations) for _, line in found],
    }
    if not any(data["Thời hạn"]):
        del data["Thời hạn"]
    config = {
        "Phát hiện": st.column_config.TextColumn(width=560),
        "Thời hạn": st.column_config.TextColumn(width=150),
        "Kế hoạch": st.column_config.TextColumn(width=110),
        "Trích dẫn": st.column_config.TextColumn(width=340),
    }
    places = [partial(_place, line, cited) for _, line in found]
    draw_choice(data, config, places, open_, key=key, alt="Kết quả kiểm tra")


def _place(line: Line, cited: dict[int, Citation]) -> Place | None:
    return cited_place(cited[line.citations[0]]) if line.citations else None
