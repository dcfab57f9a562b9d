"""What stands around a cited place: the labelled block it is part of, and its neighbours. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answer.citing import spans_of, whole_of
from answer.corpus import Unit, units_of
from ingest.plan import Clause, Plan, Section, slice_text
from ui.place import Place


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a place is read with.

    unit           holds the place; None for a mere heading and the frame
    before, after  are printed next to it; None at an end of the plan
    notes          the footnotes whose marks stand in it, which are nobody's neighbours
    """

    unit: Unit | None
    before: Unit | None
    after: Unit | None
    notes: tuple[Clause, ...] = ()

    @property
    def block(self) -> Unit | None:
        """The labelled block that holds the place, or None."""
        return self.unit if self.unit is not None and self.unit.head is not None else None


def surroundings(plan: Plan, place: Place) -> Surroundings:
    """Return what stands around a place.

    Taken by position, so that a heading or a signature has neighbours too, and a plan that numbers two
    clauses alike is read right. A footnote printed between the halves of a clause counts as inside.
    """
    units = [(unit, spans_of(unit)) for unit in units_of(plan)]
    first = min(place.spans)[0]
    own = next((u for u, spans in units if any(start <= first < stop for start, stop in spans)), None)
    inside = spans_of(own) if own is not None else place.spans
    start, stop = min(inside)[0], max(inside)[1]
    notes = _notes_of(plan, own)
    others = [(unit, spans) for unit, spans in units if not {*unit.clauses} & {*notes}]
    before = [(spans[0], unit) for unit, spans in others if max(spans)[1] <= start]
    after = [(spans[0], unit) for unit, spans in others if min(spans)[0] >= stop]
    return Surroundings(
        own,
        max(before, key=lambda found: found[0])[1] if before else None,
        min(after, key=lambda found: found[0])[1] if after else None,
        notes,
    )


def _notes_of(plan: Plan, unit: Unit | None) -> tuple[Clause, ...]:
    owners = {f"{clause.path}.fn" for clause in unit.clauses} if unit is not None else set()
    found = (clause for clause in plan.clauses if clause.kind == "footnote")
    return tuple(clause for clause in found if clause.path.rstrip("0123456789") in owners)


def unit_place(plan: Plan, unit: Unit, label: str) -> Place:
    """Return the place of a unit reached by leafing; label is its formal citation."""
    quote = "\n".join(slice_text(plan.text, run) for run in whole_of(unit))
    spans = spans_of(unit)
    return Place(plan.id, unit.path, label, quote, spans, plan.page_at(spans[0][0]))


def opening_words(unit: Unit) -> str:
    """Return what a unit opens with: the mark and words of a clause, of a block its heading's."""
    return piece_words(unit.head or unit.clauses[0])


def piece_words(piece: Section | Clause) -> str:
    """Return a heading or clause with its mark as printed."""
    words = piece.heading if isinstance(piece, Section) else piece.text
    return " ".join(part for part in (piece.label, words) if part)


def block_lines(block: Unit, place: Place) -> Iterable[tuple[str, bool]]:
    """Yield the heading and the lines of a block in reading order, and whether the place quotes each."""
    quoted = set(place.spans)
    pieces: list[Section | Clause] = [*([block.head] if block.head is not None else []), *block.clauses]
    for piece in sorted(pieces, key=lambda piece: piece.spans[0]):
        yield piece_words(piece), quoted.issuperset(piece.spans)
