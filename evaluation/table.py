"""Figures as text: tables for a terminal. Numbers are right-aligned, what does not apply is "-"."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evaluation.measure import Indexed
from evaluation.metrics import Figures, Score, figures, figures_by
from evaluation.parsing import AssignmentFigures, OutlineFigures

NOT_APPLICABLE = "-"

Cell = str | int | float | None
Reading = tuple[str, float, OutlineFigures, AssignmentFigures]
"""(plan id, coverage, outline, assignments)"""

LEGEND = """\
ok: đúng về mọi mặt; complete: dẫn đủ các điều khoản cần có; precision: trích dẫn đúng chỗ;
facts: nói đủ dữ kiện; recall: phần điều khoản cần có được dẫn;
abstain: trả lời "không tìm thấy" khi đúng là không có; false_abstain: trả lời như vậy khi thật ra có;
removed: phần câu do mô hình ngôn ngữ viết bị bỏ khi kiểm tra;
ms: mili giây một câu (trung vị); first_s: giây từ lúc mở chỉ mục đến câu trả lời đầu tiên;
index_s: giây lập chỉ mục từ đầu; again_s: lập lại khi không có gì đổi;
MB: bộ nhớ cao nhất khi hỏi / khi lập chỉ mục.
Bảng dưới, theo loại câu hỏi, là của dòng 1; ok (n) là của dòng n."""


@dataclass(frozen=True, slots=True)
class Row:
    """One system over one set of questions; times and memory are None where they were not measured.

    removed   share of the sentences a language model wrote that were taken out; None where none wrote
    millis    of each answer; first_seconds and ask_mb belong to the process that answered
    """

    key: str
    label: str
    scores: tuple[Score, ...]
    millis: tuple[float, ...]
    first_seconds: float | None = None
    ask_mb: float | None = None
    indexed: Indexed | None = None
    removed: float | None = None

    @property
    def figures(self) -> Figures:
        """Means over all questions."""
        return figures(self.scores)


def overview(rows: Sequence[Row]) -> str:
    """Return the table of systems."""
    quality = ("ok", "complete", "precision", "facts", "recall", "abstain", "false_abstain")
    head = ["", *quality, "removed", "ms", "first_s", "index_s", "again_s", "MB"]
    body = [
        [f"{n}. {row.label}", *(getattr(row.figures, name) for name in quality), row.removed, *_costs(row)]
        for n, row in enumerate(rows, 1)
    ]
    return render(head, body)


def _costs(row: Row) -> list[Cell]:
    indexed = row.indexed or Indexed(seconds=float("nan"), recheck=None, peak_mb=None)
    peaks = [f"{peak:.0f}" for peak in (row.ask_mb, indexed.peak_mb) if peak is not None]
    return [
        f"{statistics.median(row.millis):.1f}" if row.millis else None,
        _tenths(row.first_seconds),
        _tenths(row.indexed.seconds if row.indexed else None),
        _tenths(indexed.recheck),
        "/".join(peaks) or None,
    ]


def _tenths(seconds: float | None) -> str | None:
    return None if seconds is None else f"{seconds:.1f}"


def by_category(rows: Sequence[Row]) -> str:
    """Return the table of kinds of question: more figures of the first row, ok of the others by number."""
    shown = ("ok", "complete", "precision", "facts")
    head = ["", "questions", *shown, *(f"ok ({n})" for n, _ in enumerate(rows[1:], 2))]
    groups = [figures_by(row.scores, lambda score: score.question.category) for row in rows]
    body = [
        [
            name,
            first.questions,
            *(getattr(first, x) for x in shown),
            *(other[name].ok if name in other else None for other in groups[1:]),
        ]
        for name, first in groups[0].items()
    ]
    return render(head, body)


def follow_ups(turn_by_turn: Row, whole: Row) -> str:
    """Return how many points asking in turns loses, over the questions that were also asked whole."""
    both = {score.question.id for score in whole.scores}
    talked = figures([score for score in turn_by_turn.scores if score.question.id in both]).ok or 0.0
    asked = whole.figures.ok or 0.0
    return (
        f"{len(both)} câu hỏi nối tiếp: đúng {talked:.2f} khi hỏi từng lượt, {asked:.2f} khi hỏi trọn câu; "
        f"mất {100 * (asked - talked):.1f} điểm."
    )


def failures(scores: Sequence[Score], most: int) -> str:
    """Return up to most wrong answers, one a line: the question and what is wrong with the answer."""
    wrong = [score for score in scores if not score.right]
    return "\n".join(_failure(score) for score in wrong[:most])


def _failure(score: Score) -> str:
    question = score.question
    faults = [
        None if score.status_ok else "sai trạng thái",
        None if score.clean else "nói điều không được nói",
        f"thiếu dữ kiện: {', '.join(score.lost)}" if score.lost else None,
        f"trích dẫn đúng chỗ {score.precision:.2f}" if score.answerable else None,
        *(f"thiếu {clause.plan}: {clause.quotes[0]}" for clause in score.missed),
    ]
    return f"SAI {question.id} [{question.category}] {' / '.join(question.turns)} — " + "; ".join(
        fault for fault in faults if fault
    )


def reading(plans: Sequence[Reading]) -> str:
    """Return the table of plans."""
    head = ["", "clauses", "boundaries", "paths", "coverage"]
    head += ["assignments", "precision", "recall", "f1", "role", "deadline"]
    body: list[list[Cell]] = []
    for id_, coverage, outline, held in plans:
        agreed = (held.annotated, held.precision, held.recall, held.f1, held.role, held.deadline)
        body.append([id_, outline.clauses, outline.boundaries, outline.paths, coverage, *agreed])
    return render(head, body)


def reading_as_json(plans: Sequence[Reading]) -> dict[str, Any]:
    """Return the figures of reading as plain data, by plan."""
    return {
        id_: {"coverage": coverage, "outline": asdict(outline), "assignments": asdict(held)}
        for id_, coverage, outline, held in plans
    }


def reading_faults(plan_id: str, outline: OutlineFigures, held: AssignmentFigures, most: int) -> str:
    """Return what was missed and what was read too much, up to most lines of each."""
    lines = [f"{row['path']}: {row['first_words']} … {row['last_words']}" for row in outline.missed[:most]]
    lost, extra = ([_duty(row) for row in rows[:most]] for rows in (held.missed, held.extra))
    return "\n".join(
        f"{name} {plan_id} {line}"
        for name, group in (("THIẾU", lines), ("THIẾU", lost), ("THỪA", extra))
        for line in group
    )


def _duty(row: Mapping[str, Any]) -> str:
    return f"{row['path']} {row['agency']} ({row['role']}): {row['task']}"


def render(head: Sequence[str], body: Sequence[Sequence[Cell]]) -> str:
    """Return a table; the first column is left-aligned, shares have two digits."""
    lines = [list(head), *([_text(cell) for cell in row] for row in body)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    drawn = [_line(line, widths) for line in lines]
    return "\n".join([drawn[0], "-" * len(drawn[0]), *drawn[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(w) if i else cell.ljust(w) for i, (cell, w) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others])


def _text(cell: Cell) -> str:
    if cell is None:
        return NOT_APPLICABLE
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
