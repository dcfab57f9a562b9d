"""What is wrong for a clause though right elsewhere: real agencies, and dates written as its own is.

A rival must be wrong beyond doubt: not only absent from the clause, but in no group that the clause names,
not another name or level of an agency named there, not what one of them became, and without a duty in
nearly the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

import regex as re
from rapidfuzz.fuzz import token_set_ratio

from answer.corpus import Unit, deadline_of
from answer.held import LEVEL
from answer.successors import today
from answer.understanding.due import last_day
from answer.understanding.question import World
from ingest.agencies import write_out
from ingest.fold import fold
from ingest.plan import Assignment, Plan
from ingest.roles import OFFICE
from training.dates import form_of, moved
from training.duties import Duty, own_text

SAME_WORDS = 80  # of 100, rapidfuzz: two duties so alike may be one, told twice
BRACKET = re.compile(r"\s*\([^)]*\)")
# A date, a month or a quarter: what can be wrong. "Thường xuyên" or "giai đoạn 2026 - 2030" may hold others.
DATED = re.compile(r"\d{1,2}\s*(?:/|tháng)\s*\d|tháng\s+\d|[Qq]uý\s+(?:I{1,3}|IV|[1-4])\b")
DEPARTMENTS = ("so", "phong")  # kinds of agencies whose names are the same everywhere
OF_A_LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b|[Tt]ỉnh ủy|[Tt]hành ủy")
MANY, FEW = 24, 4  # rivals of one duty: from plans, and where these give fewer from the list of agencies
OTHER_PLANS = 20  # plans looked through for them, besides the duty's own
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAYS = re.compile(r"\d{1,2}\s*/\s*\d{1,2}")
MANY_TIMES = re.compile(r"h[àằ]ng|mỗi|định kỳ|giai đoạn|\d{4}\s*-\s*\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rival:
    """An agency as a plan names it."""

    name: str
    agency_id: str | None


class Rivals:
    """Finds rivals among all loaded plans; what it gathers is gathered once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._named: dict[str, tuple[Rival, ...]] = {}
        self._dated: dict[str, list[str]] = {}
        self._there: dict[tuple[str, str], list[Rival]] = {}

    # -- agencies --------------------------------------------------------------------------------------

    def agencies(self, duty: Duty) -> list[Rival]:
        """Return agencies that certainly have no part in the duty's unit, the likeliest to mislead first.

        Those of the duty's own plan; of other loaded plans, and of the list of agencies where these are
        few, only such as every plan of this level and time may name ("Sở Y tế").
        """
        plan = duty.plan
        own = self.named_by(plan.id)
        others = (rival for other in self._elsewhere(plan.id) for rival in self.named_by(other))
        found: dict[str, Rival] = {}
        for candidates, enough in ((own, MANY), (others, MANY), (self._listed(plan), FEW)):
            for rival in candidates:
                if len(found) >= enough:
                    break
                key = rival.agency_id or fold(rival.name)
                fits = candidates is own or self._travels(rival, duty)
                if fits and key not in found and not self.may_be_right(rival, duty.unit):
                    found[key] = rival
        return sorted(found.values(), key=lambda rival: self._distance(rival, duty.held))

    def _elsewhere(self, plan_id: str) -> Iterable[str]:
        return islice((other for other in self.world.plans if other != plan_id), OTHER_PLANS)

    def _listed(self, plan: Plan) -> Iterable[Rival]:
        """Return the departments of the list of agencies that existed when a plan was issued."""
        for agency in self.world.book.agencies:
            if agency.kind in DEPARTMENTS and self._existed(agency.id, plan.date):
                yield Rival(agency.id, agency.id)

    def _existed(self, agency_id: str | None, day: str | None) -> bool:
        """Return whether an agency was there on a day, as far as the list of agencies knows."""
        started, ended = self._times.get(agency_id or "", ("", ""))
        return not day or (started <= day and day <= (ended or day))

    @cached_property
    def _times(self) -> dict[str, tuple[str, str]]:
        return {agency.id: (agency.started or "", agency.ended or "") for agency in self.world.book.agencies}

    def named_by(self, plan_id: str) -> tuple[Rival, ...]:
        """Return the single agencies that a plan gives work to, each by one name."""
        if plan_id not in self._named:
            names: dict[str, Rival] = {}
            for held in self._held(plan_id):
                if not held.collective and not OFFICE.match(held.agency) and "(" not in held.agency:
                    names.setdefault(held.agency_id or fold(held.agency), Rival(held.agency, held.agency_id))
            self._named[plan_id] = tuple(names.values())
        return self._named[plan_id]

    def may_be_right(self, rival: Rival, unit: Unit) -> bool:
        """Return whether an agency may have a part in a unit, by any name or through any group."""
        plan = self.world.corpus.plans[unit.plan_id]
        if unit.key not in self._there:
            self._there[unit.key] = self._present(plan, unit)
        present = self._there[unit.key]
        if any(self._may_be_same(rival, other, plan) for other in present if other is not None):
            return True
        groups = [held.agency_id for held in unit.assignments if held.collective]
        groups += [other.agency_id for other in present]
        covering = {group for group, _ in self.world.book.groups_covering(rival.agency_id or "")}
        return not covering.isdisjoint(groups) or self._says_as_much(rival, unit)

    def _present(self, plan: Plan, unit: Unit) -> list[Rival]:
        """Return everybody the unit and its headings name: doers, partners, mentions."""
        paths = {unit.path, *(clause.path for clause in unit.clauses)}
        above = unit.head.headings if unit.head is not None else unit.clauses[0].headings
        named = [Rival(held.agency, held.agency_id) for held in unit.assignments]
        named += [
            Rival(mention.agency, mention.agency_id)
            for mention in plan.mentions
            if mention.path in paths or mention.path in above
        ]
        return [*named, *([Rival(plan.issuer, None)] if plan.issuer else [])]

    def _may_be_same(self, one: Rival, other: Rival, plan: Plan) -> bool:
        """Return whether two names may mean one body: other name, level, leader or successor."""
        if one.agency_id is not None and one.agency_id == other.agency_id:
            return True
        first, second = _written(one.name), _written(other.name)
        if first in second or second in first or _within(first, second) or _within(second, first):
            return True
        if one.agency_id is None or other.agency_id is None:
            return False
        if LEVEL.sub("", one.agency_id) == LEVEL.sub("", other.agency_id):
            return True
        leads = {self._leads.get(one.agency_id), self._leads.get(other.agency_id)}
        if not leads.isdisjoint((one.agency_id, other.agency_id)):
            return True
        return not _became(one.agency_id, plan.place).isdisjoint(_became(other.agency_id, plan.place))

    @cached_property
    def _leads(self) -> dict[str, str]:
        return {agency.id: agency.leads for agency in self.world.book.agencies if agency.leads}

    def _says_as_much(self, rival: Rival, unit: Unit) -> bool:
        """Return whether the plan gives the agency, anywhere, a duty in nearly the words of the unit."""
        words = fold(own_text(unit))
        for other in self.world.corpus.in_plans([unit.plan_id]):
            held_by_rival = any(
                held.agency_id == rival.agency_id if rival.agency_id else held.agency == rival.name
                for held in other.assignments
            )
            if held_by_rival and token_set_ratio(words, fold(own_text(other))) >= SAME_WORDS:
                return True
        return False

    def _travels(self, rival: Rival, duty: Duty) -> bool:
        """Return whether an agency from elsewhere could stand in the plan: a department of the same level.

        Other names say whose they are ("Công an thành phố", "Báo Trà Vinh").
        """
        level = self._level(duty.held.agency_id)
        same_level = level is not None and level == self._level(rival.agency_id)
        return (
            same_level
            and self._existed(rival.agency_id, duty.plan.date)
            and self._kind(rival.agency_id) in DEPARTMENTS
            and not OF_A_LEVEL.search(rival.name)
        )

    def _distance(self, rival: Rival, held: Assignment) -> tuple[bool, bool, int]:
        kinds = self._kind(rival.agency_id) != self._kind(held.agency_id)
        levels = self._level(rival.agency_id) != self._level(held.agency_id)
        return levels, kinds, abs(len(rival.name) - len(held.agency))

    @cached_property
    def _entries(self) -> dict[str, tuple[str, str]]:
        return {agency.id: (agency.level, agency.kind) for agency in self.world.book.agencies}

    def _level(self, agency_id: str | None) -> str | None:
        return self._entries.get(agency_id or "", (None, None))[0]

    def _kind(self, agency_id: str | None) -> str | None:
        return self._entries.get(agency_id or "", (None, None))[1]

    def _held(self, plan_id: str) -> Iterable[Assignment]:
        return (held for unit in self.world.corpus.in_plans([plan_id]) for held in unit.assignments)

    # -- dates -----------------------------------------------------------------------------------------

    def dates(self, duty: Duty) -> list[str]:
        """Return dates of the duty's form that are wrong for its unit.

        Deadlines of other units as written, those of its year first; then its own moved to other quarters.
        """
        right = " ".join((duty.deadline or "").split())
        form = form_of(right)
        found: dict[str, str] = {}
        longest = 2 * len(right) + 10  # characters: beyond it a deadline is a sentence
        for plan_id in (duty.plan.id, *self._elsewhere(duty.plan.id)):
            for written in self._deadlines(plan_id):
                fits = form is not None and form_of(written) == form and len(written) <= longest
                if fits and is_wrong_date(written, duty):
                    found.setdefault(fold(written), written)
        years = set(YEAR.findall(right))
        real = sorted(found.values(), key=lambda written: years.isdisjoint(YEAR.findall(written)))
        made = (date for date in moved(right) if is_wrong_date(date, duty) and fold(date) not in found)
        return [*real, *made]

    def _deadlines(self, plan_id: str) -> list[str]:
        if plan_id not in self._dated:
            units = (unit for unit in self.world.corpus.in_plans([plan_id]) if unit.assignments)
            written = (deadline_of(unit) for unit in units)
            self._dated[plan_id] = [" ".join(each.split()) for each in written if is_date(each) and each]
        return self._dated[plan_id]


@cache
def _written(name: str) -> str:
    return fold(write_out(name))


def _within(one: str, other: str) -> bool:
    """Return whether all words of a folded name stand in another: a split or an older form of it."""
    return set(one.split()) - {"va"} <= set(other.split())


@cache
def _became(agency_id: str, place: str | None) -> frozenset[str]:
    """Return an agency's own name and the names of those that took over from it, folded."""
    later = today(agency_id, place)
    return frozenset(
        (fold(agency_id), *(fold(BRACKET.sub("", name)) for name in (later.names if later else ())))
    )


def is_date(deadline: str | None) -> bool:
    """Return whether a deadline is one that can be told from another: a day, a month or a quarter, once."""
    return bool(deadline and DATED.search(deadline))


def is_wrong_date(written: str, duty: Duty) -> bool:
    """Return whether a deadline differs from a duty's beyond doubt, and stands nowhere in its unit."""
    right = duty.deadline or ""
    one, other = fold(written), fold(right)
    if not is_date(written) or one in other or other in one or one in duty.unit.folded:
        return False
    if set(_days(written)) & set(_days(right)) or bool(MANY_TIMES.search(written)) != bool(
        MANY_TIMES.search(right)
    ):
        return False
    first, second = last_day(written), last_day(right)
    if first is None or second is None:
        return _quarters(written).isdisjoint(_quarters(right))
    return (first.year, (first.month - 1) // 3) != (second.year, (second.month - 1) // 3)


def _days(text: str) -> list[str]:
    return [re.sub(r"\s|\b0", "", found) for found in DAYS.findall(text)]


def _quarters(text: str) -> set[str]:
    return set(re.findall(r"[Qq]uý\s+(I{1,3}|IV|[1-4])\b", text))
