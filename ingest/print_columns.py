"""Lines of print -> blocks in reading order: of two columns the left before the right. Pure.

Two columns are seen by the strip between them that no word crosses; the frames of a letterhead and of a
signature are told by their words, for they are often only a line or two high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.columns import SIGNED
from ingest.letterhead import AUTHORITY, MOTTO, RECIPIENTS
from ingest.printed import Row

# Shares of a line's type size unless said otherwise.
GAP = 0.9  # between words that may stand in two columns
WIDE_GAP = 3.0  # one such gap is enough to make two columns; narrower ones must come twice
FAR = 2.4  # share of the usual step above which a line no longer belongs to the column above


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one page that follow each other: running text or one side of two columns."""

    rows: tuple[Row, ...]
    column: bool = False


Band = tuple[Row, ...]
"""Lines that stand beside each other, or one that stands alone."""
Strip = tuple[float, float]
"""From left to right, without a word."""


def blocks_of(rows: Sequence[Row], step: float) -> list[Block]:
    """Return rows as blocks in reading order; step is how far full lines stand apart, in type sizes."""
    blocks: list[Block] = []
    plain: list[Row] = []
    bands = _bands(rows)
    at = 0
    while at < len(bands):
        zone = _zone(bands, at, step)
        if zone is None:
            plain += bands[at]
            at += 1
            continue
        stop, middle = zone
        inside = [row for band in bands[at:stop] for row in band]
        above = _signer_above(plain, middle, inside[0], step)
        kept, above_rows = plain[: len(plain) - above], plain[len(plain) - above :]
        blocks += [Block(tuple(kept))] if kept else []
        blocks += _sides([*above_rows, *inside], middle)
        plain, at = [], stop
    return blocks + ([Block(tuple(plain))] if plain else [])


def _bands(rows: Sequence[Row]) -> list[Band]:
    """Return rows in bands: those that reach into each other's height stand in one."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and any(_level(other, row) for other in bands[-1]):
            bands[-1].append(row)
        else:
            bands.append([row])
    return [tuple(band) for band in bands]


def _level(one: Row, other: Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    beside = max(other.left - one.right, one.left - other.right)
    return beside >= GAP * other.size and shared > 0.25 * min(one.bottom - one.top, other.bottom - other.top)


def _gaps(band: Band) -> list[Strip]:
    """Return the strips of a band that hold no word, those beyond its ends too."""
    strips: list[Strip] = [(float("-inf"), float("inf"))]
    for row in band:
        inner = [
            (one.right, other.left)
            for one, other in pairwise(row.words)
            if other.left - one.right >= GAP * row.size
        ]
        own = [(float("-inf"), row.left), *inner, (row.right, float("inf"))]
        strips = _shared(strips, own, GAP * row.size)
    return strips


def _inner(strips: Sequence[Strip]) -> list[Strip]:
    return [strip for strip in strips if strip[0] > float("-inf") and strip[1] < float("inf")]


def _shared(strips: Sequence[Strip], others: Sequence[Strip], width: float) -> list[Strip]:
    both = [(max(a, c), min(b, d)) for a, b in strips for c, d in others]
    return [(start, stop) for start, stop in both if stop - start >= width]


def _zone(bands: Sequence[Band], at: int, step: float) -> tuple[int, float] | None:
    """Return where a zone of two columns that opens at bands[at] stops, and the middle between them."""
    size = max(row.size for row in bands[at])
    strips = opening = _inner(_gaps(bands[at]))
    stop, both = at, 0
    lowest = 0.0  # bottom of the last line of the left column
    while stop < len(bands) and strips:
        band = bands[stop]
        rest = _shared(strips, _gaps(band), 0.8 * size)
        if not rest:
            break
        middle = _middle(rest)
        left = [row for row in band if row.left < middle]
        alone = left == list(band) and left[0].right < middle
        if alone and lowest and left[0].top - lowest > (FAR - 1) * step * size:
            break
        lowest = max((row.bottom for row in left), default=lowest)
        both += bool(left) and any(row.right > middle for row in band)
        strips, stop = rest, stop + 1
    if both == 0:
        return None
    middle = _middle(strips)
    framed = both >= 2 or _is_frame([row for band in bands[at:stop] for row in band], middle)
    widest = max(b - a for a, b in _shared(opening, strips, 0))
    return (stop, middle) if framed or widest >= WIDE_GAP * size else None


def _middle(strips: Sequence[Strip]) -> float:
    start, stop = max(strips, key=lambda strip: strip[1] - strip[0])
    return (start + stop) / 2


def _is_frame(rows: Sequence[Row], middle: float) -> bool:
    """Return whether the words on both sides are those of a letterhead or a signature."""
    right = [_part(row, middle, right=True) for row in rows]
    words = [row.text for row in right if row]
    listed = any(RECIPIENTS.match(row.text) for row in rows)
    return listed or any(MOTTO.match(text) or AUTHORITY.match(text) or SIGNED.match(text) for text in words)


def _signer_above(plain: Sequence[Row], middle: float, first: Row, step: float) -> int:
    """Return how many lines right above a zone belong to its right column alone."""
    count, below = 0, first
    for row in reversed(plain):
        if row.left < middle or below.base - row.base > FAR * step * row.size:
            break
        count, below = count + 1, row
    return count


def _sides(rows: Sequence[Row], middle: float) -> list[Block]:
    sides = [[_part(row, middle, right=right) for row in rows] for right in (False, True)]
    return [Block(tuple(row for row in side if row is not None), column=True) for side in sides if any(side)]


def _part(row: Row, middle: float, *, right: bool) -> Row | None:
    words = tuple(word for word in row.words if (word.middle[0] > middle) == right)
    return Row(words) if words else None
