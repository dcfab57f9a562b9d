"""The files an index is made of: those of the folder of plans and those uploaded to the library."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.errors import NothingToIndexError
from index.library import Library, plan_id_of, same_id
from index.store import Origin, hash_of
from ingest.formats import listed
from ingest.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class PlanFile:
    """One file found, not read yet; name is relative to the folder it was found in."""

    path: Path
    name: str
    sha256: str
    origin: Origin = "plans"

    @property
    def plan_id(self) -> str:
        return plan_id_of(self.path)


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, sentences on those passed over, and the roots by origin."""

    files: tuple[PlanFile, ...]
    notes: tuple[str, ...]
    roots: Mapping[str, str]


def plan_files(sources: Path | None, folder: Path, library: Library) -> Found:
    """Return the files of both folders that hold the plans wanted, by name.

    Raises NothingToIndexError where there are none.
    """
    uploaded = [PlanFile(path, path.name, _hash_or_none(path), "library") for path in library.files()]
    withheld = library.withheld()
    files, notes = list(uploaded), []
    for file in _files_under(sources, alone=not uploaded) if sources else ():
        if any(same_id(file.plan_id, other.plan_id) for other in uploaded):
            notes.append(f"{file.name}: dùng bản đã tải lên kho, không dùng tệp này.")
        elif any(same_id(file.plan_id, id_) for id_ in withheld):
            notes.append(f"{file.name}: đã bị xóa khỏi kho nên không nạp; khôi phục ở trang Thư viện.")
        else:
            files.append(file)
    if not files:
        raise NothingToIndexError(
            "Không còn kế hoạch nào để lập chỉ mục.", remedy="Hãy thêm hoặc khôi phục ít nhất một kế hoạch."
        )
    roots = {"plans": sources, "library": library.folder if uploaded else None}
    files.sort(key=lambda file: PurePosixPath(file.name))
    told = {origin: _relative(root, folder) for origin, root in roots.items() if root}
    return Found(tuple(files), tuple(notes), told)


def _relative(root: Path, folder: Path) -> str:
    """Return root as seen from the index folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(root.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return root.resolve().as_posix()


def _files_under(sources: Path, *, alone: bool) -> list[PlanFile]:
    """Return the files that may hold plans, by name; hidden ones and README files do not.

    alone is where there are no others: then an empty folder is an error.
    """
    if not sources.is_dir():
        raise NothingToIndexError(
            f"Không có thư mục {sources}.", remedy="Hãy kiểm tra lại đường dẫn tới thư mục chứa các kế hoạch."
        )
    found = [
        PlanFile(path, path.relative_to(sources).as_posix(), _hash_or_none(path))
        for path in sorted(sources.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.stem.casefold() != "readme"
        and not any(part.startswith(".") for part in path.relative_to(sources).parts)
        and path.is_file()
    ]
    if alone and not found:
        raise NothingToIndexError(
            f"Không thấy tệp {listed(SUFFIXES)} nào trong {sources}.",
            remedy="Hãy đặt các kế hoạch vào đó; muốn bỏ hẳn chỉ mục thì xóa thư mục chỉ mục.",
        )
    return found


def _hash_or_none(path: Path) -> str:
    """Return the sha256 of a file, "" where it cannot be read: reading it then says why."""
    try:
        return hash_of(path)
    except OSError:
        return ""
