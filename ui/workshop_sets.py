"""Question sets: made from the loaded plans or a trainer's own, asked anew, with reasons and minutes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from export.document import MIME
from export.minutes_docx import VERDICTS, minutes
from export.question_form import question_form
from ingest.errors import PlanBotError
from training.duties import plan_title
from training.own_sets import SUFFIXES, off_subject, read_set
from training.question_sets import CATEGORIES, Asked, made_set
from training.replay import STATUS_NAMES, Outcome, replay, tally_of
from ui.escape import as_html
from ui.marks import draw_marks
from ui.workshop_state import Room
from ui.workshop_widgets import draw_cited, file_button, note

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE, OWN = "Soạn từ kế hoạch đã nạp", "Bộ của tôi"
MARKS = 2  # citations beside a question; all of them on demand
SHOWN = 20  # outcomes drawn at once; more on demand
FEWEST, MOST, USUAL_COUNT = 8, 120, 24
WHAT_IT_SHOWS = (
    "Bộ này lấy đáp án từ phần phân công và thể thức đã đọc được: nó cho biết câu hỏi có tìm đến đúng "
    "điều khoản không, không thay cho việc đối chiếu với văn bản gốc. Một phần tư là câu không kế hoạch "
    "nào trả lời."
)
FAULT = "Có lỗi khi chạy bộ câu hỏi; người quản trị xem nhật ký máy chủ."

log = logging.getLogger(__name__)


def draw_sets(room: Room) -> None:
    """Draw the choice of a set, run it when asked to, and draw what came of the last run."""
    kind = st.radio("Bộ câu hỏi", [MADE, OWN], horizontal=True, key="set-kind")
    asked, title = _made(room) if kind == MADE else _own(room)
    if asked:
        note(f"{len(asked)} câu hỏi, trong đó {sum(one.judged for one in asked)} câu có đáp án để chấm.")
    if st.button("Chạy bộ câu hỏi", key="run-set", type="primary", disabled=not asked):
        _run(room, asked, title)
    if room.state.outcomes:
        _draw_outcomes(room)


def _made(room: Room) -> tuple[Sequence[Asked], str]:
    note(WHAT_IT_SHOWS)
    with st.expander("Số câu, bộ số"):
        left, right = st.columns(2)
        count = left.slider("Số câu", FEWEST, MOST, USUAL_COUNT, 4, key="set-count")
        seed = right.number_input("Bộ số: cùng số thì ra cùng bộ câu hỏi", 1, 9999, 1, key="set-seed")
    made_from = (str(room.library.generation), int(count), int(seed))
    if room.state.made is None or room.state.made[0] != made_from:
        room.state.made = made_from, made_set(room.world, off_subject(), count=int(count), seed=int(seed))
    return room.state.made[1], f"Bộ soạn từ các kế hoạch đã nạp, số {int(seed)}"


def _own(room: Room) -> tuple[Sequence[Asked], str]:
    note(
        "Tệp bảng có cột “Câu hỏi”; các cột Kế hoạch, Kết quả mong đợi, Lời văn phải dẫn, Phải có, "
        "Không được có là tùy chọn. Dòng chỉ có câu hỏi thì được hỏi mà không chấm."
    )
    file_button("Tải tệp mẫu (.xlsx)", question_form, name="mau-cau-hoi.xlsx", mime=XLSX, key="form")
    given = st.file_uploader("Tệp câu hỏi", type=[suffix[1:] for suffix in SUFFIXES], key="own-set")
    if given is None:
        return (), ""
    try:
        return read_set(given.name, given.getvalue(), room.world.plans), f"Tệp {given.name}"
    except PlanBotError as error:
        told = as_html(f"{error.what} {error.remedy}")
        st.html(f'<div class="pb-card" role="alert"><p>{told}</p></div>')
        return (), ""


def _run(room: Room, asked: Sequence[Asked], title: str) -> None:
    """Ask every question and keep what came of them."""
    bar = st.progress(0.0, "Đang hỏi…")
    places = {plan.id: plan.place or "" for plan in room.world.plans.values()}
    done: list[Outcome] = []
    try:
        for outcome in replay(asked, lambda turns: room.services.ask(turns, room.library), places):
            done.append(outcome)
            bar.progress(len(done) / len(asked), f"Đã hỏi {len(done)}/{len(asked)} câu")
    except Exception:
        log.exception("Replay failed")
        st.html(f'<div class="pb-card" role="alert"><p>{FAULT}</p></div>')
    bar.empty()
    state = room.state
    state.outcomes, state.title, state.at = tuple(done), title, datetime.now()
    state.serial += 1


def _draw_outcomes(room: Room) -> None:
    state = room.state
    tally = tally_of(state.outcomes)
    at = state.at or datetime.now()
    told = f"{state.title}: đạt {tally.passed}/{tally.total - tally.unjudged} câu được chấm"
    st.html(f'<p class="pb-summary" role="status">{as_html(told)}</p>')
    names = [plan_title(plan) for plan in room.world.plans.values()]
    file_button(
        "Tải biên bản (.docx)",
        partial(minutes, state.outcomes, names, title=state.title, at=at),
        name="bien-ban-chay-thu.docx",
        mime=MIME,
        key="minutes",
    )
    counts = {False: tally.failed, True: tally.passed, None: tally.unjudged}
    shown = {verdict: f"{VERDICTS[verdict]} · {count}" for verdict, count in counts.items() if count}
    labels = ["Tất cả", *shown.values()]
    chosen = st.segmented_control(
        "Kết quả", labels, default="Tất cả", key=f"verdicts-{state.serial}", label_visibility="collapsed"
    )
    wanted = [
        (number, outcome)
        for number, outcome in enumerate(state.outcomes, 1)
        if chosen in (None, "Tất cả") or shown.get(outcome.passed) == chosen
    ]
    limit = len(wanted) if st.session_state.get(f"all-outcomes-{state.serial}") else SHOWN
    for number, outcome in wanted[:limit]:
        _draw_outcome(room, number, outcome)
    if len(wanted) > limit:
        st.toggle(f"Hiện tất cả {len(wanted)} câu", key=f"all-outcomes-{state.serial}")


def _draw_outcome(room: Room, number: int, outcome: Outcome) -> None:
    """Draw one question: verdict, what was answered, why it failed, and the clauses it cites."""
    verdict = {True: "pass", False: "fail", None: "skip"}[outcome.passed]
    answer = outcome.answer
    category = CATEGORIES.get(outcome.asked.question.category, "")
    proofs = answer.citations if answer else ()
    cited = f"dẫn {len(proofs)} điều khoản" if proofs else ""
    told = " · ".join(filter(None, (category, STATUS_NAMES[answer.status] if answer else "", cited)))
    reasons = "".join(f'<span class="pb-reason">{as_html(reason)}</span>' for reason in outcome.reasons)
    summary = f'<span class="meta">{as_html(answer.summary)}</span>' if answer else ""
    html = (
        f'<p class="pb-line"><span class="pb-badge {verdict}">{VERDICTS[outcome.passed]}</span>'
        f"<b>{number}. {as_html(outcome.question)}</b>{reasons}"
        f'<span class="meta">{as_html(told)}</span>{summary}</p>'
    )
    key = f"outcome-{room.state.serial}-{number}"
    draw_cited(html, proofs[:MARKS], room.state.talk, key=key)
    if len(proofs) > MARKS:
        with st.expander(f"Cả {len(proofs)} điều khoản được dẫn"), st.container(horizontal=True):
            draw_marks(proofs, room.state.talk, key=f"all-{key}")
