"""A question set: JSON lines -> questions with what a right answer holds."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from evaluation.errors import QuestionSetError

ROOT = Path(__file__).resolve().parent.parent
# A set kept beside the checkout is newer than the copy that ships.
SHARED_QUESTIONS = ROOT.parent / "shared" / "eval" / "questions.jsonl"
SHIPPED_QUESTIONS = ROOT / "data" / "eval" / "questions.jsonl"
FOLLOW_UPS = ROOT / "data" / "eval" / "follow_ups.jsonl"
PLACES = ROOT / "data" / "eval" / "places.json"


@dataclass(frozen=True, slots=True)
class GoldClause:
    """A clause that answers; quotes are verbatim pieces of it, any of which may be cited."""

    plan: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question set; data/eval/README.md says what the fields mean.

    allowed  clauses that may be cited and are never required (collective and related)
    facts    each as the spellings that count, the first being the one shown
    whole    what the last turn asks in the light of those before, said in one question; else ""
    """

    id: str
    category: str
    turns: tuple[str, ...]
    plans: tuple[str, ...]
    status: str
    accept: tuple[str, ...] = ()
    gold: tuple[GoldClause, ...] = ()
    need: Literal["all", "any"] = "any"
    allowed: tuple[GoldClause, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    whole: str = ""


def default_questions() -> Path:
    """Return the set beside the checkout where there is one, else the copy that ships."""
    return SHARED_QUESTIONS if SHARED_QUESTIONS.is_file() else SHIPPED_QUESTIONS


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file, in its order; raises QuestionSetError naming the line at fault."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"Không đọc được bộ câu hỏi {path}.", remedy="Hãy kiểm tra đường dẫn sau --questions."
        ) from error
    questions = tuple(_question(path, n, line) for n, line in enumerate(lines, 1) if line.strip())
    if not questions:
        raise QuestionSetError(
            f"Bộ câu hỏi {path} không có câu nào.", remedy="Mỗi dòng phải là một câu hỏi dạng JSON."
        )
    return questions


def read_places(path: Path = PLACES) -> Mapping[str, str]:
    """Return the place that a citation's mark names, by plan id."""
    places: dict[str, str] = json.loads(path.read_text("utf-8"))
    return places


def without_accents(question: Question) -> Question:
    """Return the question as typed without diacritics; what a right answer holds stays."""
    return replace(
        question, turns=tuple(_strip(turn) for turn in question.turns), whole=_strip(question.whole)
    )


def asked_whole(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions that are also given whole, each asked so instead of turn by turn."""
    return tuple(replace(question, turns=(question.whole,)) for question in questions if question.whole)


def _strip(text: str) -> str:
    marks_apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks_apart if not unicodedata.combining(c))


def _question(path: Path, number: int, line: str) -> Question:
    try:
        return question_of(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionSetError(
            f"Dòng {number} của {path} không phải một câu hỏi hợp lệ ({error}).",
            remedy="Xem các trường cần có trong data/eval/README.md.",
        ) from error


def question_of(row: Mapping[str, Any]) -> Question:
    """Return the question in a decoded line; raises KeyError or ValueError when a field is missing."""
    if not row["turns"] or row["need"] not in ("all", "any"):
        raise ValueError("turns, need")
    if row["status"] != "not_found" and not row["gold"]:
        raise ValueError("gold")
    return Question(
        id=row["id"],
        category=row["category"],
        turns=tuple(row["turns"]),
        plans=tuple(row["plans"]),
        status=row["status"],
        accept=tuple(row.get("accept", ())),
        gold=_clauses(row["gold"]),
        need=row["need"],
        allowed=_clauses([*row.get("collective", ()), *row.get("related", ())]),
        facts=_facts(row.get("facts", ()), row.get("fact_alts")),
        must_not=tuple(row.get("must_not", ())),
        whole=row.get("whole", ""),
    )


def _clauses(rows: Sequence[Mapping[str, Any]]) -> tuple[GoldClause, ...]:
    return tuple(GoldClause(row["plan"], (row["quote"], *row.get("alts", ()))) for row in rows)


def _facts(facts: Sequence[str], spellings: object) -> tuple[tuple[str, ...], ...]:
    others = spellings if isinstance(spellings, dict) else {}
    return tuple((fact, *others.get(fact, ())) for fact in facts)
