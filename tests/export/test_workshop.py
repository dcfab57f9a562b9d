"""Question sheets, keys, minutes and forms, opened again as a reader would."""

from __future__ import annotations

import io
from datetime import date, datetime

import docx
import pytest
from docx.document import Document

from answer.ask import ask
from answer.understanding.question import World
from export.minutes_docx import minutes
from export.question_form import question_form
from export.quiz_docx import answer_key, answer_of, question_sheet
from tests.answer.loaded import WordsOnly
from training.cases import Case
from training.own_sets import read_set
from training.question_sets import made_set
from training.quiz import Wish, make_quiz
from training.quiz_items import Choice, Quiz, Table
from training.replay import Outcome, replay

DAY = date(2026, 3, 5)
NAMES = ("Kế hoạch số 239/KH-UBND ngày 06/12/2023 (Cần Thơ)",)


@pytest.fixture(scope="module")
def quiz(world: World) -> Quiz:
    return make_quiz(world, Wish(12, seed=4))


def _opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def _paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def _cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_the_sheet_holds_every_question_and_no_answer(quiz: Quiz) -> None:
    document = _opened(question_sheet(quiz, NAMES, day=DAY))
    lines = _paragraphs(document)
    for number, item in enumerate(quiz.items, 1):
        assert f"Câu {number}. {item.text}" in lines
        if isinstance(item, Choice):
            assert all(f"{letter}. {o}" in lines for letter, o in zip("ABCD", item.options, strict=False))
    whole = "\n".join([*lines, *(cell for row in _cells(document) for cell in row)])
    assert not [item.because for item in quiz.items if isinstance(item, Choice) and item.because in whole]
    assert not [c.label for c in quiz.citations if c.label in whole]
    assert "Phần I. Chọn một phương án đúng" in lines
    assert f"Theo: {NAMES[0]}. Đề số 4, 12 câu." in lines


def test_blanks_of_a_table_are_empty_on_the_sheet(world: World) -> None:
    quiz = make_quiz(world, Wish(2, ("table",), seed=1))
    document = _opened(question_sheet(quiz, NAMES, day=DAY))
    rows = [row for row in _cells(document) if row[0].isdigit()]
    wanted = [row for item in quiz.items if isinstance(item, Table) for row in item.rows]
    assert len(rows) == len(wanted)
    for printed, row in zip(rows, wanted, strict=True):
        assert row.right not in printed
        assert sum("……" in cell and cell.startswith("(") for cell in printed) == 1
        assert row.blank == "agency" or row.agency in printed


def test_the_key_gives_each_answer_with_its_clause(quiz: Quiz) -> None:
    document = _opened(answer_key(quiz, NAMES, day=DAY))
    rows = {row[0]: row for row in _cells(document)}
    text = "\n".join(_paragraphs(document))
    for number, item in enumerate(quiz.items, 1):
        if isinstance(item, Case):
            assert all(hint.text in text for hint in item.hints)
            assert all(c.quote in text for hint in item.hints for c in quiz.proofs(hint.proof))
        elif isinstance(item, Table):
            for n, row in enumerate(item.rows, 1):
                cited = quiz.proofs(row.proof)[0]
                assert rows[f"{number}.{n}"][1] == row.right
                assert cited.label in rows[f"{number}.{n}"][2]
        else:
            cited = quiz.proofs(item.proof)[0]
            assert rows[str(number)][1] == f"{answer_of(item)}\n{item.because}"
            assert cited.quote in rows[str(number)][2]
            assert cited.label in rows[str(number)][2]


def test_minutes_tell_each_question_its_result_and_why(library: WordsOnly, world: World) -> None:
    asked = made_set(world, ("Ai trồng lúa trên mặt trăng?",), count=8)
    outcomes = list(replay(asked, lambda turns: ask(turns, library), {}))
    failed = Outcome(outcomes[0].asked, outcomes[0].answer, False, ("Thiếu chi tiết: “Quý I”.",))
    document = _opened(
        minutes([failed, *outcomes[1:]], NAMES, title="Bộ soạn từ kế hoạch", at=datetime(2026, 3, 5, 8, 7))
    )
    rows = [row for row in _cells(document) if row[0].isdigit()]
    assert [row[1] for row in rows] == [outcome.question for outcome in outcomes]
    assert rows[0][2] == "Không đạt"
    assert "Thiếu chi tiết: “Quý I”." in rows[0][3]
    assert outcomes[0].answer is not None
    assert outcomes[0].answer.citations[0].label in rows[0][3]
    lines = _paragraphs(document)
    assert "Thời điểm chạy: 08 giờ 07, ngày 05/03/2026." in lines
    passed = sum(outcome.passed is True for outcome in outcomes[1:])
    rest = len(outcomes) - 1 - passed
    assert f"Kết quả: {len(outcomes)} câu; đạt {passed}, không đạt {1 + rest}, không chấm 0." in lines


def test_the_form_is_read_as_a_set(library: WordsOnly) -> None:
    asked = read_set("mau.xlsx", question_form(), library.plans)
    assert len(asked) == 2
    assert asked[1].question.status == "not_found"


def test_control_characters_of_a_plan_do_not_spoil_the_file(quiz: Quiz) -> None:
    data = question_sheet(quiz, ("Kế hoạch\x0b\x00 lạ",), day=DAY)
    assert "Theo: Kế hoạch lạ. Đề số 4, 12 câu." in _paragraphs(_opened(data))
