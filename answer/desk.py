"""What an answer is made on: the question, the plans it is about, search, and the citations handed out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from answer.citing import Citer
from answer.corpus import Corpus, Unit
from answer.model import Citation, Group, Line, Status
from answer.question import Question, World
from answer.topic import Scorer, Topic
from ingest.plan import Assignment, Plan, Role


class Found(Protocol):
    """A hit of the index: where, and its score in both halves."""

    @property
    def plan_id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def dense(self) -> float: ...


Search = Callable[[str, Collection[str]], Sequence[Found]]
"""question words, plan ids -> hits, best first; () when there is no index to search."""

# A cosine of e5 says little below LOW and cannot tell more above HIGH (docs/answers.md has the curve).
DENSE_LOW, DENSE_HIGH = 0.80, 0.92
DENSE_SHARE = 0.25  # what full likeness in meaning adds to the share of words found
ROLE_NAMES: dict[Role, str] = {
    "lead": "chủ trì",
    "support": "phối hợp",
    "advise": "tham mưu",
    "request": "được đề nghị",
}


@dataclass(slots=True)
class Desk:
    """One question being answered.

    plan_ids   the plans asked, in the order they were loaded
    dropped    lines that were composed but whose proof failed
    """

    question: Question
    world: World
    plan_ids: tuple[str, ...]
    search: Search
    today: date
    citer: Citer = field(init=False)
    dropped: int = 0

    def __post_init__(self) -> None:
        self.citer = Citer(self.corpus.plans)

    @property
    def corpus(self) -> Corpus:
        return self.world.corpus

    @property
    def plans(self) -> list[Plan]:
        return [self.corpus.plans[plan_id] for plan_id in self.plan_ids]

    def units(self) -> list[Unit]:
        return self.corpus.in_plans(self.plan_ids)

    def rank(
        self, units: Iterable[Unit], topic: Topic | None = None, *, dense: bool = True
    ) -> list[tuple[float, Unit]]:
        """Return units with their scores, best first: share of the topic's words, plus likeness in meaning."""
        topic = self.question.topic if topic is None else topic
        scorer = Scorer(topic, self.corpus)
        likeness = self.likeness(topic.text) if dense and topic else {}
        ranked = [(scorer.score(unit) + DENSE_SHARE * likeness.get(unit.key, 0.0), unit) for unit in units]
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1].plan_id, pair[1].order))

    def likeness(self, words: str) -> dict[tuple[str, str], float]:
        """Return how near in meaning each unit comes to words, 0 to 1, for those the index returns."""
        found: dict[tuple[str, str], float] = {}
        for hit in self.search(words, self.plan_ids):
            unit = self.corpus.unit_of.get((hit.plan_id, hit.path))
            if unit is not None:
                near = min(max((hit.dense - DENSE_LOW) / (DENSE_HIGH - DENSE_LOW), 0.0), 1.0)
                found[unit.key] = max(found.get(unit.key, 0.0), near)
        return found

    def nearest(self, count: int = 3) -> tuple[Citation, ...]:
        """Return the clauses that come closest to the question, for a refusal: no grounds, only near."""
        citer = Citer(self.corpus.plans)
        ranked = [pair for pair in self.rank(self.units()) if pair[0] > 0][:count]
        for _, unit in ranked:
            citer.cite_unit(unit)
        return citer.citations


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is checked: what was found for the question, or why nothing is said."""

    status: Status
    summary: str
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)  # lead, support, collective, mentioned

    @property
    def found(self) -> bool:
        return self.status in ("answered", "partial")


def plan_name(plan: Plan) -> str:
    """Return how a plan is called in an answer: its place, else its number, else its file."""
    return plan.place or plan.number or plan.id


def plan_title(plan: Plan) -> str:
    """Return "Cần Thơ · Kế hoạch số 239/KH-UBND" as the heading over a plan's lines."""
    number = f"số {plan.number}" if plan.number else "(bản này không ghi số)"
    return f"{plan_name(plan)} · {plan.kind or 'Văn bản'} {number}"


def task_of(unit: Unit) -> str:
    """Return the words of a unit's duty: of a block its heading, else the clause."""
    if unit.assignments:
        return " ".join(unit.assignments[0].task.split())
    return " ".join(unit.text.split())


def cite(desk: Desk, unit: Unit, held: Iterable[Assignment] = (), fields: Sequence[str] = ()) -> int:
    """Cite a unit; of a labelled block its heading and the lines that prove held or answer fields."""
    evidence = {span for assignment in held for span in assignment.evidence}
    lines = [
        clause
        for clause in unit.clauses
        if unit.head is not None
        and (evidence.intersection(clause.spans) or any(word in clause.field.lower() for word in fields))
    ]
    return desk.citer.cite_unit(unit, lines)


def role_words(held: Assignment) -> str:
    """Return how a role is worded: the plan's own finer word where it has one."""
    return ROLE_NAMES[held.role]


def shortened(text: str, limit: int = 220) -> str:
    """Return text cut at a word with "…" when it is longer than limit characters."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= limit else tidy[:limit].rsplit(" ", 1)[0].rstrip(",;") + "…"


def one_group(plan: Plan, lines: Sequence[Line]) -> Group:
    return Group(plan_title(plan), tuple(lines), plan.id)
