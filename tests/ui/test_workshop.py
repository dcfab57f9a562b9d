"""The workshop page on two plans that ship, searched by words alone."""

from __future__ import annotations

import dataclasses
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from answer.ask import ask, world_of
from answer.errors import WriterUnavailableError
from answer.model import Answer
from answer.present import as_record
from answer.seek import GATE
from answer.written.case_writing import CaseWish, CaseWriting
from ingest.plan import Plan
from prompts.loader import load_prompts
from tests.answer.loaded import WordsOnly, read_folder
from tests.ui import fake
from training.cases import Case
from training.quiz_items import Choice, Claim, Table
from training.replay import tally_of
from ui.services import Services
from ui.workshop import GLOSSARY, PART_KEY, QUIZ, SETS, TRACE
from ui.workshop_state import Workshop

TOPIC = "Kế hoạch nói gì về truyền thông nền tảng số?"
DUTIES = "Sở Ngoại vụ Cần Thơ phải làm gì?"


class Loaded(WordsOnly):
    """Plans as an opened index."""

    generation = "workshop-1"
    degraded = "Đang chỉ tìm theo từ ngữ."


@pytest.fixture(scope="module")
def library() -> Loaded:
    plans = read_folder().plans
    return Loaded({plan_id: plans[plan_id] for plan_id in ("can-tho", "cao-bang")})


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _page(services):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.workshop import workshop_page

    workshop_page(services)


def _services(library: Loaded) -> Services:
    def label(plan: Plan, path: str) -> str:
        return f"{path} {plan.number}"

    return dataclasses.replace(
        fake.services(),
        generation=lambda: library.generation,
        open_index=lambda: library,  # type: ignore[arg-type, return-value]
        ask=lambda turns, index, **chosen: ask(turns, index, **chosen),
        label=label,
    )


def _opened(library: Loaded, part: str = TRACE) -> AppTest:
    page = AppTest.from_function(_page, args=(_services(library),), default_timeout=60).run()
    return page.button_group(key=PART_KEY).set_value(part).run()


def _drawn(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def _state(page: AppTest) -> Workshop:
    kept: Workshop = page.session_state["workshop"]
    return kept


def _traced(library: Loaded, question: str, sliders: Mapping[str, float] = MappingProxyType({})) -> AppTest:
    page = _opened(library)
    page.text_input(key="trial-question").set_value(question)
    for key, value in sliders.items():
        page.slider(key=key).set_value(value)
    return page.button(key="FormSubmitter:trial-Xem các bước").click().run()


# -- how an answer comes about -------------------------------------------------------------------------


@pytest.mark.parametrize("question", [TOPIC, DUTIES])
def test_the_answer_shown_is_the_one_of_the_command_line(library: Loaded, question: str) -> None:
    page = _traced(library, question)
    trace = _state(page).trace
    assert trace is not None
    shown, told = as_record(trace.answer), as_record(ask([question], library))
    assert shown | {"seconds": 0} == told | {"seconds": 0}
    assert trace.answer.summary in _drawn(page)


def test_a_topic_is_shown_with_its_gate_and_near_misses(library: Loaded) -> None:
    drawn = _drawn(_traced(library, TOPIC))
    trace = _state(_traced(library, TOPIC)).trace
    assert trace is not None
    assert trace.decisive is not None
    assert f"phải nói được {GATE:.0%} từ ngữ" in drawn
    assert f"Tốt nhất: {trace.decisive.best:.0%}, đạt." in drawn
    assert "Suýt được chọn" in drawn
    assert "Không dùng: Đang chỉ tìm theo từ ngữ." in drawn
    assert "Lần thử này dùng giá trị khác" not in drawn


def test_a_slider_acts_on_this_trial_and_says_so(library: Loaded) -> None:
    page = _traced(library, TOPIC, {"trial-gate": 1.25})
    drawn = _drawn(page)
    assert f"ngưỡng 125% (thường là {GATE:.0%})" in drawn
    assert "chưa đạt, nên không trả lời từ đây" in drawn
    assert ask([TOPIC], library).status == "answered"


def test_duties_say_that_nothing_was_searched_and_what_a_search_would_miss(library: Loaded) -> None:
    drawn = _drawn(_traced(library, DUTIES))
    assert "không phải tìm kiếm" in drawn
    assert "Nếu chỉ tìm kiếm" in drawn


def test_a_row_opens_its_clause(library: Loaded) -> None:
    page = _traced(library, TOPIC)
    page.button(key="mark-trial-near-0").click().run()
    trace, place = _state(page).trace, _state(page).talk.place
    assert trace is not None
    assert trace.decisive is not None
    assert place is not None
    near = trace.decisive.near_misses()[0].unit
    assert (place.plan_id, place.path) == near.key
    assert place.quote.split()[0] in _drawn(page)


def test_an_empty_question_is_told(library: Loaded) -> None:
    page = _traced(library, "  ")
    assert "Hãy nhập câu hỏi để thử." in _drawn(page)
    assert _state(page).trace is None


def test_an_example_is_traced_when_clicked(library: Loaded) -> None:
    page = _opened(library)
    page.button(key="trial-example-0").click().run()
    trace = _state(page).trace
    assert trace is not None
    assert trace.answer.question == page.text_input(key="trial-question").value


# -- question sets -------------------------------------------------------------------------------------


def test_the_set_that_ships_is_replayed_with_reasons(library: Loaded) -> None:
    page = _opened(library, SETS)
    page.slider(key="set-count").set_value(8).run()
    page.button(key="run-set").click().run()
    outcomes = _state(page).outcomes
    tally = tally_of(outcomes)
    assert len(outcomes) == 8
    drawn = _drawn(page)
    assert f"đạt {tally.passed}/{tally.total} câu được chấm" in drawn
    for outcome in outcomes:
        told = as_record(ask(list(outcome.asked.question.turns), library))
        assert outcome.answer is not None
        assert as_record(outcome.answer) | {"seconds": 0} == told | {"seconds": 0}
    assert all(reason in drawn for outcome in outcomes for reason in outcome.reasons)


# -- quizzes -------------------------------------------------------------------------------------------


def _quiz(library: Loaded) -> AppTest:
    page = _opened(library, QUIZ)
    return page.button(key="FormSubmitter:quiz-form-Soạn đề").click().run()


def test_a_quiz_answered_right_has_every_point(library: Loaded) -> None:
    page = _quiz(library)
    state = _state(page)
    assert state.quiz is not None
    points = 0
    for number, item in enumerate(state.quiz.items, 1):
        name = f"{state.serial}-{number}"
        if isinstance(item, Choice):
            page.radio(key=f"choice-{name}").set_value(item.right)
            points += 1
        elif isinstance(item, Claim):
            page.radio(key=f"claim-{name}").set_value("Đúng" if item.right else "Sai")
            points += 1
        elif isinstance(item, Table):
            for at, row in enumerate(item.rows, 1):
                page.selectbox(key=f"blank-{name}-{at}").set_value(row.right)
                points += 1
    page.button(key=f"FormSubmitter:sheet-{state.serial}-Nộp bài").click().run()
    assert f"Kết quả: đúng {points}/{points}" in _drawn(page)
    assert "Chưa đúng" not in _drawn(page)


def test_an_empty_sheet_has_no_points_and_shows_what_is_right(library: Loaded) -> None:
    page = _quiz(library)
    state = _state(page)
    page.button(key=f"FormSubmitter:sheet-{state.serial}-Nộp bài").click().run()
    drawn = _drawn(page)
    assert "Kết quả: đúng 0/" in drawn
    assert "Chưa trả lời" in drawn
    assert state.quiz is not None
    because = [item.because for item in state.quiz.items if isinstance(item, Choice | Claim)]
    assert because
    assert all(sentence in drawn for sentence in because)
    page.button(key=f"again-{state.serial}").click().run()
    assert "Kết quả" not in _drawn(page)


def test_the_answers_are_not_shown_before_the_sheet_is_handed_in(library: Loaded) -> None:
    page = _quiz(library)
    quiz = _state(page).quiz
    assert quiz is not None
    drawn = _drawn(page)
    assert not [i for i in quiz.items if isinstance(i, Choice | Claim) and i.because in drawn]


# -- cases told by a language model --------------------------------------------------------------------


@dataclass
class Teller:
    """A language model that tells every case alike, and quotes the first clause it was given as its hint."""

    failure: WriterUnavailableError | None = None
    hold: threading.Event = field(default_factory=threading.Event)
    name: str = "qwen3:8b"
    state: Literal["unknown", "ready", "failing"] = "ready"
    prompts = load_prompts()
    begun: list[CaseWriting] = field(default_factory=list)

    def stream(
        self, messages: tuple[str, str], *, stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[str]:
        self.hold.wait(20)
        if self.failure:
            raise self.failure
        found = re.search(r"\[(\d+)\]\n.*?Nguyên văn: ((?:\S+ ){5}\S+)", messages[1], re.DOTALL)
        assert found is not None
        yield f"TÌNH HUỐNG\n{STORY} Sở Thiên văn <b>đến</b> dự.\nCÂU HỎI\nXử lý ra sao?\nGỢI Ý\n"
        yield f"Kế hoạch quy định: “{found[2]}” [{found[1]}]."

    def whole(self, turns: Sequence[str], index: Any) -> str | None:
        return None

    def begin(self, answer: Answer, index: Any) -> None:
        return None

    def begin_cases(self, wishes: Sequence[CaseWish], index: Any) -> CaseWriting:
        self.begun.append(CaseWriting(wishes, self, world_of(index)))
        return self.begun[-1]

    def wait(self) -> None:
        """Return once all is told."""
        self.hold.set()
        until = time.monotonic() + 20
        while not self.begun[-1].done and time.monotonic() < until:
            time.sleep(0.01)


STORY = "Một đơn vị chậm gửi nội dung."


def _cases(library: Loaded, open_writer: Callable[[], Any]) -> AppTest:
    """Return the page with a quiz of cases alone."""
    services = dataclasses.replace(_services(library), open_writer=open_writer)
    page = AppTest.from_function(_page, args=(services,), default_timeout=60).run()
    page.button_group(key=PART_KEY).set_value(QUIZ).run()
    page.number_input(key="quiz-count").set_value(2)
    page.button_group(key="quiz-kinds").set_value(["case"])
    return page.button(key="FormSubmitter:quiz-form-Soạn đề").click().run()


def _tell(page: AppTest) -> AppTest:
    return page.button(key=f"tell-{_state(page).serial}").click().run()


def _composed(page: AppTest) -> list[Case]:
    quiz = _state(page).quiz
    assert quiz is not None
    return [item for item in quiz.items if isinstance(item, Case)]


def test_without_a_model_cases_are_composed_and_nothing_is_offered(library: Loaded) -> None:
    page = _cases(library, lambda: None)
    assert len(_composed(page)) == 2
    assert not [button for button in page.button if str(button.key).startswith("tell-")]
    assert "Mô hình" not in _drawn(page)


def test_cases_are_told_where_a_model_is_set_and_take_the_place_of_the_composed(library: Loaded) -> None:
    teller = Teller()
    page = _cases(library, lambda: teller)
    before = _composed(page)
    assert "qwen3:8b" in _drawn(page)
    page = _tell(page)
    assert "đang kể tình huống 1/2" in _drawn(page)
    assert before[0].words in _drawn(page)  # the composed ones are there meanwhile
    teller.wait()
    drawn = _drawn(page.run())
    assert "đã kể 2/2 tình huống" in drawn
    assert drawn.count(STORY) == 2
    assert "Đã bỏ 2 câu không chứng minh được" in [box.label for box in page.expander]
    assert "Sở Thiên văn &lt;b&gt;đến" in drawn  # among what was left out
    told = _composed(page)
    assert all("Thiên văn" not in case.text for case in told)
    state = _state(page)
    page.button(key=f"FormSubmitter:sheet-{state.serial}-Nộp bài").click().run()
    assert state.quiz is not None
    for case, old in zip(told, before, strict=True):
        assert case.hints[1:] == old.hints[:2]
        assert state.quiz.proofs(case.hints[0].proof)
        assert "Kế hoạch quy định" in case.hints[0].text


def test_a_model_that_fails_leaves_the_composed_cases_and_says_why(library: Loaded) -> None:
    teller = Teller(WriterUnavailableError("máy chủ báo lỗi."))
    page = _cases(library, lambda: teller)
    before = _composed(page)
    _tell(page)
    teller.wait()
    drawn = _drawn(page.run())
    assert "2 tình huống giữ bản ghép từ văn bản: máy chủ báo lỗi." in drawn
    assert _composed(page) == before


def test_telling_can_be_stopped_and_a_new_quiz_stops_it(library: Loaded) -> None:
    teller = Teller()
    page = _tell(_cases(library, lambda: teller))
    page.button(key=f"stop-telling-{_state(page).serial}").click().run()
    assert "đã dừng theo yêu cầu" in _drawn(page)
    again = _tell(page.button(key="FormSubmitter:quiz-form-Soạn đề").click().run())
    again.button(key="FormSubmitter:quiz-form-Soạn đề").click().run()
    assert all(writing.done for writing in teller.begun)
    assert _state(again).telling is None
    assert "đã dừng" not in _drawn(again)
    teller.hold.set()


def test_faulty_settings_of_a_model_are_said_and_cost_no_quiz(library: Loaded) -> None:
    def faulty() -> None:
        raise fake.FakeFault("Đã đặt LLM_MODEL mà thiếu LLM_BASE_URL.", remedy="Hãy đặt địa chỉ.")

    page = _cases(library, faulty)
    assert "thiếu LLM_BASE_URL" in _drawn(page)
    assert len(_composed(page)) == 2


# -- words ---------------------------------------------------------------------------------------------


def test_words_are_explained_with_examples_that_open(library: Loaded) -> None:
    page = _opened(library, GLOSSARY)
    assert "chịu trách nhiệm chính" in _drawn(page)
    marks = [button for button in page.button if str(button.key).startswith("mark-word-0-0")]
    marks[0].click().run()
    assert _state(page).talk.place is not None
    page.button_group(key="glossary-which").set_value("Các phần của kế hoạch").run()
    assert "Nghị định số 30/2020/NĐ-CP" in _drawn(page)


# -- what may be missing -------------------------------------------------------------------------------


def test_an_empty_library_says_so_and_still_explains() -> None:
    for part in (TRACE, SETS, QUIZ, GLOSSARY):
        page = _opened(Loaded({}), part)
        assert "Chưa nạp kế hoạch nào" in _drawn(page)
    page = _opened(Loaded({}), QUIZ)
    page.button(key="FormSubmitter:quiz-form-Soạn đề").click().run()
    assert "Chưa soạn được câu nào" in _drawn(page)
    assert _opened(Loaded({}), SETS).button(key="run-set").disabled


def test_without_an_index_the_page_says_what_to_do() -> None:
    def missing() -> fake.FakeLibrary:
        raise fake.FakeFault("Chưa có chỉ mục.", remedy="Hãy lập chỉ mục.")

    services = fake.services(open_index=missing)
    page = AppTest.from_function(_page, args=(services,), default_timeout=60).run()
    assert "Chưa có chỉ mục." in _drawn(page)
    assert "Hãy lập chỉ mục." in _drawn(page)


def test_words_of_plans_are_never_html(library: Loaded) -> None:
    plan = library.plans["can-tho"]
    place = dataclasses.replace(plan, title="<img src=x>", place="Cần <b>Thơ</b>")
    drawn = _drawn(_traced(Loaded({"can-tho": place}), TOPIC))
    assert "<img" not in drawn
    assert "<b>Thơ" not in drawn
