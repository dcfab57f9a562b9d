"""What people say of assignments: a deadline confirmed, a role corrected, a note; never the document's word.

A mark belongs to the words it was made on. It is found again after a rebuild by plan, clause text, agency and
role; where the clause has changed it stands for nothing until somebody has looked again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ingest.plan import Assignment, Role
from review.matrix import Row

Kind = Literal["deadline", "role", "note"]
Key = tuple[str, str, str, Role]
"""Plan id, hash of the clause's words, agency as the plan calls it, role read from the words."""

ROLE_VALUES: tuple[Role, ...] = ("lead", "support", "advise", "request")


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement of one person about one assignment.

    kind   "deadline": value is an ISO date; "role": value is a Role; "note": value is the note
    value  "" takes back what was said before
    path, label, quote  of the clause when the mark was made, to be read when the plan has changed
    at     when, with its zone
    """

    kind: Kind
    plan_id: str
    clause_hash: str
    agency: str
    role: Role
    value: str
    who: str
    at: datetime
    path: str
    label: str
    quote: str

    @property
    def key(self) -> Key:
        return self.plan_id, self.clause_hash, self.agency, self.role

    @property
    def day(self) -> date | None:
        """The confirmed day of a deadline, None of other marks."""
        return date.fromisoformat(self.value) if self.kind == "deadline" and self.value else None


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks that stand today.

    by_row  of each row by its number, oldest first
    adrift  those whose clause, agency or role is no longer there as it was: to be looked at again
    """

    by_row: Mapping[int, tuple[Mark, ...]]
    adrift: tuple[Mark, ...]

    def confirmed_day(self, number: int) -> Mark | None:
        """Return the mark that confirms a row's deadline last, or None."""
        found = [mark for mark in self.by_row.get(number, ()) if mark.kind == "deadline"]
        return max(found, key=lambda mark: mark.at, default=None)


def clause_hash(quote: str) -> str:
    """Return the hash by which a clause's words are known again; white space does not count."""
    return hashlib.sha256(" ".join(quote.split()).encode()).hexdigest()


def mark_on(row: Row, held: Assignment, kind: Kind, value: str, *, who: str, at: datetime) -> Mark:
    """Return what who says of one assignment of a row."""
    return Mark(
        kind,
        row.plan.id,
        clause_hash(row.quote),
        held.agency,
        held.role,
        value,
        who,
        at,
        row.unit.path,
        row.label,
        row.quote,
    )


def standing(history: Iterable[Mark], rows: Sequence[Row]) -> Marked:
    """Return the marks that stand, led to their rows; history is oldest first.

    Of each assignment the last confirmation and the last correction count, and each person's last note;
    what was taken back is left out.
    """
    places = _places(rows)
    last: dict[tuple[object, ...], tuple[int | None, Mark]] = {}
    for mark in history:
        found = places.get(mark.key, ())
        number = _nearest(found, mark) if found else None
        place = (mark.key, mark.path) if number is None else number
        author = mark.who if mark.kind == "note" else ""
        last[place, mark.agency, mark.role, mark.kind, author] = (number, mark)
    by_row: dict[int, list[Mark]] = defaultdict(list)
    adrift: list[Mark] = []
    for number, mark in last.values():
        if mark.value:
            (adrift if number is None else by_row[number]).append(mark)
    return Marked({number: tuple(marks) for number, marks in by_row.items()}, tuple(adrift))


def _places(rows: Sequence[Row]) -> dict[Key, list[Row]]:
    """Return the rows in which each key stands: several where a plan repeats itself word by word."""
    places: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        digest = clause_hash(row.quote)
        for agency, role in dict.fromkeys((held.agency, held.role) for held in row.assignments):
            places[row.plan.id, digest, agency, role].append(row)
    return places


def _nearest(rows: Sequence[Row], mark: Mark) -> int:
    """Return the number of the row at the mark's own place, else of the first that has its words."""
    return next((row.number for row in rows if row.unit.path == mark.path), rows[0].number)
