"""Plans for quizzes: those that ship, and those written for the tests of reading, each kind of layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.ask import world_of
from answer.question import World
from ingest.read import read_plan
from tests.answer.loaded import ROOT, WordsOnly, read_folder

INVENTED = ROOT / "tests" / "ingest" / "invented"


@pytest.fixture(scope="session")
def library() -> WordsOnly:
    """The five plans of data/plans, searched by words alone."""
    return read_folder()


@pytest.fixture(scope="session")
def world(library: WordsOnly) -> World:
    return world_of(library)


@pytest.fixture(scope="session")
def invented() -> World:
    """Made-up plans of other provinces, offices and subjects: tables, labels, prose, decisions."""
    paths = sorted(path for path in Path(INVENTED).iterdir() if path.suffix in (".txt", ".md"))
    return world_of(WordsOnly({path.stem: read_plan(path) for path in paths}))
