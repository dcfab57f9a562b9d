"""The page of the library: put plans in, see what is loaded, put metadata right, delete and restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from index.build import BuildReport
from index.librarian import Librarian
from ingest.errors import PlanBotError
from ui.deposit_view import draw_deposits
from ui.escape import as_html
from ui.jobs import Job, started_at, workroom
from ui.opened import open_library
from ui.plan_list import draw_plans, draw_trash
from ui.services import Library, Services

STYLE = Path(__file__).with_name("style.css")
LIBRARY_STYLE = Path(__file__).with_name("library.css")
TITLE = (
    '<h1 class="pb-title">Thư viện</h1>'
    '<p class="pb-lead">Thêm văn bản vào kho, xem lại những gì đã đọc được, sửa thể thức, xóa và khôi phục. '
    "Không nạp văn bản có dấu độ mật.</p>"
)
LOOK_AGAIN = 0.7
"""Seconds between two looks at a build."""
WHO_KEY = "library-who"
_MINE, _TOLD, _GREETED = "library-job", "library-told", "library-who-kept"


def library_page(services: Services, librarian: Librarian) -> None:
    """Draw the page. Reading and building go on in threads: the page only looks at them."""
    st.html(STYLE)
    st.html(LIBRARY_STYLE)
    st.html(TITLE)
    _tell_outcome()
    library = _opened(services)
    who = _draw_who()
    start = partial(_start, who=who)
    if workroom().busy:
        _draw_busy()
    draw_deposits(librarian, library, who=who, start=start)
    if library is not None:
        draw_plans(librarian, library, start=start, who=who)
    draw_trash(librarian, start=start, who=who)


def _opened(services: Services) -> Library | None:
    """Return the index; None, with the reason drawn, while there is none to be had."""
    try:
        with st.spinner("Đang mở kho kế hoạch…"):
            return open_library(services)
    except PlanBotError as error:
        st.html(
            '<div class="pb-card" role="alert"><h3>Chưa mở được chỉ mục</h3>'
            f"<p>{as_html(error.what)}</p>"
            "<p>Tải văn bản lên và lưu vào kho ở dưới, chỉ mục sẽ được lập cùng lúc; "
            f"hoặc: {as_html(error.remedy)}</p></div>"
        )
        return None


def _draw_who() -> str:
    """Ask for the name that is kept with what is done; it stays when the reader leaves the page."""
    kept = str(st.session_state.get(_GREETED, ""))
    with st.container(key="who"):
        who = st.text_input(
            "Họ tên người làm",
            value=kept,
            max_chars=80,
            key=WHO_KEY,
            placeholder="Ghi cùng mỗi lần nạp, sửa, xóa",
        )
    st.session_state[_GREETED] = who
    return str(who).strip()


def _start(title: str, work: Callable[[Job], BuildReport], *, who: str) -> bool:
    """Start a deed with its build; False, and said so, while another is under way."""
    job = Job(title, who)
    if not workroom().start(job, work):
        st.session_state[_TOLD] = (
            "busy",
            "Người khác đang cập nhật kho, nên chưa làm được. Hãy đợi xong rồi bấm lại.",
        )
        return False
    st.session_state[_MINE] = job
    return True


def _draw_busy() -> None:
    """Show the build under way, of whoever it is, until it is over."""
    st.fragment(_busy_line, run_every=LOOK_AGAIN)()


def _busy_line() -> None:
    job = workroom().busy
    if job is None:
        st.rerun()
        return
    mine = st.session_state.get(_MINE) is job
    by = "" if mine else f" · {job.who or 'người khác'} bắt đầu lúc {started_at(job)}"
    with st.container(border=True, key="building"):
        st.html(
            f'<p class="pb-job" role="status"><b>{as_html(job.title)}</b>{as_html(by)}<br>'
            f"{as_html(job.told())}</p>"
        )
        st.progress(job.share)
        st.html('<p class="pb-notice">Trang Hỏi đáp vẫn trả lời theo bản cũ cho tới khi xong.</p>')


def _tell_outcome() -> None:
    """Say what came of the deed this reader started last, once."""
    job: Job | None = st.session_state.get(_MINE)
    if job is not None and job.over.is_set():
        del st.session_state[_MINE]
        st.session_state[_TOLD] = _outcome(job)
    kind, text = st.session_state.pop(_TOLD, ("", ""))
    if text:
        alert = "status" if kind == "done" else "alert"
        st.html(f'<div class="pb-card pb-told {kind}" role="{alert}"><p>{as_html(text)}</p></div>')


def _outcome(job: Job) -> tuple[str, str]:
    if job.problem is not None:
        return "failed", f"{job.title}: chưa làm được. {job.problem.what} {job.problem.remedy}"
    report: Any = job.result
    plans = len(report.new) + len(report.unchanged) + len(report.replaced)
    notes = "".join(f" Lưu ý: {note}" for note in report.notes)
    return "done", f"{job.title}: xong. Kho có {plans} kế hoạch, {report.passages} đoạn.{notes}"
