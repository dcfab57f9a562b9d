"""How far two readings of one plan agree: shares of headings, clauses and assignments found in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from ingest.plan import Clause, Plan, Section


def outline_agreement(plan: Plan, other: Plan, *, alike: float = 1.0) -> float:
    """Return the F1 of headings and clauses: the same path, and words alike in at least that share."""
    mine, theirs = _outline(plan), _outline(other)
    same = sum(
        Levenshtein.normalized_similarity(words, theirs[path]) >= alike
        for path, words in mine.items()
        if path in theirs
    )
    return 2 * same / (len(mine) + len(theirs))


def assignment_agreement(plan: Plan, other: Plan) -> float:
    """Return the F1 of who does what as what: path, agency, role."""
    return _f1(_duties(plan), _duties(other))


def _outline(plan: Plan) -> dict[str, str]:
    pieces: tuple[Section | Clause, ...] = (*plan.sections, *plan.clauses)
    return {piece.path: normalize("NFC", " ".join(_words(piece).split())) for piece in pieces}


def _words(piece: Section | Clause) -> str:
    return piece.heading if isinstance(piece, Section) else piece.text


def _duties(plan: Plan) -> Iterable[Hashable]:
    return [(held.path, held.agency, held.role) for held in plan.assignments]


def _f1(mine: Iterable[Hashable], theirs: Iterable[Hashable]) -> float:
    one, other = Counter(mine), Counter(theirs)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
