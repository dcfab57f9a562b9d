"""Tables in text: tab-separated rows, markdown rows, and web copies with one cell a line.

All three give the same thing: rows of cells with the column each stands in. Group rows ("1. Tuyên
truyền…"), rows cut by a page and rule rows are told apart here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex as re

from ingest.clean import RULE, Line, drop, without_markdown
from ingest.plan import Cell, Column, Span, slice_text

# Titles of columns, in order: the first that fits decides ("Cơ quan chủ trì thực hiện" is lead).
COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:s?tt|số\s*tt|số thứ tự)\.?$", re.IGNORECASE)),
    ("support", re.compile(r"phối hợp", re.IGNORECASE)),
    ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|lộ trình", re.IGNORECASE)),
    ("product", re.compile(r"sản phẩm|kết quả|đầu ra", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            r"chủ trì|(?:cơ quan|đơn vị)[\s,/\w]*(?:thực hiện|triển khai|tham mưu|phụ trách)|phân công|trách nhiệm|đầu mối",
            re.IGNORECASE,
        ),
    ),
    ("task", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|chỉ tiêu|tên", re.IGNORECASE)),
)
ROW_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-E]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$")
GROUP_TEXT = re.compile(
    r"^(?P<number>[IVX]{1,5}|[A-E]|\d{1,2}(?:\.\d{1,2}){0,2})[.)]\s+(?P<words>\S.*)$", re.DOTALL
)
MIN_UNHEADED = 3  # rows; a letterhead typed with tabs is no table
MAX_HEADER_CELL = 60  # characters; a column title is short


@dataclass(frozen=True, slots=True)
class Row:
    """A row: "row" with its own number, or "group" that heads the rows after it.

    number is as printed without its dot, "" where the row has none; cells of a group are its title.
    """

    kind: str
    number: str
    cells: tuple[Cell, ...]
    number_spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Table:
    """A table with its rows; marks are header and rule cells, start its place in the view."""

    start: int
    stop: int
    rows: list[Row] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


RawCell = tuple[Span, ...]
RawRow = list[RawCell]


def column_of(title: str) -> Column:
    """Return what a column with this title holds."""
    tidy = " ".join(title.split())
    return next((column for column, pattern in COLUMNS if pattern.search(tidy)), "other")


def is_header(titles: list[str]) -> bool:
    """Return whether titles can head a table of tasks: two or more named columns, all short."""
    named = [column_of(title) for title in titles if title]
    return (
        len(named) >= 2
        and all(len(title) <= MAX_HEADER_CELL for title in titles)
        and len(set(named) - {"other"}) >= 2
        and bool({"lead", "support", "task"} & set(named))
    )


def take_tables(text: str, lines: list[Line]) -> tuple[list[Table], list[Line]]:
    """Return the tables of lines, and the lines that belong to none."""
    tables: list[Table] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        taken = _run_of_rows(text, lines, at) or _run_of_cells(text, lines, at)
        if taken is None:
            rest.append(lines[at])
            at += 1
            continue
        raw, after = taken
        tables.append(_table(text, raw, lines[at].start, lines[after - 1].stop))
        at = after
    return tables, rest


def _separator(line_text: str) -> str | None:
    if "\t" in line_text:
        return "\t"
    body = line_text.strip()
    return "|" if body.startswith("|") and body.count("|") >= 3 else None


def _run_of_rows(text: str, lines: list[Line], at: int) -> tuple[list[RawRow], int] | None:
    """Return rows written one a line, cells parted by tabs or pipes, and the line after them."""
    separator = _separator(text[lines[at].start : lines[at].stop])
    if separator is None:
        return None
    rows: list[RawRow] = []
    after = at
    for index in range(at, len(lines)):
        line = lines[index]
        if _separator(text[line.start : line.stop]) == separator:
            rows.append(_cells(text, line, separator))
            after = index + 1
        elif not RULE.match(line.text):
            break
    titles = [slice_text(text, cell) for cell in rows[0]]
    numbered = len(rows) >= MIN_UNHEADED and all(
        ROW_NUMBER.match(slice_text(text, row[0]).strip() or "1") for row in rows
    )
    return (rows, after) if is_header(titles) or numbered else None


def _cells(text: str, line: Line, separator: str) -> RawRow:
    raw = text[line.start : line.stop]
    start, stop = line.start, line.stop
    if separator == "|":
        start += raw.index("|") + 1
        stop -= len(raw) - len(raw.rstrip().removesuffix("|"))
    cells: RawRow = []
    for piece in text[start:stop].split(separator):
        cells.append(without_markdown(text, start, start + len(piece)))
        start += len(piece) + 1
    return cells


def _run_of_cells(text: str, lines: list[Line], at: int) -> tuple[list[RawRow], int] | None:
    """Return rows of a web copy: "|" alone before each cell, twice between rows."""
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
            cell += line.pieces
            continue
        if cell:
            row.append(tuple(cell))
            cell = []
        elif row:
            rows.append(row)
            row = []
            if not is_header([slice_text(text, c) for c in rows[0]]):
                return None
        after = index + 1
    rows += [row] if row else []
    return (rows, after) if rows and is_header([slice_text(text, c) for c in rows[0]]) else None


def _table(text: str, raw: list[RawRow], start: int, stop: int) -> Table:
    table = Table(start, stop)
    titles = [" ".join(slice_text(text, cell).split()) for cell in raw[0]]
    headed = is_header(titles)
    columns: list[Column] = [column_of(t) for t in titles] if headed else _guessed(text, raw)
    if headed:
        table.marks += [span for cell in raw[0] for span in cell]
    else:
        titles = [""] * len(columns)
    for cells in raw[1:] if headed else raw:
        _add_row(text, table, cells, columns, titles)
    return table


def _guessed(text: str, raw: list[RawRow]) -> list[Column]:
    """Return columns for a table without a header: the widest holds the task."""
    width = max(len(row) for row in raw)
    sizes = [sum(len(slice_text(text, row[i])) for row in raw if i < len(row)) for i in range(width)]
    columns: list[Column] = ["other"] * width
    columns[sizes.index(max(sizes))] = "task"
    if columns[0] != "task" and all(
        ROW_NUMBER.match(slice_text(text, row[0]).strip() or "1") for row in raw if row
    ):
        columns[0] = "number"
    return columns


def _add_row(text: str, table: Table, raw: RawRow, columns: list[Column], titles: list[str]) -> None:
    texts = [slice_text(text, cell).strip() for cell in raw]
    if all(RULE.match(words) for words in texts):
        table.marks += [span for cell in raw for span in cell]
        return
    filled = [i for i, words in enumerate(texts) if words]
    if len(filled) == 1 and (found := GROUP_TEXT.match(texts[filled[0]])):
        number, words = drop(raw[filled[0]], found.start("words"))
        table.rows.append(Row("group", found["number"], (_cell(text, "task", "", words),), number))
    elif (
        len(filled) == 2
        and filled[0] == 0
        and ROW_NUMBER.match(texts[0])
        and filled[1] == 1
        and len(columns) > 2
    ):
        table.rows.append(Row("group", texts[0].rstrip(".)"), (_cell(text, "task", "", raw[1]),), raw[0]))
    elif (
        len(filled) == 1
        and len(columns) > 2
        and columns[min(filled[0], len(columns) - 1)] in ("number", "task")
        and not _cut(table)
    ):
        table.rows.append(Row("group", "", (_cell(text, "task", "", raw[filled[0]]),)))
    elif "number" in columns and columns[0] == "number" and not texts[0] and _continues(table):
        _extend(text, table, raw, columns)
    else:
        _append(text, table, raw, columns, titles)


def _cut(table: Table) -> bool:
    """Return whether the last row stops within a sentence, so that the next may carry it on."""
    if not _continues(table):
        return False
    task = next((cell.text for cell in table.rows[-1].cells if cell.column == "task"), "")
    return bool(task) and task[-1] not in ".;:!?"


def _continues(table: Table) -> bool:
    return bool(table.rows) and table.rows[-1].kind == "row"


def _append(text: str, table: Table, raw: RawRow, columns: list[Column], titles: list[str]) -> None:
    cells: list[Cell] = []
    number: RawCell = ()
    for i, words in enumerate(raw):
        column: Column = columns[i] if i < len(columns) else "other"
        if column == "number" and not number:
            number = words
        elif words:
            cells.append(_cell(text, column, titles[i] if i < len(titles) else "", words))
    label = slice_text(text, number).strip().rstrip(".)")
    table.rows.append(Row("row", label, tuple(cells), number))


def _extend(text: str, table: Table, raw: RawRow, columns: list[Column]) -> None:
    """Add the second half of a row that a page break cut, column by column."""
    row = table.rows.pop()
    more = {columns[i]: words for i, words in enumerate(raw) if words and i < len(columns)}
    cells = [
        _cell(text, cell.column, cell.header, cell.spans + more.pop(cell.column))
        if cell.column in more
        else cell
        for cell in row.cells
    ]
    cells += [_cell(text, column, "", words) for column, words in more.items()]
    table.rows.append(Row("row", row.number, tuple(cells), row.number_spans))


def _cell(text: str, column: Column, header: str, spans: RawCell) -> Cell:
    return Cell(column, header, slice_text(text, spans), spans)
