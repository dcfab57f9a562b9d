"""What an answer is made on: the question, the plans it is about, search, and the citations handed out.

And the pieces every answer is made of: drafts, lines under their plans, how plans are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from answer.citing import Citer
from answer.corpus import Corpus, Unit
from answer.model import Citation, Group, Line, Status
from answer.trial import USUAL, Observer, Ranked, Scored, Weights, unobserved
from answer.understanding.question import Question, World
from answer.understanding.topic import Scorer, Topic
from ingest.plan import Assignment, Plan, Role


class Found(Protocol):
    """A hit of the index: where, and its likeness in meaning, a cosine; None where it was not measured."""

    @property
    def plan_id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def dense(self) -> float | None: ...


Search = Callable[[str, Collection[str]], Sequence[Found]]
"""Words, plan ids -> hits, best first; () where nothing is searched for or no index is there."""

# Cosines of the embedding model crowd together: below LOW they say nothing, above HIGH no more.
DENSE_LOW, DENSE_HIGH = 0.80, 0.92
DENSE_SHARE = 0.25  # what full likeness in meaning adds to the share of words found
ENDS_APART = re.compile(r"[.,;:!?…]$")
MAX_NAMED = 3  # plans named one by one where something was looked for in vain
TITLE_JOIN = " · "  # between a plan's name and its number, in the title of a group
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
    search     by meaning, in the plans given
    today      the day deadlines are held against
    weights    other than usual in a trial; observe is told the steps
    before     what the answer before rests on, where the question asks more about the same; else ()
    apart      the unit the topic means in other words, which passes every gate; else None
    citer      hands out the citations of the answer
    """

    question: Question
    world: World
    plan_ids: tuple[str, ...]
    search: Search
    today: date
    weights: Weights = USUAL
    observe: Observer = unobserved
    before: tuple[Unit, ...] = ()
    apart: Unit | None = None
    citer: Citer = field(init=False)

    def __post_init__(self) -> None:
        self.citer = Citer(self.corpus.plans)

    @property
    def corpus(self) -> Corpus:
        return self.world.corpus

    @property
    def plans(self) -> list[Plan]:
        return [self.corpus.plans[plan_id] for plan_id in self.plan_ids]

    def narrowed_to(self, plan_id: str) -> Desk:
        """Return a desk with the same question put to one plan; citations are numbered on."""
        return self._put_to((plan_id,), named=(plan_id,))

    def among(self, plan_ids: Sequence[str]) -> Desk:
        """Return a desk with the same question put to some of the plans; citations are numbered on."""
        return self._put_to(tuple(plan_ids), named=tuple(plan_ids))

    def widened(self) -> Desk:
        """Return a desk with the same question put to all loaded plans; citations are numbered on."""
        return self._put_to(tuple(self.corpus.plans), named=())

    def letting_pass(self, unit: Unit) -> Desk:
        """Return a desk on which unit passes every gate; citations are numbered on."""
        other = replace(self, apart=unit)
        other.citer = self.citer
        return other

    def _put_to(self, plan_ids: tuple[str, ...], *, named: tuple[str, ...]) -> Desk:
        other = replace(self, question=replace(self.question, plans=named), plan_ids=plan_ids)
        other.citer = self.citer
        return other

    def gate(self, usual: float) -> float:
        """Return the score that must be reached where usual is the measured one."""
        return usual * self.weights.strictness

    def units(self) -> list[Unit]:
        return self.corpus.in_plans(self.plan_ids)

    def per_plan(self, lines: Callable[[Plan], Iterable[Line]]) -> tuple[Group, ...]:
        """Return the lines of each plan asked under its title, plans without lines left out."""
        made = ((plan, tuple(lines(plan))) for plan in self.plans)
        return tuple(one_group(plan, own) for plan, own in made if own)

    def rank(
        self, units: Iterable[Unit], topic: Topic | None = None, *, dense: bool = True
    ) -> list[tuple[float, Unit]]:
        """Return units with their scores, best first.

        A score is the share of the topic's weight a unit holds, 0 to 1, and at most DENSE_SHARE more for
        likeness in meaning. topic is the question's own unless given.
        """
        topic = self.question.topic if topic is None else topic
        scorer = Scorer(topic, self.corpus)
        likeness = self.likeness(topic.text) if dense and topic else {}
        share = DENSE_SHARE if self.weights.dense_share is None else self.weights.dense_share
        scored = []
        for unit in units:
            words, near = scorer.score(unit), likeness.get(unit.key, 0.0)
            scored.append(Scored(unit, words, near, words + share * near))
        scored.sort(key=lambda found: (-found.score, found.unit.plan_id, found.unit.order))
        self.observe(Ranked(topic, scored))
        return [(found.score, found.unit) for found in scored]

    def likeness(self, words: str) -> dict[tuple[str, str], float]:
        """Return how near in meaning each unit comes to words, 0 to 1, for those the index returns."""
        found: dict[tuple[str, str], float] = {}
        for hit in self.search(words, self.plan_ids):
            unit = self.corpus.unit_of.get((hit.plan_id, hit.path))
            if unit is not None:
                near = min(max(((hit.dense or 0.0) - DENSE_LOW) / (DENSE_HIGH - DENSE_LOW), 0.0), 1.0)
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
    """An answer before it is checked: what was found for the question, or why nothing is said.

    counts   duties by the way an agency holds them: lead, support, through a group, only mentioned
    abreast  whether the groups are the sides of a comparison, one of each plan
    """

    status: Status
    summary: str
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    abreast: bool = False

    @property
    def found(self) -> bool:
        return self.status in ("answered", "partial")


def plan_name(plan: Plan) -> str:
    """Return how a plan is called in an answer: its place, else its number, else its file."""
    return plan.place or plan.number or plan.id


def plan_names(plans: Sequence[Plan]) -> str:
    """Return how plans are called together, in full whatever their number."""
    return ", ".join(plan_name(plan) for plan in plans)


def searched(plans: Sequence[Plan]) -> str:
    """Return where was looked: the plans by name, or how many where a list would be long."""
    return f"kế hoạch {plan_names(plans)}" if len(plans) <= MAX_NAMED else f"{len(plans)} kế hoạch đã nạp"


def plan_title(plan: Plan) -> str:
    """Return "Cần Thơ · Kế hoạch số 239/KH-UBND" as the heading over a plan's lines."""
    number = f"số {plan.number}" if plan.number else "(bản này không ghi số)"
    return f"{plan_name(plan)}{TITLE_JOIN}{plan.kind or 'Văn bản'} {number}"


def tidy(text: str) -> str:
    """Return text on one line, as it is shown: the plan's words, its line breaks left out."""
    return " ".join(text.split())


def told(unit: Unit, words: str) -> str:
    """Return words of a unit as they are shown; of a block each labelled line opens a sentence.

    "2. Tập huấn" and "- Nội dung: Mở lớp" are parted by a line in the plan, here by a full stop.
    """
    text = tidy(words)
    for line in unit.clauses if unit.head is not None else ():
        before, space, after = text.partition(f" {tidy(line.text)}")
        if line.field and space and not ENDS_APART.search(before):
            text = f"{before}.{space}{after}"
    return text


def task_of(unit: Unit, held: Assignment | None = None) -> str:
    """Return the words of a duty of a unit, held or its first; of one without assignments all its words."""
    held = held or next(iter(unit.assignments), None)
    if held is None:
        return told(unit, unit.text)
    return told(unit, f"{held.task.rstrip(' .:;')}: {unit.body}" if unit.body else held.task)


def cite(desk: Desk, unit: Unit, held: Iterable[Assignment] = (), fields: Sequence[str] = ()) -> int:
    """Return the number of a unit's citation.

    Of a labelled block its heading is cited with the paragraphs that say what it is, and the lines that prove
    held or whose label holds one of fields ("thời hạn"; "" for every line).
    """
    evidence = {span for assignment in held for span in assignment.evidence}
    lines = [
        clause
        for clause in unit.clauses
        if unit.head is not None
        and (
            clause in unit.opening
            or evidence.intersection(clause.spans)
            or any(word in clause.field.lower() for word in fields)
        )
    ]
    return desk.citer.cite_unit(unit, lines)


def shortened(text: str, limit: int = 220) -> str:
    """Return text cut at a word with "…" when it is longer than limit characters."""
    words = tidy(text)
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(",;") + "…"


def one_group(plan: Plan, lines: Iterable[Line]) -> Group:
    """Return lines under the title of their plan."""
    return Group(plan_title(plan), tuple(lines), plan.id)


def place_of(group: Group) -> str:
    """Return how the plan of a group is called ("Cần Thơ")."""
    return group.title.split(TITLE_JOIN)[0]


def places_of(groups: Iterable[Group]) -> str:
    """Return how the plans of groups are called, each once."""
    return ", ".join(dict.fromkeys(map(place_of, groups)))


def lines_of(groups: Iterable[Group]) -> list[Line]:
    """Return the lines of groups in reading order."""
    return [line for group in groups for line in group.lines]


def counted(groups: Iterable[Group]) -> str:
    """Return how many lines each plan has: "Cần Thơ: 3; Cao Bằng: 2"."""
    return "; ".join(f"{place_of(group)}: {len(group.lines)}" for group in groups)


def totalled(plans: Sequence[Plan], groups: Sequence[Group], what: str) -> str:
    """Return how many lines there are in all and in each plan asked, those without any among them."""
    if len(plans) == 1:
        return f"{counted(groups)} {what}."
    having = {group.plan_id for group in groups}
    without = [plan_name(plan) for plan in plans if plan.id not in having]
    none = [f"{name}: 0" for name in without] if len(without) <= MAX_NAMED else []
    none = none or ([f"{len(without)} kế hoạch khác: 0"] if without else [])
    return f"{len(lines_of(groups))} {what}. {'; '.join((counted(groups), *none))}."
