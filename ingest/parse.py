"""Text of a file -> Plan. Pure: the agency list comes in as an argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex as re

from ingest.agencies import AgencyBook
from ingest.assignments import assignments_of
from ingest.clean import View, markdown_in, read_lines, view
from ingest.columns import split_columns
from ingest.coverage import accounted
from ingest.documents import documents_of
from ingest.frame import Frame, frame_of
from ingest.names import mentions_of, names_by_path
from ingest.naming import level_of
from ingest.outline import Outline, outline_of
from ingest.paragraphs import paragraphs_of
from ingest.plan import Assignment, Cell, Clause, Coverage, Entry, Mention, Plan, Section, Span, slice_text
from ingest.tables import take_tables

PARSER_VERSION = "10"  # part of the index manifest: raise it whenever the same file would read differently
NOT_COUNTED = Coverage(0, 0, 0, 0, 0, 0)


def parse_plan(source: str, plan_id: str, book: AgencyBook) -> Plan:
    """Return what source says, with nothing dropped: what no rule understood is in Plan.unread.

    Never raises for any text; an empty text gives an empty Plan.
    """
    read = view(source)
    text = read.text
    tables, rest = take_tables(text, read_lines(text))
    laid = paragraphs_of(text, split_columns(text, rest))
    documents = documents_of(sorted([*laid.paragraphs, *tables], key=lambda block: block.start))
    frame = frame_of(text, documents)
    outline = Outline(marks=[*laid.marks, *markdown_in(text)])
    for document in documents:
        part = outline_of(document.body, document.prefix)
        outline.sections += part.sections
        outline.clauses += part.clauses
        outline.marks += part.marks
    return accounted(_plan(source, plan_id, read, frame, outline, book))


def _plan(source: str, plan_id: str, read: View, frame: Frame, outline: Outline, book: AgencyBook) -> Plan:
    sections, clauses = tuple(outline.sections), tuple(outline.clauses)
    level = level_of(frame.issuer, frame.date)
    names = names_by_path(sections, clauses, book, level, frame.place)
    found = assignments_of(read.text, sections, clauses, names, book, level, frame.place)
    place = _Placer(source, read)
    return Plan(
        id=plan_id,
        text=source,
        number=frame.number,
        kind=frame.kind,
        issuer=frame.issuer,
        place=frame.place,
        date=frame.date,
        title=frame.title,
        signer=frame.signer,
        signer_title=frame.signer_title,
        bases=tuple(frame.bases),
        recipients=tuple(frame.recipients),
        entries=tuple(place.entry(entry) for entry in frame.entries),
        sections=tuple(place.section(section) for section in sections),
        clauses=tuple(place.clause(clause) for clause in clauses),
        assignments=tuple(place.assignment(held) for held in found),
        mentions=tuple(place.mention(named) for named in mentions_of(read.text, sections, clauses, names)),
        marks=place.spans(outline.marks),
        unread=(),
        coverage=NOT_COUNTED,
        pages=pages_of(source),
    )


def pages_of(source: str) -> tuple[int, ...]:
    """Return the offsets at which pages start, () where no form feed says."""
    breaks = [found.end() for found in re.finditer("\f", source)]
    return (0, *breaks) if breaks else ()


class _Placer:
    """Turns spans of the view into spans of the source, and texts into the source's own characters."""

    def __init__(self, source: str, read: View) -> None:
        self.source, self.read = source, read

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self.read.source_span(span) for span in spans)

    def section(self, section: Section) -> Section:
        spans = self.spans(section.spans)
        return replace(section, spans=spans, heading=slice_text(self.source, spans))

    def clause(self, clause: Clause) -> Clause:
        spans = self.spans(clause.spans)
        cells = tuple(self.cell(cell) for cell in clause.cells)
        return replace(clause, spans=spans, text=slice_text(self.source, spans), cells=cells)

    def cell(self, cell: Cell) -> Cell:
        spans = self.spans(cell.spans)
        return replace(cell, spans=spans, text=slice_text(self.source, spans))

    def entry(self, entry: Entry) -> Entry:
        return replace(entry, spans=self.spans(entry.spans))

    def assignment(self, assignment: Assignment) -> Assignment:
        return replace(assignment, evidence=self.spans(assignment.evidence))

    def mention(self, mention: Mention) -> Mention:
        return replace(mention, span=self.read.source_span(mention.span))
