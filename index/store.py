"""Edge: an index folder on disk.

    index.json            says that the folder is ours
    current               names the generation in use and the hash of its manifest
    generations/<id>/     manifest.json, plans.jsonl, passages.jsonl, layouts.jsonl, vectors.faiss, lexical/
    vectors.sqlite        vectors by hash of text and model, for the next build (`index.cache`)
    build.lock            held while building

A generation is written whole beside the old one; replacing ``current`` is the one step that counts. The
hash of every file stands in the manifest and that of the manifest in ``current``: nothing that was cut,
changed or put there by someone else is read, FAISS's own format above all, which is parsed in C++.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from index.errors import (
    DamagedIndexError,
    ForeignFolderError,
    IndexBusyError,
    MissingIndexError,
    StaleIndexError,
)
from index.passages import Passage
from ingest.corrections import corrected
from ingest.plan import Plan
from ingest.reading import Box, Format

# Raise it when a file of a generation changes its form: older folders are then built anew.
FORMAT_VERSION = 2
_PROGRAM = "tro-ly-ke-hoach"

_MARKER, _POINTER, _LOCK, _GENERATIONS = "index.json", "current", "build.lock", "generations"
MANIFEST, PLANS, PASSAGES, LAYOUTS = "manifest.json", "plans.jsonl", "passages.jsonl", "layouts.jsonl"
VECTORS, LEXICAL = "vectors.faiss", "lexical"
# Beside them, what `index.cache` keeps: SQLite writes a journal next to it.
CACHE = "vectors.sqlite"
_OURS = frozenset({_MARKER, f"{_MARKER}.new", _POINTER, f"{_POINTER}.new", _LOCK, _GENERATIONS})
# tantivy locks the folder it writes and reads; these files say nothing and may come and go.
_LOCK_SUFFIX = ".lock"

# A build that ends while a reader is between two files removes what the reader came for; it then
# starts again from the new pointer. Twice in a row does not happen.
_OPEN_ATTEMPTS = 3

Loaded = TypeVar("Loaded")
Origin = Literal["plans", "library"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read.

    file         relative to the folder it is in, "/" between parts; sha256 is of its bytes
    number       and place of the plan, to tell when two files hold the same plan
    origin       "plans" for the folder of plans, "library" for what was uploaded
    corrections  fields of metadata as a person put them right, laid over the plan when it is opened
    """

    plan_id: str
    file: str
    sha256: str
    number: str | None
    place: str | None
    clauses: int
    passages: int
    origin: Origin = "plans"
    format: Format = "text"
    warnings: tuple[str, ...] = ()
    corrections: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file that was not read, with the reason as the user is told it."""

    file: str
    sha256: str
    reason: str
    origin: Origin = "plans"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what it was made with.

    text_version  of passages and words: another one needs other passages, not another reading
    model         name of the embedding model, and the fingerprint of what its vectors depend on
    built         UTC, ISO 8601
    roots         where the files are, by origin, relative to the index folder where that can be said
    files         sha256 of every file of the generation, by its name relative to it
    """

    format: int
    parser_version: str
    text_version: str
    model: str
    fingerprint: str
    dimension: int
    built: str
    roots: dict[str, str]
    sources: tuple[Source, ...]
    refused: tuple[Refusal, ...]
    plans: int
    passages: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation whose manifest was checked; its files are checked by `check_files`."""

    folder: Path
    id: str
    manifest: Manifest

    @property
    def path(self) -> Path:
        return generation_path(self.folder, self.id)

    def file_of(self, source: Source) -> Path | None:
        """Return where the file of a source lies, None where it is gone since."""
        root = self.manifest.roots.get(source.origin)
        path = self.folder / root / source.file if root else None
        return path if path and path.is_file() else None


def generation_path(folder: Path, id_: str) -> Path:
    """Return where the generation with this id stands."""
    return folder / _GENERATIONS / id_


def current_generation(folder: Path) -> str:
    """Return the id of the generation in use; cheap enough to ask at every turn.

    Raises MissingIndexError, DamagedIndexError or ForeignFolderError.
    """
    return _pointer(folder)[0]


def open_generation(folder: Path) -> Generation:
    """Return the generation in use, its manifest checked.

    Raises MissingIndexError, ForeignFolderError, DamagedIndexError, StaleIndexError.
    """
    id_, manifest_hash = _pointer(folder)
    path = generation_path(folder, id_) / MANIFEST
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DamagedIndexError(folder, f"thiếu tệp {MANIFEST}") from error
    if hashlib.sha256(raw).hexdigest() != manifest_hash:
        raise DamagedIndexError(folder, f"tệp {MANIFEST} đã bị thay đổi")
    return Generation(folder, id_, _read_manifest(folder, raw))


def check_files(generation: Generation) -> None:
    """Raise DamagedIndexError unless every file of the generation is as it was written."""
    for name, sha256 in generation.manifest.files.items():
        try:
            found = hash_of(generation.path / name)
        except OSError as error:
            raise DamagedIndexError(generation.folder, f"thiếu tệp {name}") from error
        if found != sha256:
            raise DamagedIndexError(generation.folder, f"tệp {name} đã bị thay đổi")


def opened(folder: Path, load: Callable[[Generation], Loaded]) -> Loaded:
    """Return load(the generation in use), every file checked before; see `open_generation` for the errors.

    Starts again where a build ends in between and removes the files under the reader's hands.
    """
    for _ in range(_OPEN_ATTEMPTS - 1):
        id_ = current_generation(folder)
        try:
            return _load_once(folder, load)
        except (DamagedIndexError, OSError):
            if current_generation(folder) == id_:
                raise
    return _load_once(folder, load)


def _load_once(folder: Path, load: Callable[[Generation], Loaded]) -> Loaded:
    generation = open_generation(folder)
    check_files(generation)
    return load(generation)


def read_plans(generation: Generation, *, as_printed: bool = False) -> dict[str, Plan]:
    """Return the plans by id, in the order of the manifest, corrected unless wanted as printed."""
    plans: dict[str, Plan] = {plan.id: plan for plan in _read_lines(generation, PLANS, _adapter(Plan))}
    if not as_printed:
        for source in generation.manifest.sources:
            plans[source.plan_id] = corrected(plans[source.plan_id], source.corrections)
    return plans


def read_layouts(generation: Generation) -> dict[str, bytes]:
    """Return by plan id the boxes of its lines, still as stored: few are ever looked at."""
    lines = (generation.path / LAYOUTS).read_bytes().splitlines()
    return {source.plan_id: line for source, line in zip(generation.manifest.sources, lines, strict=True)}


def boxes_in(layout: bytes) -> tuple[Box, ...]:
    """Return the boxes of one plan as `read_layouts` gave them."""
    boxes: tuple[Box, ...] = TypeAdapter(tuple[Box, ...]).validate_json(layout)
    return boxes


def read_passages(generation: Generation) -> tuple[Passage, ...]:
    """Return the passages; the n-th has row n in the vectors and in the lexical index."""
    return tuple(_read_lines(generation, PASSAGES, _adapter(Passage)))


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_ours(folder: Path) -> bool:
    """Return whether folder was claimed for an index before."""
    return _marker(folder) is not None


def claim(folder: Path) -> None:
    """Make folder an index folder: create it, or take it where it is empty or already ours.

    Raises ForeignFolderError, and changes nothing, where it is a file or holds anything else.
    """
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _MARKER).is_file():
        write_whole(folder / _MARKER, json_bytes({"program": _PROGRAM}))


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold the folder, claimed before, for one build. Raises IndexBusyError where another holds it.

    The lock is the operating system's: it goes with the process, however that ends.
    """
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(folder) from error
    try:
        yield
    finally:
        lock.release()


def new_generation(folder: Path) -> tuple[str, Path]:
    """Return the id and the empty folder of a generation to be written; nobody reads it before `publish`."""
    taken = [entry.name for entry in (folder / _GENERATIONS).glob("*")]
    newest = max((int(name[:6]) for name in taken if name[:6].isdigit()), default=0)
    id_ = f"{newest + 1:06d}-{secrets.token_hex(4)}"
    path = generation_path(folder, id_)
    path.mkdir(parents=True)
    return id_, path


def write_plans(path: Path, plans: Iterable[Plan]) -> None:
    """Write plans.jsonl into a new generation."""
    _write_lines(path / PLANS, _adapter(Plan), plans)


def write_passages(path: Path, passages: Iterable[Passage]) -> None:
    """Write passages.jsonl into a new generation."""
    _write_lines(path / PASSAGES, _adapter(Passage), passages)


def write_layouts(path: Path, layouts: Iterable[Sequence[Box]]) -> None:
    """Write layouts.jsonl into a new generation: a line a plan, in the order of the manifest."""
    _write_lines(path / LAYOUTS, TypeAdapter(tuple[Box, ...]), map(tuple, layouts))


def data_files(path: Path) -> dict[str, str]:
    """Return the sha256 of every file of a generation but the manifest, and force them onto the disk."""
    files = sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and file.name != MANIFEST and not file.name.endswith(_LOCK_SUFFIX)
    )
    for file in files:
        _sync(file)
    for part in {file.parent for file in files}:
        _sync(part)
    return {file.relative_to(path).as_posix(): hash_of(file) for file in files}


def publish(folder: Path, id_: str, manifest: Manifest) -> None:
    """Put a written generation into use, then remove every other one.

    Until the pointer is replaced the old generation is whole and in use. A reader that has the old one
    open keeps it: its files are only unlinked. Where open files cannot be removed (Windows) the next
    build removes them.
    """
    raw = json_bytes(_adapter(Manifest).dump_python(manifest, mode="json"))
    write_whole(generation_path(folder, id_) / MANIFEST, raw)
    _sync(folder / _GENERATIONS)
    write_whole(
        folder / _POINTER, json_bytes({"generation": id_, "manifest": hashlib.sha256(raw).hexdigest()})
    )
    remove_others(folder, id_)


def remove_others(folder: Path, keep: str) -> None:
    """Remove every generation but one: those replaced, and those a crash left half written."""
    for path in (folder / _GENERATIONS).glob("*"):
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)


def _pointer(folder: Path) -> tuple[str, str]:
    """Return the id of the generation in use and the hash of its manifest."""
    _refuse_foreign(folder)
    try:
        raw = (folder / _POINTER).read_bytes()
    except FileNotFoundError as error:
        raise MissingIndexError(folder) from error
    try:
        pointer = json.loads(raw)
        id_, manifest_hash = str(pointer["generation"]), str(pointer["manifest"])
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedIndexError(folder, f"không đọc được tệp {_POINTER}") from error
    if Path(id_).name != id_ or id_ in ("", ".", ".."):
        raise DamagedIndexError(folder, f"tệp {_POINTER} trỏ ra ngoài thư mục")
    return id_, manifest_hash


def _refuse_foreign(folder: Path) -> None:
    """Raise ForeignFolderError for a file, and for a folder that holds what is not ours.

    The marker decides. Without it (a crash before the first one, or a lost one) every name must be ours.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ForeignFolderError(folder)
    if _marker(folder) is None:
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(CACHE)}
        if names - _OURS:
            raise ForeignFolderError(folder)


def _marker(folder: Path) -> Mapping[str, Any] | None:
    """Return what the marker says; None where there is none or it is not ours."""
    try:
        marker = json.loads((folder / _MARKER).read_bytes())
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) and marker.get("program") == _PROGRAM else None


def _read_manifest(folder: Path, raw: bytes) -> Manifest:
    # The format is looked at first: another format may have other fields.
    found = json.loads(raw).get("format")
    if found != FORMAT_VERSION:
        raise StaleIndexError(folder, f"dạng lưu trữ {found}, chương trình này dùng dạng {FORMAT_VERSION}")
    try:
        manifest: Manifest = _adapter(Manifest).validate_json(raw)
    except ValidationError as error:
        raise DamagedIndexError(folder, f"không đọc được tệp {MANIFEST}") from error
    return manifest


def _read_lines(generation: Generation, name: str, adapter: TypeAdapter[Any]) -> Iterator[Any]:
    with (generation.path / name).open("rb") as file:
        for line in file:
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:  # whole, as its hash says, but of another program version
                raise StaleIndexError(generation.folder, f"tệp {name} không còn đúng dạng") from error


def _write_lines(path: Path, adapter: TypeAdapter[Any], values: Iterable[Any]) -> None:
    with path.open("wb") as file:
        for value in values:
            file.write(adapter.dump_json(value) + b"\n")


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def json_bytes(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def write_whole(path: Path, raw: bytes) -> None:
    """Write path so that a reader, or a machine that comes back, finds the old bytes or the new ones."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Force a file or the entries of a folder onto the disk; Windows has no handle on folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():  # some file systems cannot sync folders; they lose no more than that
            raise
    finally:
        os.close(handle)
