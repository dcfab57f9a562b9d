"""Places of a plan as people name them: "mục 3.2", "điểm c khoản 4 mục IV", "Điều 3", "phần II"."""

from __future__ import annotations

from collections.abc import Sequence

from answer.corpus import Unit
from answer.desk import Desk, Draft, lines_of, shortened, told
from answer.held import Asked, asked_of
from answer.kinds.who import who_line
from answer.model import Line
from answer.seek import said_by
from ingest.plan import Plan, Role

MAX_PLACES = 2  # of one plan that are shown where labels fit several

EVERY_ROLE: tuple[Role, ...] = ("lead", "request", "advise", "support")


def paths_at(plan: Plan, labels: Sequence[str]) -> list[str]:
    """Return the paths of headings and clauses that end with labels, headings first, each once."""
    wanted = ".".join(labels)
    paths = [s.path for s in plan.sections] + [c.path for c in plan.clauses]
    found = [path for path in paths if path == wanted or path.endswith(f".{wanted}")]
    if not found and len(labels) > 1:  # a level between may be left out: "điểm a mục IV"
        split = {path: path.split(".") for path in paths}
        found = [p for p, parts in split.items() if parts[-1] == labels[-1] and set(labels) <= set(parts)]
    return list(dict.fromkeys(found))


def answer_place(desk: Desk) -> Draft | None:
    """Answer what stands at the place a question names: its words, or who is given them."""
    labels = desk.question.labels
    if not labels:
        return None
    asked = asked_of(desk) if desk.question.agencies else None
    groups = desk.per_plan(
        lambda plan: [
            _place_line(desk, unit)
            for path in paths_at(plan, labels)[:MAX_PLACES]
            for unit in desk.corpus.in_plans([plan.id])
            if (unit.path == path or _below(unit, path)) and (asked is None or _holds(unit, asked))
        ]
    )
    if not groups:
        return None
    lines = lines_of(groups)
    said = f"Nội dung ở “{'.'.join(labels)}”: {len(lines)} điều khoản."
    return Draft("answered", shortened(lines[0].text) if asked and len(lines) == 1 else said, groups)


def _place_line(desk: Desk, unit: Unit) -> Line:
    """Return what a unit says; where the question asks who, or names an agency, who has which role."""
    question = desk.question
    asks_who = bool(question.agencies) or not {"who", "support"}.isdisjoint(question.intents)
    roles = EVERY_ROLE if question.agencies else question.roles
    if asks_who and (line := who_line(desk, unit, roles)) is not None:
        return line
    return said_by(unit, told(unit, unit.text), desk.citer.cite_unit(unit, unit.clauses if unit.head else ()))


def _holds(unit: Unit, asked: Asked) -> bool:
    """Return whether a unit gives something to an agency that is asked about."""
    return any(asked.holds(held) for held in unit.assignments)


def _below(unit: Unit, path: str) -> bool:
    return any(path in clause.headings for clause in unit.clauses)
