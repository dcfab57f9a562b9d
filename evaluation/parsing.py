"""Figures of reading: outline and assignments of our parser held against plans annotated by hand.

The definitions are those of the scorers that come with the annotations (shared/eval/score_outline.py and
score_assignments.py), written anew and held against them in tests/evaluation/test_parsing.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import GoldError
from evaluation.questions import ROOT
from ingest.fold import fold
from ingest.plan import Plan

SHARED_GOLD = ROOT.parent / "shared" / "eval" / "gold"
GOLD_FILES = ("outline.json", "assignments.jsonl")

# Characters that may stand before the first or after the last words: a mark, a stray sign.
SLACK = 12
# Two names are one agency when one holds the other ("Công an tỉnh", "Công an tỉnh Cao Bằng"), unless the
# shorter is too short to say which ("sở").
MIN_NAME = 7
# Share of the words of the shorter task that the other must have, for both to be the same duty.
SAME_TASK = 0.6
# What the same role is worth beside shared words when several duties fit: half of them.
SAME_ROLE = 0.5

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OutlineFigures:
    """clauses annotated; of them, found with the right first and last words; found at the right path."""

    clauses: int
    boundaries: float
    paths: float
    missed: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentFigures:
    """How lines (clause, agency, role) agree: matched over predicted, over annotated, their mean.

    role and deadline are shares of the matched lines; deadline of those annotated with one, None without.
    """

    annotated: int
    predicted: int
    precision: float
    recall: float
    f1: float
    role: float
    deadline: float | None
    missed: tuple[Row, ...] = ()
    extra: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotations, as rows; README.md beside them says how they are made."""

    outline: tuple[Row, ...]
    assignments: tuple[Row, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """Ids of the annotated plans, in order."""
        return tuple(dict.fromkeys(row["plan"] for row in self.outline))


def reading_figures(plan: Plan, gold: Gold) -> tuple[OutlineFigures, AssignmentFigures]:
    """Return how the outline and the assignments of one plan agree with its annotation."""
    outline = [row for row in gold.outline if row["plan"] == plan.id]
    assignments = [row for row in gold.assignments if row["plan"] == plan.id]
    return outline_figures(outline, outline_rows(plan)), assignment_figures(
        assignments, assignment_rows(plan)
    )


def read_gold(folder: Path) -> Gold:
    """Return the annotations in folder; raises GoldError when they are missing or damaged."""
    outline, assignments = (folder / name for name in GOLD_FILES)
    try:
        lines = assignments.read_text("utf-8").splitlines()
        return Gold(
            tuple(json.loads(outline.read_text("utf-8"))),
            tuple(json.loads(line) for line in lines if line.strip()),
        )
    except (OSError, ValueError) as error:
        raise GoldError(
            f"Không đọc được bản chú giải mẫu trong thư mục {folder}.",
            remedy=f"Hãy chỉ thư mục có {' và '.join(GOLD_FILES)} bằng tham số --gold.",
        ) from error


def outline_rows(plan: Plan) -> list[Row]:
    """Return a row for every heading and clause: plan, path and words."""
    headings: list[Row] = [{"plan": plan.id, "path": s.path, "text": s.heading} for s in plan.sections]
    return headings + [{"plan": plan.id, "path": c.path, "text": c.text} for c in plan.clauses]


def assignment_rows(plan: Plan) -> list[Row]:
    """Return a row for every assignment: plan, path, agency, role, task and deadline."""
    return [
        {
            "plan": plan.id,
            "path": a.path,
            "agency": a.agency,
            "role": a.role,
            "task": a.task,
            "deadline": a.deadline,
        }
        for a in plan.assignments
    ]


def outline_figures(gold: Sequence[Row], predicted: Sequence[Row]) -> OutlineFigures:
    """Return how many annotated clauses are there, from the first word to the last, and at their path."""
    words = [(row["plan"], row["path"], fold(row["text"])) for row in predicted]
    annotated = [row for row in gold if row.get("first_words")]
    found = [
        [path for plan, path, text in words if plan == row["plan"] and _spans(text, row)] for row in annotated
    ]
    placed = sum(row["path"] in paths for row, paths in zip(annotated, found, strict=True))
    return OutlineFigures(
        clauses=len(annotated),
        boundaries=_share(sum(map(bool, found)), len(annotated)),
        paths=_share(placed, len(annotated)),
        missed=tuple(row for row, paths in zip(annotated, found, strict=True) if not paths),
    )


def _spans(text: str, row: Row) -> bool:
    """Whether folded text runs from the first words of an annotated clause to its last."""
    first, last = fold(row["first_words"]), fold(row["last_words"])
    return first in text[: len(first) + SLACK] and last in text[-(len(last) + SLACK) :]


def assignment_figures(gold: Sequence[Row], predicted: Sequence[Row]) -> AssignmentFigures:
    """Return how the predicted lines agree; each serves one annotated line, in the order of the gold."""
    free = dict(enumerate(predicted))
    pairs: list[tuple[Row, Row]] = []
    missed: list[Row] = []
    for wanted in gold:
        best = _best_match(wanted, free)
        if best is None:
            missed.append(wanted)
        else:
            pairs.append((wanted, free.pop(best)))
    precision, recall = _share(len(pairs), len(predicted)), _share(len(pairs), len(gold))
    dated = [pair for pair in pairs if pair[0].get("deadline")]
    return AssignmentFigures(
        annotated=len(gold),
        predicted=len(predicted),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if pairs else 0.0,
        role=_share(sum(wanted["role"] == got["role"] for wanted, got in pairs), len(pairs)),
        deadline=_share(sum(_same_deadline(*pair) for pair in dated), len(dated)) if dated else None,
        missed=tuple(missed),
        extra=tuple(free.values()),
    )


def _best_match(wanted: Row, free: Mapping[int, Row]) -> int | None:
    """Return the number of the row that says the same duty of the same agency best; None when none does."""
    best: tuple[float, int] | None = None
    for number, row in free.items():
        if row["plan"] != wanted["plan"] or not same_agency(wanted["agency"], row["agency"]):
            continue
        shared = shared_words(wanted["task"], row["task"])
        worth = shared + SAME_ROLE * (row["role"] == wanted["role"])
        if shared >= SAME_TASK and (best is None or worth > best[0]):
            best = (worth, number)
    return None if best is None else best[1]


def same_agency(one: str, other: str) -> bool:
    """Whether two names are of one agency: equal once folded, or one inside the other."""
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return shorter == longer or (len(shorter) >= MIN_NAME and shorter in longer)


def shared_words(one: str, other: str) -> float:
    """Return the share, 0 to 1, of the different words of the shorter text that the other has."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return _share(len(words & others), min(len(words), len(others)))


def _same_deadline(wanted: Row, got: Row) -> bool:
    one, other = fold(wanted["deadline"]), fold(got.get("deadline") or "")
    return one in other or (bool(other) and other in one)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
