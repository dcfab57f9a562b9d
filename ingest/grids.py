"""Ruled lines of a page -> tables: cells with the words in them, merged cells whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.printed import Page, Row, Rule, Word, rows_of

NEAR = 3.0  # points by which lines may miss each other and still meet
MIN_RULE = 6.0  # points; shorter strokes are drawing, not ruling
WIDE = 0.35  # share of the page's width; a narrower frame is a stamp or a box
COVERED = 0.6  # share of a cell's side that a line must cover to close it


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, merged ones once: its sides in points, and its words line by line."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table of one page: its sides in points, where its columns start, its rows of cells.

    A merged cell stands in the row it begins in, and only there. Columns and rows without words are left out.
    """

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]

    def holds(self, word: Word) -> bool:
        """Return whether the middle of word lies inside."""
        x, y = word.middle
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def grids_of(page: Page) -> list[Grid]:
    """Return the tables of page from the top down: of some width, two columns and two rows, with words."""
    level, upright = _joined(page.rules, level=True), _joined(page.rules, level=False)
    grids = [_grid(page.words, *part) for part in _connected(level, upright)]
    wide = [grid for grid in grids if grid is not None and grid.right - grid.left >= WIDE * page.width]
    return sorted(wide, key=lambda grid: grid.top)


def _joined(rules: Iterable[Rule], *, level: bool) -> list[Rule]:
    """Return the lines of one direction, pieces in one line put together, double lines as one."""
    joined: list[Rule] = []
    for rule in sorted((r for r in rules if r.level == level), key=lambda rule: (rule.at, rule.start)):
        last = next((k for k in range(len(joined) - 1, -1, -1) if _meets(joined[k], rule)), None)
        if last is None:
            joined.append(rule)
        else:
            before = joined[last]
            start, stop = min(before.start, rule.start), max(before.stop, rule.stop)
            joined[last] = Rule(level, before.at, start, stop)
    return [rule for rule in joined if rule.stop - rule.start >= MIN_RULE]


def _meets(one: Rule, other: Rule) -> bool:
    return (
        abs(one.at - other.at) <= NEAR and one.start - NEAR <= other.stop and other.start - NEAR <= one.stop
    )


def _connected(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return sets of lines that cross or touch, each a table of its own."""
    rules = [*level, *upright]
    root = _roots(len(rules), _crossings(level, upright))
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate(rules):
        part = parts.setdefault(root(place), ([], []))
        part[0 if rule.level else 1].append(rule)
    return [part for part in parts.values() if part[0] and part[1]]


def _crossings(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterable[tuple[int, int]]:
    for i, across in enumerate(level):
        for j, down in enumerate(upright):
            if (
                across.start - NEAR <= down.at <= across.stop + NEAR
                and down.start - NEAR <= across.at <= down.stop + NEAR
            ):
                yield i, len(level) + j


def _roots(count: int, pairs: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """Return a function from a member to the one that stands for its set, pairs being of one set."""
    parents = list(range(count))

    def root(member: int) -> int:
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    for one, other in pairs:
        parents[root(one)] = root(other)
    return root


def _grid(words: Sequence[Word], level: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the table that lines draw; sides left open are closed where the other lines end."""
    xs = _places([r.at for r in upright] + [r.start for r in level] + [r.stop for r in level])
    ys = _places([r.at for r in level] + [r.start for r in upright] + [r.stop for r in upright])
    if len(xs) < 3 or len(ys) < 3:
        return None
    sides = (xs[0], ys[0], xs[-1], ys[-1])
    empty = Grid(*sides, (), ())
    inside = [word for word in words if empty.holds(word)]
    if not inside:
        return None
    rows = _cells(xs, ys, level, upright, inside)
    columns = tuple(x for x in xs[:-1] if any(c.left == x and c.rows for row in rows for c in row))
    return Grid(*sides, columns, tuple(rows)) if len(columns) > 1 else None


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _cells(
    xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule], words: Sequence[Word]
) -> list[tuple[GridCell, ...]]:
    """Return the cells row by row: squares of the grid that no line parts are one cell."""
    wide, high = len(xs) - 1, len(ys) - 1
    pairs = [
        (y * wide + x, y * wide + x + 1)
        for y in range(high)
        for x in range(wide - 1)
        if not _closed(upright, xs[x + 1], ys[y], ys[y + 1])
    ]
    pairs += [
        (y * wide + x, (y + 1) * wide + x)
        for y in range(high - 1)
        for x in range(wide)
        if not _closed(level, ys[y + 1], xs[x], xs[x + 1])
    ]
    root = _roots(wide * high, pairs)
    held: dict[int, list[Word]] = {}
    for word in words:
        x, y = _slot(xs, word.middle[0]), _slot(ys, word.middle[1])
        held.setdefault(root(y * wide + x), []).append(word)
    members: dict[int, list[int]] = {}
    for square in range(wide * high):
        members.setdefault(root(square), []).append(square)
    rows: list[list[GridCell]] = [[] for _ in range(high)]
    for cell, squares in members.items():
        across, down = [s % wide for s in squares], [s // wide for s in squares]
        sides = (xs[min(across)], ys[min(down)], xs[max(across) + 1], ys[max(down) + 1])
        rows[min(down)].append(GridCell(*sides, tuple(rows_of(held.get(cell, ())))))
    filled = [row for row in rows if any(cell.rows for cell in row)]
    return [tuple(sorted(row, key=lambda cell: cell.left)) for row in filled]


def _closed(rules: Sequence[Rule], at: float, start: float, stop: float) -> bool:
    covered = sum(
        max(0.0, min(rule.stop, stop) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR
    )
    return covered >= COVERED * (stop - start)


def _slot(places: Sequence[float], value: float) -> int:
    """Return between which two places value lies, counted from 0."""
    after = next((k for k, place in enumerate(places) if place > value), len(places) - 1)
    return min(max(after - 1, 0), len(places) - 2)
