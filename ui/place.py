"""Where a citation stands in its plan: headings above, the whole text in pieces. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from answer.model import Citation
from ingest.plan import Clause, Plan, Section, Span, slice_text

FRAME = "Thể thức"
"""First part of the path of what is cited from the frame of a document."""
FRAME_PARTS = {
    "number": "Số, ký hiệu",
    "date": "Địa danh và ngày ban hành",
    "title": "Trích yếu",
    "basis": "Căn cứ",
    "recipient": "Nơi nhận",
    "signer": "Người ký",
    "signer_title": "Chức vụ người ký",
    "issuer": "Cơ quan ban hành",
}
"""The parts of a document by Decree 30/2020/NĐ-CP, article 8, as shown in the heading path."""

PieceKind = Literal["text", "residue", "heading", "marked"]
_LOOKS: tuple[PieceKind, ...] = ("text", "residue", "heading", "marked")

# Signs of markdown and stray asterisks outside every clause and heading: shown, but dimmed.
_RESIDUE = re.compile(r"[*#_`▮]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A cited place, with what the card needs even when the plan has left the index since.

    n      the mark in the answer it was opened from; None when reached by leafing
    label  the formal citation; quote the words, verbatim
    """

    plan_id: str
    path: str
    label: str
    quote: str
    spans: tuple[Span, ...]
    page: int | None = None
    n: int | None = None


def cited_place(citation: Citation) -> Place:
    """Return the place a citation of an answer points at."""
    return Place(
        citation.plan_id,
        citation.path,
        citation.label,
        citation.quote,
        citation.spans,
        citation.page,
        citation.n,
    )


def plan_name(plan: Plan) -> str:
    """Return the short name by which a reader tells plans apart: "Cần Thơ · 239/KH-UBND"."""
    parts = [part for part in (plan.place, plan.number) if part]
    return " · ".join(parts) or plan.title or plan.id


def clause_at(plan: Plan, place: Place) -> Clause | None:
    """Return the clause that is this place, or None when it is a heading or of the frame.

    By position first: a plan that numbers two clauses alike has one path twice.
    """
    named = [clause for clause in plan.clauses if clause.path == place.path]
    exact = (clause for clause in named if clause.spans == place.spans[: len(clause.spans)])
    return next(exact, named[0] if named else None)


def holds(plan: Plan, place: Place) -> bool:
    """Return whether the plan still has the quoted words at the place's spans.

    White space aside: a quote of several pieces parts them by line breaks.
    """
    return slice_text(plan.text, place.spans).split() == place.quote.split()


def heading_path(plan: Plan, place: Place) -> tuple[str, ...]:
    """Return the headings above the place, outermost first, each with its mark as printed."""
    if place.path.startswith(FRAME + "."):
        name = place.path.removeprefix(FRAME + ".").split(".")[0]
        return ("Thể thức văn bản", FRAME_PARTS.get(name, name))
    sections = {section.path: section for section in plan.sections}
    clause = clause_at(plan, place)
    if clause is not None:
        above: Sequence[str] = clause.headings
    else:
        own = sections.get(place.path)
        above = (*own.headings, own.path) if own else ()
    return tuple(_heading(sections[path]) for path in above if path in sections)


def _heading(section: Section) -> str:
    return " ".join(part for part in (section.label, section.heading) if part)


def pieces(plan: Plan, marked: Iterable[Span]) -> Iterator[tuple[PieceKind, str]]:
    """Yield the whole text of a plan in reading order, cut where its looks change.

    Joined, the pieces are `plan.text`, character by character. Headings and marked words keep their
    looks; signs of markdown that stand in no clause are residue; all else is text.
    """
    looks = _painted(plan, marked)
    start = 0
    for look, run in groupby(looks):
        stop = start + sum(1 for _ in run)
        yield _LOOKS[look], plan.text[start:stop]
        start = stop


def _painted(plan: Plan, marked: Iterable[Span]) -> bytearray:
    """Return one look a character; later coats cover earlier ones."""
    looks = bytearray(len(plan.text))
    for found in _RESIDUE.finditer(plan.text):
        _paint(looks, found.span(), "residue")
    coats: tuple[tuple[PieceKind, Iterable[Span]], ...] = (
        ("text", (span for clause in plan.clauses for span in clause.spans)),
        ("text", (span for entry in plan.entries for span in entry.spans)),
        ("heading", (span for section in plan.sections for span in section.spans)),
        ("marked", marked),
    )
    for kind, spans in coats:
        for span in spans:
            _paint(looks, span, kind)
    return looks


def _paint(looks: bytearray, span: Span, kind: PieceKind) -> None:
    start, stop = max(span[0], 0), min(span[1], len(looks))
    if start < stop:
        looks[start:stop] = bytes([_LOOKS.index(kind)]) * (stop - start)
