"""Edge: vectors that were computed before, by the text and the model they were made of.

Embedding is the slow part of a build; with this file, one that was interrupted goes on where it
stopped, and a changed plan costs only its new clauses. It is only a cache: whatever is wrong with it,
it is thrown away and filled again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from index.embed import Embedder, Vectors

_TABLE = """CREATE TABLE IF NOT EXISTS vectors (
    text BLOB NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (text, model)
) WITHOUT ROWID"""

# Texts embedded between two savings: some seconds of work at stake, and steps of the progress bar.
_BATCH = 16

# A row of length 1, as stored in float32, is never further off; a damaged one nearly always is.
_LENGTH_TOLERANCE = 1e-3


class VectorCache:
    """The file, opened for one build; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base = self._open()

    def __enter__(self) -> VectorCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def vectors(
        self, texts: Sequence[str], embedder: Embedder, tick: Callable[[int, int], None]
    ) -> tuple[Vectors, int]:
        """Return (n, dim) for texts, and how many had to be embedded; equal texts are embedded once.

        tick is called with (embedded, to embed) after each batch, first with 0. The model is not
        touched where the file holds everything.
        """
        found = self._stored(set(texts), embedder.fingerprint)
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        tick(0, len(missing))
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            rows = embedder.documents(batch)
            found |= zip(batch, rows, strict=True)
            self._store(batch, rows, embedder.fingerprint)
            tick(start + len(batch), len(missing))
        stacked = np.stack([found[text] for text in texts]) if texts else np.zeros((0, 0), np.float32)
        return np.ascontiguousarray(stacked, dtype=np.float32), len(missing)

    def keep_only(self, texts: Collection[str]) -> None:
        """Forget the vectors of every other text, of whatever model: a removed plan leaves nothing."""
        kept = {_key(text) for text in texts}
        with self._base:
            stored = [key for (key,) in self._base.execute("SELECT DISTINCT text FROM vectors")]
            gone = [(key,) for key in stored if key not in kept]
            self._base.executemany("DELETE FROM vectors WHERE text = ?", gone)

    def _stored(self, texts: Collection[str], model: str) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        query = "SELECT vector FROM vectors WHERE text = ? AND model = ?"
        for text in texts:
            row = self._base.execute(query, (_key(text), model)).fetchone()
            vector = np.frombuffer(row[0], dtype="<f4") if row and len(row[0]) % 4 == 0 else None
            if vector is not None and abs(float(np.linalg.norm(vector)) - 1) < _LENGTH_TOLERANCE:
                found[text] = vector
        lengths = {len(vector) for vector in found.values()}
        return found if len(lengths) == 1 else {}

    def _store(self, texts: Sequence[str], rows: Vectors, model: str) -> None:
        values = [
            (_key(text), model, row.astype("<f4").tobytes()) for text, row in zip(texts, rows, strict=True)
        ]
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", values)

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.DatabaseError:
            for path in self._path.parent.glob(f"{self._path.name}*"):
                path.unlink()
            return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only unlinked
        base.execute(_TABLE)
        if base.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{path} is damaged")
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
