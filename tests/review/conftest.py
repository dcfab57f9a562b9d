"""The matrix of the five plans that ship, made once for all tests of the review."""

from __future__ import annotations

import pytest

from answer.understanding.question import World
from review.matrix import Row, rows_of


@pytest.fixture(scope="session")
def rows(world: World) -> tuple[Row, ...]:
    return rows_of(world)
