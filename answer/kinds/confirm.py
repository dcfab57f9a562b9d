"""Yes or no: whether an agency holds a role in a matter ("Có phải Sở Y tế chủ trì kiểm tra không?").

The answer says who the clause names and in which role; "đúng" and "không" follow from that alone. A figure
in the question must stand in the clause before anything is called right.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, lines_of, place_of
from answer.held import Asked, asked_of
from answer.kinds.places import paths_at
from answer.kinds.regime import REPORT_WORDS
from answer.kinds.who import fits, who_line
from answer.model import Line
from answer.seek import best_units, grouped
from answer.understanding.topic import make_topic
from ingest.fold import fold
from ingest.plan import Role

EVERY_ROLE: tuple[Role, ...] = ("lead", "support", "advise", "request")
FIGURE = re.compile(r"(?<![\w/])0*(\d+)(?![\w/])")
NEAR_BEST = 0.8  # share of the best clause's score at which a clause that names the agency is meant instead


def answer_confirm(desk: Desk) -> Draft | None:
    """Answer whether the agency named holds the role asked for; None where no clause speaks of the matter."""
    if not desk.question.agencies or not (desk.question.topic or desk.question.labels):
        return None
    if {word.folded for word in desk.question.topic.words} <= REPORT_WORDS and not desk.question.labels:
        return None  # who reports is said in many places: one of them is no ground for a no
    asked = asked_of(desk)
    units = _units(desk, asked)
    if not units:
        return None
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, EVERY_ROLE))
    lines = lines_of(groups)
    if not lines:
        return None
    said = f"{_verdict(desk, asked, units)}{_who(lines[0])} ({place_of(groups[0])})."
    return Draft("answered", said, groups)


def _units(desk: Desk, asked: Asked) -> list[Unit]:
    """Return the clauses meant: at the place named, or the best of those that speak of the matter.

    Of clauses that speak of it nearly as well, those are meant that give the agency work.
    """
    given = [unit for unit in desk.units() if unit.assignments]
    if desk.question.labels:
        places = {(p.id, path) for p in desk.plans for path in paths_at(p, desk.question.labels)}
        return [unit for unit in given if _stands_at(unit, places)]
    topic = desk.question.topic
    words = [word for word in topic.words if not word.folded.isdigit()]
    # A figure may be the very thing that is asked: without it where no clause has it.
    for matter in (topic, make_topic(words, desk.corpus)):
        best = best_units(desk, given, matter)
        own = best_units(desk, [unit for unit in given if _own(asked, unit)], matter)
        if best.units:
            return list((own if own.score >= NEAR_BEST * best.score else best).units[:1])
    return []


def _stands_at(unit: Unit, places: set[tuple[str, str]]) -> bool:
    headings = {heading for clause in unit.clauses for heading in clause.headings}
    return any((unit.plan_id, path) in places for path in (unit.path, *headings))


def _own(asked: Asked, unit: Unit) -> list[Role]:
    return [held.role for held in unit.assignments if asked.holds(held)]


def _verdict(desk: Desk, asked: Asked, units: Sequence[Unit]) -> str:
    """Return "Đúng: ", "Không: " or "" where the clauses do not decide it."""
    wanted = desk.question.roles
    own = [held for unit in units for held in unit.assignments if asked.holds(held)]
    figures = set(FIGURE.findall(fold(desk.question.topic.text)))
    there = set(FIGURE.findall(" ".join(unit.folded for unit in units)))
    if figures and not desk.question.labels and not figures <= there:
        return "Kế hoạch ghi: "
    if not own:
        through = any(
            asked.through(held, leads=False, named=asked.named_in(desk.corpus.plans[unit.plan_id]))
            for unit in units
            for held in unit.assignments
        )
        return "Kế hoạch giao chung cho nhóm: " if through else "Không: "
    return "Đúng: " if not wanted or any(fits(held, wanted) for held in own) else "Không: "


def _who(line: Line) -> str:
    """Return the agencies and roles a line opens with."""
    return line.text.partition(":")[0]
