"""Annotations of the invented plans: one readable file a plan, checked against its own source.

A file has three parts: "# metadata" (name | value), "# outline" (path | first words … last words) and
"# assignments" (path | agency | role | collective or - | deadline or -). A line that opens with "?" may be
found or not: the annotation rules leave it open.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from evaluation.parsing import Row
from ingest.clean import view
from ingest.fold import fold
from ingest.plan import Plan
from ingest.read import read_text

INVENTED = Path(__file__).parent / "invented"
PARTS = ("metadata", "outline", "assignments")


@dataclass(frozen=True, slots=True)
class Gold:
    """What a plan says, annotated by hand; open are the assignments that may be found or not."""

    plan: str
    metadata: tuple[tuple[str, str], ...]
    outline: tuple[Row, ...]
    assignments: tuple[Row, ...]
    open: tuple[Row, ...]


def plans() -> list[Path]:
    """Return the invented plans, in order."""
    return sorted(path for path in INVENTED.iterdir() if path.suffix in (".txt", ".md"))


# Its sentences are cut over lines, which a copy in another format would take for paragraphs of their own.
CUT_OVER_LINES = ("bo-phe-duyet-bang-nhom", "chua-chay-rung-in-dong")


def plans_in_whole_lines() -> list[Path]:
    """Return the invented plans whose lines can be taken over as the paragraphs of another format."""
    return [path for path in plans() if path.stem not in CUT_OVER_LINES]


def read_gold(path: Path) -> Gold:
    """Return the annotation beside the plan at path."""
    parts: dict[str, list[list[str]]] = {part: [] for part in PARTS}
    into: list[list[str]] = []
    for line in path.with_suffix(".gold").read_text("utf-8").splitlines():
        if line.startswith("# "):
            into = parts[line[2:]]
        elif line.strip():
            into.append([cell.strip() for cell in line.split(" | ")])
    outline = tuple(_outline_row(path.stem, *cells) for cells in parts["outline"])
    tasks = {row["path"]: _task(path, row) for row in outline}
    sure = [cells for cells in parts["assignments"] if not cells[0].startswith("?")]
    unsure = [[cells[0].lstrip("? "), *cells[1:]] for cells in parts["assignments"] if cells not in sure]
    return Gold(
        path.stem,
        tuple((name, value) for name, value in parts["metadata"]),
        outline,
        tuple(_assignment_row(path.stem, tasks, *cells) for cells in sure),
        tuple(_assignment_row(path.stem, tasks, *cells) for cells in unsure),
    )


def _outline_row(plan: str, path: str, words: str) -> Row:
    first, _, last = words.partition(" … ")
    return {"plan": plan, "path": path, "first_words": first, "last_words": last or first}


def _assignment_row(
    plan: str, tasks: dict[str, str], path: str, agency: str, role: str, collective: str, deadline: str
) -> Row:
    return {
        "plan": plan,
        "path": path,
        "agency": agency,
        "role": role,
        "collective": collective == "collective",
        "deadline": None if deadline == "-" else deadline,
        "task": tasks[path],
    }


def _task(path: Path, row: Row) -> str:
    """Return the words of an annotated clause, out of the source: from its first words to its last."""
    source = fold(
        view(unicodedata.normalize("NFC", read_text(path))).text.replace("**", "").replace("\\", "")
    )
    first, last = fold(row["first_words"]), fold(row["last_words"])
    start = source.find(first)
    stop = source.find(last, start) + len(last)
    assert start >= 0, f"{path.name}: {row['path']} opens with words that are not there: {row['first_words']}"
    assert stop >= start + len(first), f"{path.name}: {row['path']} has no end: {row['last_words']}"
    return source[start:stop]


def metadata_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the facts of a plan's frame in the order of the annotation, absent ones left out."""
    names = ("number", "kind", "issuer", "place", "date", "title", "signer", "signer_title")
    facts = [(name, getattr(plan, name)) for name in names if getattr(plan, name) is not None]
    facts += [("basis", basis) for basis in plan.bases]
    facts += [("recipient", recipient) for recipient in plan.recipients]
    return tuple(facts)
