"""Written answers on the chat page: settled once checked, failed, stopped; the page stays where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from answer.errors import WriterSettingsError
from answer.model import PART_OF_PARAGRAPH, Answer, Line, Removed, Written
from answer.written.case_writing import CaseWish
from ingest.errors import PlanBotError
from tests.answer.scripted_server import Reply, scripted_server
from tests.ui import fake
from tests.ui.real import PATIENCE, ROOT, built, served
from ui.ledger import proof_text
from ui.services import CaseWriting, Services, Writer
from ui.written import CHECKED, MODE_OFF, UNCHECKED

HOSTILE = "<img src=x onerror=alert(1)> :red[đỏ] [9]"
WRITTEN = Written(
    (Line(f"Sở Du lịch chủ trì hội chợ biển [1].{PART_OF_PARAGRAPH}{HOSTILE} Phối hợp [2].", (1, 2)),),
    sentences=2,
    removed=(Removed("Sở Y tế <b>xây</b> cầu.", "điều khoản được dẫn không nêu Sở Y tế"),),
)


@dataclass
class FakeWriting:
    """A writing that is done from the start."""

    answer: Answer | None
    text: str = "đang viết"
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


@dataclass
class FakeWriter:
    """A language model that gives every answer the same written text."""

    written: Written | None = WRITTEN
    note: str = ""
    rewritten: str | None = None
    name: str = "qwen3:8b"
    state: Literal["unknown", "ready", "failing"] = "ready"
    turns: list[Sequence[str]] = field(default_factory=list)

    def whole(self, turns: Sequence[str], index: Any) -> str | None:
        self.turns.append(tuple(turns))
        return self.rewritten

    def begin(self, answer: Answer, index: Any) -> FakeWriting | None:
        if answer.status != "answered":
            return None
        notes = (*answer.notes, self.note) if self.note else answer.notes
        return FakeWriting(replace(answer, written=self.written, notes=notes))

    def begin_cases(self, wishes: Sequence[CaseWish], index: Any) -> CaseWriting:
        raise NotImplementedError("no cases in the chat")


def _page(services):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.chat import chat_page

    chat_page(services)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _with(writer: Writer | None, ask: fake.Recorder | None = None) -> Services:
    return replace(fake.services(ask), open_writer=lambda: writer)


def _typed(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def _asked(services: Services, *questions: str) -> AppTest:
    page = AppTest.from_function(_page, args=(services,), default_timeout=30).run()
    for question in questions:
        page.chat_input(key="question").set_value(question).run()
    return page


def _drawn(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def test_a_settled_answer_shows_what_stands_and_what_was_taken_out() -> None:
    page = _asked(_with(FakeWriter()), "Sở Du lịch làm gì?")
    drawn = _drawn(page)
    assert CHECKED in drawn
    assert UNCHECKED not in drawn
    assert "Sở Du lịch chủ trì hội chợ biển [1]. &lt;img" in drawn
    assert "<img" not in drawn
    assert "<s>Sở Y tế &lt;b&gt;xây&lt;/b&gt; cầu.</s>" in drawn
    assert "Lý do: điều khoản được dẫn không nêu Sở Y tế." in drawn
    assert "2/3 câu viết đối chiếu được" in drawn
    assert {expander.label for expander in page.expander} >= {
        "Đã bỏ 1 câu không chứng minh được",
        "Danh sách trích từ văn bản · 3 dòng",
    }
    assert page.button(key="mark-0-0-0-w0-1").label == r"\[1\]"


def test_what_the_prose_leaves_out_is_listed_under_it() -> None:
    page = _asked(_with(FakeWriter(replace(WRITTEN, missing=1))), "Sở Du lịch làm gì?")
    drawn = _drawn(page)
    assert "Bản viết chưa nhắc đến 1 dòng; danh sách đầy đủ:" in drawn
    assert '<span class="pb-badge lead">Chủ trì</span>' in drawn


def test_a_failed_model_leaves_the_composed_answer_with_a_line() -> None:
    page = _asked(
        _with(FakeWriter(None, "không qua mô hình ngôn ngữ: máy chủ báo lỗi.")), "Sở Du lịch làm gì?"
    )
    drawn = _drawn(page)
    assert "không qua mô hình ngôn ngữ: máy chủ báo lỗi." in drawn
    assert '<span class="pb-badge lead">Chủ trì</span>' in drawn
    assert CHECKED not in drawn


@pytest.mark.parametrize(
    "state, said",
    [("unknown", "chưa dùng"), ("ready", "đang trả lời được"), ("failing", "ghép từ văn bản")],
)
def test_the_light_says_which_mode_answers(state: Literal["unknown", "ready", "failing"], said: str) -> None:
    drawn = _drawn(_asked(_with(FakeWriter(state=state))))
    assert f"pb-mode {state}" in drawn
    assert said in drawn
    assert MODE_OFF in _drawn(_asked(_with(None)))


def test_faulty_settings_are_told_and_questions_answered_without_a_model() -> None:
    def faulty() -> Writer | None:
        raise WriterSettingsError("Đã đặt LLM_MODEL mà thiếu LLM_BASE_URL.", remedy="Hãy đặt địa chỉ.")

    drawn = _drawn(_asked(replace(fake.services(), open_writer=faulty), "Sở Du lịch làm gì?"))
    assert "thiếu LLM_BASE_URL" in drawn
    assert "Hãy đặt địa chỉ." in drawn
    assert '<span class="pb-badge lead">Chủ trì</span>' in drawn


def test_a_faulty_prompt_stops_the_start_with_what_to_do() -> None:
    def faulty() -> Writer | None:
        raise PlanBotError("Lời nhắc write.txt thiếu biến clauses.", remedy="Hãy thêm biến.")

    page = _asked(replace(fake.services(), open_writer=faulty))
    assert "thiếu biến clauses" in _drawn(page)
    assert not page.chat_input or not page.get("pb-question")


def test_a_follow_up_made_whole_is_asked_and_shown() -> None:
    ask, writer = fake.Recorder(), FakeWriter(rewritten="Sở Y tế ở An Giao làm gì?")
    page = _asked(_with(writer, ask), "Sở Du lịch làm gì?", "Thế còn Sở Y tế?")
    assert ask.calls[-1][0] == ("Sở Y tế ở An Giao làm gì?",)
    assert writer.turns[-1][-1] == "Thế còn Sở Y tế?"
    assert "Hiểu câu hỏi là: “Sở Y tế ở An Giao làm gì?”" in _drawn(page)


def test_a_refusal_is_not_written() -> None:
    assert CHECKED not in _drawn(_asked(_with(FakeWriter()), "Có gì trong vũ trụ?"))


def test_the_proof_line_counts_written_sentences_apart() -> None:
    composed = fake.duties("x")
    assert "câu viết" not in proof_text(composed)
    assert proof_text(replace(composed, written=WRITTEN)).startswith("3/3 dòng khớp nguyên văn")


# -- in a browser --------------------------------------------------------------------------------------

SENTENCES = (
    "Sở Ngoại vụ đẩy mạnh phối hợp với các cơ quan đại diện nước ngoài tại Việt Nam [1]. ",
    "Sở Ngoại vụ tham mưu việc trả lời phỏng vấn báo chí nước ngoài [2]. ",
    "Sở Ngoại vụ xây 12 cây cầu [2]. ",
)

IN_PLACE = """() => {
  const [question, bar] = [".pb-question", "header"].map(
    (name) => document.querySelector(name).getBoundingClientRect());
  return question.top >= bar.bottom && question.top < bar.bottom + 40;
}"""
"""The new question has come to stand right under the bar with the pages, where it must stay."""


@pytest.mark.browser
def test_words_come_unchecked_settle_and_can_be_stopped(browser: Browser, tmp_path: Path) -> None:
    index = built(tmp_path, "can-tho")
    slow = Reply([f"{word} " for text in SENTENCES for word in text.split()], pause=0.1)
    endless = Reply(["Sở Ngoại vụ "] * 400, pause=0.1)
    with scripted_server(Reply(["Sẵn sàng"]), slow, endless) as server:
        settings = {"LLM_MODEL": "thử", "LLM_BASE_URL": server.address, "LLM_API_KEY": "khoa-khong-hien"}
        with served(ROOT / "app.py", INDEX_FOLDER=str(index), **settings) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="vi-VN")
            page.set_default_timeout(PATIENCE)
            expect.set_options(timeout=PATIENCE)
            page.goto(address)
            # The probe has had its reply: the next one is for the question.
            expect(page.locator(".pb-mode.ready")).to_be_visible()
            _typed(page, "Sở Ngoại vụ Cần Thơ phải làm gì?")
            expect(page.get_by_text(UNCHECKED)).to_be_visible()
            expect(page.locator(".pb-written .pb-words")).to_contain_text("Sở Ngoại vụ đẩy mạnh")
            page.wait_for_function(IN_PLACE)
            before = page.locator(".pb-question").bounding_box()
            expect(page.get_by_text(CHECKED)).to_be_visible()
            expect(page.get_by_text("Đã bỏ 1 câu không chứng minh được")).to_be_visible()
            assert page.locator(".pb-question").bounding_box() == before
            expect(page.get_by_text(UNCHECKED)).to_have_count(0)
            assert "khoa-khong-hien" not in page.content()

            _typed(page, "Sở Tài chính Cần Thơ phải làm gì?")
            expect(page.locator(".pb-written .pb-words")).to_contain_text("Sở Ngoại vụ Sở Ngoại vụ")
            page.get_by_role("button", name="Dừng viết").click()
            expect(page.get_by_text("đã dừng việc viết")).to_be_visible()
            expect(page.get_by_text(UNCHECKED)).to_have_count(0)
            page.close()
