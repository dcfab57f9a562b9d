"""Every assigned task as one row: who leads, who helps, by when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from answer.ask import well_read
from answer.citing import label_of, spans_of, whole_of
from answer.corpus import Unit, deadline_of
from answer.desk import plan_name, task_of
from answer.understanding.due import last_day, literal_day
from answer.understanding.question import World
from index.citation import place_label
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role, slice_text

# What stands behind an agency in the column of those who do the work; who leads has nothing behind it.
ROLE_MARKS: dict[Role, str] = {
    "lead": "",
    "support": "",
    "advise": " (tham mưu)",
    "request": " (được đề nghị)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One clause, table row or labelled block that gives somebody work.

    number     of the row among all rows, from 0: names it on the page
    doers      who is to do it: leads first, then those who advise or are asked, each marked
    helpers    who is to help
    deadline   as written; day is its literal day, end its last day with quarters closed
    clause     "điểm c khoản 4 mục IV"; label the whole citation
    quote      the clause and the cells of its row, verbatim
    whole      whether completeness may be claimed of its plan
    words      task, agencies and clause, folded, for searching
    """

    number: int
    unit: Unit = field(repr=False)
    plan: Plan = field(repr=False)
    task: str
    doers: tuple[str, ...]
    helpers: tuple[str, ...]
    deadline: str | None
    day: date | None
    end: date | None
    clause: str
    label: str
    quote: str
    whole: bool
    words: str

    @property
    def plan_name(self) -> str:
        return plan_name(self.plan)

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        return self.unit.assignments

    @property
    def page(self) -> int | None:
        """The page, from 1, on which it starts; None when the file has no pages."""
        spans = spans_of(self.unit)
        return self.plan.page_at(spans[0][0]) if spans else None


def rows_of(world: World) -> tuple[Row, ...]:
    """Return a row for every unit that gives somebody work, in the order of plans and clauses."""
    assigned = [unit for unit in world.corpus.units if unit.assignments]
    whole = {plan.id: well_read(plan, world) for plan in world.plans.values()}
    return tuple(
        _row(number, unit, world.plans[unit.plan_id], whole[unit.plan_id])
        for number, unit in enumerate(assigned)
    )


def _row(number: int, unit: Unit, plan: Plan, whole: bool) -> Row:
    doers = names_in(unit.assignments, ("lead", "advise", "request"))
    helpers = names_in(unit.assignments, ("support",))
    deadline = deadline_of(unit)
    task = task_of(unit)
    quote = "\n".join(slice_text(plan.text, run) for run in whole_of(unit))
    clause = place_label(unit.path)
    return Row(
        number,
        unit,
        plan,
        task,
        doers,
        helpers,
        deadline,
        literal_day(deadline) if deadline else None,
        last_day(deadline) if deadline else None,
        clause,
        label_of(plan, unit.path),
        quote,
        whole,
        f" {fold(' '.join((task, *doers, *helpers, deadline or '', quote)))} ",
    )


def names_in(assignments: Iterable[Assignment], roles: Sequence[Role]) -> tuple[str, ...]:
    """Return the agencies of roles, in the order of roles, each once under its first role."""
    named: dict[str, str] = {}
    listed = list(assignments)
    for role in roles:
        for held in listed:
            if held.role == role:
                named.setdefault(held.agency, held.agency + ROLE_MARKS[role])
    return tuple(named.values())
