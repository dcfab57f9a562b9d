"""Edge: the library, a folder of the app's own with the files that were uploaded and what was done to plans.

    library.json                 says that the folder is ours
    NAME.pdf                     a file that was uploaded; NAME is the plan's id
    NAME.corrections.json        metadata of plan NAME as a person put it right, who and when
    NAME.withheld.json           plan NAME of the folder of plans was deleted: its file there is passed over
    history/NAME/TIME-HASH/      an earlier version of plan NAME: the file, and record.json
    trash/NAME/TIME-HASH/        a deleted plan, likewise
    incoming/                    a file while it is examined; empty otherwise

The folder of plans (data/plans) is read and never written. A file of the library stands before one of the
same name there. Files come in by a rename, so each is whole or absent, and moves leave the bytes as they
are: what is in the trash can be put back.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pathvalidate import sanitize_filename

from index.errors import ForeignFolderError, TakenNameError
from index.store import hash_of, json_bytes, write_whole
from ingest.corrections import FIELDS
from ingest.read import SUFFIXES

_PROGRAM = "tro-ly-ke-hoach"
_MARKER, _RECORD = "library.json", "record.json"
_HISTORY, _TRASH, _INCOMING = "history", "trash", "incoming"
_CORRECTIONS, _WITHHELD = ".corrections.json", ".withheld.json"
# A name may take 255 bytes on most disks, and what stands beside a file takes some of them.
_LONGEST_STEM = 180
_FORGOTTEN = timedelta(hours=1)  # what a crash left in incoming

# Before the marker is there: two readers at once, or a crash, leave no more than this.
_OURS = frozenset({_MARKER, f"{_MARKER}.new", _INCOMING})
_CLAIMING = threading.Lock()

Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Correction:
    """One field as a person put it; value None says that this copy does not have it. when is UTC, ISO."""

    value: str | None
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a file on the shelf (history or trash).

    why     "replaced" or "deleted"; who and when (UTC, ISO 8601) it was done
    origin  "library", or "plans" for a plan of the folder of plans, whose file is only passed over
    """

    plan_id: str
    file: str
    sha256: str
    number: str | None
    why: str
    who: str
    when: str
    origin: str = "library"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A version in the history or a plan in the trash."""

    folder: Path
    record: Record

    @property
    def path(self) -> Path:
        return self.folder / self.record.file


def library_beside(index: Path) -> Path:
    """Return where the library of an index stands: var/library for var/index."""
    return index.parent / "library"


def plan_id_of(path: Path) -> str:
    """Return the id of the plan in a file, NFC: some disks give names back decomposed."""
    return unicodedata.normalize("NFC", path.stem)


def same_id(one: str, other: str) -> bool:
    """Return whether two ids would be one file on a disk that does not tell capitals apart."""
    return _key(one) == _key(other)


def safe_name(name: str) -> str:
    """Return a file's name as it may be written: no folder, no sign a system refuses, no hidden file.

    Vietnamese letters stay. A name of which nothing is left becomes "van-ban".
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co", "Cn"))
    clean = " ".join(sanitize_filename(visible, replacement_text="-", platform="universal").split())
    stem, suffix = os.path.splitext(clean.lstrip(". "))
    stem = stem.encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip(". ")
    return f"{stem or 'van-ban'}{suffix.lower()}"


class Library:
    """The folder, which need not exist yet: it is made with the first thing that is put in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def exists(self) -> bool:
        """Whether the folder is there and ours: any other "library" is none of our business."""
        try:
            marker = json.loads((self.folder / _MARKER).read_bytes())
        except (OSError, ValueError):
            return False
        return isinstance(marker, dict) and marker.get("program") == _PROGRAM

    def files(self) -> list[Path]:
        """Return the files of plans, by name."""
        if not self.exists:
            return []
        found = (path for path in self.folder.iterdir() if path.suffix.lower() in SUFFIXES)
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))

    def file_of(self, plan_id: str) -> Path | None:
        """Return the file of a plan, None where the library has none."""
        return next((path for path in self.files() if same_id(plan_id_of(path), plan_id)), None)

    def withheld(self) -> frozenset[str]:
        """Return the ids of plans whose file in the folder of plans is passed over."""
        if not self.exists:
            return frozenset()
        names = (path.name for path in self.folder.glob(f"*{_WITHHELD}"))
        return frozenset(unicodedata.normalize("NFC", name.removesuffix(_WITHHELD)) for name in names)

    def corrections(self, plan_id: str) -> dict[str, Correction]:
        """Return the fields of a plan a person put right, by field; {} for none, or an unreadable file."""
        return _read_corrections(self.folder / f"{plan_id}{_CORRECTIONS}") if self.exists else {}

    def corrections_of(self, shelved: Shelved) -> dict[str, Correction]:
        """Return what was put right of a version on the shelf."""
        return _read_corrections(shelved.folder / f"{shelved.record.plan_id}{_CORRECTIONS}")

    def correct(self, plan_id: str, values: Mapping[str, str | None], who: str) -> Undo:
        """Keep values as what the fields of a plan say, in place of earlier ones; fields left out stay."""
        self._claim()
        path = self.folder / f"{plan_id}{_CORRECTIONS}"
        kept = self.corrections(plan_id)
        now = _now()
        for field, value in values.items():
            if field not in kept or kept[field].value != value:
                kept[field] = Correction(value, who, now)
        return _written(path, {field: asdict(correction) for field, correction in kept.items()})

    def uncorrect(self, plan_id: str) -> Undo:
        """Let the plan say again what is printed in it."""
        return _written(self.folder / f"{plan_id}{_CORRECTIONS}", None)

    def put(self, name: str, content: bytes) -> Undo:
        """Write a new file, whole or not at all; the plan's id is the name's stem."""
        self._claim()
        path = self.folder / name
        write_whole(path, content)
        return lambda: path.unlink(missing_ok=True)

    def shelve(self, source: Path, record: Record) -> Undo:
        """Take a file out of use: into the trash where record says "deleted", else into the history.

        A file of the library is moved, one of the folder of plans is copied, and passed over from then on
        where it is deleted. The plan's corrections go along: they were made of this version.
        """
        self._claim()
        place = self._place(_TRASH if record.why == "deleted" else _HISTORY, record)
        place.mkdir(parents=True)
        undo: list[Undo] = [lambda: shutil.rmtree(place, ignore_errors=True)]
        try:
            write_whole(place / _RECORD, json_bytes(asdict(record)))
            if record.origin == "library":
                undo.append(_moved(source, place / record.file))
            else:
                shutil.copyfile(source, place / record.file)
            corrections = self.folder / f"{record.plan_id}{_CORRECTIONS}"
            if corrections.is_file():
                undo.append(_moved(corrections, place / corrections.name))
            if (record.why, record.origin) == ("deleted", "plans"):
                undo.append(self.withhold(record.plan_id, record.who))
        except BaseException:
            _undone(undo)
            raise
        return lambda: _undone(undo)

    def withhold(self, plan_id: str, who: str) -> Undo:
        """Pass over the file of this plan in the folder of plans from now on."""
        self._claim()
        return _written(self.folder / f"{plan_id}{_WITHHELD}", {"who": who, "when": _now()})

    def restore(self, shelved: Shelved) -> Undo:
        """Put a plan from the trash back, with its corrections.

        Raises TakenNameError where another file has taken its name meanwhile.
        """
        record = shelved.record
        if self.file_of(record.plan_id):
            raise TakenNameError(record.plan_id)
        undo: list[Undo] = [_written(self.folder / f"{record.plan_id}{_WITHHELD}", None)]
        corrections = shelved.folder / f"{record.plan_id}{_CORRECTIONS}"
        if corrections.is_file():
            undo.append(_moved(corrections, self.folder / corrections.name))
        if record.origin == "library":
            undo.append(_moved(shelved.path, self.folder / record.file))
        return lambda: _undone(undo)

    def forget(self, shelved: Shelved) -> None:
        """Remove a version or a deleted plan from the shelf, for good."""
        shutil.rmtree(shelved.folder, ignore_errors=True)

    def history(self, plan_id: str) -> list[Shelved]:
        """Return the earlier versions of a plan, newest first."""
        return self._shelf(_HISTORY, plan_id)

    def trash(self) -> list[Shelved]:
        """Return the deleted plans, newest first."""
        withheld = self.withheld()
        return [
            shelved
            for shelved in self._shelf(_TRASH)
            if shelved.record.origin == "library" or shelved.record.plan_id in withheld
        ]

    @contextmanager
    def incoming(self, name: str, content: bytes) -> Iterator[Path]:
        """Give content as a file of this name while it is examined; it is gone afterwards."""
        self._claim()
        place = self.folder / _INCOMING
        place.mkdir(exist_ok=True)
        _clear(place)
        with tempfile.TemporaryDirectory(dir=place) as own:
            path = Path(own) / name
            path.write_bytes(content)
            yield path

    def _shelf(self, part: str, plan_id: str = "*") -> list[Shelved]:
        pattern = f"*/*/{_RECORD}" if plan_id == "*" else f"*/{_RECORD}"
        above = self.folder / part if plan_id == "*" else self.folder / part / plan_id
        found = (_read_record(path) for path in above.glob(pattern)) if self.exists else ()
        return sorted(filter(None, found), key=lambda shelved: shelved.record.when, reverse=True)

    def _place(self, part: str, record: Record) -> Path:
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{record.sha256[:8]}-{secrets.token_hex(2)}"
        return self.folder / part / record.plan_id / stamp

    def _claim(self) -> None:
        """Make the folder ours; raises ForeignFolderError where it holds something else."""
        with _CLAIMING:
            if self.exists:
                return
            if self.folder.exists() and not (self.folder.is_dir() and _names(self.folder) <= _OURS):
                raise ForeignFolderError(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / _MARKER, json_bytes({"program": _PROGRAM}))


def new_record(plan_id: str, path: Path, *, number: str | None, why: str, who: str, origin: str) -> Record:
    """Return the record of a file that is taken out of use now."""
    return Record(plan_id, path.name, hash_of(path), number, why, who, _now(), origin)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _key(plan_id: str) -> str:
    return unicodedata.normalize("NFC", plan_id).casefold()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _written(path: Path, value: Mapping[str, Any] | None) -> Undo:
    """Write value as JSON, or remove the file for None; return what puts the old bytes back."""
    old = path.read_bytes() if path.is_file() else None
    if value is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, json_bytes(value))

    def undo() -> None:
        if old is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, old)

    return undo


def _moved(source: Path, target: Path) -> Undo:
    os.replace(source, target)
    return lambda: os.replace(target, source)


def _undone(steps: list[Undo]) -> None:
    for step in reversed(steps):
        step()


def _clear(incoming: Path) -> None:
    """Remove what a crash left long ago; what is new may be another user's."""
    oldest = (datetime.now(UTC) - _FORGOTTEN).timestamp()
    for path in incoming.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True)
        except FileNotFoundError:
            continue


def _read_corrections(path: Path) -> dict[str, Correction]:
    try:
        raw = json.loads(path.read_bytes())
        return {
            field: Correction(found["value"], str(found["who"]), str(found["when"]))
            for field, found in raw.items()
            if field in FIELDS and (found["value"] is None or isinstance(found["value"], str))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _read_record(path: Path) -> Shelved | None:
    """Return what a record tells of; None where it cannot be read or its file is gone, as after a crash."""
    try:
        shelved = Shelved(path.parent, Record(**json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError):
        return None
    named = Path(shelved.record.file).name == shelved.record.file
    return shelved if named and shelved.path.is_file() else None
