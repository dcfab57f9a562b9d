"""What holds for every test, and the five plans that ship, read once for all of them."""

from __future__ import annotations

import pytest
from hypothesis import settings

from answer.ask import world_of
from answer.understanding.question import World
from tests.answer.loaded import WordsOnly, read_folder

# How long a property takes says nothing about whether it holds.
settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")


@pytest.fixture(scope="session")
def library() -> WordsOnly:
    """The five plans of data/plans, searched by words alone."""
    return read_folder()


@pytest.fixture(scope="session")
def world(library: WordsOnly) -> World:
    """What the five plans hold."""
    return world_of(library)
