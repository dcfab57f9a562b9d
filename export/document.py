"""A report on A4 as offices write it: margins, type and heading of Decree 30/2020/NĐ-CP, appendix I."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
# What XML 1.0 cannot hold: a file with it would not open.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text without the characters that no Word file can hold."""
    return FORBIDDEN.sub("", text)


class Report:
    """A document being written from top to bottom; nothing is laid out by hand."""

    def __init__(self, title: str, *, day: date, lead: str = "") -> None:
        self.document = docx.Document()
        self._page()
        self._letterhead(day)
        self.paragraph(title.upper(), bold=True, size=14, centred=True, before=12)
        if lead:
            self.paragraph(lead, size=13, italic=True, centred=True, after=6)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(25), Mm(15)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(13)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        _number_pages(section.header.paragraphs[0])

    def _letterhead(self, day: date) -> None:
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        _widths(table, (72, 98))
        _write(left.paragraphs[0], "………………………", centred=True, bold=True)
        _write(left.add_paragraph(), "(cơ quan lập báo cáo)", centred=True, italic=True, size=11)
        _write(right.paragraphs[0], NATION, centred=True, bold=True, size=12)
        _write(right.add_paragraph(), MOTTO, centred=True, bold=True)
        told = f"Ngày {day.day:02} tháng {day.month:02} năm {day.year}"
        _write(right.add_paragraph(), told, centred=True, italic=True)

    def paragraph(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: int = 13,
        centred: bool = False,
        before: int = 0,
        after: int = 3,
    ) -> None:
        """Add a paragraph; sizes and distances are in points."""
        made = self.document.add_paragraph()
        _write(made, text, bold=bold, italic=italic, size=size, centred=centred)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)

    def heading(self, text: str) -> None:
        """Add a heading that stays on the page of what follows it."""
        made = self.document.add_heading(level=2)
        _write(made, text, bold=True, size=13)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(10), Pt(4)

    def table(self, widths: tuple[int, ...], head: tuple[str, ...]) -> Grid:
        """Add a table of columns that many millimetres wide; its head is repeated on each page."""
        return Grid(self.document.add_table(rows=1, cols=len(widths)), widths, head)

    def content(self) -> bytes:
        """Return the .docx file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


class Grid:
    """A table with lines around its cells; no row is broken between pages."""

    def __init__(self, table: Any, widths: tuple[int, ...], head: tuple[str, ...]) -> None:
        self.made, self.widths = table, widths
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _widths(table, widths)
        row = table.rows[0]
        for cell, text in zip(row.cells, head, strict=True):
            _write(cell.paragraphs[0], text, bold=True, size=11, centred=True)
        _mark_row(row, "w:tblHeader")
        _mark_row(row, "w:cantSplit")

    def add(self, texts: tuple[str, ...], *, beneath: tuple[str, ...] = (), under: int = 0) -> None:
        """Add a row; the texts beneath stand in small type under those of the column under."""
        row = self.made.add_row()
        _mark_row(row, "w:cantSplit")
        cells = row.cells
        for cell, text, width in zip(cells, texts, self.widths, strict=True):
            cell.width = Mm(width)
            _write(cell.paragraphs[0], text, size=11)
        for text in beneath:
            _write(cells[under].add_paragraph(), text, size=9, italic=True)


def _write(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 13,
    centred: bool = False,
) -> None:
    run = paragraph.add_run(clean(text))
    run.bold, run.italic = bold, italic
    run.font.size, run.font.name = Pt(size), FONT
    run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)


def _widths(table: Any, widths: tuple[int, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _number_pages(paragraph: Any) -> None:
    """Put the number of the page in the middle of its head, as Decree 30 has it."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            piece = OxmlElement("w:instrText")
            piece.set(qn("xml:space"), "preserve")
            piece.text = "PAGE"
        else:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        run._r.append(piece)
