"""Whatever happens to a build, the index opens whole, with the old content or the new."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.build import build
from index.errors import IndexBusyError
from index.retriever import open_index
from tests.index.samples import FOREST, HARBOUR, FakeEmbedder, read_copy

ROOT = Path(__file__).parents[2]
KILLS = 50
SIZES = 25

posix = pytest.mark.skipif(os.name == "nt", reason="signals, fork and limits are of POSIX systems")


def _nursery(tmp_path: Path, what: str, count: int) -> str:
    plans, folder = tmp_path / "plans", tmp_path / "index"
    plans.mkdir()
    command = [sys.executable, "-m", "tests.index.nursery", what, str(plans), str(folder), "7", str(count)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@posix
def test_builds_killed_at_random_moments_leave_a_whole_index(tmp_path: Path) -> None:
    told = re.fullmatch(r"caught (\d+) old (\d+)\n", _nursery(tmp_path, "kill", KILLS))
    assert told
    assert int(told[1]) == KILLS
    # Most moments lie before the one step that counts.
    assert int(told[2]) > 0


@posix
def test_a_full_disk_is_told_and_leaves_the_old_index(tmp_path: Path) -> None:
    told = re.fullmatch(r"refused (\d+)\n", _nursery(tmp_path, "full", SIZES))
    assert told
    assert int(told[1]) > SIZES // 2


def test_the_second_of_two_builds_is_told(tmp_path: Path) -> None:
    plans, folder = tmp_path / "plans", tmp_path / "index"
    plans.mkdir()
    (plans / "rung.md").write_text(FOREST, "utf-8")
    at_work, go_on = threading.Event(), threading.Event()

    class Slow(FakeEmbedder):
        def documents(self, texts):  # type: ignore[no-untyped-def]
            at_work.set()
            assert go_on.wait(30)
            return super().documents(texts)

    first = threading.Thread(
        target=build, args=(plans, folder), kwargs={"embedder": Slow(), "read": read_copy}
    )
    first.start()
    assert at_work.wait(30)
    with pytest.raises(IndexBusyError):
        build(plans, folder, embedder=FakeEmbedder(), read=read_copy)
    go_on.set()
    first.join(30)
    assert list(open_index(folder, embedder=FakeEmbedder()).plans) == ["rung"]


def test_an_open_index_answers_while_another_is_built(tmp_path: Path) -> None:
    plans, folder = tmp_path / "plans", tmp_path / "index"
    plans.mkdir()
    (plans / "rung.md").write_text(FOREST, "utf-8")
    build(plans, folder, embedder=FakeEmbedder(), read=read_copy)
    index = open_index(folder, embedder=FakeEmbedder())
    found: list[list[str]] = []

    class Asked(FakeEmbedder):
        def documents(self, texts):  # type: ignore[no-untyped-def]
            found.append([hit.path for hit in index.search("trồng rừng phòng hộ", k=1)])
            return super().documents(texts)

    (plans / "ben-tau.txt").write_text(HARBOUR, "utf-8")
    build(plans, folder, embedder=Asked(), read=read_copy)
    assert found
    assert all(paths == ["II.1"] for paths in found)
    assert [hit.path for hit in index.search("trồng rừng phòng hộ", k=1)] == ["II.1"]
    assert set(open_index(folder, embedder=FakeEmbedder()).plans) == {"rung", "ben-tau"}
