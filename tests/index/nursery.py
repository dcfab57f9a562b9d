"""A process that has everything imported and forks a child for each build, so that killing one is cheap.

Started by test_never_half.py with a folder of plans, an index folder, a seed and what to do. Forking is
safe here alone: this process itself never builds, so neither tantivy nor FAISS has threads in it.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from index.build import build
from index.errors import DiskError
from index.retriever import open_index
from index.words import words
from tests.index.samples import FakeEmbedder, read_copy

WHOLE, HALF, REFUSED = 0, 3, 4
CLAUSES = 120


def write_version(plans: Path, version: int) -> None:
    """Write the plan that changes: every clause says which version it is of."""
    many = "".join(f"V.{n} | Việc {n} lần {version}\n" for n in range(CLAUSES))
    (plans / "nhieu.txt").write_text(many, "utf-8")


def forked(work: Callable[[], None]) -> int:
    """Return the id of a child that does work and ends: with WHOLE, or with HALF for any exception."""
    child = os.fork()
    if child:
        return child
    status = HALF
    try:
        work()
        status = WHOLE
    except DiskError:
        status = REFUSED
    finally:
        os._exit(status)


def status_of(child: int) -> int:
    """Return how a child ended: its exit status, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def one_build(plans: Path, folder: Path) -> None:
    build(plans, folder, embedder=FakeEmbedder(), read=read_copy)


def check(folder: Path, versions: set[int]) -> None:
    """Raise unless the index opens whole and every clause of the plan is of one of these versions."""
    index = open_index(folder, embedder=FakeEmbedder())
    texts = [clause.text for clause in index.plans["nhieu.txt".removesuffix(".txt")].clauses]
    found = {int(text.rsplit(" ", 1)[1]) for text in texts}
    if len(texts) != CLAUSES or len(found) != 1 or not found <= versions:
        raise ValueError(f"{len(texts)} clauses of versions {found}, wanted one of {versions}")
    hits = index.search("việc lần", k=CLAUSES)
    if len(hits) != CLAUSES:
        raise ValueError(f"{len(hits)} passages found")
    for plan_id in index.plans:
        index.boxes(plan_id)


def killed_builds(plans: Path, folder: Path, chance: random.Random, kills: int) -> None:
    """Kill builds at random moments; print how many were caught at work and which content was found."""
    started = time.perf_counter()
    write_version(plans, 0)
    assert status_of(forked(lambda: one_build(plans, folder))) == WHOLE
    longest = time.perf_counter() - started
    caught = old = 0
    version, last = 0, 0
    while caught < kills:
        version += 1
        write_version(plans, version)
        child = forked(lambda: one_build(plans, folder))
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        if status_of(child) == WHOLE:
            longest *= 0.9  # it had ended before: aim earlier
            last = version
            continue
        caught += 1
        # What was whole before, or the version just built.
        may_be = {last, version}
        assert status_of(forked(lambda may_be=may_be: check(folder, may_be))) == WHOLE  # type: ignore[misc]
        if status_of(forked(lambda only=last: check(folder, {only}))) == WHOLE:  # type: ignore[misc]
            old += 1
        else:
            last = version
    assert status_of(forked(lambda: one_build(plans, folder))) == WHOLE
    assert status_of(forked(lambda: check(folder, {version}))) == WHOLE
    print(f"caught {caught} old {old}")


def full_disks(plans: Path, folder: Path, chance: random.Random, kills: int) -> None:
    """Let no file grow beyond a size, for sizes from nothing up; print how often a build was refused."""
    write_version(plans, 0)
    assert status_of(forked(lambda: one_build(plans, folder))) == WHOLE
    largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    refused = 0
    for step in range(kills):
        write_version(plans, step + 1)
        limit = int((largest + 4096) * step / kills) if step else 0
        ended = status_of(forked(lambda limit=limit: _limited(plans, folder, limit)))  # type: ignore[misc]
        if ended == REFUSED:
            refused += 1
            assert status_of(forked(lambda: check(folder, {0}))) == WHOLE
            assert len(list((folder / "generations").iterdir())) == 1
        else:
            assert ended == WHOLE, f"limit {limit} of {largest}: {ended}"
            break
    assert status_of(forked(lambda: one_build(plans, folder))) == WHOLE
    print(f"refused {refused}")


def _limited(plans: Path, folder: Path, limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    one_build(plans, folder)


if __name__ == "__main__":
    words("kế hoạch")  # loads pyvi, here once and not in every child
    what = {"kill": killed_builds, "full": full_disks}[sys.argv[1]]
    what(Path(sys.argv[2]), Path(sys.argv[3]), random.Random(int(sys.argv[4])), int(sys.argv[5]))
