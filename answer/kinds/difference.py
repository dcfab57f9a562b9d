"""What one plan has and another has not: an agency's work, or agencies with work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, cite, one_group, plan_names, task_of
from answer.held import asked_of, held_by
from answer.kinds.duties import agency_names, duty_line, with_roles
from answer.likeness import Wording, content_share
from answer.load import Load, loads_of
from answer.model import Line
from answer.understanding.naming import plans_by_place
from ingest.fold import fold
from ingest.plan import Plan

# "việc nào … ở Cần Thơ mà Trà Vinh không có", "… mà không giao ở Trà Vinh"
DIFFERENCE = re.compile(r"\bma\b(?: \S+){0,12}? (?:khong|chua) (?:co|neu|giao|thay|duoc|phai)\b")
ASKS_AGENCIES = re.compile(r"\b(?:ai|co quan nao|don vi nao|so nao|nganh nao|nhung ai)\b")
ALIKE = 0.5  # share of a task's wording in another from which on they are the same work
PLACES_SHOWN = 3  # places cited for each agency
HOW = (
    "Cách so: lời văn từng việc được so với mọi việc của cùng cơ quan ở kế hoạch kia; coi là không có khi "
    "chưa đến một nửa nội dung trùng nhau. Hãy đọc lại trước khi kết luận."
)


def answer_difference(desk: Desk) -> Draft | None:
    """Answer what the plans named before "mà" have and those named after it have not."""
    folded = desk.question.folded
    if DIFFERENCE.search(folded) is None:
        return None
    after = plans_by_place(re.split(r"\bma\b", folded)[-1], desk.corpus)
    lacking = [plan for plan in desk.plans if plan.id in dict(after)]
    having = [plan for plan in desk.plans if plan not in lacking]
    if not having or not lacking:
        return None
    if desk.question.agencies:
        return _work(desk, having, lacking)
    return _agencies(desk, having, lacking) if ASKS_AGENCIES.search(folded) else None


def _work(desk: Desk, having: Sequence[Plan], lacking: Sequence[Plan]) -> Draft:
    """Return an agency's duties in having that lacking give it nothing like."""
    asked, roles = asked_of(desk), desk.question.roles
    other = [held_by(desk, asked, plan) for plan in lacking]
    known = [Wording.of(task_of(unit)) for held in other for unit, _ in (*held.direct, *held.group)]
    groups = []
    for plan in having:
        own = with_roles(held_by(desk, asked, plan).direct, roles)
        lines = [duty_line(desk, unit, held) for unit, held in own if not _is_like(unit, known)]
        groups += [one_group(plan, lines)] if lines else []
    name, where, here = agency_names(desk), plan_names(lacking), plan_names(having)
    if not groups:
        return Draft("not_found", f"Không thấy việc nào của {name} chỉ có ở {here}.", notes=(HOW,))
    count = sum(len(group.lines) for group in groups)
    said = f"{count} việc của {name} có ở {here} mà không thấy ở {where}."
    return Draft("answered", said, tuple(groups), (HOW,))


def _is_like(unit: Unit, known: Sequence[Wording]) -> bool:
    """Return whether one of the tasks known is the same work in other words."""
    return any(content_share(task_of(unit), [wording]).share >= ALIKE for wording in known)


def _agencies(desk: Desk, having: Sequence[Plan], lacking: Sequence[Plan]) -> Draft:
    """Return the agencies that having give work by name and lacking do not."""
    others = {_key(load) for plan in lacking for load in loads_of(desk.corpus.in_plans([plan.id]))}
    groups = []
    for plan in having:
        loads = loads_of(desk.corpus.in_plans([plan.id]))
        lines = [_load_line(desk, load) for load in loads if _key(load) not in others]
        groups += [one_group(plan, lines)] if lines else []
    here, where = plan_names(having), plan_names(lacking)
    how = "Cách so: cơ quan được nêu đích danh trong ít nhất một việc; không tính việc giao chung cho nhóm."
    if not groups:
        return Draft("not_found", f"Mọi cơ quan có việc ở {here} đều có việc ở {where}.", notes=(how,))
    count = sum(len(group.lines) for group in groups)
    said = f"{count} cơ quan được giao việc đích danh ở {here} mà không được giao ở {where}."
    return Draft("answered", said, tuple(groups), (how,))


def _key(load: Load) -> str:
    return load.agency_id or fold(load.agency)


def _load_line(desk: Desk, load: Load) -> Line:
    units = load.units[:PLACES_SHOWN]
    cited = [cite(desk, u, [a for a in u.assignments if a.agency == load.agency]) for u in units]
    count = f"{len(load.units)} việc"
    return Line(f"{load.agency}: {count}", tuple(dict.fromkeys(cited)), load.agency, ours=(count,))


def with_places_missing(desk: Desk, draft: Draft) -> Draft:
    """Return draft with the note that a place named beside a loaded one is not loaded."""
    missing = desk.question.elsewhere
    if not missing or not draft.found:
        return draft
    return replace(draft, notes=(f"Chưa nạp kế hoạch nào của {', '.join(missing)}.", *draft.notes))
