"""Places of a plan as people name them: "mục 3.2", "điểm c khoản 4 mục IV", "Điều 3", "phần II"."""

from __future__ import annotations

from collections.abc import Sequence

from answer.corpus import Unit
from answer.desk import Desk, Draft, one_group
from answer.model import Group, Line
from answer.seek import said_by
from answer.who import who_line
from ingest.plan import Plan


def paths_at(plan: Plan, labels: Sequence[str]) -> list[str]:
    """Return the paths of headings and clauses that end with labels, in reading order."""
    wanted = ".".join(labels)
    paths = [s.path for s in plan.sections] + [c.path for c in plan.clauses]
    exact = [p for p in paths if p == wanted or p.endswith(f".{wanted}")]
    if exact or len(labels) < 2:
        return list(dict.fromkeys(exact))
    inside = [
        p for p in paths if p.split(".")[-1] == labels[-1] and all(label in p.split(".") for label in labels)
    ]
    return list(dict.fromkeys(inside))


def answer_place(desk: Desk) -> Draft | None:
    """Answer what stands at the place a question names: its words, or who is given them."""
    labels = desk.question.labels
    if not labels:
        return None
    asks_who = bool({"who", "support"} & set(desk.question.intents))
    groups: list[Group] = []
    for plan in desk.plans:
        lines: list[Line] = []
        for path in paths_at(plan, labels)[:2]:
            units = [u for u in desk.corpus.in_plans([plan.id]) if u.path == path or _below(u, path)]
            for unit in units:
                line = who_line(desk, unit, desk.question.roles) if asks_who else None
                lines.append(
                    line
                    or said_by(
                        unit,
                        " ".join(unit.text.split()),
                        desk.citer.cite_unit(unit, unit.clauses if unit.head else ()),
                    )
                )
        if lines:
            groups.append(one_group(plan, lines))
    if not groups:
        return None
    where = " ".join(labels)
    return Draft(
        "answered", f"Nội dung ở {where}: {sum(len(g.lines) for g in groups)} điều khoản.", tuple(groups)
    )


def _below(unit: Unit, path: str) -> bool:
    return any(path in clause.headings for clause in unit.clauses)
