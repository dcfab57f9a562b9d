"""How a file breaks its lines: one paragraph a line, or hard-wrapped as web copies and e-mails are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import Line
from ingest.letterhead import RECIPIENTS
from ingest.marks import read_mark

WIDTHS = range(40, 140)  # characters; below are headings and columns, above nobody wraps
MIN_WRAPPED = 5  # pairs of lines that must show it before a file counts as wrapped
# Share of the lines that may be longer than the width by a word: addresses, joined cells.
MAX_LONGER, WORD = 0.05, 12
# Share of the width beyond which a line counts as full: proportional type does not fill to the last column.
FULL = 0.85
# Share of marked lines with a blank before them above which blanks are what parts the paragraphs of a file.
SPACED = 0.9


@dataclass(frozen=True, slots=True)
class Wrapping:
    """width of a full line in characters; spaced: every paragraph has a blank line before it."""

    width: int
    spaced: bool

    def left_short(self, line: Line, following: Line) -> bool:
        """Return whether the first word of following had room on line: the break was meant."""
        first_word = following.text.split(maxsplit=1)[0]
        return line.stop - line.start + 1 + len(first_word) <= FULL * self.width


def wrapping_of(lines: Sequence[Line]) -> Wrapping | None:
    """Return how lines are wrapped, or None where each holds a whole paragraph.

    Wrapped files betray themselves: a line without final punctuation, then at once one in lower case.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if after.gap == 0]
    lengths = sorted(
        line.stop - line.start
        for line, after in pairs
        if after.text[:1].islower() and line.text[-1:] not in ".;:!?"
    )
    if len(lengths) < MIN_WRAPPED or lengths[len(lengths) // 2] not in WIDTHS:
        return None
    width = lengths[len(lengths) * 9 // 10]
    longer = sum(line.stop - line.start > width + WORD for line in lines)
    return Wrapping(width, _is_spaced(lines)) if longer <= MAX_LONGER * len(lines) else None


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Return whether a blank stands before nearly every marked line.

    Lists of recipients do not count, nor what only looks like a mark inside a sentence.
    """
    parted = total = 0
    listed = False
    for before, line in pairwise(lines):
        mark = read_mark(line.text)
        listed = bool(RECIPIENTS.match(before.text)) or (
            listed and mark is not None and mark.kind == "bullet"
        )
        if mark is not None and not listed and (line.gap > 0 or before.text[-1:] in ".;!?"):
            total += 1
            parted += line.gap > 0
    return parted >= SPACED * total
