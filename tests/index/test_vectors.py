"""Cosines over stored vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.vectors import VectorIndex, write_vectors

ROWS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)


@pytest.fixture(params=[True, False], ids=["mapped", "in memory"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VectorIndex:
    if not request.param:
        monkeypatch.setattr("index.vectors._MAPPED", False)
    path = tmp_path / "vectơ.faiss"
    write_vectors(path, ROWS)
    return VectorIndex(path)


def test_the_nearest_rows(vectors: VectorIndex) -> None:
    query = np.array([1, 0], dtype=np.float32)
    assert (vectors.size, vectors.dimension) == (3, 2)
    assert vectors.search(query, 2) == pytest.approx({0: 1.0, 2: 0.6})
    assert vectors.search(query, 10) == pytest.approx({0: 1.0, 2: 0.6, 1: 0.0})


def test_only_among_given_rows(vectors: VectorIndex) -> None:
    query = np.array([1, 0], dtype=np.float32)
    assert vectors.search(query, 5, [1, 2]) == pytest.approx({2: 0.6, 1: 0.0})
    assert vectors.search(query, 1, [1, 2]) == pytest.approx({2: 0.6})
    assert vectors.search(query, 5, []) == {}


def test_cosines_of_given_rows(vectors: VectorIndex) -> None:
    query = np.array([0, 1], dtype=np.float32)
    assert vectors.cosines(query, [2, 0]) == pytest.approx({2: 0.8, 0: 0.0})
    assert vectors.cosines(query, []) == {}


def test_mean_and_spread(vectors: VectorIndex) -> None:
    assert vectors.mean_cosine(np.array([1, 0], dtype=np.float32)) == pytest.approx(1.6 / 3)
    # The pairs have cosines 0, 0.6 and 0.8: mean 7/15, variance (49 + 4 + 25) / 225 / 3.
    assert vectors.spread == pytest.approx((78 / 225 / 3) ** 0.5)


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_rows_to_scatter(tmp_path: Path, rows: int) -> None:
    write_vectors(tmp_path / "v", ROWS[:rows])
    vectors = VectorIndex(tmp_path / "v")
    assert (vectors.size, vectors.spread) == (rows, 1.0)
