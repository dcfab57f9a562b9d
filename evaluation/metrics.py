"""Figures of answers held against a question set.

The definitions are those of the scorer that comes with the questions (shared/eval/score_answers.py),
written anew; tests/evaluation/test_metrics.py holds the two against each other. Figures are shares, 0 to 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.questions import GoldClause, Question

Record = Mapping[str, Any]
"""An answer as `python -m answer --batch` prints it; read here: status, text, citations (plan_id, quote)."""

MIN_PRECISION = 1 / 3  # fewer citations to the point than this: a dump, not an answer
MAX_QUOTE = 2500  # characters; a longer quote is a section or a whole plan and proves no clause
# A cited piece shorter than the gold quote counts when it is long by itself or is most of the quote.
ENOUGH_CHARACTERS = 40
ENOUGH_SHARE = 0.75

# An answer may be called by what it does: partly answered is answered, out of scope is a no.
SAME_STATUS = {"partial": "answered", "out_of_scope": "not_found"}

_QUOTE_MARKS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00d0": "Đ"}  # Ð, typed for Đ
)
# NFD: "ò" + "a" and "o" + "à" are the same syllable.
_TONE_ON_FIRST = re.compile("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])")
_MARKDOWN = re.compile(r"[*_#`|]+")
_SPACES = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"…|\[\.{3}\]|\.{3,}")
_EDGE_MARKS = " ;.,:"
_LEADING_ZERO = re.compile(r"\b0(?=\d\b)")
_LONG_DATE = re.compile(r"(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")
_WRITTEN_OUT = {
    "ubnd": "ủy ban nhân dân",
    "tp": "thành phố",
    "mttq": "mặt trận tổ quốc",
    "tt&tt": "thông tin và truyền thông",
    "kh&đt": "kế hoạch và đầu tư",
}
_SHORT_NAME = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WRITTEN_OUT))})(?!\w)")


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did. None where the figure does not apply: no clause answers the question.

    right      on every count that applies
    status_ok  answered or not found, as it should be
    clean      says nothing that marks a wrong answer
    abstained  said that nothing was found
    recall     required clauses cited; with need "any", plans for which one was
    precision  citations that stand in a gold or allowed clause
    missed     required clauses that no citation carries
    lost       facts that the text does not say
    """

    question: Question
    right: bool
    status_ok: bool
    clean: bool
    abstained: bool
    recall: float | None = None
    precision: float | None = None
    missed: tuple[GoldClause, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether some clause answers the question."""
        return self.recall is not None

    @property
    def complete(self) -> bool:
        """Whether every required clause is cited."""
        return self.recall == 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a set of scores; None where no question of the set can say.

    ok, recall, complete, facts, clean   as in Score; all but ok over the answerable
    precision      over the answerable that were not answered with a no
    abstain        of the questions that no plan answers: refused, and cleanly
    false_abstain  of the answerable: refused
    """

    questions: int
    ok: float | None
    recall: float | None
    complete: float | None
    precision: float | None
    facts: float | None
    clean: float | None
    abstain: float | None
    false_abstain: float | None


def fold_quote(text: str) -> str:
    """Return text as quotes are compared: lower case, one tone placement, plain marks, no markdown."""
    apart = unicodedata.normalize("NFD", text.translate(_QUOTE_MARKS).casefold())
    joined = unicodedata.normalize("NFC", _TONE_ON_FIRST.sub(r"\1\3\2", apart))
    return _SPACES.sub(" ", _MARKDOWN.sub(" ", joined)).strip()


def fold_text(text: str) -> str:
    """Return text as facts are compared: as quotes, with short names written out and dates as 6/12/2023."""
    numbers = _LEADING_ZERO.sub("", fold_quote(text))
    dates = _LONG_DATE.sub(lambda date: "/".join(filter(None, date.groups())), numbers)
    return _SHORT_NAME.sub(lambda name: fold_quote(_WRITTEN_OUT[name[0]]), dates)


def says(folded: str, fact: str) -> bool:
    """Whether text folded by `fold_text` holds fact; a number is not found inside a longer one."""
    wanted = fold_text(fact)
    start = r"(?<!\d)" if wanted[:1].isdigit() else ""
    return re.search(start + re.escape(wanted), folded) is not None


def covers(quote: str, gold: str) -> bool:
    """Whether quote carries gold: holds it whole, or is a good part of it. "A … B" counts by its pieces."""
    wanted = fold_quote(gold)
    core = wanted.rstrip(_EDGE_MARKS)
    pieces = (fold_quote(piece).strip(_EDGE_MARKS) for piece in (quote, *_ELLIPSIS.split(quote)))
    return any(core in piece or (piece in wanted and _is_most_of(piece, wanted)) for piece in pieces if piece)


def _is_most_of(piece: str, wanted: str) -> bool:
    return len(piece) > ENOUGH_CHARACTERS or len(piece) >= ENOUGH_SHARE * len(wanted)


def carries(citation: Record, clause: GoldClause) -> bool:
    """Whether a citation is of the clause, by any of the quotes that count for it."""
    quote = citation.get("quote", "")
    return (
        citation.get("plan_id") == clause.plan
        and len(quote) <= MAX_QUOTE
        and any(covers(quote, text) for text in clause.quotes)
    )


def score(question: Question, record: Record | None, places: Mapping[str, str]) -> Score:
    """Return how an answer did; None for an answer that is missing altogether.

    places  what the mark of a citation says, by plan id: a cited clause of can-tho says "Cần Thơ".
    """
    record = record or {"status": "missing"}
    citations: Sequence[Record] = record.get("citations", ())
    text = fold_text(record.get("text", ""))
    to_the_point = [c for c in citations if any(carries(c, g) for g in (*question.gold, *question.allowed))]
    status = SAME_STATUS.get(record["status"], record["status"])
    honest = record["status"] in question.accept and len(to_the_point) == len(citations)
    status_ok = status == question.status or honest
    clean = not any(says(text, words) for words in question.must_not)
    refusal = Score(question, status_ok and clean, status_ok, clean, abstained=status == "not_found")
    if question.status == "not_found":
        return refusal
    held = [any(carries(c, clause) for c in citations) for clause in question.gold]
    recall = _recall(question, held)
    precision = len(to_the_point) / len(citations) if citations else 0.0
    marks = " ".join([text, *(places.get(c.get("plan_id", ""), "") for c in citations)])
    lost = _lost_facts(question, fold_text(marks))
    right = refusal.right and recall == 1.0 and not lost and precision >= MIN_PRECISION
    missed = tuple(clause for clause, found in zip(question.gold, held, strict=True) if not found)
    if question.need == "any" and any(held):
        missed = ()
    return replace(refusal, right=right, recall=recall, precision=precision, missed=missed, lost=lost)


def _recall(question: Question, held: Sequence[bool]) -> float:
    """Return the share of clauses cited or, where one suffices, of the plans that one is needed from."""
    if question.need == "all":
        return sum(held) / len(held)
    named = {clause.plan for clause in question.gold}
    if question.category == "compare":
        named = set(question.plans)  # a comparison needs a clause from each side
    elif len(named) > 1:
        return float(any(held))
    cited = {clause.plan for clause, found in zip(question.gold, held, strict=True) if found}
    return len(named & cited) / len(named)


def _lost_facts(question: Question, folded: str) -> tuple[str, ...]:
    return tuple(spellings[0] for spellings in question.facts if not any(says(folded, s) for s in spellings))


def figures(scores: Sequence[Score]) -> Figures:
    """Return the means over scores."""
    answerable = [s for s in scores if s.answerable]
    unanswerable = [s for s in scores if not s.answerable]
    return Figures(
        questions=len(scores),
        ok=_mean(s.right for s in scores),
        recall=_mean(s.recall or 0.0 for s in answerable),
        complete=_mean(s.complete for s in answerable),
        precision=_mean(s.precision or 0.0 for s in answerable if not s.abstained),
        facts=_mean(not s.lost for s in answerable),
        clean=_mean(s.clean for s in answerable),
        abstain=_mean(s.right for s in unanswerable),
        false_abstain=_mean(s.abstained for s in answerable),
    )


def figures_by(scores: Sequence[Score], key: Callable[[Score], str]) -> dict[str, Figures]:
    """Return the figures of each group of scores, by the group's name, in alphabetical order."""
    groups: dict[str, list[Score]] = {}
    for item in scores:
        groups.setdefault(key(item), []).append(item)
    return {name: figures(groups[name]) for name in sorted(groups)}


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return sum(kept) / len(kept) if kept else None
