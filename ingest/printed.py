"""Print on a page: words and ruled lines with their places, as PDF and OCR both give them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; its sides are in points (1/72 inch) from the top left corner, downwards.

    size  height of its type in points
    sure  how certain the reading is, 0 to 1; below 1 only for OCR
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    sure: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: level where at is its height and start, stop are left and right; else upright."""

    level: bool
    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its words in no order, its ruled lines.

    turn  degrees by which it was turned, against the clock about its middle, before it was read
    """

    width: float
    height: float
    words: Sequence[Word]
    rules: Sequence[Rule] = ()
    turn: float = 0.0

    def unturned(self, left: float, top: float, right: float, bottom: float) -> Sides:
        """Return the sides around a place as it lies on the sheet, before the turn."""
        if not self.turn:
            return left, top, right, bottom
        cosine, sine = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        middle, level = self.width / 2, self.height / 2
        corners = [(x - middle, y - level) for x in (left, right) for y in (top, bottom)]
        xs = [middle + x * cosine - y * sine for x, y in corners]
        ys = [level + x * sine + y * cosine for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand on one line of print, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The height of its type: that of the middle word by size, so a footnote's mark counts little."""
        sizes = sorted(word.size for word in self.words)
        return sizes[len(sizes) // 2]

    @property
    def base(self) -> float:
        """Where its letters stand: the bottom of the middle word by bottom."""
        bottoms = sorted(word.bottom for word in self.words)
        return bottoms[len(bottoms) // 2]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Return the lines of print of words, from the top down; lines side by side on other heights stay two."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.left)):
        row = next((row for row in reversed(rows[-6:]) if _beside(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    found = [Row(tuple(sorted(row, key=lambda word: word.left))) for row in rows]
    return sorted(found, key=lambda row: row.top + row.bottom)


def _beside(row: Sequence[Word], word: Word) -> bool:
    """Return whether word stands on one line with the word of row that is nearest to it."""
    near = min(row, key=lambda other: max(other.left - word.right, word.left - other.right))
    shared = min(near.bottom, word.bottom) - max(near.top, word.top)
    apart = abs(near.middle[1] - word.middle[1])
    low, high = sorted((near.bottom - near.top, word.bottom - word.top))
    return shared >= 0.5 * low and apart <= 0.4 * high
