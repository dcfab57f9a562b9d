"""Tables in text: tab-separated rows, markdown rows, and web copies with one cell a line.

All three give the same thing: rows of cells with the column each stands in. Group rows ("1. Tuyên
truyền…"), rows cut by a page, rows that share a merged cell and rule rows are told apart here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import regex as re

from ingest.clean import RULE, Line, drop
from ingest.plan import Cell, Column, Span, slice_text
from ingest.table_header import GROUP_TEXT, ROW_NUMBER, Header, RawCell, RawRow, is_header, number_shape
from ingest.table_lines import rows_from

SHARED: tuple[Column, ...] = ("lead", "support", "deadline")  # what a merged cell gives to several rows

DITTO = re.compile(r"[-–\s]*(?:nt|n/t|như trên)[-–.\s]*|[\"”″〃]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: "row" with its own number, or "group" that heads the rows after it.

    number is as printed without its dot, "" where the row has none; cells of a group are its title.
    """

    kind: Literal["row", "group"]
    number: str
    cells: tuple[Cell, ...]
    number_spans: tuple[Span, ...] = ()

    def cell(self, column: Column) -> Cell | None:
        """Return the first cell of a column, or None."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(slots=True)
class Table:
    """A table with its rows; marks are header and rule cells, start its place in the view."""

    start: int
    rows: list[Row] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


def take_tables(text: str, lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """Return the tables of lines, and the lines that belong to none."""
    tables: list[Table] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        taken = rows_from(text, lines, at)
        if taken is None:
            rest.append(lines[at])
            at += 1
            continue
        table = _table(text, taken.rows, taken.header, lines[at].start)
        table.marks += [piece for line in taken.skipped for piece in line.pieces]
        tables.append(table)
        at = taken.after
    return tables, rest


def _table(text: str, raw: list[RawRow], header: Header, start: int) -> Table:
    table = Table(start)
    table.marks += [span for row in raw[: header.rows] for cell in row for span in cell]
    below = raw[header.rows :]
    for place, cells in enumerate(below):
        following = below[place + 1] if place + 1 < len(below) else []
        _add_row(text, table, cells, header, _first_word(text, following))
    return table


def _first_word(text: str, cells: RawRow) -> str:
    return slice_text(text, cells[0]).strip() if cells else ""


def _add_row(text: str, table: Table, raw: RawRow, header: Header, following: str) -> None:
    """Add a row; following is what stands in the first cell of the next."""
    texts = [slice_text(text, cell).strip() for cell in raw]
    filled = [place for place, words in enumerate(texts) if words and not RULE.match(words)]
    if not filled or _repeats_header(texts, header):
        table.marks += [span for cell in raw for span in cell]
    elif (group := _group(text, raw, texts, filled, header, following, table)) is not None:
        table.rows.append(group)
    elif _is_second_half(table, texts, header):
        _extend(text, table, raw, header)
    else:
        _append(text, table, raw, header)


def _repeats_header(texts: list[str], header: Header) -> bool:
    """Return whether a row prints the column titles again, after a page or a group."""
    known = {title.casefold() for title in header.titles if title}
    printed = [words.casefold() for words in texts if words]
    return len(printed) >= 2 and (
        set(printed) <= known or (is_header(texts) and not ROW_NUMBER.match(texts[0]))
    )


def _group(
    text: str,
    raw: RawRow,
    texts: list[str],
    filled: list[int],
    header: Header,
    following: str,
    table: Table,
) -> Row | None:
    """Return the group a row heads: a title alone, or a number with a title and nothing else."""
    first = filled[0]
    if len(header.columns) <= 2 and len(filled) > 1:
        return None
    if len(filled) == 1:
        if found := GROUP_TEXT.match(texts[first]):
            mark, words = drop(raw[first], found.start("words"))
            return Row("group", found["number"], (_cell(text, "task", "", words),), mark)
        if len(header.columns) > 2 and header.column(first) in ("number", "task") and not _is_cut(table):
            return Row("group", "", (_cell(text, "task", "", raw[first]),))
        return None
    numbered = first == 0 and bool(ROW_NUMBER.match(texts[0])) and len(filled) == 2
    titled = numbered and (header.column(filled[1]) == "task" or header.column(filled[1] - 1) == "task")
    if titled and not _shares_cells(table, texts[0], following):
        number = texts[0].rstrip(".)")
        return Row("group", number, (_cell(text, "task", "", raw[filled[1]]),), raw[0])
    return None


def _shares_cells(table: Table, number: str, following: str) -> bool:
    """Return whether a row of number and task alone is a row whose other cells are merged with those above.

    A group counts in another way than its rows (I, then 1, 2; or 1, then 1.1, 1.2).
    """
    if not table.rows or table.rows[-1].kind != "row":
        return False
    number, following = number.rstrip(".)"), following.rstrip(".)")
    same_kind = number_shape(number) == number_shape(table.rows[-1].number)
    return same_kind and not following.startswith(f"{number}.") and number_shape(number) != "letters"


def _is_cut(table: Table) -> bool:
    """Return whether the last row stops within a sentence, so that the next may carry it on."""
    if not table.rows or table.rows[-1].kind != "row":
        return False
    task = table.rows[-1].cell("task")
    return task is not None and task.text[-1:] not in (".", ";", ":", "!", "?")


def _is_second_half(table: Table, texts: list[str], header: Header) -> bool:
    """Return whether a row without number goes on with the row before, cut by a page."""
    if header.column(0) != "number" or texts[0] or not table.rows or table.rows[-1].kind != "row":
        return False
    filled = [words for words in texts if words]
    lead = any(words and header.column(place) == "lead" for place, words in enumerate(texts))
    return not lead or all(not words[:1].isupper() for words in filled)


def _append(text: str, table: Table, raw: RawRow, header: Header) -> None:
    cells: list[Cell] = []
    number: RawCell = ()
    for place, spans in enumerate(raw):
        if header.column(place) == "number" and not number:
            number = spans
        elif spans:
            cells.append(_cell(text, header.column(place), header.title(place), spans))
    label = slice_text(text, number).strip().rstrip(".)")
    row = Row("row", label, tuple(cells), number)
    table.rows.append(_with_shared(table, row, header))


def _with_shared(table: Table, row: Row, header: Header) -> Row:
    """Return row with what it shares with the row above: merged cells and "nt" (như trên) stand for it."""
    above = table.rows[-1] if table.rows else None
    if above is None or above.kind != "row" or not row.number or row.cell("task") is None:
        return row
    same = [cell for cell in row.cells if DITTO.fullmatch(cell.text.strip())]
    table.marks += [span for cell in same for span in cell.spans]
    own = [cell for cell in row.cells if cell not in same]
    merged = "lead" in header.columns and row.cell("lead") is None
    wanted = {cell.column for cell in same}
    wanted |= {column for column in SHARED if merged and row.cell(column) is None}
    return replace(row, cells=(*own, *(cell for cell in above.cells if cell.column in wanted)))


def _extend(text: str, table: Table, raw: RawRow, header: Header) -> None:
    """Add the second half of a row that a page break cut, column by column."""
    row = table.rows.pop()
    cells = list(row.cells)
    extended: set[int] = set()
    for place, spans in enumerate(raw):
        column = header.column(place)
        half = next((i for i, cell in enumerate(cells) if cell.column == column and i not in extended), None)
        if spans and half is None:
            cells.append(_cell(text, column, header.title(place), spans))
        elif spans and half is not None:
            cells[half] = _cell(text, column, cells[half].header, cells[half].spans + spans)
            extended.add(half)
    table.rows.append(replace(row, cells=tuple(cells)))


def _cell(text: str, column: Column, header: str, spans: RawCell) -> Cell:
    return Cell(column, header, slice_text(text, spans), spans)
