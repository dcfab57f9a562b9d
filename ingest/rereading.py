"""A plan's assignments read once more, to hold against those it came with.

A plan that was stored, sent or put together elsewhere may say of an agency what its text does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.agencies import AgencyBook, Named
from ingest.assignments import assignments_of
from ingest.clean import Flat, view
from ingest.names import Names
from ingest.naming import level_of
from ingest.parse import parse_plan
from ingest.plan import Assignment, Clause, Mention, Plan, Section, slice_text


def assignments_again(plan: Plan, book: AgencyBook) -> frozenset[Assignment]:
    """Return what the role rules give for a plan's outline and, where that differs, for its whole text.

    The outline and the mentions give it in a tenth of the time; the text is read where they do not give
    all that the plan holds: characters of the copy were repaired, or something was changed.
    """
    again = frozenset(_from_outline(plan, book))
    if again.issuperset(plan.assignments):
        return again
    return again | frozenset(parse_plan(plan.text, plan.id, book).assignments)


def _from_outline(plan: Plan, book: AgencyBook) -> Sequence[Assignment]:
    read = view(plan.text)
    if read.origin is not None:  # places of the repaired text are not those of the source
        return ()
    sections = [replace(s, heading=slice_text(read.text, s.spans)) for s in plan.sections]
    clauses = [_in_view(clause, read.text) for clause in plan.clauses]
    names = _names(plan.mentions, [*sections, *clauses], read.text)
    level = level_of(plan.issuer, plan.date)
    return assignments_of(read.text, sections, clauses, names, book, level, plan.place)


def _in_view(clause: Clause, text: str) -> Clause:
    cells = tuple(replace(cell, text=slice_text(text, cell.spans)) for cell in clause.cells)
    return replace(clause, text=slice_text(text, clause.spans), cells=cells)


def _names(mentions: Sequence[Mention], pieces: Sequence[Section | Clause], text: str) -> Names:
    """Return the mentions as names with their offsets in the words of their heading or clause."""
    by_path: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_path[mention.path].append(mention)
    return {piece.path: tuple(_named(by_path[piece.path], piece, text)) for piece in pieces}


def _named(mentions: Sequence[Mention], piece: Section | Clause, text: str) -> Iterator[Named]:
    flat = Flat(text, [piece.spans])
    for mention in mentions:
        start, last = mention.span[0], mention.span[1] - 1
        offsets = flat.offset(start), flat.offset(last)
        if offsets[0] is not None and offsets[1] is not None:
            kind = mention.agency_id, mention.collective, mention.generic
            yield Named(mention.agency, *kind, offsets[0], offsets[1] + 1)
