"""How much of a file was understood: every character is accounted for, every duty looked at for its doer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex as re

from ingest.plan import Clause, Coverage, Entry, Plan, Section, Span

LEFT_OUT = re.compile(rb"\0+")
WORDS = re.compile(r"\S+(?:[^\S\n]+\S+)*")  # a run on one line
SAYS_SOMETHING = re.compile(r"[^\W_]")
DUTY_PART = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm|nhiệm vụ cụ thể", re.IGNORECASE)


def accounted(plan: Plan) -> Plan:
    """Return plan with marks, unread and coverage filled in.

    What stands in no clause, heading, entry or mark is unread; signs without a letter or digit between
    what was read (the stars of bold, a semicolon after a list mark) are marks.
    """
    signs: list[Span] = []
    unread: list[Span] = []
    for start, stop in _left_out(plan):
        (unread if SAYS_SOMETHING.search(plan.text, start, stop) else signs).append((start, stop))
    plan = replace(plan, marks=(*plan.marks, *signs), unread=tuple(unread))
    return replace(plan, coverage=coverage_of(plan))


def _left_out(plan: Plan) -> Iterator[Span]:
    """Yield the runs of plan.text, trimmed of white space, that stand in nothing that was read."""
    covered = bytearray(len(plan.text))
    for start, stop in _read(plan):
        covered[start:stop] = b"\1" * (stop - start)
    for found in LEFT_OUT.finditer(bytes(covered)):
        for run in WORDS.finditer(plan.text, found.start(), found.end()):
            yield run.span()


def _read(plan: Plan) -> Iterator[Span]:
    yield from plan.marks
    pieces: list[Section | Clause | Entry] = [*plan.sections, *plan.clauses, *plan.entries]
    for piece in pieces:
        yield from piece.spans
    for clause in plan.clauses:
        for cell in clause.cells:
            yield from cell.spans


def coverage_of(plan: Plan) -> Coverage:
    """Count what was read, and the duties for which a doer was found."""
    total = _solid(plan.text)
    missed = sum(_solid(plan.text[start:stop]) for start, stop in plan.unread)
    headings = {
        section.path: section.heading for section in plan.sections if section.kind in ("section", "part")
    }
    assigned = {assignment.path for assignment in plan.assignments}
    duties = [clause for clause in plan.clauses if _is_duty(clause, headings)]
    unassigned = [c for c in duties if c.path not in assigned and not assigned.intersection(c.headings)]
    return Coverage(total, total - missed, missed, len(plan.clauses), len(duties), len(unassigned))


def _solid(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _is_duty(clause: Clause, headings: dict[str, str]) -> bool:
    """Return whether a clause stands where plans give work: under such a heading, or in such a table."""
    if clause.kind == "footnote":
        return False
    in_part = any(DUTY_PART.search(headings[path]) for path in clause.headings if path in headings)
    return in_part or any(cell.column == "lead" for cell in clause.cells)
