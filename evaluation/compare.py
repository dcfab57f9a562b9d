"""Every system over the same questions, in turn: rows for the table."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from evaluation.measure import Asked, Conversation, Indexed
from evaluation.metrics import Record, Score, figures_by, score
from evaluation.questions import Question, asked_whole, read_places, without_accents
from evaluation.systems import System
from evaluation.table import Row

OURS = "ours"
OWN_INDEX = frozenset({OURS, "told"})  # what asks an index of ours, whoever writes the answer
WITHOUT_ACCENTS = ", hỏi không dấu"
AS_WHOLE = ", hỏi trọn câu"


class Measure(Protocol):
    """Indexes and asks systems by name; `evaluation.measure.Apart` does it in processes of their own."""

    def index_plans(self, name: str, plans: Path, folder: Path) -> Indexed:
        """Index from nothing into folder."""

    def ask_all(self, name: str, folder: Path, sets: Sequence[Sequence[Conversation]]) -> Asked:
        """Answer every question of every set."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to compare on.

    index          an index of ours to ask; None to build one from plans, and time it
    strip_accents  ask every system without accents, in place of ours alone in a second row
                   (and of ours asked whole, where questions are given so)
    """

    questions: tuple[Question, ...]
    plans: Path
    index: Path | None = None
    strip_accents: bool = False

    def sets(self, key: str) -> dict[str, tuple[Question, ...]]:
        """Return the sets of questions to ask a system, by what they add to its name."""
        stripped = {WITHOUT_ACCENTS: tuple(map(without_accents, self.questions))}
        if self.strip_accents:
            return stripped
        whole = asked_whole(self.questions)
        more = stripped | ({AS_WHOLE: whole} if whole else {})
        return {"": self.questions} | (more if key == OURS else {})


def compare(wanted: Comparison, measure: Measure, known: Mapping[str, System]) -> list[Row]:
    """Return the rows of every system, ours first, and ours once more asked without accents and whole."""
    with tempfile.TemporaryDirectory() as scratch:
        return [
            row
            for key, system in known.items()
            for row in _rows(key, system, wanted, measure, Path(scratch) / key)
        ]


def _rows(key: str, system: System, wanted: Comparison, measure: Measure, folder: Path) -> list[Row]:
    """Index into folder, or take the given index for the assistant, ask, and return a row for each set."""
    if key in OWN_INDEX and wanted.index:
        folder, indexed = wanted.index, None
    else:
        indexed = measure.index_plans(key, wanted.plans, folder)
    sets = wanted.sets(key)
    asked = measure.ask_all(
        key, folder, [[(q.id, q.turns) for q in questions] for questions in sets.values()]
    )
    rows = [
        Row(key, system.label + addition, _scores(questions, records), millis, removed=share_removed(records))
        for (addition, questions), records, millis in zip(
            sets.items(), asked.records, asked.millis, strict=True
        )
    ]
    # What the process cost belongs to its first row alone.
    rows[0] = replace(rows[0], first_seconds=asked.first_seconds, ask_mb=asked.peak_mb, indexed=indexed)
    return rows


def _scores(questions: Sequence[Question], records: Sequence[Record]) -> tuple[Score, ...]:
    places = read_places()
    return tuple(score(q, record, places) for q, record in zip(questions, records, strict=True))


def share_removed(records: Sequence[Record]) -> float | None:
    """Return the share of written sentences that were taken out; None where nothing was written."""
    written = [record["written"] for record in records if "written" in record]
    removed = sum(len(one["removed"]) for one in written)
    total = removed + sum(one["sentences"] for one in written)
    return removed / total if total else None


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Return everything measured as plain data, by row; times in the units their names say."""
    return {row.label: _row_as_json(row) for row in rows}


def _row_as_json(row: Row) -> dict[str, Any]:
    groups = figures_by(row.scores, lambda score: score.question.category)
    return (
        {"system": row.key}
        | asdict(row.figures)
        | {
            "by_category": {name: asdict(group) for name, group in groups.items()},
            "sentences_removed": row.removed,
            "median_ms": statistics.median(row.millis) if row.millis else None,
            "first_seconds": row.first_seconds,
            "peak_mb": row.ask_mb,
            "index_seconds": row.indexed.seconds if row.indexed else None,
            "recheck_seconds": row.indexed.recheck if row.indexed else None,
            "index_peak_mb": row.indexed.peak_mb if row.indexed else None,
        }
    )
