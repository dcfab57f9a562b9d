"""Reading a question set, and what is said when it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.errors import QuestionSetError
from evaluation.questions import (
    FOLLOW_UPS,
    SHIPPED_QUESTIONS,
    GoldClause,
    Question,
    asked_whole,
    read_places,
    read_questions,
    without_accents,
)

LINE = {
    "id": "a1",
    "category": "when",
    "turns": ["Sở Y tế làm gì?", "Khi nào?"],
    "plans": ["lai-son"],
    "status": "answered",
    "accept": ["partial"],
    "gold": [{"plan": "lai-son", "quote": "Tiêm chủng", "line": 3, "alts": ["tiêm phòng"]}],
    "need": "any",
    "collective": [{"plan": "lai-son", "quote": "Các sở, ban, ngành"}],
    "related": [{"plan": "lai-son", "quote": "Kinh phí"}],
    "facts": ["15/12", "hằng năm"],
    "fact_alts": {"15/12": ["15 tháng 12"]},
    "must_not": ["Sở Nội vụ"],
}


def written(folder: Path, *lines: str) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_line_becomes_a_question(tmp_path: Path) -> None:
    file = written(tmp_path, json.dumps(LINE), "", json.dumps(LINE | {"id": "a2", "fact_alts": []}))
    first, second = read_questions(file)
    assert first == Question(
        id="a1",
        category="when",
        turns=("Sở Y tế làm gì?", "Khi nào?"),
        plans=("lai-son",),
        status="answered",
        accept=("partial",),
        gold=(GoldClause("lai-son", ("Tiêm chủng", "tiêm phòng")),),
        need="any",
        allowed=(GoldClause("lai-son", ("Các sở, ban, ngành",)), GoldClause("lai-son", ("Kinh phí",))),
        facts=(("15/12", "15 tháng 12"), ("hằng năm",)),
        must_not=("Sở Nội vụ",),
    )
    assert second.facts == (("15/12",), ("hằng năm",))


def test_accents_are_taken_from_the_question_alone() -> None:
    question = Question("a", "who", ("Đầu mối ở Đắk Lắk?",), (), "answered", facts=(("Đắk Lắk",),))
    bare = without_accents(question)
    assert bare.turns == ("Dau moi o Dak Lak?",)
    assert bare.facts == question.facts


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['{"id": "a"}'], "Dòng 1 "),
        ([json.dumps(LINE), "không phải JSON"], "Dòng 2 "),
        ([json.dumps(LINE | {"gold": []})], "Dòng 1 "),
        ([json.dumps(LINE | {"need": "some"})], "Dòng 1 "),
        (["[]"], "Dòng 1 "),
        ([""], "không có câu nào"),
    ],
)
def test_a_damaged_set_is_told_by_its_line(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(QuestionSetError, match=told):
        read_questions(written(tmp_path, *lines))


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="--questions"):
        read_questions(tmp_path / "none.jsonl")


def test_the_shipped_set_asks_about_shipped_plans() -> None:
    questions = read_questions(SHIPPED_QUESTIONS)
    plans = {path.stem for path in (SHIPPED_QUESTIONS.parents[1] / "plans").glob("*.txt")}
    assert len({question.id for question in questions}) == len(questions) == 70
    assert {clause.plan for question in questions for clause in question.gold} == plans
    assert set(read_places()) == plans


def test_a_question_given_whole_is_asked_in_one_turn(tmp_path: Path) -> None:
    talk = LINE | {"whole": "Sở Y tế làm gì khi nào?"}
    questions = read_questions(written(tmp_path, json.dumps(LINE), json.dumps(talk | {"id": "a2"})))
    (whole,) = asked_whole(questions)
    assert (whole.id, whole.turns) == ("a2", ("Sở Y tế làm gì khi nào?",))
    assert without_accents(questions[1]).whole == "So Y te lam gi khi nao?"


def test_the_conversations_that_ship_quote_shipped_plans() -> None:
    questions = read_questions(FOLLOW_UPS)
    folder = SHIPPED_QUESTIONS.parents[1] / "plans"
    texts = {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")}
    assert len({question.id for question in questions}) == len(questions) == 29
    for question in questions:
        assert len(question.turns) > 1
        assert question.whole
        for clause in (*question.gold, *question.allowed):
            assert clause.quotes[0] in texts[clause.plan]
