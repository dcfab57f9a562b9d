"""Quizzes: made by choice, printed as .docx, or played in the page."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from export.document import MIME
from export.quiz_docx import answer_key, question_sheet
from training.duties import plan_title
from training.quiz import Wish, make_quiz
from training.quiz_items import KINDS, PARTS, Kind, Quiz
from ui.workshop_case import draw_case_writing
from ui.workshop_play import draw_result, draw_sheet
from ui.workshop_state import Room
from ui.workshop_widgets import choose_plans, file_button, note

KIND_NAMES: dict[Kind, str] = dict(zip(KINDS, PARTS.values(), strict=True))
MOST = 40
TOO_FEW = (
    "Chỉ soạn được {made} câu trong số {asked} câu: các kế hoạch đang chọn không còn nhiệm vụ nào vừa "
    "đọc hiểu được một mình, vừa có phương án sai chắc chắn."
)
NONE = (
    "Chưa soạn được câu nào từ các kế hoạch đang chọn: không thấy phân công nêu đích danh cơ quan, "
    "hoặc không có phương án sai chắc chắn. Hãy chọn thêm kế hoạch hay thêm dạng câu hỏi."
)


def draw_quiz(room: Room) -> None:
    """Draw the form, the files to take away, and the quiz to play."""
    _draw_form(room)
    quiz = room.state.quiz
    if quiz is None:
        note(
            "Bấm “Soạn đề”: đủ các dạng câu hỏi, từ mọi kế hoạch. Cùng lựa chọn và đề số thì ra cùng một đề."
        )
        return
    if not quiz.items:
        st.html(f'<div class="pb-card" role="alert"><p>{NONE}</p></div>')
        return
    if len(quiz.items) < quiz.asked:
        note(TOO_FEW.format(made=len(quiz.items), asked=quiz.asked))
    draw_case_writing(room, quiz)
    _draw_files(room, quiz)
    if room.state.answers is None:
        draw_sheet(room.state, quiz)
    else:
        draw_result(room, quiz, room.state.answers)


def _draw_form(room: Room) -> None:
    with st.form("quiz-form", border=False):
        left, right = st.columns([1, 3], vertical_alignment="bottom")
        count = left.number_input("Số câu", 1, MOST, 10, key="quiz-count")
        asked = right.form_submit_button("Soạn đề", type="primary")
        with st.expander("Dạng câu hỏi, kế hoạch, đề số"):
            kinds = st.pills(
                "Dạng câu hỏi",
                list(KIND_NAMES),
                selection_mode="multi",
                default=list(KIND_NAMES),
                format_func=KIND_NAMES.__getitem__,
                key="quiz-kinds",
            )
            plans = choose_plans("Từ kế hoạch", room.world.plans, key="quiz-plans")
            seed = st.number_input("Đề số", 1, 9999, 1, key="quiz-seed")
        if asked:
            wish = Wish(int(count), tuple(kinds) or KINDS, plans, int(seed))
            with st.spinner("Đang soạn đề và kiểm từng phương án…"):
                room.state.take_quiz(make_quiz(room.world, wish))
            room.state.talk.show(None)


def _draw_files(room: Room, quiz: Quiz) -> None:
    names = [
        plan_title(room.world.plans[plan_id]) for plan_id in quiz.plan_ids if plan_id in room.world.plans
    ]
    today = date.today()
    with st.container(horizontal=True, gap="small", key="quiz-files"):
        file_button(
            "Đề (.docx)",
            partial(question_sheet, quiz, names, day=today),
            name=f"de-tap-huan-{quiz.seed}.docx",
            mime=MIME,
            key="sheet",
        )
        file_button(
            "Đáp án có căn cứ (.docx)",
            partial(answer_key, quiz, names, day=today),
            name=f"dap-an-{quiz.seed}.docx",
            mime=MIME,
            key="key",
        )
