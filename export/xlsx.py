"""A table -> .xlsx with typed cells, filters on, the header frozen, and a second sheet "Cách đếm"."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from export.table import Table, Value

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL = 32_767
"""Characters that Excel keeps in a cell."""
CUT = "… (còn nữa, xem văn bản gốc)"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula when a cell is edited or the sheet is saved as CSV."""
# Words of documents are words: nothing in them becomes a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(table: Table) -> bytes:
    """Return the .xlsx file of a table."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        looks = _looks(book)
        _write_rows(book.add_worksheet("Bảng"), table, looks)
        _write_facts(book.add_worksheet("Cách đếm"), table, looks)
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    return {
        "head": book.add_format(
            base | {"bold": True, "text_wrap": True, "bg_color": "#E8EDF5", "border": 1, "valign": "vcenter"}
        ),
        "text": book.add_format(base | {"text_wrap": True}),
        "quoted": book.add_format(base | {"text_wrap": True, "quote_prefix": True}),
        "date": book.add_format(base | {"num_format": "dd/mm/yyyy", "align": "left"}),
        "number": book.add_format(base | {"num_format": "0", "align": "left"}),
    }


def _write_rows(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, looks["head"])
    rows = table.rows
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write(sheet, line, at, value, looks)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_facts(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, table.title, looks["head"])
    sheet.write_string(0, 1, "Cách đếm và cách chọn", looks["head"])
    for line, (what, how) in enumerate(table.facts, start=1):
        _write(sheet, line, 0, what, looks)
        _write(sheet, line, 1, how, looks)
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, line: int, at: int, value: Value, looks: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, at, value, looks["date"])
    elif isinstance(value, int):
        sheet.write_number(line, at, value, looks["number"])
    elif value:
        text = value if len(value) <= MAX_CELL else value[: MAX_CELL - len(CUT)] + CUT
        look = "quoted" if text.startswith(FORMULA_STARTS) else "text"
        sheet.write_string(line, at, text, looks[look])
