"""How many pages a minute are read from files, each stage by itself."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from ingest.errors import PlanBotError, UnreadableFileError
from ingest.parse import parse_plan
from ingest.read import agency_book, read_file

Timed = tuple[int, float, float]
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pace:
    """What reading files took: seconds by the clock, and of all processes in each stage.

    pages  of all files; a file without pages counts as one
    """

    files: int
    pages: int
    seconds: float
    reading: float
    parsing: float

    @property
    def pages_a_minute(self) -> float:
        return 60 * self.pages / self.seconds if self.seconds else 0.0


def pace_of(paths: Sequence[Path], workers: int | None = None) -> Pace:
    """Return the pace of reading and parsing paths in that many processes, as many as cores by default.

    The processes are warm before the clock starts. Raises PlanBotError where a file cannot be read.
    """
    count = workers or os.cpu_count() or 1
    with ProcessPoolExecutor(count, get_context("spawn")) as pool:
        list(pool.map(_warm, range(4 * count)))
        started = time.perf_counter()
        outcomes = list(pool.map(_timed, paths))
        seconds = time.perf_counter() - started
    found = [_whole(outcome) for outcome in outcomes]
    pages, reading, parsing = (sum(column) for column in zip(*found, strict=True)) if found else (0, 0.0, 0.0)
    return Pace(len(paths), int(pages), seconds, reading, parsing)


def _warm(_: int) -> None:
    parse_plan("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Sở Y tế chủ trì.", "warm", agency_book())


def _whole(outcome: Timed | Fault) -> Timed:
    if len(outcome) == 2:
        raise UnreadableFileError(outcome[0], remedy=outcome[1])
    return outcome


def _timed(path: Path) -> Timed | Fault:
    """Return the pages of a file and the seconds of both stages, or what is wrong with it and the remedy."""
    started = time.perf_counter()
    try:
        text = read_file(path).text
    except PlanBotError as error:
        return error.what, error.remedy
    read = time.perf_counter()
    parse_plan(text, path.stem, agency_book())
    return 1 + text.count("\f"), read - started, time.perf_counter() - read
