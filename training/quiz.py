"""Quizzes made from assignments: each question has one right answer, proven by a clause of a loaded plan.

The same plans, settings and seed give the same quiz, word for word. Where the plans do not yield as many
questions as asked for, there are fewer: none is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from statistics import median
from typing import TypeVar

from answer.citing import Citer
from answer.understanding.question import World
from ingest.fold import fold
from training.cases import Case, cases_of
from training.duties import Duty, cite_duty, duty_of, plan_title
from training.quiz_items import BLANKS, GAP, KINDS, Blank, Choice, Claim, Item, Kind, Quiz, Row, Table
from training.rivals import Rival, Rivals, is_date, is_wrong_date

T = TypeVar("T")
OPTIONS = 4  # answers of a multiple choice question, the right one among them
TABLE_ROWS = range(3, 6)
# A right answer twice as long as the others, or half, is found without knowing the plan.
MOST_APART = 2.0
DATES_IN = 3  # of so many multiple choice questions one asks for a date, where dates can be asked


@dataclass(frozen=True, slots=True)
class Wish:
    """What quiz is wanted: how many questions of which kinds, from which plans (() for all loaded)."""

    count: int = 10
    kinds: tuple[Kind, ...] = KINDS
    plan_ids: tuple[str, ...] = ()
    seed: int = 1


def make_quiz(world: World, wish: Wish) -> Quiz:
    """Return a quiz of at most wish.count questions, the kinds taken in turn."""
    plan_ids = tuple(p for p in world.plans if not wish.plan_ids or p in wish.plan_ids)
    maker = _Maker(world, plan_ids, Random(wish.seed))
    items = maker.items([kind for kind in KINDS if kind in wish.kinds], wish.count)
    return Quiz(wish.seed, plan_ids, tuple(items), maker.citer.citations, wish.count)


@dataclass(slots=True)
class _Maker:
    """Makes the items of one quiz.

    used    units already asked about: each is asked about once
    duties  those looked at so far, in order; rest yields the others
    tabled  plans that have a table
    """

    world: World
    plan_ids: tuple[str, ...]
    random: Random
    citer: Citer = field(init=False)
    rivals: Rivals = field(init=False)
    used: set[tuple[str, str]] = field(default_factory=set)
    duties: list[Duty] = field(default_factory=list)
    rest: Iterator[Duty] = field(init=False)
    cases: Iterator[Case] = field(init=False)
    made: int = 0
    tabled: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.citer = Citer(self.world.corpus.plans)
        self.rivals = Rivals(self.world)
        self.rest = self._shuffled()
        self.cases = cases_of(self.world, self.plan_ids, self.random, self.citer)

    def items(self, kinds: Sequence[Kind], count: int) -> list[Item]:
        """Return count items, the kinds in turn; a kind that gives no more leaves its turns to the others."""
        makers: dict[Kind, Callable[[], Item | None]] = {
            "choice": self._choice,
            "claim": self._claim,
            "table": self._table,
            "case": lambda: next(self.cases, None),
        }
        found: dict[Kind, list[Item]] = {kind: [] for kind in kinds}
        turns = list(kinds)
        while turns and sum(map(len, found.values())) < count:
            kind = turns.pop(0)
            item = makers[kind]()
            if item is not None:
                found[kind].append(item)
                turns.append(kind)
        return [item for kind in kinds for item in found[kind]]

    def _shuffled(self) -> Iterator[Duty]:
        """Yield the duties that can be asked about, one plan after the other in turn, each plan shuffled."""
        queues = [self._of_plan(plan_id) for plan_id in self.plan_ids]
        self.random.shuffle(queues)
        while queues:
            queue = queues.pop(0)
            duty = next(queue, None)
            if duty is not None:
                queues.append(queue)
                yield duty

    def _of_plan(self, plan_id: str) -> Iterator[Duty]:
        units = [unit for unit in self.world.corpus.in_plans([plan_id]) if unit.assignments]
        self.random.shuffle(units)
        for unit in units:
            duties = [duty_of(self.world, unit, held) for held in unit.assignments]
            fitting = [duty for duty in duties if duty is not None]
            if fitting:
                yield self.random.choice(fitting)

    def _candidates(self) -> Iterator[Duty]:
        """Yield every duty not asked about yet, those already looked at first."""
        position = 0
        while True:
            if position == len(self.duties):
                following = next(self.rest, None)
                if following is None:
                    return
                self.duties.append(following)
            duty = self.duties[position]
            position += 1
            if duty.key not in self.used:
                yield duty

    def _cite(self, duty: Duty) -> tuple[int, ...]:
        self.used.add(duty.key)
        return (cite_duty(self.citer, duty.unit, [duty.held]),)

    # -- multiple choice -------------------------------------------------------------------------------

    def _choice(self) -> Choice | None:
        self.made += 1
        if self.made % DATES_IN == 0 and (dated := self._first(self._date_choice)):
            return dated
        return self._first(self._agency_choice)

    def _first(self, make: Callable[[Duty], T | None]) -> T | None:
        return next((item for duty in self._candidates() if (item := make(duty)) is not None), None)

    def _agency_choice(self, duty: Duty) -> Choice | None:
        rivals = [rival.name for rival in self.rivals.agencies(duty)]
        wrong = self._of_like_length(duty.doer, rivals)
        if wrong is None:
            return None
        options, right = self._mixed(duty.doer, wrong)
        stem = f"Theo {plan_title(duty.plan)}, cơ quan, đơn vị nào sau đây {asked_role(duty)}"
        return Choice(stem, duty.words, options, right, self._cite(duty), because_agency(duty))

    def _date_choice(self, duty: Duty) -> Choice | None:
        if not is_date(duty.deadline) or duty.deadline is None:
            return None
        words = without_deadline(duty)
        dates = self.rivals.dates(duty)
        wrong = self._of_like_length(duty.deadline, dates)
        if words is None or wrong is None:
            return None
        options, right = self._mixed(" ".join(duty.deadline.split()), wrong)
        stem = f"Theo {plan_title(duty.plan)}, thời hạn của nhiệm vụ sau là khi nào"
        because = f"Kế hoạch ghi thời hạn: “{duty.deadline}”."
        return Choice(stem, words, options, right, self._cite(duty), because, "date")

    def _of_like_length(self, right: str, rivals: Sequence[str]) -> list[str] | None:
        """Return as many wrong answers as are asked for, the right one no longer or shorter than they."""
        count = OPTIONS - 1
        near = [name for name in rivals if _alike(right, name)]
        pool = list(islice(near if len(near) >= count else rivals, 2 * OPTIONS))
        if len(pool) < count:
            return None
        chosen = self.random.sample(pool, count)
        middle = median(map(len, chosen))
        return chosen if middle / MOST_APART <= len(right) <= middle * MOST_APART else None

    def _mixed(self, right: str, wrong: Sequence[str]) -> tuple[tuple[str, ...], int]:
        options = [right, *wrong]
        self.random.shuffle(options)
        return tuple(options), options.index(right)

    # -- true or false ---------------------------------------------------------------------------------

    def _claim(self) -> Claim | None:
        holds = self.random.random() < 0.5
        return self._first(lambda duty: self._claim_of(duty, holds=holds))

    def _claim_of(self, duty: Duty, *, holds: bool) -> Claim | None:
        said = duty.doer
        if not holds:
            rivals = [rival.name for rival in self.rivals.agencies(duty)][:OPTIONS]
            if not rivals:
                return None
            said = self.random.choice(rivals)
        stem = f"Theo {plan_title(duty.plan)}, {said} {asked_role(duty)}"
        return Claim(stem, duty.words, holds, self._cite(duty), because_agency(duty))

    # -- tables ----------------------------------------------------------------------------------------

    def _table(self) -> Table | None:
        """Return a table of a plan that has none yet, while there is one, else of any plan."""
        order = self.random.sample(self.plan_ids, len(self.plan_ids))
        for plan_id in sorted(order, key=self.tabled.__contains__):
            rows: list[Duty] = []
            for duty in self._of_plan(plan_id):
                fits = duty.held.role != "support" and duty.key not in self.used
                if fits and all(self._apart(duty, other) for other in rows):
                    rows.append(duty)
                if len(rows) == max(TABLE_ROWS):
                    break
            if len(rows) >= min(TABLE_ROWS):
                return self._filled(rows)
        return None

    def _apart(self, one: Duty, other: Duty) -> bool:
        """Return whether neither agency may have a part in the other's duty."""
        first, second = Rival(one.doer, one.held.agency_id), Rival(other.doer, other.held.agency_id)
        return not self.rivals.may_be_right(first, other.unit) and not self.rivals.may_be_right(
            second, one.unit
        )

    def _filled(self, duties: Sequence[Duty]) -> Table:
        self.tabled.add(duties[0].plan.id)
        order = self.random.sample(list(duties), len(duties))
        blanks = self._blanks(order)
        extra = {blank: self._wrong(order, blanks, blank) for blank in BLANKS}
        if any(blanks.count(blank) == 1 and not extra[blank] for blank in BLANKS):
            blanks = ["agency"] * len(order)  # a bank of one entry would be no question
            extra = {"agency": extra["agency"], "task": [], "deadline": []}
        rows = tuple(self._row(duty, blank) for duty, blank in zip(order, blanks, strict=True))
        banks = {
            blank: self._shuffled_bank([row.right for row in rows if row.blank == blank] + extra[blank])
            for blank in BLANKS
        }
        stem = f"Điền vào bảng phân công theo {plan_title(duties[0].plan)}"
        return Table(stem, rows, banks["agency"], banks["task"], banks["deadline"])

    def _wrong(self, order: Sequence[Duty], blanks: Sequence[Blank], blank: Blank) -> list[str]:
        """Return entries for a bank that are wrong for every row with this blank."""
        makers = {"agency": self._wrong_agencies, "task": self._wrong_tasks, "deadline": self._wrong_dates}
        chosen = order if blank == "agency" else [d for d, b in zip(order, blanks, strict=True) if b == blank]
        return makers[blank](chosen)

    def _blanks(self, duties: Sequence[Duty]) -> list[Blank]:
        """Return which cell of each row is left out: one task, dates where they are told apart, agencies."""
        dated = [duty for duty in duties if without_deadline(duty) is not None and is_date(duty.deadline)]
        dated = [
            duty
            for duty in dated
            if self.rivals.dates(duty)
            and all(is_wrong_date(other.deadline or "", duty) for other in dated if other is not duty)
        ]
        chosen = {duty.key for duty in dated[: len(duties) - 2]}
        blanks: list[Blank] = ["deadline" if duty.key in chosen else "agency" for duty in duties]
        if blanks.count("agency") > 1:
            blanks[len(blanks) - 1 - blanks[::-1].index("agency")] = "task"
        return blanks

    def _row(self, duty: Duty, blank: Blank) -> Row:
        words = without_deadline(duty) if blank == "deadline" else None
        deadline = " ".join(duty.deadline.split()) if duty.deadline else None
        return Row(duty.doer, words or duty.words, deadline, blank, self._cite(duty))

    def _wrong_agencies(self, duties: Sequence[Duty]) -> list[str]:
        """Return an agency that is wrong for every one of duties, if there is one."""
        shared = [
            rival.name
            for rival in (self.rivals.agencies(duties[0]) if duties else ())
            if not any(self.rivals.may_be_right(rival, duty.unit) for duty in duties)
            and all(rival.name != duty.doer for duty in duties)
        ]
        return shared[:1]

    def _wrong_tasks(self, duties: Sequence[Duty]) -> list[str]:
        """Return tasks of the same plan in which no doer of duties may have a part."""
        others = self._of_plan(duties[0].plan.id) if duties else ()
        wrong = [other.words for other in others if all(self._apart(duty, other) for duty in duties)]
        return wrong[: OPTIONS - 1 - len(duties)]

    def _wrong_dates(self, duties: Sequence[Duty]) -> list[str]:
        """Return dates that are wrong for every one of duties."""
        dates = self.rivals.dates(duties[0]) if duties else []
        wrong = [date for date in dates if all(is_wrong_date(date, duty) for duty in duties)]
        return wrong[: OPTIONS - 1]

    def _shuffled_bank(self, entries: Sequence[str]) -> tuple[str, ...]:
        unique = list(dict.fromkeys(entries))
        return tuple(self.random.sample(unique, len(unique)))


def _alike(one: str, other: str) -> bool:
    return len(one) / MOST_APART <= len(other) <= len(one) * MOST_APART


def asked_role(duty: Duty) -> str:
    """Return what is asked of an agency, as the plan gives it: "được giao chủ trì thực hiện nhiệm vụ"."""
    role = duty.held.role
    if role == "request":
        return "được đề nghị thực hiện nhiệm vụ"
    if not duty.labelled:
        return "được giao nhiệm vụ"
    if role == "support":
        return "được giao phối hợp thực hiện nhiệm vụ"
    if role == "advise":
        return "được giao tham mưu nhiệm vụ"
    return "được giao chủ trì nhiệm vụ" if duty.leads else "được giao thực hiện nhiệm vụ"


def because_agency(duty: Duty) -> str:
    """Return who does it, and where the name stands when it is not in the clause itself."""
    said = f"{duty.doer} {asked_role(duty)} này"
    return f"{said}; tên cơ quan ghi ở đề mục “{duty.heading}”." if duty.heading else f"{said}."


def without_deadline(duty: Duty) -> str | None:
    """Return the duty's words with GAP in place of its deadline; None where the deadline is still in them."""
    if duty.deadline is None:
        return None
    words = duty.words.replace(" ".join(duty.deadline.split()), GAP)
    return None if fold(duty.deadline) in fold(words) else words
