"""Lines -> the cells of a table's rows: cells parted by tabs or pipes, or one cell a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import PAGE_NUMBER, RULE, Line, without_markdown
from ingest.plan import Span, slice_text
from ingest.stacked_cells import stacked_rows
from ingest.table_header import (
    GROUP_TEXT,
    MIN_UNHEADED,
    ROW_NUMBER,
    Header,
    RawRow,
    column_of,
    guessed,
    is_header,
    is_numbered,
    number_shape,
    read_header,
    titles_of,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines read as rows: after is the line that follows them, skipped the rules and page numbers between."""

    rows: list[RawRow]
    header: Header
    after: int
    skipped: tuple[Line, ...] = ()


def rows_from(text: str, lines: Sequence[Line], at: int) -> Taken | None:
    """Return the rows of the table that starts at line at, or None where none does."""
    return _run_of_rows(text, lines, at) or _run_of_cells(text, lines, at) or _stack_of_cells(text, lines, at)


def _stack_of_cells(text: str, lines: Sequence[Line], at: int) -> Taken | None:
    """Return rows whose cells stand below each other with no sign between them."""
    stacked = stacked_rows(text, lines, at)
    header = read_header(text, stacked[0]) if stacked else None
    return Taken(stacked[0], header, stacked[1]) if stacked and header else None


def _separator(line_text: str) -> str | None:
    if "\t" in line_text:
        return "\t"
    body = line_text.strip()
    return "|" if body.startswith("|") and body.count("|") >= 3 else None


def _run_of_rows(text: str, lines: Sequence[Line], at: int) -> Taken | None:
    """Return rows written one a line, cells parted by tabs or pipes, and the line after them."""
    separator = _separator(text[lines[at].start : lines[at].stop])
    if separator is None:
        return None
    rows: list[RawRow] = []
    between: list[Line] = []
    skipped: list[Line] = []
    after = at
    for index in range(at, len(lines)):
        line = lines[index]
        cells = _cells(text, line, separator)
        if rows and _carries_on(text, rows, line, cells):
            rows[-1] = [*rows[-1][:-1], rows[-1][-1] + cells[0], *cells[1:]]
        elif _separator(text[line.start : line.stop]) == separator:
            rows += [] if RULE.match(line.text) and rows else [cells]
        elif _heads_rows(text, lines, index, separator):
            rows.append([line.pieces])
        elif RULE.match(line.text) or PAGE_NUMBER.match(line.text):
            between.append(line)
            continue
        else:
            break
        skipped, between, after = skipped + between, [], index + 1
    header = read_header(text, rows)
    if header is None and len(rows) >= MIN_UNHEADED and is_numbered(text, rows):
        header = guessed(text, rows)
    return Taken(rows, header, after, tuple(skipped)) if header else None


def _carries_on(text: str, rows: Sequence[RawRow], line: Line, cells: RawRow) -> bool:
    """Return whether line goes on in the last cell of a row that is still short of columns."""
    width, row = len(rows[0]), rows[-1]
    if line.gap or len(rows) < 2 or not 2 <= len(row) < width or len(row) + len(cells) - 1 > width:
        return False
    first = slice_text(text, cells[0]).strip()
    if len(cells) == 1:
        return first[:1].islower()
    return bool(first) and not ROW_NUMBER.match(first) and not GROUP_TEXT.match(first)


def _heads_rows(text: str, lines: Sequence[Line], index: int, separator: str) -> bool:
    """Return whether a line without separators is a group's title: rows with numbers follow at once."""
    if index + 1 >= len(lines) or not GROUP_TEXT.match(lines[index].text):
        return False
    after = lines[index + 1]
    if _separator(text[after.start : after.stop]) != separator:
        return False
    first = slice_text(text, _cells(text, after, separator)[0]).strip()
    return bool(ROW_NUMBER.match(first))


def _cells(text: str, line: Line, separator: str) -> RawRow:
    raw = text[line.start : line.stop]
    start, stop = line.start, line.stop
    if separator == "|":
        start += raw.index("|") + 1 if raw.lstrip().startswith("|") else 0
        stop -= len(raw) - len(raw.rstrip().removesuffix("|"))
    cells: RawRow = []
    for piece in text[start : max(start, stop)].split(separator):
        cells.append(without_markdown(text, start, start + len(piece)))
        start += len(piece) + 1
    return cells


def _run_of_cells(text: str, lines: Sequence[Line], at: int) -> Taken | None:
    """Return rows of a web copy: "|" alone before each cell, twice between rows.

    An empty cell looks like the end of its row; the number of columns tells them apart.
    """
    if text[lines[at].start : lines[at].stop].strip() != "|":
        return None
    rows: list[RawRow] = []
    row: RawRow = []
    cell: list[Span] = []
    after = at + 1
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if text[line.start : line.stop].strip() != "|":
            if line.gap > 1:
                break
            cell += line.pieces or ((line.stop, line.stop),)
            continue
        if cell:
            row.append(tuple(span for span in cell if span[0] < span[1]))
            cell = []
        elif row and not _cell_is_empty(text, rows, row, lines, index):
            rows.append(row)
            row = []
            if not is_header(titles_of(text, rows[0])):
                return None
        elif row:
            row.append(())
        after = index + 1
    rows += [row] if row else []
    header = read_header(text, rows) if rows else None
    return Taken(rows, header, after) if header else None


def _cell_is_empty(text: str, rows: Sequence[RawRow], row: RawRow, lines: Sequence[Line], index: int) -> bool:
    """Return whether the second of two pipes closes an empty cell, not a row."""
    if not rows or len(row) < 2 or len(row) >= len(rows[0]) or index + 1 >= len(lines):
        return False
    titles = titles_of(text, rows[0])
    number = slice_text(text, row[0]).strip()
    if column_of(titles[0]) != "number" or not ROW_NUMBER.match(number) or number_shape(number) == "letters":
        return False
    following = lines[index + 1].text.strip()
    return following not in ("", "|", titles[0]) and not ROW_NUMBER.match(following)
