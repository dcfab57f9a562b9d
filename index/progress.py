"""How far a build is, told on standard error: bars on a terminal, a line now and then anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Literal, NoReturn, TextIO

from tqdm import tqdm

Stage = Literal["read", "clauses", "embed", "write"]
Progress = Callable[[Stage, int, int], None]
"""(stage, done, total): files read, the clauses in them, texts embedded, passages written."""
EVERY = 2.0
"""Seconds between two lines, and before the first: what is over sooner needs none."""
NAMES: dict[Stage, str] = {
    "read": "Đọc kế hoạch",
    "clauses": "Đã đọc",
    "embed": "Tính vector để tìm theo nghĩa",
    "write": "Ghi chỉ mục",
}
UNITS: dict[Stage, str] = {"read": "tệp", "clauses": "điều khoản", "embed": "vector", "write": "đoạn"}


def told(stage: Stage, done: int, total: int) -> str:
    """Return how far a stage is: "Đọc kế hoạch: 3/5 tệp"; "Đã đọc: 269 điều khoản" where it has no steps."""
    count = str(total) if stage == "clauses" else f"{done}/{total}"
    return f"{NAMES[stage]}: {count} {UNITS[stage]}"


class Lines:
    """A line every few seconds, one where the long stage begins and where any ends; for logs and pipes.

    Nothing before the files are read, unless that takes long: a refusal is then the one line told.
    """

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock, self._last = out or sys.stderr, clock, clock()
        self._told = False

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        named = stage == "clauses" or (stage == "embed" and done == 0) or (self._told and done == total)
        if total and (named or self._clock() - self._last >= EVERY):
            self._last, self._told = self._clock(), True
            print(told(stage, done, total), file=self._out, flush=True)

    def close(self) -> None:
        """Nothing is left open."""


class Bars:
    """A bar for each stage, gone when it is over; none for a stage without work."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._bar: tqdm[NoReturn] | None = None

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if stage == "clauses":
            self.close()
            tqdm.write(told(stage, done, total), file=sys.stderr)
            return
        if stage != self._stage:
            self.close()
            self._stage = stage
            name, unit = NAMES[stage], f" {UNITS[stage]}"
            self._bar = tqdm(total=total, desc=name, unit=unit, leave=False) if total else None
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take away the bar of the last stage."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class Silence:
    """Says nothing."""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Nothing is left open."""


def progress(*, quiet: bool) -> Bars | Lines | Silence:
    """Return what tells how far a build is, by where standard error goes."""
    if quiet:
        return Silence()
    return Bars() if sys.stderr.isatty() else Lines()
