"""How a file breaks its lines: one paragraph a line, or hard-wrapped as web copies and e-mails are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import Line
from ingest.letterhead import RECIPIENTS
from ingest.marks import read_mark

WIDTHS = range(40, 140)  # characters; below are headings and columns, above nobody wraps
ENDS = ".;:!?"
MIN_WRAPPED = 5  # pairs of lines that must show it before a file counts as wrapped
# Share of the lines that may be longer than the width by a word: addresses, joined cells.
MAX_LONGER, WORD = 0.05, 12
# Share of the width beyond which a line counts as full where lines end raggedly: proportional type and
# browsers do not fill to the last column. Editors do: there a word goes down only when it does not fit.
RAGGED = 0.85
MAX_MISFITS = 0.05  # share of line ends at which the next word would have fitted, in a file filled exactly
# Share of marked lines with a blank before them above which blanks are what parts the paragraphs of a file.
SPACED = 0.9


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Where lines end, in characters, and whether every paragraph has a blank line before it (spaced).

    Web copies often break the first line of a paragraph (first) earlier than the others (width).
    exact: every line is filled as far as its words allow.
    """

    width: int
    first: int
    spaced: bool
    exact: bool = False

    def left_short(self, line: Line, following: Line, *, first: bool) -> bool:
        """Return whether the first word of following had room on line: the break was meant."""
        width = self.first if first else self.width
        return _with_next_word(line, following) <= (width if self.exact else RAGGED * width)


def wrapping_of(lines: Sequence[Line]) -> Wrapping | None:
    """Return how lines are wrapped, or None where each holds a whole paragraph.

    Wrapped files betray themselves: a line without final punctuation, then at once one in lower case.
    """
    pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if after.gap == 0 and after.text[:1].islower() and line.text[-1:] not in ENDS
    ]
    cut = [line for line, _ in pairs]
    lengths = sorted(line.stop - line.start for line in cut)
    if len(lengths) < MIN_WRAPPED:
        return None
    width = _nearly_longest(lengths)
    longer = sum(line.stop - line.start > width + WORD for line in lines)
    if width not in WIDTHS or longer > MAX_LONGER * len(lines):
        return None
    firsts = sorted(line.stop - line.start for line in cut if line.gap > 0 or read_mark(line.text))
    first = _nearly_longest(firsts) if len(firsts) >= MIN_WRAPPED else width
    misfits = sum(_with_next_word(line, after) <= lengths[-1] for line, after in pairs)
    if misfits <= MAX_MISFITS * len(pairs):
        return Wrapping(lengths[-1], lengths[-1], _is_spaced(lines), exact=True)
    return Wrapping(width, first, _is_spaced(lines))


def _with_next_word(line: Line, following: Line) -> int:
    """Return how long line would be with the first word of the line after it."""
    return line.stop - line.start + 1 + len(following.text.split(maxsplit=1)[0])


def _nearly_longest(lengths: Sequence[int]) -> int:
    return lengths[len(lengths) * 9 // 10]


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
