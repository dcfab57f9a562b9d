"""Edge: the dense half of the index, cosines over a flat FAISS index."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.embed import Vectors

# Elsewhere the file is read into memory: FAISS maps files and opens names that are not ASCII
# ("C:\\Users\\Nguyễn") dependably on Linux alone.
_MAPPED = sys.platform == "linux"

# Rows, evenly spread, from which mean and spread of cosines are estimated.
_SAMPLE = 512
_LEAST_SPREAD = 1e-3  # of two equal rows; keeps a tiny index from dividing by nothing


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Write (n, dim), rows of length 1. Flat: exact, and 6 ms a question at 100,000 rows (TECH.md)."""
    index = faiss.IndexFlatIP(max(vectors.shape[1], 1))
    if len(vectors):
        index.add(vectors)
    path.write_bytes(faiss.serialize_index(index).tobytes())


class VectorIndex:
    """Vectors opened for reading. Safe to share between threads.

    The file must be one whose hash was checked: FAISS parses it in C++.
    spread  how far cosines between passages scatter, a standard deviation: models differ in it
            tenfold, so scores are told in it
    """

    def __init__(self, path: Path) -> None:
        self._index = _opened(path)
        self.size, self.dimension = int(self._index.ntotal), int(self._index.d)
        sample = self._rows(range(0, self.size, math.ceil(self.size / _SAMPLE) or 1))
        self._mean = sample.mean(axis=0) if self.size else np.zeros(self.dimension, np.float32)
        self.spread = _spread(sample)

    def search(self, vector: Vectors, limit: int, rows: Sequence[int] | None = None) -> dict[int, float]:
        """Return the cosines of the nearest rows, at most limit; rows keeps to those."""
        wanted = min(limit, self.size if rows is None else len(rows))
        if wanted < 1:
            return {}
        parameters = None
        if rows is not None:
            selector = faiss.IDSelectorBatch(np.asarray(rows, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # its stub is bare
        cosines, found = self._index.search(vector[np.newaxis], wanted, params=parameters)
        return {int(row): float(cosine) for row, cosine in zip(found[0], cosines[0], strict=True) if row >= 0}

    def cosines(self, vector: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """Return the cosines of the given rows."""
        if not rows:
            return {}
        found = self._rows(rows) @ vector
        return {row: float(cosine) for row, cosine in zip(rows, found, strict=True)}

    def mean_cosine(self, vector: Vectors) -> float:
        """Return the mean cosine over the rows: what a passage scores that has nothing to do with it."""
        return float(self._mean @ vector)

    def _rows(self, rows: Sequence[int]) -> Vectors:
        return np.asarray(self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)


def _opened(path: Path) -> faiss.Index:
    if _MAPPED:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    return faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))


def _spread(sample: Vectors) -> float:
    if len(sample) < 2:
        return 1.0
    pairs = (sample @ sample.T)[np.triu_indices(len(sample), 1)]
    return max(float(pairs.std()), _LEAST_SPREAD)
