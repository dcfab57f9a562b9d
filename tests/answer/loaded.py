"""Loaded plans as `ask` wants them, without an index, and what tests read off an answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from answer.model import Answer, Line
from ingest.plan import Plan
from ingest.read import read_plan

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "data" / "plans"


class WordsOnly:
    """A Library whose search finds nothing: answers then rest on the plans' words alone."""

    def __init__(self, plans: Mapping[str, Plan]) -> None:
        self._plans = dict(plans)

    @property
    def plans(self) -> Mapping[str, Plan]:
        return self._plans

    def search(self, query: str, *, k: int = 10, plans: Collection[str] | None = None) -> Sequence[object]:
        return ()


def read_folder(folder: Path = PLANS) -> WordsOnly:
    """Return the plans of a folder, ready to be asked."""
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    return WordsOnly({path.stem: read_plan(path) for path in paths})


def cited(answer: Answer) -> list[tuple[str, str]]:
    """Return (plan id, clause path) of every citation, in the order of the marks."""
    return [(citation.plan_id, citation.path) for citation in answer.citations]


def lines(answer: Answer) -> list[Line]:
    """Return every line of an answer, folded groups included."""
    return [line for group in answer.groups for line in group.lines]


def direct_paths(answer: Answer, plan_id: str) -> set[str]:
    """Return the paths cited by lines that give the agency itself work: no group, no mere mention."""
    own = [line for group in answer.groups if not group.folded for line in group.lines if line.via is None]
    return {path for line in own for path in _paths(answer, line, plan_id)}


def mention_paths(answer: Answer, plan_id: str) -> set[str]:
    """Return the paths cited by folded lines that only mention the agency."""
    folded = [line for group in answer.groups if group.folded for line in group.lines if line.via is None]
    return {path for line in folded for path in _paths(answer, line, plan_id)}


def group_paths(answer: Answer, plan_id: str) -> set[str]:
    """Return the paths cited by lines that reach the agency through a collective addressee."""
    return {path for line in lines(answer) if line.via is not None for path in _paths(answer, line, plan_id)}


def _paths(answer: Answer, line: Line, plan_id: str) -> list[str]:
    by_number = {citation.n: citation for citation in answer.citations}
    return [by_number[n].path for n in line.citations if by_number[n].plan_id == plan_id]


def plain(text: str) -> str:
    """Return text as typed without accents."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in apart if not unicodedata.combining(character))
