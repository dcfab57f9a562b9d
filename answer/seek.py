"""Finding the place: the units that answer a topic best, and what is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex as re

from answer.corpus import Unit, padded
from answer.desk import Desk, cite, one_group, task_of, tidy, told
from answer.held import asked_of, held_by
from answer.model import Group, Line
from answer.trial import Gated, Tried, unobserved
from answer.understanding.quantity import asks_number
from answer.understanding.terms import Terms
from answer.understanding.topic import Scorer, Topic
from ingest.fold import fold_tone

# Measured on answerable and unanswerable questions (docs/answers.md). Shares of the topic's terms that a
# clause must say before it is shown,
GATE = 0.50
STRICT = 0.68  # and where it lacks a word that no plan says: the question may be about something else
FLOOR = 0.4  # score below which a place is not held against the gate
TRIED = 30  # best places that are
NEAR_IN_PLAN = 0.93  # of the best score: a second place in the same plan is shown only when as good
NEAR_OTHER_PLAN = 0.80  # of the best score, for the best place of another plan
MAX_IN_PLAN = 3  # places shown of the plan that holds the best
LONG_LINE = 420  # characters; longer clauses are shown by the sentences that answer
SAYS_IT = 0.5  # added to a sentence's score, 0 to 1, where it holds the very words looked for
# A unit that passes no gate is still what is asked about where, in the one plan asked, it says so much of the
# topic's terms, comes so near in meaning (0 to 1) and leaves the next one so far behind (docs/answers.md).
OUT_SHARE, OUT_NEAR, OUT_LEAD = 0.44, 0.5, 0.15
WHICH = re.compile(r"\b(?P<two>\w+ (?P<one>\w+)) nao\b")
SENTENCE_END = re.compile(r"(?<=[;.])\s+(?=[\p{Lu}\p{Ll}]|\(\d)")


@dataclass(frozen=True, slots=True)
class Best:
    """The best units for a topic, best first, and the best score, units or none.

    Up to MAX_IN_PLAN of the plan that holds the best; where no plan is named, one more of each plan near it.
    """

    units: tuple[Unit, ...]
    score: float


def best_units(desk: Desk, units: Iterable[Unit], topic: Topic | None = None, *, gate: float = GATE) -> Best:
    """Return the units that answer the topic, best first; none when none says enough of it (gate)."""
    ranked = desk.rank(units, topic)
    terms = Terms(desk.question.topic if topic is None else topic, desk.corpus)
    gate, asked = desk.gate(gate), _kind_asked(desk.question.folded)
    near = [(score, unit) for score, unit in ranked[:TRIED] if score >= desk.gate(FLOOR)]
    told = [pair for pair in near if pair[1] == desk.apart or answers(terms, pair[1], gate, asked)]
    chosen = _chosen(desk, told) if told else []
    best = chosen[0] if chosen else ranked[0][1] if ranked else None
    if desk.observe is not unobserved:
        passed = {unit.key for _, unit in told}
        tried = tuple(Tried(unit, terms.share(unit), unit.key in passed) for _, unit in near)
        desk.observe(Gated(gate, terms.share(best) if best else 0.0, tuple(chosen), tried))
    return Best(tuple(chosen), told[0][0] if told else ranked[0][0] if ranked else 0.0)


def stands_out(desk: Desk) -> Unit | None:
    """Return the unit of the one plan asked that the topic means, if in other words; None where none does.

    Not for questions of how many or of a kind of thing: what stands near says another figure, another thing.
    """
    question = desk.question
    if len(desk.plan_ids) != 1 or not question.topic or asks_number(question.text):
        return None
    ranked, terms = desk.rank(desk.units()), Terms(question.topic, desk.corpus)
    if len(ranked) < 2 or ranked[0][0] - ranked[1][0] < OUT_LEAD:
        return None
    unit = ranked[0][1]
    asked = _kind_asked(question.folded)
    near = desk.likeness(question.topic.text).get(unit.key, 0.0) >= OUT_NEAR
    said = terms.share(unit) >= OUT_SHARE and all(terms.says(words, unit) for words in asked)
    return unit if near and said else None


def _chosen(desk: Desk, told: Sequence[tuple[float, Unit]]) -> list[Unit]:
    """Return what is shown of units that passed the gate, best first."""
    top, first = told[0][0], told[0][1].plan_id
    chosen: list[Unit] = []
    for score, unit in told:
        same = [u for u in chosen if u.plan_id == unit.plan_id]
        if unit.plan_id == first:
            keep = not same or (score >= NEAR_IN_PLAN * top and len(same) < MAX_IN_PLAN)
        else:
            keep = not desk.question.plans and not same and score >= NEAR_OTHER_PLAN * top
        if keep:
            chosen.append(unit)
    return chosen


def _kind_asked(folded: str) -> tuple[str, ...]:
    """Return the one or two words before "nào": "bảo tàng nào" wants a museum, whatever else is said."""
    found = WHICH.search(folded)
    return (found["two"], found["one"]) if found else ()


def answers(terms: Terms, unit: Unit, gate: float = GATE, asked: Sequence[str] = ()) -> bool:
    """Return whether a unit says enough of the topic to answer: of asked, the kind of thing, all."""
    if gate <= 0:  # a trial that lets everything through
        return True
    if not re.search(r"[a-z]", unit.folded):  # "2025.", left alone by the break of a page
        return False
    share = terms.share(unit)
    if share < gate or not all(terms.says(words, unit) for words in asked):
        return False
    return share >= STRICT or not terms.lacks_a_word(unit)


def grouped(desk: Desk, units: Sequence[Unit], line: Callable[[Unit], Line | None]) -> tuple[Group, ...]:
    """Return the lines of units under their plans, in the order of units; units without a line left out."""
    lines: dict[str, list[Line]] = {}
    for unit in units:
        if (made := line(unit)) is not None:
            lines.setdefault(unit.plan_id, []).append(made)
    return tuple(one_group(desk.corpus.plans[plan_id], made) for plan_id, made in lines.items())


def own_units(desk: Desk, *, mentioned: bool = True) -> list[Unit]:
    """Return the units asked among: those of the agencies named, all where none is named.

    mentioned  with those that only name an agency and give it nothing to do
    """
    if not desk.question.agencies:
        return desk.units()
    asked = asked_of(desk)
    units: list[Unit] = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        units += [unit for unit, _ in (*held.direct, *held.group)]
        units += [desk.corpus.by_key[plan.id, path] for path in held.mentioned if mentioned]
    return units


def named_units(desk: Desk) -> list[Unit]:
    """Return the units that name the agencies of the question, or give them something, in reading order."""
    asked = asked_of(desk)
    paths: set[tuple[str, str]] = set()
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        paths |= {unit.key for unit, _ in held.direct} | {(plan.id, path) for path in held.mentioned}
    return [unit for unit in desk.units() if unit.key in paths]


def said_by(unit: Unit, words: str, cited: int, deadline: str | None = None) -> Line:
    """Return a line of words; where the heading above names who does it, the line opens with the name."""
    doers = [a for a in unit.assignments if a.subject_path]
    if not doers:
        return Line(words, (cited,), deadline=deadline)
    names = ", ".join(dict.fromkeys(a.agency for a in doers))
    return Line(f"{names}: {words}", (cited,), doers[0].agency, doers[0].role, deadline=deadline)


def field_line(desk: Desk, unit: Unit, labels: Sequence[str]) -> Line:
    """Return of a labelled block its heading and the first line whose label holds one of labels."""
    field = unit.line(*labels)
    words = f"{task_of(unit).rstrip(' .:;')}. {tidy(field.text)}" if field is not None else task_of(unit)
    return said_by(unit, words, cite(desk, unit, fields=labels))


def focus(
    desk: Desk, unit: Unit, words: str, about: re.Pattern[str] | None = None, *, limit: int = LONG_LINE
) -> str:
    """Return words on one line, of long ones only the sentences that answer, the rest as "…".

    unit   the words are of; its headings do not count for its sentences
    about  the very words looked for, where there are any besides the topic
    limit  characters that are shown in any case
    """
    whole = told(unit, words)
    if len(whole) <= limit:
        return whole
    parts = [part for part in SENTENCE_END.split(whole) if part]
    scorer = Scorer(desk.question.topic, desk.corpus)
    scores = [
        scorer.score(part_of(unit, part)) + (SAYS_IT if about and about.search(part) else 0.0)
        for part in parts
    ]
    best = max(range(len(parts)), key=lambda i: scores[i])
    first = last = best
    while sum(len(p) for p in parts[first : last + 1]) < limit and (first > 0 or last < len(parts) - 1):
        before = scores[first - 1] if first > 0 else -1.0
        after = scores[last + 1] if last < len(parts) - 1 else -1.0
        first, last = (first - 1, last) if before > after else (first, last + 1)
    shown = " ".join(parts[first : last + 1])
    return ("… " if first else "") + shown + (" …" if last < len(parts) - 1 else "")


def part_of(unit: Unit, part: str) -> Unit:
    """Return unit as if it said only part and stood under no heading."""
    return replace(unit, folded=padded(part), accented=f" {fold_tone(part)} ", above="  ", text=part)
