"""Tables of a page as text: rows of pipes, and layout that only uses a table as lines.

Shared by the readers of formats that have tables of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.letterhead import AUTHORITY, OFFICER, RECIPIENTS, is_letterhead
from ingest.table_header import column_of, is_header

BREAK = "<br>"
MAX_LAYOUT_ROWS = 6  # rows of a letterhead or a signature block; tables of tasks have more, or titles
MAX_LAYOUT_COLUMNS = 3
WHOLE = ("number", "task")  # columns of which a cell over several rows is one cut row, not a value of each


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell; goes_on: it is merged with the cell above it."""

    lines: tuple[str, ...]
    goes_on: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def pipe_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield rows as "| a | b |", with a rule below the first; merged cells are told to every row they span.

    A cell over several columns stands in the first of them.
    """
    width = max((len(row) for row in rows), default=0)
    titles = [cell.text for cell in rows[0]] if rows else []
    columns = [column_of(title) if title else "other" for title in titles]
    headed = 1 if is_header(titles) else 0  # below a title a merged cell is the title's own second row
    above: list[tuple[str, ...]] = [()] * width
    for place, row in enumerate(rows):
        cells = [*row, *[Cell(())] * (width - len(row))]
        shown = []
        for at, cell in enumerate(cells):
            column = columns[at] if at < len(columns) else "other"
            repeats = cell.goes_on and place > headed and column not in WHOLE
            lines = above[at] if repeats else cell.lines
            above[at] = above[at] if cell.goes_on else cell.lines
            shown.append(BREAK.join(line.replace("|", "¦") for line in lines))
        if any(shown):
            yield f"| {' | '.join(shown)} |"
        if place == 0:
            yield f"|{'---|' * width}"


def laid_out(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines of a table that only lays out a page, column after column; [] for a table of data.

    Such are a letterhead, recipients beside a signature, and a frame around words.
    """
    width = max((len([cell for cell in row if cell.lines]) for row in rows), default=0)
    if width <= 1 and len(rows) <= MAX_LAYOUT_ROWS:
        return [line for row in rows for cell in row for line in ("", *cell.lines)]
    titles = [cell.text for cell in rows[0]] if rows else []
    if width > MAX_LAYOUT_COLUMNS or len(rows) > MAX_LAYOUT_ROWS or is_header(titles):
        return []
    if not any(_is_frame(line) for row in rows for cell in row for line in cell.lines):
        return []
    lines: list[str] = []
    for at in range(max(map(len, rows))):
        column = [row[at] for row in rows if at < len(row)]
        if any(cell.lines for cell in column):
            lines += ["", *(line for cell in column for line in cell.lines)]
    return lines


def _is_frame(line: str) -> bool:
    """Return whether line belongs to the frame of a document: its letterhead, recipients or signature."""
    words = line.strip(" *_")
    officer = OFFICER.match(words) and words.isupper()
    return bool(is_letterhead(words) or RECIPIENTS.match(words) or AUTHORITY.match(words) or officer)
