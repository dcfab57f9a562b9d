"""Questions turned round: which plans give an agency nothing, and who else there is besides one."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.desk import ROLE_NAMES, Desk, Draft, cite, counted, plan_name
from answer.held import Asked, Held, asked_of, held_by
from answer.kinds.duties import agency_names, has_role, with_roles
from answer.model import Group, Line
from ingest.agencies import write_out
from ingest.fold import fold
from ingest.plan import Plan, Role

_WHERE = r"o dau|dau(?! (?:tu|moi|vao|ra|tien|thau|nam))"  # not "Đầu tư", "đầu mối"
_PLACE = rf"(?:noi|ke hoach|tinh|dia phuong|ban|van ban|cho|thanh pho) (?:nao|gi)|{_WHERE}"
_NOT = r"(?:khong|chua)(?: he)?(?: (?:duoc|co|thay))?"
_GIVES = r"(?:giao|phan cong|giao viec|viec|nhiem vu|chu tri|phoi hop|lam)"
# "nơi nào không giao việc cho Sở Nội vụ?", "Sở Nội vụ không được giao việc ở kế hoạch nào?"
NOWHERE = re.compile(
    rf"\b(?:{_PLACE})\b.{{0,12}}\b{_NOT} {_GIVES}\b|\b{_NOT} {_GIVES}\b.{{0,20}}\b(?:{_PLACE})\b"
)
BESIDES = r"\b(?:ngoai|tru|khong ke|khong tinh)(?: ra)? "
ASKS_WHO = re.compile(r"\b(?:ai|(?:co quan|don vi|so|nganh|ben|noi) nao|nhung ai)\b")
PLACES_SHOWN = 3  # clauses cited for each agency
HOW = "Đã dò phân công của từng kế hoạch; việc giao chung cho nhóm kể riêng."


def answer_exclusion(desk: Desk) -> Draft | None:
    """Answer where the agencies named have no work, or who besides them has; None where neither is asked."""
    question = desk.question
    if not question.agencies:
        return None
    if NOWHERE.search(question.folded):
        return _nowhere(desk)
    if ASKS_WHO.search(question.folded) and _named_as_exception(desk):
        return _besides(desk)
    return None


def _nowhere(desk: Desk) -> Draft:
    """Say which plans give the agencies nothing by name, and how much the others do."""
    roles, asked = desk.question.roles, asked_of(desk)
    helds = [held_by(desk, asked, plan) for plan in desk.plans]
    given = {held.plan.id: len(with_roles(held.direct, roles)) for held in helds}
    without = [held for held in helds if not given[held.plan.id]]
    who = agency_names(desk)
    what = f"nêu {who} {_said(roles)} việc nào" if roles else f"giao việc đích danh cho {who}"
    some = "; ".join(f"{plan_name(h.plan)} ({given[h.plan.id]} việc)" for h in helds if given[h.plan.id])
    notes = [HOW] + ([f"Có nêu đích danh: {some}."] if some else [])
    notes += [note for held in without if (note := _through_group(held, who))]
    if not without:
        return Draft("answered", f"Không có kế hoạch nào không {what}.", notes=tuple(notes))
    names = ", ".join(plan_name(held.plan) for held in without)
    said = f"{len(without)} kế hoạch không {what}: {names}."
    return Draft("answered", said, notes=tuple(notes))


def _through_group(held: Held, who: str) -> str:
    """Return a sentence on the work a plan gives a group that takes the agencies in; "" without any."""
    shared = len(held.group) + len(held.beside)
    return f"{plan_name(held.plan)}: {shared} việc giao chung cho nhóm có {who}." if shared else ""


def _named_as_exception(desk: Desk) -> bool:
    """Return whether every agency named stands after "ngoài", "trừ": nobody else is asked about by name."""
    folded = desk.question.folded
    return all(
        re.search(BESIDES + re.escape(fold(desk.question.text[named.start : named.stop])), folded)
        for named in desk.question.agencies
    )


def _besides(desk: Desk) -> Draft:
    """Return every other agency with a role asked for (leading where none is), plan by plan."""
    roles: tuple[Role, ...] = desk.question.roles or ("lead",)
    groups = others_with_role(desk, asked_of(desk), roles)
    who, what = agency_names(desk), _said(roles)
    if not groups:
        return Draft("not_found", f"Ngoài {who}, không cơ quan nào khác được nêu {what}.", notes=(HOW,))
    how = "Mỗi cơ quan dẫn nhiều nhất ba điều khoản; nhóm được kể như một cơ quan."
    return Draft("answered", f"Ngoài {who} còn: {counted(groups)} cơ quan {what}.", groups, (how,))


def others_with_role(desk: Desk, asked: Asked, roles: Sequence[Role]) -> tuple[Group, ...]:
    """Return every agency but those asked about that holds one of roles, plan by plan, each once."""

    def others(plan: Plan) -> list[Line]:
        cited: dict[str, dict[int, None]] = {}
        for unit in desk.corpus.in_plans([plan.id]):
            for held in unit.assignments:
                if has_role(held, roles) and not asked.holds(held):
                    cited.setdefault(write_out(held.agency), {})[cite(desk, unit, [held])] = None
        return [Line(name, tuple(marks)[:PLACES_SHOWN], name) for name, marks in cited.items()]

    return desk.per_plan(others)


def _said(roles: tuple[Role, ...]) -> str:
    return " hoặc ".join(ROLE_NAMES[role] for role in roles)
