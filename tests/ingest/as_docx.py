"""Plans typed into Word, for the tests: the words of a text file as somebody would set them there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.clean import read_lines, view
from ingest.columns import split_columns
from ingest.letterhead import TITLE, is_letterhead, is_motto
from ingest.paragraphs import Paragraph, paragraphs_of
from ingest.plan import slice_text
from ingest.table_lines import rows_from

Piece = Paragraph | list[list[str]]


def pieces_of(source: str) -> list[Piece]:
    """Return the paragraphs and the tables (rows of cells) of a plan in a text file, in order."""
    text = view(source).text
    lines = read_lines(text)
    pieces: list[Piece] = []
    rest: list[Any] = []

    def flush() -> None:
        pieces.extend(paragraphs_of(text, split_columns(text, rest)).paragraphs)
        rest.clear()

    at = 0
    while at < len(lines):
        taken = rows_from(text, lines, at)
        if taken is None:
            rest.append(lines[at])
            at += 1
            continue
        flush()
        width = max(map(len, taken.rows))
        rows = [[slice_text(text, cell).strip() for cell in row] for row in taken.rows]
        pieces.append([row + [""] * (width - len(row)) for row in rows])
        at = taken.after
    flush()
    return pieces


def words_of(paragraph: Paragraph) -> str:
    """Return a paragraph as it is typed: its mark, then its words."""
    return f"{paragraph.label} {paragraph.text}".strip()


def save_docx(source: str, path: Path) -> None:
    """Write the plan in source as a Word file: letterhead in two columns, tables as tables."""
    document = docx.Document()
    pieces = pieces_of(source)
    head = _letterhead(pieces)
    if head:
        _two_columns(document, head)
    for piece in pieces[len(head) :]:
        if isinstance(piece, list):
            add_table(document, piece)
            continue
        paragraph = document.add_paragraph(words_of(piece))
        if piece.capitals or TITLE.match(piece.text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()  # Word never ends a document with a table
    document.save(str(path))


def _letterhead(pieces: Sequence[Piece]) -> list[Paragraph]:
    """Return the paragraphs before the title where they are a letterhead with the national motto."""
    head: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, list) or piece.mark is not None or not is_letterhead(piece.text):
            break
        head.append(piece)
    return head if any(is_motto(piece.text) for piece in head) else []


def _two_columns(document: Any, head: Sequence[Paragraph]) -> None:
    motto = next(place for place, piece in enumerate(head) if is_motto(piece.text))
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (head[:motto], head[motto:]), strict=True):
        for line in lines:
            cell.add_paragraph(words_of(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """Add a table with rows to a document and return it."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return table


def add_list(document: Any, levels: Sequence[tuple[str, str]], *, starts: Sequence[int] = ()) -> str:
    """Add an automatic list to a document's numbering; levels are (format, text). Return its id."""
    numbering = document.part.numbering_part.element
    number = str(900 + len(numbering.findall(qn("w:num"))))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), number)
    for place, (kind, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(place))
        start = str(starts[place]) if place < len(starts) else "1"
        for name, value in (("w:start", start), ("w:numFmt", kind), ("w:lvlText", text)):
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            level.append(element)
        abstract.append(level)
    first = numbering.find(qn("w:num"))
    first.addprevious(abstract) if first is not None else numbering.append(abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), number)
    linked = OxmlElement("w:abstractNumId")
    linked.set(qn("w:val"), number)
    num.append(linked)
    numbering.append(num)
    return number


def numbered(paragraph: Any, list_id: str, level: int = 0) -> Any:
    """Put a paragraph into an automatic list and return it."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(list_id)
    return paragraph
