"""A file that was read: the plan in it, and what its reader said of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.read import agency_book, read_file
from ingest.reading import Box, Format, Reading


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """One file of a plan, as read.

    boxes     where each line is printed, for PDF and images; spans are of plan.text
    warnings  sentences in Vietnamese: a draft, no signature, letters that were hard to read
    """

    plan: Plan
    format: Format = "text"
    boxes: tuple[Box, ...] = ()
    warnings: tuple[str, ...] = ()


def parsed(reading: Reading, plan_id: str) -> PlanCopy:
    """Return the copy whose file was read as reading."""
    plan = parse_plan(reading.text, plan_id, agency_book())
    return PlanCopy(plan, reading.format, reading.boxes, reading.warnings)


def read_copy(path: Path) -> PlanCopy:
    """Return the plan in the file at path, its id the file's stem. Raises UnreadableFileError."""
    return parsed(read_file(path), path.stem)
