"""Files that are cut, changed or called something else: a sentence for the user, no traceback, no hang."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import PlanBotError
from ingest.read import read_plan, read_text
from tests.ingest.as_docx import save_docx
from tests.ingest.test_docx import SAMPLES
from tests.ingest.test_html import as_html, page

SECONDS = 120  # for all files of one kind; one alone takes some hundredths of a second
SOURCE = next(path for path in SAMPLES if path.stem == "khanh-hoa")
KINDS = (".docx", ".html", ".txt", ".md")


def whole(kind: str, folder: Path) -> bytes:
    """Return a plan as a file of a kind."""
    path = folder / f"whole{kind}"
    if kind == ".docx":
        save_docx(read_text(SOURCE), path)
    elif kind == ".html":
        page(path, as_html(read_text(SOURCE)))
    else:
        shutil.copyfile(SOURCE, path)
    return path.read_bytes()


def damaged(raw: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield copies of raw: cut short, with bytes changed, pieces taken out, doubled or filled with zeros."""
    for share in (0.0, 0.001, 0.02, 0.3, 0.7, 0.99):
        yield raw[: int(len(raw) * share)]
    for count in (1, 3, 10, 100, 1000):
        for _ in range(4):
            copy = bytearray(raw)
            for _ in range(count):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
            yield bytes(copy)
    for _ in range(6):
        start, stop = sorted(chance.randrange(len(raw)) for _ in range(2))
        yield raw[:start] + raw[stop:]
        yield raw[:stop] + raw[start:]
        yield raw[:start] + bytes(stop - start) + raw[stop:]
    yield chance.randbytes(5_000)


def read_all(paths: list[Path], said: multiprocessing.Queue[tuple[str, str]]) -> None:
    """Read every file and put (name, what came of it)."""
    for path in paths:
        said.put((path.name, "begun"))
        try:
            read_plan(path)
            said.put((path.name, "read"))
        except PlanBotError as error:
            said.put((path.name, "refused" if error.what and error.remedy else "refused without a word"))
        except BaseException as error:
            said.put((path.name, f"{type(error).__name__}: {error}"))


def outcomes(paths: list[Path]) -> dict[str, str]:
    """Return what came of each file, read in a process of its own that is ended when it takes too long."""
    context = multiprocessing.get_context("spawn")
    said = context.Queue()
    child = context.Process(target=read_all, args=(paths, said))
    child.start()
    found: dict[str, str] = {}
    try:
        while sum(what != "begun" for what in found.values()) < len(paths):
            name, what = said.get(timeout=SECONDS)
            found[name] = what
    finally:
        child.kill()
        child.join()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    paths = []
    for number, raw in enumerate(damaged(whole(kind, tmp_path), chance)):
        path = tmp_path / f"{number:03}{kind}"
        path.write_bytes(raw)
        paths.append(path)
    found = outcomes(paths)
    assert set(found.values()) <= {"read", "refused"}, found
    assert "refused" in found.values()


def test_files_called_something_else_are_read_or_refused(tmp_path: Path) -> None:
    contents = {kind: whole(kind, tmp_path) for kind in KINDS}
    paths = []
    for kind, raw in contents.items():
        for suffix in (*KINDS, ".htm", ".pdf", ".png", ".jpg", ".tif"):
            path = tmp_path / f"{kind[1:]}-as{suffix}"
            path.write_bytes(raw)
            paths.append(path)
    found = outcomes(paths)
    assert set(found.values()) <= {"read", "refused"}, found
    assert {found[f"docx-as{suffix}"] for suffix in (".txt", ".html", ".pdf", ".png")} == {"refused"}
