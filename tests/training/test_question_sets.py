"""Question sets made from plans, read from files, and asked anew."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from answer.ask import ask, world_of
from answer.model import Answer
from answer.understanding.question import World
from answer.verify import stands
from evaluation.questions import SHIPPED_QUESTIONS, read_questions
from ingest.errors import PlanBotError
from ingest.fold import fold
from ingest.plan import slice_text
from tests.answer.loaded import ROOT, WordsOnly
from training.errors import QuestionFileError
from training.own_sets import HEADERS, off_subject, read_set
from training.question_sets import CATEGORIES, Asked, made_set
from training.replay import judged, replay, tally_of

FOREIGN = tuple(q.turns[-1] for q in read_questions(ROOT / "data" / "eval" / "unanswerable.jsonl"))


def _places(library: WordsOnly) -> dict[str, str]:
    return {plan.id: plan.place or "" for plan in library.plans.values()}


# -- made from plans -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["world", "invented"])
def test_a_set_has_every_category_and_fits_the_plans(name: str, request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue(name)
    asked = made_set(world, FOREIGN, count=30)
    assert {one.question.category for one in asked} == set(CATEGORIES)
    assert len({one.question.id for one in asked}) == len(asked) == 30
    assert all(one.judged for one in asked)
    for one in asked:
        for clause in one.question.gold:
            text = fold(world.plans[clause.plan].text.replace("<br>", " "))  # a break within a cell
            assert fold(clause.quotes[0]) in text


def test_who_is_asked_of_proven_duties_only(world: World) -> None:
    for one in made_set(world, count=40):
        if one.question.category == "who":
            plan = world.plans[one.question.plans[0]]
            held = [a for a in plan.assignments if a.agency == one.question.facts[0][0] and a.role == "lead"]
            proven = [a for a in held if stands(plan, a, world.book) is None]
            quote = fold(one.question.gold[0].quotes[0])
            assert any(fold(a.task).startswith(quote[:60]) for a in proven)


def test_unanswerable_questions_follow_what_is_loaded(world: World, invented: World) -> None:
    def unanswerable(loaded: World) -> str:
        asked = made_set(loaded, FOREIGN, count=200)
        return " ".join(one.question.turns[0] for one in asked if one.question.status == "not_found")

    for loaded in (world, invented):
        text = unanswerable(loaded)
        assert not [p.place for p in loaded.plans.values() if p.place and f"{p.place} phải làm gì" in text]
    assert any(text in unanswerable(world) for text in FOREIGN)


def test_a_question_about_what_a_plan_says_is_not_called_unanswerable(world: World) -> None:
    own = "Kế hoạch có nói về thông tin đối ngoại không?"
    assert own not in {one.question.turns[0] for one in made_set(world, [own], count=40)}


def test_the_set_that_ships_is_answered(library: WordsOnly) -> None:
    asked = made_set(world_of(library), FOREIGN, count=24)
    outcomes = list(replay(asked, lambda turns: ask(turns, library), _places(library)))
    answerable = [o for o in outcomes if o.asked.question.status == "answered"]
    assert tally_of(outcomes).total == len(asked)
    assert sum(o.passed is True for o in answerable) >= 0.9 * len(answerable)


def test_no_plans_give_no_questions() -> None:
    assert made_set(world_of(WordsOnly({}))) == ()


def test_two_plans_of_one_place_are_told_apart(library: WordsOnly) -> None:
    plan = library.plans["can-tho"]
    twin = replace(plan, id="can-tho-2", number="240/KH-UBND")
    asked = made_set(world_of(WordsOnly({"can-tho": plan, "can-tho-2": twin})), count=20)
    texts = [one.question.turns[0] for one in asked if one.question.category in ("who", "duties")]
    assert texts
    assert all("239/KH-UBND" in text or "240/KH-UBND" in text for text in texts)


# -- judged --------------------------------------------------------------------------------------------


def _answer(library: WordsOnly, *turns: str) -> Answer:
    return ask(turns, library)


def _question(line: Mapping[str, object]) -> Asked:
    return read_set("q.jsonl", json.dumps(line, ensure_ascii=False).encode(), {})[0]


GOLD = {
    "id": "a",
    "category": "who",
    "turns": ["Ai chủ trì tập huấn ở Cần Thơ?"],
    "plans": ["can-tho"],
    "status": "answered",
    "gold": [{"plan": "can-tho", "quote": "tổ chức các lớp tập huấn, bồi dưỡng nâng cao kiến thức"}],
    "need": "any",
}


def test_reasons_name_what_is_missing(library: WordsOnly) -> None:
    answer = _answer(library, "Ai chủ trì tập huấn ở Cần Thơ?")
    good = judged(_question(GOLD), answer, _places(library))
    assert (good.passed, good.reasons) == (True, ())
    other = GOLD | {"gold": [{"plan": "can-tho", "quote": "Đảm bảo phân bổ kinh phí"}], "facts": ["Quý I"]}
    bad = judged(_question(other), answer, _places(library))
    assert bad.passed is False
    assert bad.reasons == (
        "Không dẫn điều khoản: “Đảm bảo phân bổ kinh phí”.",
        "Thiếu chi tiết: “Quý I”.",
    )
    forbidden = judged(_question(GOLD | {"must_not": ["Sở Thông tin và Truyền thông"]}), answer, {})
    assert forbidden.reasons == ("Nói điều không được nói: “Sở Thông tin và Truyền thông”.",)


def test_a_no_and_an_answer_are_told_apart(library: WordsOnly) -> None:
    no = _answer(library, "Sở Tài chính Lào Cai phải làm gì?")
    assert judged(_question(GOLD), no, {}).reasons == (
        "Kế hoạch có nội dung này, nhưng kết quả là “Không tìm thấy”.",
    )
    absent = GOLD | {"status": "not_found", "gold": []}
    assert judged(_question(absent), no, {}).passed is True
    yes = judged(_question(absent), _answer(library, "Ai chủ trì tập huấn ở Cần Thơ?"), {})
    assert yes.reasons == ("Lẽ ra phải nói không có trong kế hoạch, nhưng kết quả là “Trả lời”.",)


def test_a_question_without_expectations_is_not_judged(library: WordsOnly) -> None:
    outcome = judged(_question({"id": 1, "turns": ["Ai ký?"]}), _answer(library, "Ai ký?"), {})
    assert (outcome.passed, outcome.reasons) == (None, ())


def test_an_error_fails_its_question_and_no_other(library: WordsOnly) -> None:
    def faulty(turns: Sequence[str]) -> Answer:
        if "hỏng" in turns[-1]:
            raise PlanBotError("Hỏng.", remedy="Sửa.")
        return ask(turns, library)

    asked = [_question({"turns": ["hỏng"]}), _question({"turns": ["Ai ký kế hoạch Cần Thơ?"]})]
    outcomes = list(replay(asked, faulty, {}))
    assert (outcomes[0].passed, outcomes[0].reasons) == (False, ("Hỏng. Sửa.",))
    assert outcomes[1].answer is not None
    tally = tally_of(outcomes)
    assert (tally.passed, tally.failed, tally.unjudged, tally.total) == (0, 1, 1, 2)


# -- read from files -----------------------------------------------------------------------------------

ROWS = (
    ("Ai chủ trì tập huấn ở Cần Thơ?", "Cần Thơ", "Trả lời", "tổ chức các lớp tập huấn, bồi dưỡng", "", ""),
    ("Giá vàng hôm nay?", "", "Không tìm thấy", "", "", ""),
    ("Sở Ngoại vụ Cần Thơ làm gì?\nThế ở Cao Bằng?", "", "", "", "Sở Ngoại vụ", "Khánh Hòa"),
    ("Ai ký?", "", "", "", "", ""),
    ("Ai nấu cơm?", "", "", "câu này không có ở đâu", "", ""),
    ("Ai ký?", "", "có lẽ", "", "", ""),
)


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (tuple(HEADERS.values()), *ROWS):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(mark: str) -> bytes:
    rows = (tuple(HEADERS.values()), *ROWS)
    lines = [mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return ("\ufeff" + "\r\n".join(lines)).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("b.xlsx", _workbook()), ("b.csv", _csv(";")), ("B.CSV", _csv(",")), ("b.csv", _csv("\t"))],
)
def test_a_table_is_read_with_what_is_expected(name: str, data: bytes, library: WordsOnly) -> None:
    asked = read_set(name, data, library.plans)
    assert [one.judged for one in asked] == [True, True, True, False, False, False]
    assert asked[0].question.gold[0].plan == "can-tho"
    assert asked[1].question.status == "not_found"
    assert asked[2].question.turns == ("Sở Ngoại vụ Cần Thơ làm gì?", "Thế ở Cao Bằng?")
    assert (asked[2].question.facts, asked[2].question.must_not) == ((("Sở Ngoại vụ",),), ("Khánh Hòa",))
    assert asked[3].trouble == ""
    assert "Không thấy lời văn “câu này không có ở đâu”" in asked[4].trouble
    assert "có lẽ" in asked[5].trouble
    outcomes = list(replay(asked, lambda turns: ask(turns, library), _places(library)))
    assert [o.passed for o in outcomes] == [True, True, True, None, None, None]


def test_the_shipped_questions_are_read_too(library: WordsOnly) -> None:
    asked = read_set("questions.jsonl", SHIPPED_QUESTIONS.read_bytes(), library.plans)
    assert [one.question for one in asked] == list(read_questions(SHIPPED_QUESTIONS))


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF", "Chưa đọc được tệp “a.pdf”."),
        ("a.xlsx", b"not a zip", "Không mở được tệp “a.xlsx”; tệp hỏng hoặc có mật khẩu."),
        ("a.csv", "câu".encode("utf-16"), "Tệp “a.csv” không phải mã UTF-8."),
        ("a.csv", b"x,y\n1,2\n", "Tệp “a.csv” không có cột “Câu hỏi” ở dòng đầu."),
        ("a.csv", "Câu hỏi\n".encode(), "Tệp “a.csv” không có câu hỏi nào."),
        ("a.jsonl", b"", "Tệp “a.jsonl” không có câu hỏi nào."),
        ("a.jsonl", b"[]\n", "Dòng 1 của “a.jsonl” không phải một câu hỏi hợp lệ."),
        ("a.jsonl", b'{"turns": [1]}\n', "Dòng 1 của “a.jsonl” không phải một câu hỏi hợp lệ."),
        ("a.csv", b"\0" * 6_000_000, "Tệp “a.csv” quá lớn."),
        ("a.csv", "\n".join(["Câu hỏi", *["Ai?"] * 1001]).encode(), "Tệp “a.csv” có 1001 câu hỏi."),
    ],
)
def test_a_file_that_cannot_be_used_says_why(name: str, data: bytes, what: str) -> None:
    with pytest.raises(QuestionFileError) as error:
        read_set(name, data, {})
    assert error.value.what == what
    assert error.value.remedy


def test_questions_off_the_subject_ship_and_may_be_missing(tmp_path: Path) -> None:
    assert off_subject() == FOREIGN
    assert off_subject(tmp_path / "none.jsonl") == ()


def test_quotes_are_the_plans_words(world: World) -> None:
    for one in made_set(world, count=30):
        for clause in one.question.gold:
            plan = world.plans[clause.plan]
            pieces = [slice_text(plan.text, c.spans) for c in plan.clauses] + [
                s.heading for s in plan.sections
            ]
            pieces += [entry.text for entry in plan.entries]
            assert any(fold(clause.quotes[0]) in fold(piece) for piece in pieces)
