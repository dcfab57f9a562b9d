"""Tables copied as bare lines: the titles of the columns below each other, then the cells of each row.

Web pages and PDF readers write tables so. Rows are told by their numbers, which count on; a line that goes
on in lower case, or follows without a blank line where cells are parted by them, belongs to its cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from ingest.clean import Line
from ingest.deadlines import deadline_in
from ingest.plan import slice_text
from ingest.table_header import (
    MAX_HEADER_CELL,
    ROW_NUMBER,
    RawCell,
    RawRow,
    column_of,
    is_header,
    number_shape,
)

MIN_ROWS = 2
MAX_COLUMNS = 9
COLUMN_NUMBER = re.compile(r"\(?\d\)?|\([a-z]\)")  # "(1)", "(2)" below the titles
TIME = re.compile(r"\d|quý|tháng|năm|thường xuyên|định kỳ|đột xuất", re.IGNORECASE)

Stack = list[list[Line]]
"""Cells, each with the lines it is printed on."""


def stacked_rows(text: str, lines: Sequence[Line], at: int) -> tuple[list[RawRow], int] | None:
    """Return header and rows of the table whose column of numbers is titled at line at, and what follows.

    None where no such table starts there.
    """
    if column_of(lines[at].text) != "number":
        return None
    parted = at + 1 < len(lines) and lines[at + 1].gap > 0
    titles, after = _titles(lines, at, parted)
    width = len(titles)
    if not 3 <= width <= MAX_COLUMNS or not is_header([_words(cell) for cell in titles]):
        return None
    rows: list[Stack] = []
    while (taken := _row(lines, after, rows, width, parted)) is not None:
        row, after = taken
        rows.append(row)
    if len(rows) < MIN_ROWS:
        return None
    columns = [column_of(_words(cell)) for cell in titles]
    placed = [_placed([_spans(cell) for cell in row], columns, text) for row in rows]
    return [[_spans(cell) for cell in titles], *placed], after


def _titles(lines: Sequence[Line], at: int, parted: bool) -> tuple[Stack, int]:
    """Return the titles of the columns, and the line of the first row's number."""
    titles: Stack = []
    after = at
    while after < len(lines) and len(titles) <= MAX_COLUMNS:
        line = lines[after]
        if titles and (ROW_NUMBER.match(line.text) or len(line.text) > MAX_HEADER_CELL):
            break
        _add(titles, line, parted)
        after += 1
    numbers = [cell for cell in titles if COLUMN_NUMBER.fullmatch(_words(cell))]
    named = titles[: len(titles) - len(numbers)]
    whole = len(numbers) == len(named) and titles[len(named) :] == numbers
    return (named if whole else titles), after


def _row(
    lines: Sequence[Line], at: int, rows: Sequence[Stack], width: int, parted: bool
) -> tuple[Stack, int] | None:
    """Return the row that starts at line at and the line after it, None where none starts there."""
    if at >= len(lines) or not _counts_on(lines[at].text, rows):
        return None
    row: Stack = [[lines[at]]]
    known = [*rows, row]
    after = at + 1
    while after < len(lines) and not _counts_on(lines[after].text, known):
        line = lines[after]
        if len(row) == width and not _goes_on(line, parted):
            break
        _add(row, line, parted, fresh=len(row) == 1)
        after += 1
    return (row, after) if len(row) > 1 else None


def _add(cells: Stack, line: Line, parted: bool, *, fresh: bool = False) -> None:
    """Add a line to the last cell where it goes on there, else as a cell of its own."""
    if cells and not fresh and _goes_on(line, parted):
        cells[-1].append(line)
    else:
        cells.append([line])


def _goes_on(line: Line, parted: bool) -> bool:
    return not line.gap if parted else line.text[:1].islower()


def _counts_on(words: str, rows: Sequence[Stack]) -> bool:
    """Return whether words are the number of the next row: one more, one level down or up, or a letter."""
    if not ROW_NUMBER.match(words):
        return False
    number = words.rstrip(".)")
    before = [_words(row[0]).rstrip(".)") for row in rows]
    same = [other for other in before if number_shape(other) == number_shape(number)]
    if number_shape(number) == "letters":
        return number not in same
    last = same[-1] if same else ""
    head, _, count = number.rpartition(".")
    if int(count) == 1:
        return number not in before or not head
    return last.rpartition(".")[0] == head and last.rpartition(".")[2] == str(int(count) - 1)


def _placed(row: RawRow, columns: Sequence[str], text: str) -> RawRow:
    """Return a row that lacks a cell with its time in the column of times; the cell before stays empty."""
    missing = len(columns) - len(row)
    if missing <= 0 or len(row) <= 2 or columns[-1] != "deadline":
        return row
    last = slice_text(text, row[-1])
    if not (deadline_in(last) or TIME.search(last)):
        return row
    empty: list[RawCell] = [()] * missing
    return [*row[:-1], *empty, row[-1]]


def _words(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _spans(cell: Sequence[Line]) -> RawCell:
    return tuple(piece for line in cell for piece in line.pieces)
