"""The five plans that ship and their matrix, made once for all tests of the review."""

from __future__ import annotations

import pytest

from answer.ask import world_of
from answer.question import World
from review.matrix import Row, rows_of
from tests.answer.loaded import WordsOnly, read_folder


@pytest.fixture(scope="session")
def library() -> WordsOnly:
    """The five plans of data/plans, searched by words alone."""
    return read_folder()


@pytest.fixture(scope="session")
def world(library: WordsOnly) -> World:
    return world_of(library)


@pytest.fixture(scope="session")
def rows(world: World) -> tuple[Row, ...]:
    return rows_of(world)
