"""Who carries what: counts an agency and a plan, and deadlines by quarter; every count keeps its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from answer.corpus import Unit
from answer.load import loads_of
from answer.understanding.naming import WHOLE_LEVEL
from review.matrix import Row

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one plan gives one agency by name.

    agency         one name for all plans
    lead, support  numbers of the rows in which it is to do the work, and to help; a row may be in both
    """

    agency: str
    plan_id: str
    plan_name: str
    lead: tuple[int, ...]
    support: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """Every row once, in reading order."""
        return tuple(sorted({*self.lead, *self.support}))


@dataclass(frozen=True, slots=True)
class Quarter:
    """The rows of one plan whose deadline ends in a quarter; first is the quarter's first day."""

    year: int
    quarter: int
    plan_id: str
    plan_name: str
    rows: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"Quý {ROMAN[self.quarter - 1]}/{self.year}"

    @property
    def last_day(self) -> date:
        return date(self.year, self.quarter * 3, 31 if self.quarter in (1, 4) else 30)


def cells_of(rows: Sequence[Row]) -> list[Cell]:
    """Return a cell for each agency and plan where the plan names the agency in one of rows.

    Groups ("các sở, ban, ngành") are nobody's load. The busiest agency comes first.
    """
    cells = [cell for _, own in groupby(rows, key=lambda row: row.plan.id) for cell in _cells_of_plan([*own])]
    total: dict[str, int] = defaultdict(int)
    for cell in cells:
        total[cell.agency] += len(cell.rows)
    return sorted(cells, key=lambda cell: (-total[cell.agency], cell.agency))


def _cells_of_plan(rows: Sequence[Row]) -> Iterable[Cell]:
    number = {row.unit.order: row.number for row in rows}
    plan = rows[0].plan

    def numbers(units: Iterable[Unit]) -> tuple[int, ...]:
        return tuple(number[unit.order] for unit in units)

    for load in loads_of([row.unit for row in rows]):
        # One committee of many keeps its name: "UBND huyện Trùng Khánh" is not every district's.
        shared = load.agency_id if load.agency_id not in WHOLE_LEVEL else None
        yield Cell(
            shared or load.agency, plan.id, rows[0].plan_name, numbers(load.lead), numbers(load.support)
        )


def quarters_of(rows: Iterable[Row]) -> list[Quarter]:
    """Return rows with a literal day or quarter by the quarter it ends in and by plan, the earliest first."""
    found: dict[tuple[int, int, str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.end is not None:
            quarter = (row.end.month + 2) // 3
            found[row.end.year, quarter, row.plan.id, row.plan_name].append(row.number)
    return [Quarter(*key, tuple(numbers)) for key, numbers in sorted(found.items())]
