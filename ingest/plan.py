"""Plans as data: what the parser hands on and everything else stands on.

Offsets are in characters of ``Plan.text``, which is the decoded source file, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""[start, stop) in ``Plan.text``."""

Role = Literal["lead", "support", "advise", "request"]
ClauseKind = Literal["article", "item", "point", "bullet", "paragraph", "row", "footnote"]
SectionKind = Literal["part", "section", "article", "item", "point", "group"]
Column = Literal["number", "task", "lead", "support", "deadline", "product", "other"]


def parted(text: str, stop: int, start: int) -> bool:
    """Return whether a space belongs between a piece that ends at stop and the next, that starts at start.

    It does where white space or a line-break tag stands between them, or where the next piece stands
    before in the text; it does not where only a mark parts them ("**15/12**").
    """
    if text[stop - 1 : stop].isspace() or text[start : start + 1].isspace():
        return False
    gap = text[stop:start]
    return start < stop or "<br" in gap.lower() or any(character.isspace() for character in gap)


def slice_text(text: str, spans: Iterable[Span]) -> str:
    """Return the words at spans, joined by a space where they are `parted`: each stands there verbatim."""
    joined: list[str] = []
    last: int | None = None
    for start, stop in spans:
        if last is not None and parted(text, last, start):
            joined.append(" ")
        joined.append(text[start:stop])
        last = stop
    return "".join(joined)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the outline.

    path      "IV.4"; label is the mark as printed ("4."), "" where there is none
    headings  paths of the sections above, outermost first
    """

    path: str
    kind: SectionKind
    label: str
    heading: str
    spans: tuple[Span, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; header is the column's title as printed."""

    column: Column
    header: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered or separate unit of a plan, in the words of the page.

    path      "IV.4.a", "III.2.-3", "III.1.¶2", "III.3.5", "QĐ.Điều 2", "II.1.-1.fn1", "Kết.¶1"
    label     the mark as printed ("a)", "-"), "" where there is none; not part of text
    text      slice_text(plan.text, spans); of a table row, the words of its task column
    spans     several where a page break, a footnote or a mark cuts the clause
    headings  paths of the sections above, outermost first
    cells     of a table row, every cell in column order; else empty
    field     of a labelled line ("Đơn vị chủ trì: …"), the words before the colon; else ""
    """

    path: str
    kind: ClauseKind
    label: str
    text: str
    spans: tuple[Span, ...]
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    field: str = ""


def in_reading_order(sections: Iterable[Section], clauses: Iterable[Clause]) -> list[Section | Clause]:
    """Return headings and clauses in the order of the page."""
    pieces: list[Section | Clause] = [*sections, *clauses]
    return sorted(pieces, key=lambda piece: piece.spans[0] if piece.spans else (0, 0))


@dataclass(frozen=True, slots=True)
class Assignment:
    """One agency holding one role in one clause, with the words that say so.

    path          of the clause; of a labelled block or a table row, the block's or row's
    agency        the agency as this plan calls it, in one form a plan, UBND written out
    agency_id     canonical name in data/agencies.json; None for a body not listed there
    collective    addressed as a group ("Các sở, ban, ngành"); covers is looked up by agency_id
    task          the words of the duty
    detail        finer role as worded: "chủ trì, tham mưu", "đầu mối", …; "" when role says it all
    deadline      as written; None where the plan gives none
    evidence      spans of the words that prove agency and role (label line, cell, clause, heading)
    subject_path  path of the heading that names the doer; "" when the clause names it itself
    """

    path: str
    agency: str
    agency_id: str | None
    role: Role
    collective: bool
    task: str
    deadline: str | None
    evidence: tuple[Span, ...]
    detail: str = ""
    subject_path: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known agency named in a clause or heading, in whatever part.

    generic is true for open groups ("các cơ quan liên quan") that stand for nobody in particular.
    """

    path: str
    agency: str
    agency_id: str | None
    collective: bool
    generic: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the frame of a document that can be cited.

    name   "number", "date", "kind", "title", "recipients" ("Nơi nhận:"), "recipient", "signer",
           "signer_title", "issuer", "motto", "attached" ("Kèm theo Quyết định số …"), "annex" (its title),
           "to" ("Kính gửi"), "formula" ("QUYẾT ĐỊNH:"), "stamp" ("(Đã ký)"), "letterhead" (what else
           stands there: the agency above the issuer, the line that holds number and date)
    value  what it says, tidied ("239/KH-UBND", "2023-12-06"); text is what is printed there
    """

    name: str
    value: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a file was understood. Counts are characters that are not white space.

    read + unread = total: read stands in a clause, heading, entry or mark; unread does not.
    duties counts the clauses under "tổ chức thực hiện" (or a table, or labelled blocks);
    unassigned those of them for which no doer was found.
    """

    total: int
    read: int
    unread: int
    clauses: int
    duties: int
    unassigned: int

    @property
    def share(self) -> float:
        """Read characters over all characters, 0 to 1; 1 for an empty file."""
        return self.read / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One file, read.

    number, issuer, place, date (ISO), title, signer and signer_title are None where this copy
    lacks them. A decision that issues a plan is one Plan: its own clauses have paths under "QĐ.".
    bases are document numbers ("57-KL/TW"), or names where a basis has no number.
    pages are the offsets at which pages start; () when the file does not say.
    marks are the spans of layout: numbering, markdown, rules, page numbers.
    unread are the spans of what no rule understood: kept, shown, never dropped.
    corrected are the names of the fields of metadata that a person put right.
    Every character that is not white space stands in a clause, section, entry, mark or unread span.
    """

    id: str
    text: str
    number: str | None
    kind: str | None
    issuer: str | None
    place: str | None
    date: str | None
    title: str | None
    signer: str | None
    signer_title: str | None
    bases: tuple[str, ...]
    recipients: tuple[str, ...]
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    assignments: tuple[Assignment, ...]
    mentions: tuple[Mention, ...]
    marks: tuple[Span, ...]
    unread: tuple[Span, ...]
    coverage: Coverage
    pages: tuple[int, ...] = ()
    corrected: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page, from 1, that holds the character at offset; None when unknown."""
        return sum(start <= offset for start in self.pages) or None
