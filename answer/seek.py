"""Finding the place: the units that answer a topic best, and what is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex as re

from answer.corpus import Unit, padded
from answer.desk import Desk, one_group
from answer.held import asked_of, held_by
from answer.model import Group, Line
from answer.topic import Scorer, Topic
from ingest.fold import fold_tone

# Measured on answerable and unanswerable questions (docs/answers.md): below it, nothing is said.
GATE = 0.55
NEAR_IN_PLAN = 0.93  # of the best score: a second place in the same plan is shown only when as good
NEAR_OTHER_PLAN = 0.80  # of the best score, for the best place of another plan
LONG_LINE = 420  # characters; longer clauses are shown by the sentence that answers


@dataclass(frozen=True, slots=True)
class Best:
    """The best units for a topic: of one plan, or one of each plan that is near the best."""

    units: tuple[Unit, ...]
    score: float


def best_units(desk: Desk, units: Iterable[Unit], topic: Topic | None = None, *, gate: float = GATE) -> Best:
    """Return the units that answer the topic, none when the best is below the gate."""
    ranked = desk.rank(units, topic)
    if not ranked or ranked[0][0] < gate:
        return Best((), ranked[0][0] if ranked else 0.0)
    top = ranked[0][0]
    first = ranked[0][1].plan_id
    chosen: list[Unit] = []
    for score, unit in ranked:
        same = [u for u in chosen if u.plan_id == unit.plan_id]
        if unit.plan_id == first:
            keep = not same or (score >= NEAR_IN_PLAN * top and len(same) < 3)
        else:
            keep = not desk.question.plans and not same and score >= max(NEAR_OTHER_PLAN * top, gate)
        if keep:
            chosen.append(unit)
    return Best(tuple(chosen), top)


def grouped(desk: Desk, units: Sequence[Unit], line: Callable[[Unit], Line | None]) -> tuple[Group, ...]:
    """Return the lines of units under their plans, plans in the order of the best unit."""
    lines: dict[str, list[Line]] = {}
    for unit in units:
        if (made := line(unit)) is not None:
            lines.setdefault(unit.plan_id, []).append(made)
    return tuple(one_group(desk.corpus.plans[plan_id], made) for plan_id, made in lines.items())


def own_units(desk: Desk) -> list[Unit]:
    """Return the units asked among: those of the agencies named, all where none is named."""
    if not desk.question.agencies:
        return desk.units()
    asked = asked_of(desk)
    units: list[Unit] = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        units += [unit for unit, _ in (*held.direct, *held.group)]
        units += [
            desk.corpus.by_key[plan.id, path]
            for path in held.mentioned
            if (plan.id, path) in desk.corpus.by_key
        ]
    return units


def said_by(unit: Unit, words: str, cited: int, deadline: str | None = None) -> Line:
    """Return a line that opens with the agencies of the heading above it, where a heading names the doer."""
    doers = [a for a in unit.assignments if a.subject_path]
    if not doers:
        return Line(words, (cited,), deadline=deadline)
    names = ", ".join(dict.fromkeys(a.agency for a in doers))
    return Line(f"{names}: {words}", (cited,), doers[0].agency, doers[0].role, deadline=deadline)


PARTS = re.compile(r"(?<=[;.])\s+(?=\p{Lu}|\(\d|[\p{Ll}])")


def focus(desk: Desk, unit: Unit, words: str, about: re.Pattern[str] | None = None) -> str:
    """Return words, of a long clause only the sentences that answer, the rest as "…"."""
    tidy = " ".join(words.split())
    if len(tidy) <= LONG_LINE:
        return tidy
    parts = [part for part in PARTS.split(tidy) if part]
    scorer = Scorer(desk.question.topic, desk.corpus)
    scores = [
        scorer.score(part_of(unit, part)) + (0.5 if about and about.search(part) else 0.0) for part in parts
    ]
    best = max(range(len(parts)), key=lambda i: scores[i])
    first = last = best
    while sum(len(p) for p in parts[first : last + 1]) < LONG_LINE and (first > 0 or last < len(parts) - 1):
        before = scores[first - 1] if first > 0 else -1.0
        after = scores[last + 1] if last < len(parts) - 1 else -1.0
        first, last = (first - 1, last) if before > after else (first, last + 1)
    shown = " ".join(parts[first : last + 1])
    return ("… " if first else "") + shown + (" …" if last < len(parts) - 1 else "")


def part_of(unit: Unit, part: str) -> Unit:
    return replace(unit, folded=padded(part), accented=f" {fold_tone(part)} ", above="  ", text=part)
