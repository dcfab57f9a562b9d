"""Tables in text: tab-separated rows, markdown rows, and web copies with one cell a line.

All three give the same thing: rows of cells with the column each stands in. Group rows ("1. Tuyên
truyền…"), rows cut by a page, rows that share a merged cell and rule rows are told apart here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import regex as re

from ingest.clean import PAGE_NUMBER, RULE, Line, drop, without_markdown
from ingest.plan import Cell, Column, Span, slice_text

_DOES = "thực hiện|triển khai|tham mưu|phụ trách|trình|soạn thảo"
# Titles of columns, in order: the first that fits decides ("Cơ quan chủ trì, phối hợp" is lead: the cell
# itself then says who only supports).
COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:s?tt|số\s*tt|số thứ tự)\.?$", re.IGNORECASE)),
    ("lead", re.compile(r"chủ trì.*phối hợp", re.IGNORECASE | re.DOTALL)),
    ("support", re.compile(r"phối hợp", re.IGNORECASE)),
    ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|lộ trình", re.IGNORECASE)),
    ("product", re.compile(r"sản phẩm|kết quả|đầu ra", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            rf"chủ trì|(?:cơ quan|đơn vị)[\s,/\w]*(?:{_DOES})|phân công|trách nhiệm|đầu mối", re.IGNORECASE
        ),
    ),
    ("task", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|chỉ tiêu|tên", re.IGNORECASE)),
)
DOERS = re.compile(r"(?:cơ quan|đơn vị)(?:\s*[,/]\s*(?:cơ quan|đơn vị))?$", re.IGNORECASE)
ROW_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-EĐ]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$")
GROUP_TEXT = re.compile(
    r"^(?P<number>[IVX]{1,5}|[A-E]|\d{1,2}(?:\.\d{1,2}){0,2})[.)]\s+(?P<words>\S.*)$", re.DOTALL
)
MIN_UNHEADED = 3  # rows; a letterhead typed with tabs is no table
MAX_HEADER_CELL = 60  # characters; a column title is short
SHARED: tuple[Column, ...] = ("lead", "support", "deadline")  # what a merged cell gives to several rows

DITTO = re.compile(r"[-–\s]*(?:nt|n/t|như trên)[-–.\s]*|[\"”″〃]", re.IGNORECASE)

RawCell = tuple[Span, ...]
RawRow = list[RawCell]


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


# -- columns ------------------------------------------------------------------------------------------


def column_of(title: str) -> Column:
    """Return what a column with this title holds."""
    tidy = " ".join(title.split())
    return next((column for column, pattern in COLUMNS if pattern.search(tidy)), "other")


def is_header(titles: Sequence[str]) -> bool:
    """Return whether titles can head a table of tasks: two or more named columns, all short."""
    named = [column_of(title) for title in titles if title]
    return (
        len(named) >= 2
        and all(len(title) <= MAX_HEADER_CELL for title in titles)
        and len(set(named) - {"other"}) >= 2
        and bool({"lead", "support", "task"} & set(named))
    )


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a table's columns, "" where it has none; rows is how many rows they take."""

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: int

    def column(self, place: int) -> Column:
        return self.columns[place] if place < len(self.columns) else "other"

    def title(self, place: int) -> str:
        return self.titles[place] if place < len(self.titles) else ""


def read_header(text: str, raw: Sequence[RawRow]) -> Header | None:
    """Return the header at the top of raw: one row, or two where a title spans several columns."""
    upper = _titles(text, raw[0])
    lower = _titles(text, raw[1]) if len(raw) > 1 else []
    if doubled := _below_one_title(upper, lower):
        return Header(tuple(doubled), tuple(map(column_of, doubled)), 2)
    if is_header(upper):
        return Header(tuple(upper), tuple(map(column_of, upper)), 1)
    both = [f"{a} {b}".strip() for a, b in zip(upper, lower, strict=False)] + upper[len(lower) :]
    if lower and not lower[0] and is_header(both):
        return Header(tuple(both), tuple(map(column_of, both)), 2)
    return None


def _titles(text: str, row: RawRow) -> list[str]:
    return [" ".join(slice_text(text, cell).split()) for cell in row]


def _below_one_title(upper: list[str], lower: list[str]) -> list[str]:
    """Return the titles where "Chủ trì | Phối hợp" stand below one "Cơ quan thực hiện"; else []."""
    below = [title for title in lower if title]
    if len(below) < 2 or not {column_of(title) for title in below} <= {"lead", "support"}:
        return []
    spanning = [i for i, title in enumerate(upper) if column_of(title) == "lead" or DOERS.search(title)]
    if not spanning or len(upper) < 2:
        return []
    place = spanning[0]
    blank = next((i for i in range(place + 1, len(upper)) if upper[i]), len(upper))  # its own empty cells
    return [*upper[:place], *below, *upper[max(place + 1, min(blank, place + len(below))) :]]


def _guessed(text: str, raw: Sequence[RawRow]) -> Header:
    """Return columns for a table without a header: the widest holds the task."""
    width = max(len(row) for row in raw)
    sizes = [sum(len(slice_text(text, row[i])) for row in raw if i < len(row)) for i in range(width)]
    columns: list[Column] = ["other"] * width
    columns[sizes.index(max(sizes))] = "task"
    if columns[0] != "task" and _numbered(text, raw):
        columns[0] = "number"
    return Header(("",) * width, tuple(columns), 0)


def _numbered(text: str, raw: Sequence[RawRow]) -> bool:
    return all(ROW_NUMBER.match(slice_text(text, row[0]).strip() or "1") for row in raw if row)


# -- finding rows -------------------------------------------------------------------------------------


def take_tables(text: str, lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
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
        table = _table(text, taken.rows, taken.header, lines[at].start)
        table.marks += [piece for line in taken.skipped for piece in line.pieces]
        tables.append(table)
        at = taken.after
    return tables, rest


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines read as rows: after is the line that follows them, skipped the rules and page numbers between."""

    rows: list[RawRow]
    header: Header
    after: int
    skipped: tuple[Line, ...] = ()


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
    if header is None and len(rows) >= MIN_UNHEADED and _numbered(text, rows):
        header = _guessed(text, rows)
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
            if not is_header(_titles(text, rows[0])):
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
    titles = _titles(text, rows[0])
    number = slice_text(text, row[0]).strip()
    if column_of(titles[0]) != "number" or not ROW_NUMBER.match(number) or _shape(number) == "letters":
        return False
    following = lines[index + 1].text.strip()
    return following not in ("", "|", titles[0]) and not ROW_NUMBER.match(following)


# -- reading rows -------------------------------------------------------------------------------------


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
    same_kind = _shape(number) == _shape(table.rows[-1].number)
    return same_kind and not following.startswith(f"{number}.") and _shape(number) != "letters"


def _shape(number: str) -> str:
    """Return how a number counts: "letters", or its depth in dots."""
    return str(number.count(".")) if number[:1].isdigit() else "letters"


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
