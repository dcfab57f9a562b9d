"""A question to try: the form with its sliders, and examples; the steps are drawn beneath."""

from __future__ import annotations

import logging

import streamlit as st

from answer.ask import HITS
from answer.desk import DENSE_SHARE
from answer.seek import GATE
from answer.trial import Weights
from index.retriever import DENSE_WEIGHT
from ingest.errors import PlanBotError
from training.trace import traced
from ui.escape import as_html, as_label
from ui.examples import example_questions
from ui.workshop_state import Room
from ui.workshop_trace import ONLY_HERE, draw_steps
from ui.workshop_widgets import choose_plans, note

QUESTION_KEY = "trial-question"
FAULT = "Có lỗi khi thử câu này; người quản trị xem nhật ký máy chủ."

log = logging.getLogger(__name__)


def draw_trial(room: Room) -> None:
    """Draw the form and the steps of the last trial."""
    weights = _draw_form(room)
    if weights is not None:
        _try(room, weights)
    trace = room.state.trace
    if trace is None:
        _draw_examples(room)
        return
    draw_steps(room, trace)


def _draw_form(room: Room) -> Weights | None:
    """Draw the form; return the weights of a new trial once it is sent, or once an example was picked."""
    picked = st.session_state.pop("trial-picked", None)
    if picked:
        st.session_state[QUESTION_KEY] = picked
    with st.form("trial", border=False):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        left.text_input("Câu hỏi để thử", key=QUESTION_KEY, placeholder="Ví dụ: Ai chủ trì tập huấn?")
        sent = right.form_submit_button("Xem các bước", type="primary")
        with st.expander("Chọn kế hoạch, thử với giá trị khác"):
            choose_plans("Trong kế hoạch", room.world.plans, key="trial-plans")
            note(ONLY_HERE)
            weights = _draw_sliders()
    return weights if sent or picked else None


def _draw_sliders() -> Weights:
    gate = st.slider(
        "Ngưỡng: phần từ ngữ của câu hỏi mà điều khoản phải nói", 0.0, 1.25, GATE, 0.01, key="trial-gate"
    )
    share = st.slider(
        "Nghĩa gần hẳn thì cộng thêm vào điểm", 0.0, 1.0, DENSE_SHARE, 0.05, key="trial-dense-share"
    )
    dense = st.slider(
        "Trọng số của nghĩa khi xếp đoạn tìm được", 0.0, 0.3, DENSE_WEIGHT, 0.01, key="trial-dense-weight"
    )
    hits = st.slider("k: số đoạn lấy từ chỉ mục", 1, 100, HITS, 1, key="trial-hits")
    return Weights(
        None if hits == HITS else hits,
        None if dense == DENSE_WEIGHT else dense,
        None if share == DENSE_SHARE else share,
        1.0 if gate == GATE else gate / GATE,
    )


def _try(room: Room, weights: Weights) -> None:
    question = str(st.session_state.get(QUESTION_KEY, "")).strip()
    if not question:
        st.html('<div class="pb-card" role="alert"><p>Hãy nhập câu hỏi để thử.</p></div>')
        return
    plans = tuple(st.session_state.get("trial-plans", ())) or None
    try:
        with st.spinner("Đang đi lại từng bước…"):
            room.state.trace = traced([question], room.library, plans=plans, weights=weights)
    except PlanBotError as error:
        st.html(f'<div class="pb-card" role="alert"><p>{as_html(f"{error.what} {error.remedy}")}</p></div>')
        return
    except Exception:
        log.exception("Tracing failed")
        st.html(f'<div class="pb-card" role="alert"><p>{FAULT}</p></div>')
        return
    room.state.weights = weights
    room.state.found.clear()
    room.state.talk.show(None)


def _draw_examples(room: Room) -> None:
    note("Hoặc bấm một câu:")
    for number, question in enumerate(example_questions(room.world.plans)):
        st.button(
            as_label(question),
            key=f"trial-example-{number}",
            wrap=True,
            on_click=st.session_state.__setitem__,
            args=("trial-picked", question),
        )
