"""Command line: python -m ingest outline|metadata|assignments|coverage FILE..."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ingest.arguments import ArgumentParser
from ingest.errors import PlanBotError
from ingest.formats import listed
from ingest.plan import Clause, Plan, Section, in_reading_order
from ingest.read import SUFFIXES, read_plan

Record = dict[str, Any]
FEW = 2  # files are read before a bar could be drawn


def outline_records(plan: Plan) -> Iterator[Record]:
    """Yield every heading and clause in reading order."""
    for piece in in_reading_order(plan.sections, plan.clauses):
        heading = piece.heading if isinstance(piece, Section) else None
        yield {
            "plan": plan.id,
            "path": piece.path,
            "kind": piece.kind,
            "heading": heading,
            "text": piece.text if isinstance(piece, Clause) else heading,
            "spans": piece.spans,
        }


def metadata_records(plan: Plan) -> Iterator[Record]:
    """Yield the one record of the frame; null where this copy lacks a fact."""
    names = (
        "number",
        "kind",
        "issuer",
        "place",
        "date",
        "title",
        "signer",
        "signer_title",
        "bases",
        "recipients",
    )
    yield {"plan": plan.id} | {name: getattr(plan, name) for name in names}


def assignment_records(plan: Plan) -> Iterator[Record]:
    """Yield one record for each clause, agency and role."""
    for held in plan.assignments:
        yield {
            "plan": plan.id,
            "path": held.path,
            "agency": held.agency,
            "collective": held.collective,
            "role": held.role,
            "task": held.task,
            "deadline": held.deadline,
            "evidence": held.evidence,
        }


def coverage_records(plan: Plan) -> Iterator[Record]:
    """Yield how much of the file was understood, with the text that was not."""
    cover = plan.coverage
    counts = {
        name: getattr(cover, name) for name in ("total", "read", "unread", "clauses", "duties", "unassigned")
    }
    yield (
        {"plan": plan.id, "share": round(cover.share, 4)}
        | counts
        | {"unread_text": [plan.text[start:stop] for start, stop in plan.unread]}
    )


COMMANDS: dict[str, Callable[[Plan], Iterator[Record]]] = {
    "outline": outline_records,
    "metadata": metadata_records,
    "assignments": assignment_records,
    "coverage": coverage_records,
}


def main(arguments: list[str] | None = None) -> int:
    """Print what was asked of the files; return the exit status: 2 when one cannot be read."""
    options = _parser().parse_args(arguments)
    try:  # every file is read before the first line is printed: a bad file prints nothing
        plans = [read_plan(path) for path in _with_progress(options.files)]
    except PlanBotError as error:
        print(error, file=sys.stderr)
        return 2
    for plan in plans:
        for record in COMMANDS[options.what](plan):
            print(json.dumps(record, ensure_ascii=False))
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m ingest", description="Đọc kế hoạch, in ra mỗi dòng một bản ghi JSON."
    )
    parser.add_argument(
        "what",
        choices=COMMANDS,
        help="outline: cây điều khoản; metadata: thể thức; assignments: phân công; coverage: phần đọc được",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=f"tệp {listed(SUFFIXES)}")
    return parser


def _with_progress(files: Sequence[Path]) -> Iterable[Path]:
    """Return files behind a progress bar, where there are enough to wait for and somebody to see it."""
    bar: Iterable[Path] = tqdm(files, disable=None if len(files) > FEW else True, unit="tệp", file=sys.stderr)
    return bar


if __name__ == "__main__":
    sys.exit(main())
