"""A table -> .docx on A4: a part a heading, its source beneath it, room to sign at the end."""

from __future__ import annotations

from datetime import date

from export.document import Report
from export.table import Column, Part, Table, Value

MAX_ROWS = 600
"""Rows of a printed report: about 100 pages. More is for the spreadsheet."""


def report(table: Table, *, day: date) -> bytes:
    """Return the .docx file of a table of at most MAX_ROWS rows; longer ones are cut, and it is said so."""
    lead = "; ".join(how for what, how in table.facts if what == "Bộ lọc")
    made = Report(table.title, day=day, lead=lead)
    left = MAX_ROWS
    for part in table.parts:
        if left > 0:
            _write_part(made, table.columns, part, left)
        left -= len(part.rows)
    if not table.rows:
        made.paragraph("Không có dòng nào.", centred=True)
    if left < 0:
        made.paragraph(f"Chỉ in {MAX_ROWS} dòng đầu trong {len(table.rows)} dòng; xem đủ trong tệp .xlsx.")
    made.heading("Cách đếm")
    for what, how in table.facts:
        made.paragraph(f"- {what}: {how}", size=11)
    made.paragraph("Người lập", bold=True, before=14, centred=True)
    return made.content()


def _write_part(made: Report, columns: tuple[Column, ...], part: Part, most: int) -> None:
    printed = [at for at, column in enumerate(columns) if column.printed]
    widths = tuple(columns[at].printed for at in printed)
    widest = widths.index(max(widths))
    made.heading(part.title)
    grid = made.table(widths, tuple(columns[at].title for at in printed))
    for row in part.rows[:most]:
        small = tuple(_text(row[at]) for at, column in enumerate(columns) if column.beneath and row[at])
        grid.add(tuple(_text(row[at]) for at in printed), beneath=small, under=widest)
    made.paragraph(part.source, size=11, italic=True, before=3)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
