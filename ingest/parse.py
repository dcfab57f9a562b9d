"""Text of a file -> Plan. Pure: the agency list comes in as an argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex as re

from ingest.agencies import AgencyBook
from ingest.assignments import assignments_of, mentions_of, names_by_path
from ingest.clean import View, read_lines, view
from ingest.frame import Frame, documents_of, frame_of
from ingest.outline import Outline, outline_of
from ingest.paragraphs import paragraphs_of
from ingest.plan import Assignment, Cell, Clause, Coverage, Entry, Mention, Plan, Section, Span, slice_text
from ingest.tables import take_tables

PARSER_VERSION = "1"  # part of the index manifest: raise it whenever the same file would read differently


def parse_plan(source: str, plan_id: str, book: AgencyBook) -> Plan:
    """Return what source says, with nothing dropped: what no rule understood is in Plan.unread.

    Never raises for any text; an empty text gives an empty Plan.
    """
    read = view(source)
    text = read.text
    lines = read_lines(text)
    tables, rest = take_tables(text, lines)
    laid = paragraphs_of(text, rest)
    documents = documents_of(sorted([*laid.paragraphs, *tables], key=lambda block: block.start))
    frame = frame_of(text, documents)
    outline = Outline(marks=laid.marks)
    for document in documents:
        part = outline_of(document.body, document.prefix)
        outline.sections += part.sections
        outline.clauses += part.clauses
        outline.marks += part.marks
    return _plan(source, plan_id, read, frame, outline, book)


def _plan(source: str, plan_id: str, read: View, frame: Frame, outline: Outline, book: AgencyBook) -> Plan:
    sections, clauses = tuple(outline.sections), tuple(outline.clauses)
    level = level_of(frame.issuer)
    names = names_by_path(sections, clauses, book, level, frame.place)
    found = assignments_of(read.text, sections, clauses, names, book, level, frame.place)
    place = _Placer(source, read)
    plan = Plan(
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
        entries=tuple(place.entry(e) for e in frame.entries),
        sections=tuple(place.section(s) for s in sections),
        clauses=tuple(place.clause(c) for c in clauses),
        assignments=tuple(place.assignment(a) for a in found),
        mentions=tuple(place.mention(m) for m in mentions_of(read.text, sections, clauses, names)),
        marks=place.spans(outline.marks),
        unread=(),
        coverage=Coverage(0, 0, 0, 0, 0, 0),
        pages=pages_of(source),
    )
    unread = unread_spans(plan)
    return replace(plan, unread=unread, coverage=coverage_of(plan, unread))


def level_of(issuer: str | None) -> str | None:
    """Return the level of administration an issuer's name shows, or None."""
    name = (issuer or "").lower()
    if re.search(r"\b(?:xã|phường|thị trấn|đặc khu)\b", name) and "thị xã" not in name:
        return "xã"
    if re.search(r"\b(?:huyện|quận|thị xã)\b", name):
        return "huyện"
    if re.search(r"\b(?:tỉnh|thành phố)\b", name):
        return "tỉnh"
    return "trung ương" if re.match(r"(?:bộ|thủ tướng|chính phủ)\b", name) else None


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


def pages_of(source: str) -> tuple[int, ...]:
    """Return the offsets at which pages start, () where no form feed says."""
    breaks = [found.end() for found in re.finditer("\f", source)]
    return (0, *breaks) if breaks else ()


def unread_spans(plan: Plan) -> tuple[Span, ...]:
    """Return the runs of plan.text, trimmed of white space, that stand in nothing that was read."""
    covered = bytearray(len(plan.text))
    for start, stop in _read_spans(plan):
        covered[start:stop] = b"\1" * (stop - start)
    unread: list[Span] = []
    for found in re.finditer(rb"\0+", bytes(covered)):
        run = plan.text[found.start() : found.end()]
        for part in re.finditer(r"\S+(?:[^\S\n]+\S+)*", run):
            if re.search(r"[^\W_]", part[0]):
                unread.append((found.start() + part.start(), found.start() + part.end()))
    return tuple(unread)


def _read_spans(plan: Plan) -> Iterable[Span]:
    yield from plan.marks
    for piece in (*plan.sections, *plan.clauses, *plan.entries):
        yield from piece.spans
    for clause in plan.clauses:
        for cell in clause.cells:
            yield from cell.spans


DUTY_PART = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm|nhiệm vụ cụ thể", re.IGNORECASE)


def coverage_of(plan: Plan, unread: tuple[Span, ...]) -> Coverage:
    """Count what was read, and the duties for which a doer was found."""
    total = sum(not c.isspace() for c in plan.text)
    missed = sum(not c.isspace() for start, stop in unread for c in plan.text[start:stop])
    headings = {
        section.path: section.heading for section in plan.sections if section.kind in ("section", "part")
    }
    assigned = {assignment.path for assignment in plan.assignments}
    duties = [c for c in plan.clauses if _is_duty(c, headings)]
    unassigned = [c for c in duties if c.path not in assigned and not any(h in assigned for h in c.headings)]
    return Coverage(total, total - missed, missed, len(plan.clauses), len(duties), len(unassigned))


def _is_duty(clause: Clause, headings: dict[str, str]) -> bool:
    if clause.kind == "footnote":
        return False
    in_part = any(DUTY_PART.search(headings[path]) for path in clause.headings if path in headings)
    return in_part or any(cell.column == "lead" for cell in clause.cells)
