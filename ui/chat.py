"""The chat page: questions and answers at the left, the proof of what is read at the right."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

import streamlit as st

from answer.errors import WriterSettingsError
from answer.model import Answer, Chip
from ingest.errors import PlanBotError
from ui.answer_view import draw_answer, draw_question
from ui.behaviour import scroll_to
from ui.escape import as_html, as_label
from ui.examples import example_questions
from ui.labels import APP_TITLE, NOTICE
from ui.opened import Warming, draw_closed, open_library, warming_of
from ui.place import Place, cited_place, plan_name
from ui.services import Library, Services, Writer
from ui.state import Conversation, Turn, conversation
from ui.written import draw_mode

STYLE = Path(__file__).with_name("style.css")
TITLE = (
    f'<h1 class="pb-title">{APP_TITLE}</h1>'
    '<p class="pb-lead">Hỏi ai làm gì, phối hợp với ai, hạn nào, kinh phí ở đâu. '
    "Mỗi dòng trả lời dẫn tới đúng điều khoản của nó trong kế hoạch.</p>"
)
PLANS_KEY = "asked-plans"
CLOSED_KEY = "no-index"
LOOK_AGAIN = 1.5
"""Seconds between two looks at how far the embedding model is loaded."""
PLANS_NAMED = 6
"""Plans listed by name on the start page; further ones are counted."""
SEARCHING = "Đang tra cứu…"
SEARCHING_AND_LOADING = "Đang tra cứu… (câu đầu tiên có thể phải chờ nạp phần tìm theo nghĩa)"
PLANS_GONE = "Các kế hoạch đã chọn không còn trong kho. Hãy chọn lại kế hoạch rồi hỏi lại."
FAULT = "Có lỗi khi trả lời câu này. Hãy thử hỏi lại; nếu vẫn lỗi, báo người quản trị xem nhật ký máy chủ."

log = logging.getLogger(__name__)


def chat_page(services: Services) -> None:
    """Draw the page: its frame at once, then the index is opened, then the models are loaded."""
    st.html(STYLE)
    talk = conversation()
    head = st.empty()
    if not talk.turns:
        head.html(TITLE)
    if question := _draw_input():
        talk.put(question, asked_plans())
    library = _opened(services)
    if library is None:
        return
    try:
        writer = services.open_writer()
    except WriterSettingsError as error:  # the composed answers need no model
        st.html(_fault_html("Chưa mở được mô hình ngôn ngữ: câu trả lời được ghép từ văn bản", error))
        writer = None
    except PlanBotError as error:
        st.html(_fault_html("Chưa mở được mô hình ngôn ngữ", error))
        return
    _draw_sidebar(talk, library, writer)
    if talk.turns:
        head.empty()
        _draw_panes(services, library, writer)
    else:
        _draw_start(talk, library)
    warming_of(library).start(library, services)


def _draw_input() -> str | None:
    """Draw where to type, before the index is open: what is asked meanwhile waits for it."""
    # In the bottom container by name: left to itself, the input would make the page stick to its end,
    # and a reader who unfolds a group would be thrown past it.
    with st.bottom:
        return st.chat_input(
            "Hỏi về các kế hoạch đã nạp", key="question", disabled=bool(st.session_state.get(CLOSED_KEY))
        )


def asked_plans() -> tuple[str, ...]:
    """Return the ids of the plans the reader chose to ask, () for all."""
    return tuple(st.session_state.get(PLANS_KEY, ()))


def _opened(services: Services) -> Library | None:
    """Return the index; None, with what to do drawn, when there is none to be had."""
    try:
        with st.spinner("Đang mở kho kế hoạch…"):
            library = open_library(services)
    except PlanBotError as error:
        if not st.session_state.get(CLOSED_KEY):
            st.session_state[CLOSED_KEY] = True
            st.rerun()  # once more, with the input closed
        draw_closed(error)
        st.button("Thử lại", key="retry", type="primary")
        return None
    if st.session_state.pop(CLOSED_KEY, False):
        st.rerun()
    return library


def _fault_html(title: str, error: PlanBotError) -> str:
    return (
        f'<div class="pb-card" role="alert"><h3>{title}</h3>'
        f"<p>{as_html(error.what)}</p><p>{as_html(error.remedy)}</p></div>"
    )


def _draw_sidebar(talk: Conversation, library: Library, writer: Writer | None) -> None:
    plans = library.plans
    with st.sidebar:
        _draw_restart(talk, key="restart-aside")
        st.multiselect(
            "Hỏi trong kế hoạch",
            list(plans),
            format_func=lambda plan_id: plan_name(plans[plan_id]),
            key=PLANS_KEY,
            select_all=False,
            placeholder=f"Tất cả {len(plans)} kế hoạch",
        )
        _draw_warming(library)
        draw_mode(writer)
        if talk.turns:
            st.html(f'<p class="pb-notice">{NOTICE}</p>')


def _draw_restart(talk: Conversation, *, key: str, quiet: bool = False) -> None:
    st.button(
        "Cuộc trò chuyện mới",
        key=key,
        icon=":material/add_comment:",
        type="tertiary" if quiet else "secondary",
        width="content" if quiet else "stretch",
        on_click=talk.restart,
    )


def _draw_warming(library: Library) -> None:
    """Say how far the embedding model is; looks again by itself until it is there."""
    warming = warming_of(library)
    again = None if warming.done else LOOK_AGAIN
    st.fragment(partial(_warming_line, warming, again), run_every=again)()


def _warming_line(warming: Warming, again: float | None) -> None:
    if again and warming.done:
        st.rerun()  # once more without the clock
    told = {
        "waiting": "Đang nạp phần tìm theo nghĩa; các câu hỏi về phân công đã trả lời được ngay.",
        "loading": "Đang nạp phần tìm theo nghĩa; các câu hỏi về phân công đã trả lời được ngay.",
        "ready": "Tìm theo nghĩa: sẵn sàng.",
        "failed": warming.problem,
    }[warming.state]
    st.html(f'<p class="pb-notice" role="status">{as_html(told)}</p>')


@st.fragment
def _draw_panes(services: Services, library: Library, writer: Writer | None) -> None:
    """Draw the conversation and the clause card; what is clicked in here redraws only this."""
    from ui.clause_card import draw_clause_card  # what it stands on is imported after the page is drawn

    talk = conversation()
    if not talk.turns:
        st.rerun()
    with st.container(key="panes"):
        left, right = st.columns([7, 5], gap="medium")
    with left:
        for number, turn in enumerate(talk.turns):
            _draw_turn(turn, number, talk, services, library, writer)
        # Here too: on a phone the sidebar is out of sight.
        _draw_restart(talk, key="restart", quiet=True)
    with right, st.container(key="proof"):
        draw_clause_card(talk, library.plans, services)
    scroll_to(
        f".st-key-turn-{talk.serial}-{len(talk.turns) - 1}",
        token=f"{talk.serial}-{len(talk.turns)}",
        channel="turn",
    )


def _draw_start(talk: Conversation, library: Library) -> None:
    plans = list(library.plans.values())
    named = ", ".join(plan.place or plan.id for plan in plans[:PLANS_NAMED])
    more = f" và {len(plans) - PLANS_NAMED} kế hoạch khác" if len(plans) > PLANS_NAMED else ""
    st.html(f'<p class="pb-lead">Đã nạp {len(plans)} kế hoạch: {as_html(named + more)}.</p>')
    with st.container(key="examples"):
        columns = st.columns(2, gap="small")
        for number, question in enumerate(example_questions(library.plans)):
            columns[number % 2].button(
                as_label(question),
                key=f"example-{number}",
                width="stretch",
                wrap=True,
                on_click=talk.put,
                args=(question, asked_plans()),
            )
    st.html(f'<p class="pb-notice">{NOTICE}</p>')


def _draw_turn(
    turn: Turn,
    number: int,
    talk: Conversation,
    services: Services,
    library: Library,
    writer: Writer | None,
) -> None:
    """Draw a turn, answering it first where it waits."""
    newest = turn is talk.turns[-1]
    key = f"{talk.serial}-{number}"
    with st.container(key=f"turn-{key}"):
        draw_question(turn.question)
        if turn.pending:
            with st.spinner(SEARCHING if warming_of(library).done else SEARCHING_AND_LOADING):
                _answer(turn, talk, services, library, writer)
        turn.settle()
        if turn.answer is None:
            st.html(f'<div class="pb-card" role="alert"><p>{as_html(turn.error)}</p></div>')
            return
        change = partial(_change, turn) if newest else None
        name = f"{key}-{turn.revision}"
        draw_answer(turn, turn.answer, talk, library.plans, services, key=name, change=change)


def _change(turn: Turn, chips: tuple[Chip, ...]) -> None:
    turn.correct(chips)
    st.rerun()


def _answer(
    turn: Turn, talk: Conversation, services: Services, library: Library, writer: Writer | None
) -> None:
    """Fill in the answer of a turn, or the one line that says why there is none."""
    turns = talk.questions(turn)
    plans = tuple(plan_id for plan_id in turn.plans if plan_id in library.plans)
    if turn.plans and not plans:
        turn.error = PLANS_GONE
        return
    try:
        if writer is not None and turn.chips is None:
            turn.whole = writer.whole(turns, library) or ""
        asked = (turn.whole,) if turn.whole else turns
        turn.answer = services.ask(asked, library, plans=plans or None, chips=turn.chips)
    except PlanBotError as error:
        turn.error = f"{error.what} {error.remedy}"
    except Exception:
        log.exception("Answering failed")
        turn.error = FAULT
    else:
        talk.show(_first_place(turn.answer), chosen=False)
        turn.writing = writer.begin(turn.answer, library) if writer is not None else None


def _first_place(answer: Answer) -> Place | None:
    """Return the place to open beside a new answer: that of its first line."""
    return cited_place(answer.citations[0]) if answer.citations else None
