"""Letterhead and signature set in two columns: issuer beside motto, recipients beside signer.

Plain text keeps such columns apart by runs of spaces, tabs or pipes (Nghị định 30/2020/NĐ-CP, Phụ lục I,
sơ đồ bố trí các thành phần thể thức). Elsewhere a run of spaces is only justified type and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from ingest.clean import RULE, Line, line_at
from ingest.letterhead import ADDRESSED, AUTHORITY, DATE, MOTTO, OFFICER, RECIPIENTS, TITLE, annex_number
from ingest.marks import read_mark
from ingest.numbers import head_number
from ingest.plan import Span

GAP = re.compile(r"(?:\t| {3,}|\|)[\t |]*")
# Some copies leave one space of the run: the signer's title after an item of the recipients.
SIGNED = re.compile(rf"(?<=[;,:]\s|\p{{Ll}}\.\s)(?:{AUTHORITY.pattern}|{OFFICER.pattern})[^\p{{Ll}}]*$")
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
WIDEST = 100  # characters of a line that can stand in one column
NEAR = 8  # characters a line may stand left of a column and still belong to it
ENDS_FRAME = ("part", "section", "article", "item", "point")


def split_columns(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return lines with those in two columns parted, the left column before the right."""
    result: list[Line] = []
    zone: list[Line] = []
    framed = True  # a document opens with its letterhead
    for line in lines:
        if framed and _ends_frame(text, line):
            result += _unfolded(text, zone)
            zone, framed = [], False
        framed = framed or _opens_tail(text, line)
        (zone if framed else result).append(line)
    return result + _unfolded(text, zone)


def _ends_frame(text: str, line: Line) -> bool:
    """Return whether line stands below a frame: a title, an addressee, a numbered line or a paragraph."""
    if TITLE.match(line.text) or ADDRESSED.match(line.text) or annex_number(line.text) is not None:
        return True
    mark = read_mark(line.text)
    if mark is not None:
        return mark.kind in ENDS_FRAME
    return len(line.text) > WIDEST and len(_cells(text, line)) == 1


def _opens_tail(text: str, line: Line) -> bool:
    """Return whether line, or a column of it, opens the recipients or the signature."""
    if not (RECIPIENTS.search(line.text) or AUTHORITY.search(line.text)):
        return False
    words = [line_at(text, *cell).text for cell in _cells(text, line)]
    return any(RECIPIENTS.match(cell) or AUTHORITY.match(cell) for cell in words)


def _cells(text: str, line: Line) -> list[Span]:
    if RULE.match(line.text):
        return [(line.start, line.stop)]
    cells: list[Span] = []
    at = line.start
    for found in GAP.finditer(text, line.start, line.stop):
        cells.append((at, found.start()))
        at = found.end()
    cells.append((at, line.stop))
    cells = [(start, stop) for start, stop in cells if text[start:stop].strip()]
    seam = _seam(text[line.start : line.stop]) if len(cells) == 1 else 0
    return [(cells[0][0], line.start + seam), (line.start + seam, line.stop)] if seam else cells


def _seam(words: str) -> int:
    """Return where a second column starts that only one space keeps apart, 0 where there is none."""
    number = head_number(words)
    found = [
        MOTTO.search(words),
        DATE.search(words, number.stop if number else 0),
        SIGNED.search(words),
    ]
    return next((seam.start() for seam in found if seam and words[: seam.start()].strip(" *|")), 0)


def _unfolded(text: str, zone: list[Line]) -> list[Line]:
    """Return the lines of one frame, parted from the first that has two columns on."""
    cells = [_cells(text, line) for line in zone]
    edges = [found[1][0] - line.start for line, found in zip(zone, cells, strict=True) if len(found) > 1]
    edge = min(edges, default=0) - NEAR
    parted = False
    left: list[Line] = []
    right: list[Line] = []
    for line, found in zip(zone, cells, strict=True):
        parted = parted or len(found) > 1
        if not parted or (len(found) == 1 and found[0][0] - line.start < edge):
            left.append(_without_pipes(text, line, found))
            continue
        if len(found) > 1:
            left += _lines_of(text, found.pop(0), line.gap)
        for cell in found:
            right += _lines_of(text, cell, line.gap if right else 1)
    return left + right


def _lines_of(text: str, cell: Span, gap: int) -> list[Line]:
    """Return the lines of a cell, parted by line-break tags."""
    lines: list[Line] = []
    start = cell[0]
    for tag in [*LINE_BREAK.finditer(text, *cell), None]:
        stop = tag.start() if tag else cell[1]
        if text[start:stop].strip(" *"):
            lines.append(line_at(text, start, stop, gap=0 if lines else gap))
        start = tag.end() if tag else stop
    return lines


def _without_pipes(text: str, line: Line, cells: Sequence[Span]) -> Line:
    """Return line without the pipe that stands beside an empty cell."""
    if "|" not in line.text or len(cells) != 1 or RULE.match(line.text):
        return line
    return replace(line_at(text, *cells[0], gap=line.gap), page=line.page)
