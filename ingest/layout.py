"""Pages of print -> the text that is read and quoted, with the place of every line. Pure.

What is kept: every word, in reading order. What is added: blanks between paragraphs, form feeds between
pages, pipes between the cells of tables. A head or foot that comes again on every page is kept once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex as re

from ingest.grids import Grid, GridCell, grids_of
from ingest.marks import read_mark
from ingest.print_columns import Block, blocks_of
from ingest.printed import Page, Row, Word, rows_of
from ingest.reading import Box

# Shares of a line's type size unless said otherwise.
SINGLE = 1.2  # from line to line where nothing shows it
INDENT = 0.8
LOOSE = 1.22  # share of the usual distance between lines above which a paragraph ends
FILLED = 4.0  # from the right margin, within which a word may not have found room
MARGIN = 0.1  # share of the page at its top and bottom where heads, feet and page numbers stand
MIN_REPEATED = 3  # pages on which a head or foot must stand
SAME = 0.03  # share of a table's width by which its columns may differ from page to page
DIGITS = re.compile(r"\d+")
SENTENCE_END = (".", ";", ":", "!", "?")
ENDS = ("./.", ";", ":")  # after these a full line ends a paragraph at a page's end too


class Sheet:
    """The text as it grows, and the boxes of its lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.boxes: list[Box] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def print(self, row: Row, page: Page, number: int) -> None:
        """Add the words of a line and its place on page number."""
        start = self.length
        self.add(_words(row))
        sides = page.unturned(row.left, row.top, row.right, row.bottom)
        place = (side / whole for side, whole in zip(sides, (page.width, page.height) * 2, strict=True))
        left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in place)
        self.boxes.append(Box((start, self.length), number, left, top, right, bottom))

    @property
    def text(self) -> str:
        return "".join(self.parts)


def lay_out(pages: Sequence[Page]) -> tuple[str, tuple[Box, ...]]:
    """Return the text of pages and a box for each line of print, pages counted from 1."""
    setting = _Setting(pages)
    for number, page in enumerate(pages, start=1):
        setting.lay(page, number)
    return setting.sheet.text, tuple(setting.sheet.boxes)


class _Setting:
    """Pages set one after the other, with what one page must know of those before.

    columns  of the table that the text ends with, as shares of its width; () where it ends with words
    last     the last line of running text where the next page may go on with it
    count    the last page number that was printed
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.sheet = Sheet()
        steps = sorted(filter(None, (_usual_step(rows_of(page.words)) for page in pages)))
        self.step = steps[len(steps) // 2] if steps else SINGLE
        self.repeated = _repeated(pages)
        self.printed: set[str] = set()
        self.columns: tuple[float, ...] = ()
        self.last: tuple[Row, _Lines] | None = None
        self.count = 0

    def lay(self, page: Page, number: int) -> None:
        """Add one page."""
        self.sheet.add("\f" if number > 1 else "")
        grids = grids_of(page)
        inside = {id(word) for grid in grids for word in page.words if grid.holds(word)}
        rows = rows_of([word for word in page.words if id(word) not in inside])
        rows = [row for row in rows if not _again(row, page, self.repeated, self.printed)]
        lines = _Lines(rows, self.step)
        opened = self.sheet.length
        for grid in [*grids, None]:
            above = [row for row in rows if grid is None or row.top < grid.top]
            rows = rows[len(above) :]
            self.lay_rows(page, number, above, lines, opened)
            if grid is not None:
                joint = "\n" if self.columns else "\n\n"
                self.sheet.add(joint if self.sheet.length > opened else "")
                self.columns, self.last = _lay_grid(self.sheet, page, number, grid, self.columns), None

    def lay_rows(self, page: Page, number: int, rows: Sequence[Row], lines: _Lines, opened: int) -> None:
        """Add lines outside tables, a blank before each paragraph; opened is where the page begins."""
        before: Row | None = None
        for block in blocks_of(rows, lines.step):
            inside = lines.within(block)
            for place, row in enumerate(block.rows):
                if _is_number(row, page):
                    self.lay_number(page, number, row, opened)
                    before = None
                    continue
                if before is not None:
                    parted = place == 0 or inside.parts(before, row)
                    self.sheet.add("\n\n" if parted else "" if _cut_at_hyphen(before) else "\n")
                elif self.sheet.length > opened:
                    self.sheet.add("\n" if self.goes_on(row, lines) else "\n\n")
                elif self.sheet.length and not self.goes_on(row, lines):
                    self.sheet.add("\n\n")
                self.sheet.print(row, page, number)
                before, self.last, self.columns = row, None if block.column else (row, lines), ()

    def lay_number(self, page: Page, number: int, row: Row, opened: int) -> None:
        """Add a page number; within a sentence only one that counts on can be told from its words."""
        digits = DIGITS.search(row.text)
        value = int(digits[0]) if digits else 0
        if value not in (self.count + 1, self.count + 2):
            self.last = None
        self.count = value or self.count
        cut = self.last is not None and self.last[1].is_filled(self.last[0])
        starts = self.sheet.length == opened
        self.sheet.add("" if cut and starts else "\n" if cut else "\n\n" if self.sheet.length else "")
        self.sheet.print(row, page, number)

    def goes_on(self, row: Row, lines: _Lines) -> bool:
        """Return whether row goes on with the last line of the page before."""
        if self.last is None:
            return False
        before, above = self.last
        if abs(before.size - row.size) > 0.12 * row.size or not above.is_filled(before):
            return False
        return row.left <= lines.left + INDENT * row.size and not before.text.endswith(ENDS)


def _cut_at_hyphen(row: Row) -> bool:
    """Return whether the end of a line cuts a word at its hyphen, as in "5969/QĐ-"."""
    word = row.words[-1].text
    return len(word) > 1 and word.endswith("-") and word[-2].isalnum()


class _Lines:
    """How the lines of a page stand: margins in points, and how far one is from the next.

    step  from line to line, as a share of the type size
    """

    def __init__(self, rows: Sequence[Row], step: float) -> None:
        self.step = _usual_step(rows) or step
        rights = sorted(row.right for row in rows)
        self.right = rights[len(rights) * 9 // 10] if rights else 0.0
        widest = max((row.right - row.left for row in rows), default=0.0)
        lefts = Counter(round(row.left / 2) * 2 for row in rows if row.right - row.left > 0.8 * widest)
        common = [left for left, count in lefts.items() if count >= 0.15 * lefts.total()]
        self.left = min(common, default=0.0)

    def is_filled(self, row: Row) -> bool:
        """Return whether row reaches the right margin, so that its paragraph may go on."""
        return row.right > self.right - FILLED * row.size

    def within(self, block: Block) -> _Lines:
        """Return the same for a block: a column has margins of its own."""
        if not block.column:
            return self
        lines = _Lines((), self.step)
        lines.left = min(row.left for row in block.rows)
        lines.right = max(row.right for row in block.rows)
        return lines

    def parts(self, before: Row, row: Row) -> bool:
        """Return whether row opens a paragraph after the line before it."""
        if row.base - before.base > LOOSE * self.step * max(before.size, row.size):
            return True
        if abs(row.size - before.size) > 0.12 * row.size and not self._is_full(before, row):
            return True
        if self._is_centred(before) and self._is_centred(row):
            return False
        if row.left > before.left + INDENT * row.size:
            return not self._hangs(before, row)
        if not self._is_full(before, row):
            return True
        indented = row.left > self.left + INDENT * row.size and abs(row.left - before.left) < 2
        opens = read_mark(row.text) is not None or row.text[:1].isupper()
        return indented and opens and before.text.endswith(SENTENCE_END)

    def _is_full(self, before: Row, row: Row) -> bool:
        """Return whether the first word of row had no room on the line before."""
        word = row.words[0]
        return before.right + 0.3 * row.size + (word.right - word.left) > self.right - 0.3 * row.size

    def _is_centred(self, row: Row) -> bool:
        """Return whether row stands in the middle, not at the left or as a paragraph's first line does."""
        left, right = row.left - self.left, self.right - row.right
        return abs(left - right) < row.size

    def _hangs(self, before: Row, row: Row) -> bool:
        """Return whether row stands under the words of an item whose mark hangs out on the line before."""
        if len(before.words) < 2 or read_mark(before.text) is None:
            return False
        return row.left <= before.words[1].left + 0.4 * row.size and self._is_full(before, row)


MIN_STEPS = 8  # pairs of lines that must show how far apart a page sets them


def _usual_step(rows: Sequence[Row]) -> float:
    """Return how far full lines stand apart, as a share of the type size; 0 where too few show it."""
    if not rows:
        return 0.0
    wide = 0.8 * max(row.right - row.left for row in rows)
    steps = sorted(
        (below.base - above.base) / below.size
        for above, below in pairwise(rows)
        if above.right - above.left > wide and 0.8 * below.size < below.base - above.base < 3 * below.size
    )
    return steps[len(steps) // 3] if len(steps) >= MIN_STEPS else 0.0


# -- heads, feet and page numbers ------------------------------------------------------------------------


def _in_margin(row: Row, page: Page) -> bool:
    return row.bottom < MARGIN * page.height or row.top > (1 - MARGIN) * page.height


def _is_number(row: Row, page: Page) -> bool:
    return _in_margin(row, page) and len(row.words) <= 3 and not any(c.isalpha() for c in row.text)


def _key(row: Row) -> str:
    return DIGITS.sub("#", row.text)


def _repeated(pages: Sequence[Page]) -> set[str]:
    """Return the heads and feet that stand on several pages, digits left out."""
    seen: Counter[str] = Counter()
    for page in pages:
        rows = rows_of(
            [w for w in page.words if w.bottom < MARGIN * page.height or w.top > (1 - MARGIN) * page.height]
        )
        seen.update({_key(row) for row in rows if any(c.isalpha() for c in row.text)})
    return {key for key, count in seen.items() if count >= max(MIN_REPEATED, 0.5 * len(pages))}


def _again(row: Row, page: Page, repeated: set[str], printed: set[str]) -> bool:
    """Return whether row is a head or foot that stands in the text already."""
    key = _key(row)
    if key not in repeated or not _in_margin(row, page):
        return False
    seen = key in printed
    printed.add(key)
    return seen


# -- tables ----------------------------------------------------------------------------------------------


def _lay_grid(
    sheet: Sheet, page: Page, number: int, grid: Grid, columns: tuple[float, ...]
) -> tuple[float, ...]:
    """Add a table as rows of pipes; return its columns, as shares of its width.

    columns are those of the table that the text ends with: a table that fits under them goes on with it.
    """
    goes_on = bool(columns) and _fits(grid, columns)
    columns = columns if goes_on else tuple(_share(grid, left) for left in grid.columns)
    for place, cells in enumerate(grid.rows):
        sheet.add("\n" if place else "")
        _lay_cells(sheet, page, number, grid, cells, columns)
        if place == 0 and not goes_on:
            sheet.add("\n" + "|---" * len(columns) + "|")
    return columns


def _share(grid: Grid, left: float) -> float:
    return (left - grid.left) / (grid.right - grid.left)


def _fits(grid: Grid, columns: tuple[float, ...]) -> bool:
    """Return whether the cells of grid begin where columns begin."""
    lefts = [_share(grid, left) for left in grid.columns]
    near = [left for left in lefts if any(abs(left - column) <= SAME for column in columns)]
    return len(near) >= max(2, 0.7 * len(lefts))


def _lay_cells(
    sheet: Sheet,
    page: Page,
    number: int,
    grid: Grid,
    cells: Sequence[GridCell],
    columns: Sequence[float],
) -> None:
    slots: list[list[Row]] = [[] for _ in columns]
    for cell in cells:
        left = _share(grid, cell.left)
        place = max((k for k, column in enumerate(columns) if column <= left + SAME), default=0)
        slots[place] += cell.rows
    sheet.add("|")
    for rows in slots:
        sheet.add(" ")
        for place, row in enumerate(rows):
            sheet.add(" " if place and not _cut_at_hyphen(rows[place - 1]) else "")
            sheet.print(row, page, number)
        sheet.add(" |" if rows else "|")


def _words(row: Row) -> str:
    """Return the words of a line; a pipe among them would look like the side of a cell."""
    return row.text.replace("|", "¦")


def unsure(pages: Sequence[Page], threshold: float) -> float:
    """Return the share of the letters of pages that were read with less certainty than threshold."""
    words: list[Word] = [word for page in pages for word in page.words]
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if word.sure < threshold) / total if total else 0.0
