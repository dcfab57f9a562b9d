"""Files read in processes of their own: what comes back, and files that make a reader hang or fall."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from index.copies import read_copy
from index.reader_process import ReaderProcess, read_copies
from ingest.errors import PlanBotError, UnreadableFileError

PLANS = Path(__file__).parents[2] / "data/plans"
# Reads like the real one, but falls or hangs over a file whose name says so.
TOUCHY = """
import json, os, sys, time
for line in sys.stdin.buffer:
    path = json.loads(line)
    if "roi" in path: os._exit(11)
    if "treo" in path: time.sleep(600)
    print('!{"kind": "UnreadableFileError", "what": "%d", "remedy": "x"}' % os.getpid(), flush=True)
"""


def test_what_a_process_reads_is_what_is_read_here() -> None:
    process = ReaderProcess()
    try:
        for name in ("can-gio", "cao-bang"):
            path = PLANS / f"{name}.txt"
            assert process.read(path) == read_copy(path)
    finally:
        process.close()


def test_an_error_comes_back_as_it_was_raised(tmp_path: Path) -> None:
    process = ReaderProcess()
    (tmp_path / "trống.txt").write_text(" ", "utf-8")
    with pytest.raises(UnreadableFileError) as here:
        read_copy(tmp_path / "trống.txt")
    try:
        with pytest.raises(UnreadableFileError) as there:
            process.read(tmp_path / "trống.txt")
        assert (there.value.what, there.value.remedy) == (here.value.what, here.value.remedy)
        assert type(there.value) is type(here.value)
    finally:
        process.close()


def _who_read(process: ReaderProcess, name: str) -> str:
    """Return which process answered for a file."""
    with pytest.raises(UnreadableFileError) as told:
        process.read(Path(name))
    return told.value.what


def test_a_file_that_fells_its_reader_costs_only_itself() -> None:
    process = ReaderProcess(command=(sys.executable, "-c", TOUCHY))
    try:
        first = _who_read(process, "a.pdf")
        assert _who_read(process, "b.pdf") == first
        with pytest.raises(UnreadableFileError, match=r"roi\.pdf làm chương trình đọc tệp dừng đột ngột"):
            process.read(Path("roi.pdf"))
        assert _who_read(process, "c.pdf") != first
    finally:
        process.close()


def test_a_file_that_hangs_its_reader_is_given_up() -> None:
    process = ReaderProcess(seconds=3, command=(sys.executable, "-c", TOUCHY))
    started = time.monotonic()
    try:
        with pytest.raises(UnreadableFileError, match=r"Đọc treo\.pdf quá lâu"):
            process.read(Path("treo.pdf"))
        assert time.monotonic() - started < 300  # far below what it would have slept
        assert _who_read(process, "a.pdf").isdigit()
    finally:
        process.close()


def test_many_files_are_read_in_order_and_counted(tmp_path: Path) -> None:
    paths = []
    for number in range(50):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"KẾ HOẠCH\nViệc số {number}\n" if number % 10 else "", "utf-8")
        paths.append(path)
    told: list[int] = []
    outcomes = read_copies(paths, told.append)
    assert told == list(range(1, 51))
    for number, outcome in enumerate(outcomes):
        if number % 10:
            assert not isinstance(outcome, PlanBotError)
            assert (outcome.plan.id, f"Việc số {number}\n" in outcome.plan.text) == (f"{number:02}", True)
        else:
            assert isinstance(outcome, PlanBotError)
