"""Question sets for a workshop: made from whatever plans are loaded, or read from a trainer's own file.

A set made here takes its right answers from what was read of the plans (assignments, frame): replaying it
shows that questions find their clauses, not that the plans were read right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise
from random import Random

from answer.corpus import Unit
from answer.understanding.question import World, read_question
from evaluation.questions import GoldClause, Question
from ingest.fold import fold
from ingest.plan import Assignment, Entry, Plan
from ingest.roles import OFFICE
from training.duties import Duty, duty_of, own_text
from training.rivals import is_date

LONGEST_TASK = 140  # characters of a task that a person would type into a question
QUOTE = 120  # characters of a clause by which it is known again
MOST_DUTIES = 12  # clauses of an agency beyond which asking for all of them makes no clear example
SHARES = (("who", 0.35), ("duties", 0.2), ("deadline", 0.1), ("frame", 0.1), ("not_found", 0.25))
CATEGORIES = {
    "who": "Ai làm",
    "duties": "Nhiệm vụ của cơ quan",
    "deadline": "Thời hạn",
    "frame": "Thể thức",
    "not_found": "Không có trong kế hoạch",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set; judged is false where the set does not say what a right answer holds.

    trouble  why it cannot be judged although it should be, in Vietnamese; "" where it can
    """

    question: Question
    judged: bool = True
    trouble: str = ""


def made_set(
    world: World, foreign: Sequence[str] = (), *, count: int = 40, seed: int = 1
) -> tuple[Asked, ...]:
    """Return up to count questions to the loaded plans, a quarter of which none of them answers.

    foreign  questions off the plans' subject; those whose words stand together in a loaded plan are left out
    """
    if not world.plans:
        return ()
    maker = _Maker(world, Random(seed), foreign)
    sources = {category: maker.of(category) for category, _ in SHARES}
    found = {
        category: list(islice(sources[category], max(round(share * count), 1))) for category, share in SHARES
    }
    for category in ("who", "duties", "frame"):  # where plans give few of a kind, others take their place
        missing = count - sum(map(len, found.values()))
        found[category] += islice(sources[category], max(missing, 0))
    asked = [question for questions in found.values() for question in questions][:count]
    return tuple(Asked(replace(question, id=f"{n:02d}")) for n, question in enumerate(asked, 1))


@dataclass(slots=True)
class _Maker:
    world: World
    random: Random
    foreign: Sequence[str]

    def of(self, category: str) -> Iterator[Question]:
        """Yield questions of a category, the plans in turn, each plan shuffled."""
        if category == "not_found":
            return self._unanswerable()
        makers: dict[str, Callable[[Plan], Iterable[Question]]] = {
            "who": self._who,
            "duties": self._duties,
            "deadline": self._deadlines,
            "frame": self._frame,
        }
        return self._in_turn(makers[category])

    def _in_turn(self, make: Callable[[Plan], Iterable[Question]]) -> Iterator[Question]:
        plans = [plan for plan in self.world.plans.values() if self._called(plan)]
        self.random.shuffle(plans)
        queues = [iter(make(plan)) for plan in plans]
        while queues:
            queue = queues.pop(0)
            question = next(queue, None)
            if question is not None:
                queues.append(queue)
                yield question

    def _called(self, plan: Plan) -> str:
        """Return words that name one loaded plan and no other: its place, else its number, else ""."""
        places = [fold(other.place or "") for other in self.world.plans.values()]
        if plan.place and places.count(fold(plan.place)) == 1:
            return plan.place
        numbers = [other.number for other in self.world.plans.values()]
        return f"số {plan.number}" if plan.number and numbers.count(plan.number) == 1 else ""

    # -- answerable ------------------------------------------------------------------------------------

    def _asked_duties(self, plan: Plan) -> Iterator[Duty]:
        units = [unit for unit in self.world.corpus.in_plans([plan.id]) if unit.assignments]
        self.random.shuffle(units)
        for unit in units:
            duties = (duty_of(self.world, unit, held) for held in unit.assignments)
            duty = next((duty for duty in duties if duty and duty.held.role == "lead"), None)
            if duty and "…" not in duty.words and len(duty.words) <= LONGEST_TASK:
                yield duty

    def _who(self, plan: Plan) -> Iterator[Question]:
        for duty in self._asked_duties(plan):
            verb = "chủ trì" if duty.leads else "được giao"
            said = "" if fold(duty.words).startswith("chu tri") else f"{verb} "
            text = f"{self._at(plan, duty.words, 'Cơ quan')} nào {said}{_inside(duty.words)}?"
            yield _question("who", text, plan, [duty.unit], facts=[duty.doer])

    def _deadlines(self, plan: Plan) -> Iterator[Question]:
        for duty in self._asked_duties(plan):
            if is_date(duty.deadline) and duty.deadline and fold(duty.deadline) not in fold(duty.words):
                text = f"{self._at(plan, duty.words, 'Khi')} nào phải {_inside(duty.words)}?"
                yield _question("deadline", text, plan, [duty.unit], facts=[duty.deadline])

    def _duties(self, plan: Plan) -> Iterator[Question]:
        names = list(dict.fromkeys(held.agency for held in self._single(plan)))
        self.random.shuffle(names)
        for name in names:
            own = self._units_of(plan, name)
            if 0 < len(own) <= MOST_DUTIES:
                text = f"{name} phải làm gì trong kế hoạch {self._called(plan)}?"
                beside = [unit for unit in self.world.corpus.in_plans([plan.id]) if unit not in own]
                yield _question("duties", text, plan, own, need_all=True, beside=beside)

    def _single(self, plan: Plan) -> Iterator[Assignment]:
        for unit in self.world.corpus.in_plans([plan.id]):
            for held in unit.assignments:
                if held.agency_id and not held.collective and not OFFICE.match(held.agency):
                    yield held

    def _units_of(self, plan: Plan, name: str) -> list[Unit]:
        return [
            unit
            for unit in self.world.corpus.in_plans([plan.id])
            if any(held.agency == name for held in unit.assignments)
        ]

    def _frame(self, plan: Plan) -> Iterator[Question]:
        called = self._called(plan)
        entries = {entry.name: entry for entry in plan.entries}
        if plan.signer and "signer" in entries:
            yield _about_frame(f"Ai ký kế hoạch {called}?", plan, entries["signer"], plan.signer)
        if plan.date and "date" in entries:
            day = f"{date.fromisoformat(plan.date):%d/%m/%Y}"
            yield _about_frame(f"Kế hoạch {called} ban hành ngày nào?", plan, entries["date"], day)
        if plan.number and "number" in entries and plan.number not in called:
            asked = f"Số, ký hiệu của kế hoạch {called} là gì?"
            yield _about_frame(asked, plan, entries["number"], plan.number)

    def _at(self, plan: Plan, words: str, opening: str) -> str:
        """Return the opening of a question, after the plan's place where its words do not name it."""
        called = self._called(plan)
        if fold(called) in fold(words):
            return opening
        where = f"Ở {called}" if called == plan.place else f"Theo kế hoạch {called}"
        return f"{where}, {opening[:1].lower()}{opening[1:]}"

    # -- unanswerable ----------------------------------------------------------------------------------

    def _unanswerable(self) -> Iterator[Question]:
        """Yield questions that no loaded plan answers: of other places, years, people and subjects."""
        queues = [self._elsewhere(), self._other_years(), self._private(), self._off_subject()]
        while queues:
            queue = queues.pop(0)
            text = next(queue, None)
            if text is not None:
                queues.append(queue)
                yield Question("", "not_found", (text,), (), "not_found", accept=("out_of_scope",))

    def _elsewhere(self) -> Iterator[str]:
        texts = self.world.corpus.full_text.values()
        places = [p.name for p in self.world.book.places if not any(f" {fold(p.name)} " in t for t in texts)]
        agencies = [held.agency_id or "" for plan in self.world.plans.values() for held in self._single(plan)]
        plain = sorted({name for name in agencies if name.startswith(("Sở ", "Phòng "))}) or ["Sở Tài chính"]
        self.random.shuffle(places)
        return (f"{self.random.choice(plain)} {place} phải làm gì?" for place in places)

    def _other_years(self) -> Iterator[str]:
        texts = list(self.world.corpus.full_text.values())
        years = [year for year in range(2031, 2051) if not any(str(year) in text for text in texts)]
        called = [name for plan in self.world.plans.values() if (name := plan.place)]
        self.random.shuffle(years)
        return (
            f"Kế hoạch năm {year} của {self.random.choice(called)} giao việc gì?" for year in years if called
        )

    def _private(self) -> Iterator[str]:
        names = sorted({h.agency for p in self.world.plans.values() for h in self._single(p)})
        self.random.shuffle(names)
        return (f"Cho xin số điện thoại của lãnh đạo {name}." for name in names)

    def _off_subject(self) -> Iterator[str]:
        order = self.random.sample(list(self.foreign), len(self.foreign))
        return (text for text in order if self._is_foreign(text))

    def _is_foreign(self, text: str) -> bool:
        """Return whether two telling words of a question stand side by side in no loaded plan."""
        words = [word.folded for word in read_question(text, self.world).topic.words]
        return any(not self.world.corpus.knows_pair(a, b) for a, b in pairwise(words))


def _question(
    category: str,
    text: str,
    plan: Plan,
    units: Sequence[Unit],
    *,
    facts: Sequence[str] = (),
    need_all: bool = False,
    beside: Sequence[Unit] = (),
) -> Question:
    """Return a question answered by units; beside may be cited too."""
    return Question(
        "",
        category,
        (text,),
        (plan.id,),
        "answered",
        gold=tuple(_gold(unit) for unit in units),
        need="all" if need_all else "any",
        allowed=tuple(_gold(unit) for unit in beside),
        facts=tuple((fact,) for fact in facts),
    )


def _gold(unit: Unit) -> GoldClause:
    lines = tuple(clause.text for clause in unit.clauses if unit.head is not None)
    return GoldClause(unit.plan_id, (_opening(own_text(unit)), *map(_opening, lines)))


def _opening(text: str) -> str:
    """Return the first words of a clause, as many as tell it from others."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0]


def _about_frame(text: str, plan: Plan, entry: Entry, fact: str) -> Question:
    gold = (GoldClause(plan.id, (" ".join(entry.text.split()),)),)
    return Question("", "frame", (text,), (plan.id,), "answered", gold=gold, facts=((fact,),))


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence: a capital that only opens a clause is made small."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() else words[:1].lower() + words[1:]
