"""Edge: the file in which confirmations and notes are kept, apart from the index and the plans.

Nothing in it is changed or removed: every mark is a line of its own, so who said what and when stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from ingest.plan import Role
from review.errors import NotesError
from review.marks import Kind, Mark

# "PKHN": tells our file from any other SQLite file.
APPLICATION = 0x504B484E
FORMAT = 1
WAIT = 10.0
"""Seconds to wait for another user's writing."""

TABLE = """
CREATE TABLE mark (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, plan_id TEXT NOT NULL, clause_hash TEXT NOT NULL,
    agency TEXT NOT NULL, role TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    path TEXT NOT NULL, label TEXT NOT NULL, quote TEXT NOT NULL
)
"""
COLUMNS = "kind, plan_id, clause_hash, agency, role, value, who, at, path, label, quote"


def read_marks(file: Path) -> tuple[Mark, ...]:
    """Return every mark ever made, oldest first; () where no file is there yet.

    Raises NotesError when the file is damaged or is not ours.
    """
    if not file.exists():
        return ()
    with _opened(file) as notes:
        return tuple(_mark(line) for line in notes.execute(f"SELECT {COLUMNS} FROM mark ORDER BY id"))


def keep_mark(file: Path, mark: Mark) -> None:
    """Add a mark to the file, which is made where it is missing. Raises NotesError."""
    values = (
        mark.kind,
        mark.plan_id,
        mark.clause_hash,
        mark.agency,
        mark.role,
        mark.value,
        mark.who,
        mark.at.isoformat(),
        mark.path,
        mark.label,
        mark.quote,
    )
    with _opened(file) as notes:
        notes.execute(f"INSERT INTO mark ({COLUMNS}) VALUES ({', '.join('?' * len(values))})", values)


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction, committed at the end."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=WAIT)) as notes, notes:
            notes.execute("BEGIN IMMEDIATE")
            _prepare(notes, file)
            yield notes
    except (sqlite3.Error, OSError, ValueError) as error:
        raise NotesError(
            f"Không dùng được tệp ghi chú {file}: {error}.",
            remedy="Hãy kiểm tra quyền ghi và ổ đĩa, hoặc chuyển tệp ấy đi nơi khác rồi thử lại.",
        ) from error


def _prepare(notes: sqlite3.Connection, file: Path) -> None:
    """Make the table in a new file; refuse a file of another program or a newer format."""
    (application,) = notes.execute("PRAGMA application_id").fetchone()
    (format_,) = notes.execute("PRAGMA user_version").fetchone()
    if (application, format_) == (APPLICATION, FORMAT):
        return
    (tables,) = notes.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application or format_ or tables:
        raise NotesError(
            f"Tệp {file} không phải tệp ghi chú của chương trình này, hoặc do bản mới hơn ghi.",
            remedy="Hãy chuyển tệp ấy đi nơi khác, hoặc dùng bản chương trình mới hơn.",
        )
    notes.execute(TABLE)
    notes.execute(f"PRAGMA application_id = {APPLICATION}")
    notes.execute(f"PRAGMA user_version = {FORMAT}")


def _mark(line: tuple[str, ...]) -> Mark:
    kind, plan_id, digest, agency, role, value, who, at, path, label, quote = line
    day = datetime.fromisoformat(at)
    return Mark(
        cast(Kind, kind), plan_id, digest, agency, cast(Role, role), value, who, day, path, label, quote
    )
