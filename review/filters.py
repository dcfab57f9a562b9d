"""Which rows of the matrix a reader wants: by agency in any spelling, role, plan, deadline, words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from answer.held import Held, HeldUnit, asked_of, held_by
from answer.kinds.duties import agency_names, has_role
from answer.understanding.question import World, read_question
from ingest.fold import fold
from ingest.plan import Assignment, Role
from review.desk import desk_for
from review.matrix import Row

Reach = Literal["direct", "group", "maybe"]
Due = Literal["written", "none", "literal", "passed"]

UNREAD = "Không nhận ra cơ quan nào trong “{}”. Hãy thử tên đầy đủ hoặc tên viết tắt quen dùng."


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty field asks for nothing.

    agency  as typed: "sở tttt", "so ngoai vu can tho"
    places  of plans
    reach   how a row holds its agency; without an agency, whether it names one or a group
    words   each must open a word of the row, accents aside
    """

    agency: str = ""
    roles: tuple[Role, ...] = ()
    plans: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    due: Due | None = None
    reach: Reach | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that fit, in the order of the matrix.

    agency  as it was understood ("Sở Thông tin và Truyền thông"); "" where none was asked for
    reach   of an agency asked for: how each row holds it, by row number
    held    and its assignments there
    counts  rows by the way they hold the agency: lead, support, through a group, through a doubtful one
    note    why nothing was looked up, in Vietnamese; "" where all was
    """

    rows: tuple[Row, ...]
    agency: str = ""
    reach: dict[int, Reach] = field(default_factory=dict)
    held: dict[int, tuple[Assignment, ...]] = field(default_factory=dict)
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    note: str = ""


def selected(rows: Sequence[Row], filters: Filters, world: World, today: date) -> Selection:
    """Return the rows that fit every filter; today is the day deadlines are held against."""
    fits = _fitting(filters, today)
    if not filters.agency.strip():
        kept = (row for row in rows if fits(row) and _fits_work(row.assignments, filters))
        return Selection(tuple(kept))
    return _of_agency(rows, filters, world, today, fits)


def _fitting(filters: Filters, today: date) -> Callable[[Row], bool]:
    """Return whether a row fits what does not hang on an agency."""
    words = [f" {word}" for word in fold(filters.words).split()]

    def fits(row: Row) -> bool:
        return (
            (not filters.plans or row.plan.id in filters.plans)
            and (not filters.places or row.plan.place in filters.places)
            and (filters.due is None or _is_due(row, filters.due, today))
            and all(word in row.words for word in words)
        )

    return fits


def _is_due(row: Row, due: Due, today: date) -> bool:
    if due == "passed":
        return row.end is not None and row.end < today
    if due == "literal":
        return row.day is not None
    return (row.deadline is not None) == (due == "written")


def _fits_work(assignments: Collection[Assignment], filters: Filters) -> bool:
    """Return whether some assignment is of a role asked for, and to an agency or a group as asked."""
    group = filters.reach != "direct"
    return any(
        (not filters.roles or has_role(held, filters.roles))
        and (filters.reach is None or held.collective == group)
        for held in assignments
    )


# -- one agency ----------------------------------------------------------------------------------------


def _of_agency(
    rows: Sequence[Row], filters: Filters, world: World, today: date, fits: Callable[[Row], bool]
) -> Selection:
    """Return the rows that hold the agency typed, told as the chat tells them."""
    question = read_question(filters.agency, world)
    if not question.agencies:
        return Selection((), note=UNREAD.format(filters.agency.strip()))
    desk = desk_for(question, world, question.plans or tuple(world.plans), today)
    asked = asked_of(desk)
    reach, held = _by_unit([held_by(desk, asked, plan) for plan in desk.plans])
    kept = tuple(row for row in rows if row.unit.key in reach and fits(row))
    kept = tuple(row for row in kept if _holds_as_asked(filters, reach[row.unit.key], held[row.unit.key]))
    return Selection(
        kept,
        agency_names(desk),
        {row.number: reach[row.unit.key] for row in kept},
        {row.number: held[row.unit.key] for row in kept},
        _counts([(reach[row.unit.key], held[row.unit.key]) for row in kept]),
    )


Key = tuple[str, str]


def _by_unit(helds: Sequence[Held]) -> tuple[dict[Key, Reach], dict[Key, tuple[Assignment, ...]]]:
    """Return how each unit holds the agency, and its assignments there."""
    reach: dict[Key, Reach] = {}
    held: dict[Key, tuple[Assignment, ...]] = {}
    for one in helds:
        kinds: tuple[tuple[Reach, list[HeldUnit]], ...] = (
            ("direct", one.direct),
            ("group", [*one.group, *one.beside]),
            ("maybe", one.maybe),
        )
        for how, units in kinds:
            for unit, assignments in units:
                reach[unit.key], held[unit.key] = how, tuple(assignments)
    return reach, held


def _holds_as_asked(filters: Filters, reach: Reach, held: Sequence[Assignment]) -> bool:
    """Return whether the agency is held as asked for; through a doubtful group only where that is asked."""
    wanted = reach == filters.reach if filters.reach else reach != "maybe"
    return wanted and (not filters.roles or any(has_role(one, filters.roles) for one in held))


def _counts(kept: Sequence[tuple[Reach, Sequence[Assignment]]]) -> tuple[int, int, int, int]:
    """Return rows led, supported, held through a group and through a doubtful one.

    The first assignment decides, as it does in the ledger of the chat.
    """
    direct = [held[0] for reach, held in kept if reach == "direct"]
    lead = sum(first.role != "support" for first in direct)
    group = sum(reach == "group" for reach, _ in kept)
    return lead, len(direct) - lead, group, len(kept) - len(direct) - group
