"""Plans for quizzes beside those that ship: the ones written for the tests of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.ask import world_of
from answer.understanding.question import World
from ingest.read import read_plan
from tests.answer.loaded import ROOT, WordsOnly

INVENTED = ROOT / "tests" / "ingest" / "invented"


@pytest.fixture(scope="session")
def invented() -> World:
    """Made-up plans of other provinces, offices and subjects: tables, labels, prose, decisions."""
    paths = sorted(path for path in Path(INVENTED).iterdir() if path.suffix in (".txt", ".md"))
    return world_of(WordsOnly({path.stem: read_plan(path) for path in paths}))
