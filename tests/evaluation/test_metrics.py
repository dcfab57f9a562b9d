"""Figures of answers: worked out by hand, and held against the scorer that comes with the questions."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation.metrics import Figures, covers, figures, figures_by, fold_quote, fold_text, says, score
from evaluation.questions import (
    SHARED_QUESTIONS,
    SHIPPED_QUESTIONS,
    question_of,
    read_places,
    read_questions,
)

SCORER = SHARED_QUESTIONS.parent / "score_answers.py"
PLACES = {"lai-son": "Lại Sơn", "hoa-trung": "Hòa Trung"}

LEADS = "Chủ trì, phối hợp với các đơn vị liên quan tổ chức hội chợ xuân."
SUPPORTS = "Phối hợp với Sở Công Thương bảo đảm trật tự tại hội chợ."
GROUP = "Các sở, ban, ngành cử cán bộ tham gia hội chợ xuân hằng năm."
OTHER = "Bố trí kinh phí cho việc sửa chữa trụ sở làm việc."

ROW: dict[str, Any] = {
    "id": "a",
    "category": "duties",
    "turns": ["Sở Công Thương làm gì?"],
    "plans": ["lai-son"],
    "status": "answered",
    "gold": [{"plan": "lai-son", "quote": LEADS}, {"plan": "lai-son", "quote": SUPPORTS}],
    "need": "all",
    "collective": [{"plan": "lai-son", "quote": GROUP}],
    "facts": ["hội chợ", "UBND tỉnh"],
    "fact_alts": {"UBND tỉnh": ["Lại Sơn"]},
    "must_not": ["Sở Y tế"],
}


def cite(*quotes: str, plan: str = "lai-son") -> list[dict[str, str]]:
    return [{"plan_id": plan, "quote": quote} for quote in quotes]


def answer(text: str, citations: list[dict[str, str]], status: str = "answered") -> dict[str, Any]:
    return {"id": "a", "status": status, "text": text, "citations": citations}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("**Uỷ ban** “nhân dân”", 'ủy ban "nhân dân"'),
        ("Hòa  Bình – Ðà Nẵng", "hòa bình - đà nẵng"),
        ("a | b\n_c_ #d", "a b c d"),
    ],
)
def test_quotes_are_compared_without_looks(text: str, folded: str) -> None:
    assert fold_quote(text) == fold_quote(folded)
    assert fold_quote("hoà") == fold_quote("HÒA") != fold_quote("hoa")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ngày 06 tháng 01 năm 2023", "ngày 6/1/2023"),
        ("15 tháng 12", "15/12"),
        ("100 05", "100 5"),
        ("ngày 05/09/2023", "ngày 5/9/2023"),
    ],
)
def test_dates_in_an_answer_have_one_form(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_short_names_in_an_answer_are_written_out() -> None:
    assert fold_text("UBND TP") == fold_text("Uỷ ban nhân dân thành phố")
    assert fold_text("Sở TT&TT") == fold_text("Sở Thông tin và Truyền thông")
    assert "thành phố" not in fold_text("tpa")


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    assert says(fold_text("trước 15/12"), "15/12")
    assert not says(fold_text("trước 115/12"), "15/12")
    assert says(fold_text("trước ngày 05 tháng 12"), "5/12")


@pytest.mark.parametrize(
    ("quote", "gold", "carried"),
    [
        (f"a) {LEADS} Và thêm nữa.", LEADS, True),  # holds it whole
        (LEADS.rstrip("."), LEADS, True),  # the last mark does not count
        ("Chủ trì, phối hợp với các đơn vị liên quan tổ chức", LEADS, True),  # 50 characters of 64
        ("Chủ trì, phối hợp", LEADS, False),  # 17 of 64
        ("hội chợ xuân", "hội chợ xuân 2024", False),  # 12 of 17, under three quarters
        ("hội chợ xuân 24", "hội chợ xuân 24 b", True),  # 15 of 17
        ("Mở đầu … tổ chức hội chợ xuân, rồi thôi", "tổ chức hội chợ xuân", True),
        (OTHER, LEADS, False),
        ("", LEADS, False),
    ],
)
def test_a_quote_carries_a_clause(quote: str, gold: str, carried: bool) -> None:
    assert covers(quote, gold) is carried


def test_a_right_answer() -> None:
    got = score(question_of(ROW), answer("Tổ chức hội chợ.", cite(LEADS, SUPPORTS, GROUP)), PLACES)
    # "UBND tỉnh" is said by the mark of the citation, through its other spelling "Lại Sơn".
    assert got.right
    assert got.complete
    assert (got.recall, got.precision, got.lost, got.missed) == (1.0, 1.0, (), ())


def test_a_clause_left_out_and_one_too_many() -> None:
    got = score(question_of(ROW), answer("UBND tỉnh", cite(LEADS, OTHER)), PLACES)
    assert (got.recall, got.precision, got.right) == (0.5, 0.5, False)
    assert [clause.quotes for clause in got.missed] == [(SUPPORTS,)]
    assert got.lost == ("hội chợ",)


def test_a_dump_is_no_answer() -> None:
    dump = cite(LEADS, SUPPORTS, *[OTHER] * 5)
    got = score(question_of(ROW), answer("hội chợ", dump), PLACES)
    assert got.complete
    assert got.precision == pytest.approx(2 / 7)
    assert not got.right


def test_a_clause_of_another_plan_or_an_endless_quote_proves_nothing() -> None:
    elsewhere = score(question_of(ROW), answer("hội chợ", cite(LEADS, SUPPORTS, plan="hoa-trung")), PLACES)
    endless = score(question_of(ROW), answer("hội chợ", cite(LEADS + " x" * 1300, SUPPORTS)), PLACES)
    assert (elsewhere.recall, elsewhere.precision) == (0.0, 0.0)
    assert (endless.recall, endless.precision) == (0.5, 0.5)


def test_what_must_not_be_said_makes_an_answer_wrong() -> None:
    got = score(question_of(ROW), answer("hội chợ, Sở Y tế", cite(LEADS, SUPPORTS)), PLACES)
    assert (got.clean, got.right, got.complete) == (False, False, True)


def test_one_clause_suffices_where_any_does() -> None:
    question = question_of(ROW | {"need": "any", "facts": []})
    got = score(question, answer("", cite(SUPPORTS)), PLACES)
    assert (got.recall, got.right, got.missed) == (1.0, True, ())


def test_a_comparison_needs_a_clause_from_each_side() -> None:
    gold = [{"plan": "lai-son", "quote": LEADS}, {"plan": "hoa-trung", "quote": SUPPORTS}]
    row = ROW | {"need": "any", "facts": [], "gold": gold, "plans": ["lai-son", "hoa-trung"]}
    assert score(question_of(row), answer("", cite(LEADS)), PLACES).recall == 1.0
    assert score(question_of(row | {"category": "compare"}), answer("", cite(LEADS)), PLACES).recall == 0.5


@pytest.mark.parametrize(
    ("status", "accept", "right"),
    [
        ("not_found", [], True),
        ("out_of_scope", [], True),
        ("answered", [], False),
        ("clarify", ["clarify"], True),
        ("clarify", [], False),
    ],
)
def test_an_honest_no(status: str, accept: list[str], right: bool) -> None:
    row = ROW | {"status": "not_found", "gold": [], "collective": [], "accept": accept}
    got = score(question_of(row), answer("Không tìm thấy.", [], status), PLACES)
    assert got.right is right
    assert not got.answerable


def test_a_missing_answer_is_wrong_and_no_refusal() -> None:
    got = score(question_of(ROW), None, PLACES)
    assert (got.right, got.abstained, got.recall, got.precision) == (False, False, 0.0, 0.0)


def test_means_over_a_set() -> None:
    question = question_of(ROW)
    nothing = question_of(ROW | {"category": "not_found", "status": "not_found", "gold": []})
    scores = [
        score(question, answer("hội chợ", cite(LEADS, SUPPORTS)), PLACES),  # right
        score(question, answer("", cite(LEADS, OTHER, OTHER, OTHER)), PLACES),  # half, a quarter
        score(question, answer("", [], "not_found"), PLACES),  # wrongly refused: no part in precision
        score(nothing, answer("", [], "not_found"), PLACES),
        score(nothing, answer("hội chợ", cite(LEADS)), PLACES),
    ]
    assert figures(scores) == Figures(
        questions=5,
        ok=2 / 5,
        recall=1.5 / 3,
        complete=1 / 3,
        precision=(1 + 0.25) / 2,
        facts=1 / 3,
        clean=1.0,
        abstain=1 / 2,
        false_abstain=1 / 3,
    )
    groups = figures_by(scores, lambda s: s.question.category)
    assert list(groups) == ["duties", "not_found"]
    assert groups["not_found"].recall is None
    assert groups["duties"].abstain is None


def made_up_answers(seed: int) -> list[dict[str, Any]]:
    """Return an answer to each question of the shipped set: parts of what is wanted, wrong things, damage."""
    draw = random.Random(seed)
    rows = [json.loads(line) for line in SHIPPED_QUESTIONS.read_text("utf-8").splitlines()]
    strangers = [gold for row in rows for gold in row["gold"]]
    return [made_up_answer(draw, row, strangers) for row in rows if draw.random() < 0.95]


def made_up_answer(
    draw: random.Random, row: dict[str, Any], strangers: list[dict[str, Any]]
) -> dict[str, Any]:
    wanted = [g for g in row["gold"] if draw.random() < 0.8]
    extra = [g for g in row.get("collective", []) + row.get("related", []) if draw.random() < 0.3]
    cited = wanted + extra + draw.sample(strangers, draw.choice([0, 0, 1, 2, 6]))
    spellings = [[fact, *(row.get("fact_alts") or {}).get(fact, [])] for fact in row["facts"]]
    said = [draw.choice(s) for s in spellings if draw.random() < 0.9]
    said += [m for m in row["must_not"] if draw.random() < 0.2]
    statuses = ["answered"] * 6 + ["partial", "clarify", "not_found", "not_found", "out_of_scope"]
    return {
        "id": row["id"],
        "status": draw.choice(statuses),
        "text": "; ".join(said).replace("hòa", "hoà"),
        "citations": [{"plan_id": g["plan"], "quote": damaged(draw, g["quote"])} for g in cited],
    }


def damaged(draw: random.Random, quote: str) -> str:
    middle = len(quote) // 2
    forms = [quote, f"a) {quote};", f"**{quote.upper()}**", quote[: middle + 5], quote[:5]]
    return draw.choice([*forms, f"Mở … {quote}", quote + " x" * 1300])


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer stands beside some checkouts only")
@pytest.mark.parametrize("seed", range(4))
def test_figures_agree_with_the_scorer_of_the_questions(tmp_path: Path, seed: int) -> None:
    answers = made_up_answers(seed)
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")
    command = [sys.executable, str(SCORER), str(SHIPPED_QUESTIONS), str(file), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    by_id = {a["id"]: a for a in answers}
    scores = [score(q, by_id.get(q.id), read_places()) for q in read_questions(SHIPPED_QUESTIONS)]
    ours = figures(scores)
    names = (
        "questions",
        "ok",
        "recall",
        "complete",
        "precision",
        "facts",
        "clean",
        "abstain",
        "false_abstain",
    )
    assert {n: getattr(ours, n) for n in names} == pytest.approx({n: theirs[n] for n in names})
    assert 0 < (ours.ok or 0) < 1, "answers that are all right or all wrong compare nothing"
    by_category = {name: f.ok for name, f in figures_by(scores, lambda s: s.question.category).items()}
    assert by_category == pytest.approx(theirs["by_category"], abs=5e-4)
