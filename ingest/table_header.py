"""Titles of a table's columns, and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import regex as re

from ingest.fold import fold_map
from ingest.plan import Column, Span, slice_text

_BODY = "cơ quan|đơn vị|bộ phận|người|cá nhân|phòng"
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
            rf"chủ trì|(?:{_BODY})[\s,/\w]*(?:{_DOES})|phân công|trách nhiệm|đầu mối",
            re.IGNORECASE,
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

RawCell = tuple[Span, ...]
RawRow = list[RawCell]


# The same without accents, for titles that OCR misread ("Bộ ngành Chữ trì"): whole words, "ten" is in "tiền".
UNACCENTED = tuple(
    (column, re.compile(rf"(?<!\w)(?:{fold_map(pattern.pattern)[0]})(?!\w)", pattern.flags))
    for column, pattern in COLUMNS
)


def column_of(title: str) -> Column:
    """Return what a column with this title holds; accents count only where some pattern has them right."""
    tidy = " ".join(title.split())
    plain = fold_map(tidy)[0]
    exact = (column for column, pattern in COLUMNS if pattern.search(tidy))
    misread = (column for column, pattern in UNACCENTED if pattern.search(plain))
    return next(chain(exact, misread), "other")


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
    header = _titled(text, raw)
    return _with_numbers(text, raw, header) if header else None


MAX_NUMBER_TITLE = 3  # characters: "TT", "STT", "Số"


def _with_numbers(text: str, raw: Sequence[RawRow], header: Header) -> Header:
    """Return header with its first column as numbers where its rows have them below a title of no meaning.

    OCR reads the two letters of "TT" as anything.
    """
    if header.columns[0] != "other" or len(header.titles[0]) > MAX_NUMBER_TITLE:
        return header
    below = [slice_text(text, row[0]).strip() for row in raw[header.rows :] if row]
    numbers = [words for words in below if ROW_NUMBER.match(words)]
    if len(numbers) < max(2, 0.5 * len(below)):
        return header
    return replace(header, columns=("number", *header.columns[1:]))


def _titled(text: str, raw: Sequence[RawRow]) -> Header | None:
    upper = titles_of(text, raw[0])
    lower = titles_of(text, raw[1]) if len(raw) > 1 else []
    if doubled := _below_one_title(upper, lower):
        return Header(tuple(doubled), tuple(map(column_of, doubled)), 2)
    if is_header(upper):
        return Header(tuple(upper), tuple(map(column_of, upper)), 1)
    both = [f"{a} {b}".strip() for a, b in zip(upper, lower, strict=False)] + upper[len(lower) :]
    if lower and not lower[0] and is_header(both):
        return Header(tuple(both), tuple(map(column_of, both)), 2)
    return None


def titles_of(text: str, row: RawRow) -> list[str]:
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


def guessed(text: str, raw: Sequence[RawRow]) -> Header:
    """Return columns for a table without a header: the widest holds the task."""
    width = max(len(row) for row in raw)
    sizes = [sum(len(slice_text(text, row[i])) for row in raw if i < len(row)) for i in range(width)]
    columns: list[Column] = ["other"] * width
    columns[sizes.index(max(sizes))] = "task"
    if columns[0] != "task" and is_numbered(text, raw):
        columns[0] = "number"
    return Header(("",) * width, tuple(columns), 0)


def is_numbered(text: str, raw: Sequence[RawRow]) -> bool:
    return all(ROW_NUMBER.match(slice_text(text, row[0]).strip() or "1") for row in raw if row)


def number_shape(number: str) -> str:
    """Return how a number counts: "letters", or its depth in dots."""
    return str(number.count(".")) if number[:1].isdigit() else "letters"
