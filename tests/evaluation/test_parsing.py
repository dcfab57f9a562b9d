"""Figures of reading: worked out by hand, and held against the scorers that come with the annotations."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.errors import GoldError
from evaluation.parsing import (
    SHARED_GOLD,
    AssignmentFigures,
    assignment_figures,
    outline_figures,
    read_gold,
    same_agency,
    shared_words,
)

OUTLINE = [
    {"plan": "x", "path": "I", "first_words": "MỤC ĐÍCH", "last_words": "YÊU CẦU"},
    {"plan": "x", "path": "I.1", "first_words": "Tổ chức hội chợ", "last_words": "hằng năm."},
    {"plan": "x", "path": "I.2", "first_words": "Bố trí kinh phí", "last_words": "quy định."},
    {"plan": "y", "path": "I", "first_words": "", "last_words": ""},
]


def row(agency: str, task: str, role: str = "lead", deadline: str | None = None) -> dict[str, Any]:
    return {"plan": "x", "path": "I.1", "agency": agency, "role": role, "task": task, "deadline": deadline}


def test_a_clause_is_found_by_its_first_and_last_words() -> None:
    predicted = [
        {"plan": "x", "path": "I", "text": "I. Mục đích, yêu cầu"},  # a mark before the first words
        {"plan": "x", "path": "I.3", "text": "Tổ chức hội chợ xuân hàng năm, hằng năm"},  # elsewhere
        {"plan": "x", "path": "I.2", "text": "Bố trí kinh phí theo"},  # cut off
        {"plan": "y", "path": "I.2", "text": "Bố trí kinh phí theo quy định"},  # of another plan
    ]
    got = outline_figures(OUTLINE, predicted)
    assert (got.clauses, got.boundaries, got.paths) == (3, 2 / 3, 1 / 3)
    assert [row["path"] for row in got.missed] == ["I.2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban nhân dân huyện", "Ủy ban nhân dân các huyện", False),
        ("Công an tỉnh", "Công an tỉnh Cao Bằng", True),
        ("Sở Y tế", "Sở Y  tế", True),
        ("Sở", "Sở Tài chính", False),
    ],
)
def test_one_agency_by_two_names(one: str, other: str, same: bool) -> None:
    assert same_agency(one, other) is same_agency(other, one) is same


def test_words_shared_by_two_tasks() -> None:
    assert shared_words("tổ chức hội chợ", "Hội chợ") == 1.0
    assert shared_words("tổ chức hội chợ", "hội nghị, tổ công tác, xuân") == 2 / 4
    assert shared_words("", "hội chợ") == 0.0


def test_assignments_are_matched_once_each() -> None:
    gold = [
        row("Sở Công Thương", "tổ chức hội chợ xuân", deadline="Tháng 3"),
        row("Sở Công Thương", "tổ chức hội chợ xuân", role="support", deadline="Quý II"),
        row("Sở Tài chính", "bố trí kinh phí"),
        row("Sở Nội vụ", "khen thưởng tập thể"),
    ]
    predicted = [
        row("Sở Công Thương", "tổ chức hội chợ xuân", role="support", deadline="trong Quý II năm nay"),
        row("Sở Công Thương", "hội chợ xuân", role="lead", deadline="Tháng 5"),
        row("Sở Tài chính", "bố trí kinh phí", role="support"),
        row("Sở Tài chính", "bố trí kinh phí"),  # the same role is preferred: the other is left over
        row("Sở Nội vụ", "đào tạo cán bộ"),
    ]
    # Matched: the pairs of Sở Công Thương by role, Sở Tài chính; missed: Sở Nội vụ.
    got = assignment_figures(gold, predicted)
    assert got.f1 == pytest.approx(2 / 3)
    assert replace(got, f1=0.0) == AssignmentFigures(
        annotated=4,
        predicted=5,
        precision=3 / 5,
        recall=3 / 4,
        f1=0.0,
        role=1.0,
        deadline=1 / 2,
        missed=(gold[3],),
        extra=(predicted[2], predicted[4]),
    )


def test_nothing_found_gives_zeros() -> None:
    got = assignment_figures([row("Sở Y tế", "tiêm chủng")], [])
    assert (got.precision, got.recall, got.f1, got.role, got.deadline) == (0.0, 0.0, 0.0, 0.0, None)


def test_missing_annotations_are_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="--gold"):
        read_gold(tmp_path)


def damaged(draw: random.Random, text: str) -> str:
    words = text.split()
    middle = len(words) // 2 + 1
    return draw.choice([text, text, text.upper(), " ".join(words[:middle]), " ".join(words[1:]), "- " + text])


def printed_by(scorer: str, gold: Path, rows: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    file = folder / "predicted.jsonl"
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    command = [sys.executable, str(SHARED_GOLD.parent / scorer), str(gold), str(file)]
    printed: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
    )
    return printed


@pytest.mark.skipif(not SHARED_GOLD.is_dir(), reason="the annotations stand beside some checkouts only")
@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_the_scorers_of_the_annotations(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    gold = read_gold(SHARED_GOLD)
    outline = [
        {
            "plan": r["plan"],
            "path": draw.choice([r["path"], r["path"], "I.1"]),
            "text": damaged(draw, f"{r['first_words']} và {r['last_words']}"),
        }
        for r in gold.outline
        if draw.random() < 0.9
    ]
    theirs = printed_by("score_outline.py", SHARED_GOLD / "outline.json", outline, tmp_path)
    ours = outline_figures(gold.outline, outline)
    assert theirs == {
        "gold": ours.clauses,
        "boundaries": round(ours.boundaries, 3),
        "paths": round(ours.paths, 3),
    }
    roles = ["lead", "support", "advise", "request"]
    rows = [
        {**r, "role": draw.choice([r["role"], draw.choice(roles)]), "task": damaged(draw, r["task"])}
        | {"deadline": draw.choice([r["deadline"], None, "Quý IV/2023"])}
        for r in gold.assignments
        if draw.random() < 0.9
    ]
    draw.shuffle(rows)
    theirs = printed_by("score_assignments.py", SHARED_GOLD / "assignments.jsonl", rows, tmp_path)
    got = assignment_figures(gold.assignments, rows)
    assert theirs == {
        "gold": got.annotated,
        "predicted": got.predicted,
        "precision": round(got.precision, 3),
        "recall": round(got.recall, 3),
        "f1": round(got.f1, 3),
        "role": round(got.role, 3),
        "deadline": round(got.deadline or 0.0, 3),
    }
