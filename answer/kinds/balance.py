"""Which of two has more: the work of agencies, the work that plans give, the money they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, cite, one_group, plan_name, plan_names, told
from answer.held import HeldUnit, asked_of, held_by
from answer.kinds.duties import ROLE_ORDER, name_shown, with_roles
from answer.kinds.funding import AMOUNT, sums_named, totals_of
from answer.model import Group, Line
from answer.seek import own_units, said_by
from ingest.agencies import Named
from ingest.plan import Plan

# "bên nào nhiều việc hơn", "giao nhiều hơn", "ít nhiệm vụ hơn"
MORE = re.compile(r"\b(?P<which>nhieu|it)\b(?: \w+){0,4}? hon\b")
# "nơi nào giao nhiều việc nhất cho Sở …": of one agency, the plans are weighed
MOST = re.compile(
    r"\b(?:noi|ke hoach|tinh|dia phuong|ban) nao\b.*\b(?P<which>nhieu|it)\b(?: \w+){0,3}? nhat\b"
)
OF_MONEY = re.compile(  # "tiền" and "vốn", not "xúc tiến", "tiến độ", "vốn có"
    r"\b(?:kinh phi|(?<!xuc |cai |tien )tien(?! do\b| hanh\b| toi\b)|ngan sach|von(?! co\b)|du toan|tong muc|"
    r"ty dong|trieu dong)\b"
)
OF_WORK = re.compile(r"\b(?:viec|nhiem vu|cong viec|dau viec|giao|ganh|lam|chu tri|phoi hop)\b")
MIN_SIDES = 2
HOW_WORK = (
    "Cách đếm: số điều khoản nêu đích danh cơ quan, tách chủ trì và phối hợp; "
    "không tính việc giao chung cho nhóm."
)
HOW_PLANS = "Cách đếm: mỗi điều khoản, dòng bảng hoặc khối có giao cơ quan là một nhiệm vụ."
HOW_MONEY = "Chỉ nêu các số tiền đúng như ghi trong kế hoạch; không cộng và không quy đổi."


def answer_balance(desk: Desk) -> Draft | None:
    """Answer which of the agencies or plans named has more; None where the question does not ask it."""
    asked = MORE.search(desk.question.folded)
    if asked is None and desk.question.agencies:
        asked = MOST.search(desk.question.folded)
    if asked is None:
        return None
    if OF_MONEY.search(desk.question.folded):
        return _money(desk) if len(desk.plan_ids) >= MIN_SIDES else None
    if not OF_WORK.search(desk.question.folded):
        return None
    fewer = asked["which"] == "it"
    if len({named.agency_id or named.name for named in desk.question.agencies}) >= MIN_SIDES:
        return _agencies(desk, fewer=fewer)
    return _plans(desk, fewer=fewer) if len(desk.plan_ids) >= MIN_SIDES else None


def _agencies(desk: Desk, *, fewer: bool) -> Draft:
    """Return the work of each agency named, counted, in every plan asked."""
    counts: dict[str, int] = {}
    lines: dict[str, list[Line]] = {plan.id: [] for plan in desk.plans}
    for named in desk.question.agencies:
        name = name_shown(desk, named)
        for plan in desk.plans:
            own = _direct(desk, named, plan)
            counts[name] = counts.get(name, 0) + len(own)
            lines[plan.id] += [_count_line(desk, name, own)] if own else []
    groups = tuple(one_group(plan, lines[plan.id]) for plan in desk.plans if lines[plan.id])
    return _weighed(counts, groups, "việc nêu đích danh", HOW_WORK, fewer=fewer)


def _plans(desk: Desk, *, fewer: bool) -> Draft:
    """Return how much work each plan gives, the agency named where there is one."""
    counts: dict[str, int] = {}
    groups: list[Group] = []
    agencies = desk.question.agencies
    for plan in desk.plans:
        own = _direct(desk, agencies[0], plan) if agencies else _all_work(desk, plan)
        counts[plan_name(plan)] = len(own)
        name = name_shown(desk, agencies[0]) if agencies else plan_name(plan)
        groups += [one_group(plan, [_count_line(desk, name, own)])] if own else []
    how = HOW_WORK if agencies else HOW_PLANS
    return _weighed(counts, tuple(groups), "nhiệm vụ", how, fewer=fewer)


def _all_work(desk: Desk, plan: Plan) -> list[HeldUnit]:
    units = desk.corpus.in_plans([plan.id])
    return [(unit, list(unit.assignments)) for unit in units if unit.assignments]


def _weighed(counts: dict[str, int], groups: tuple[Group, ...], what: str, how: str, *, fewer: bool) -> Draft:
    """Return the counts with the verdict: who has more, fewer where that is asked, or that all are even."""
    order = sorted(counts, key=lambda name: counts[name], reverse=not fewer)
    said = "; ".join(f"{name}: {counts[name]} {what}" for name in order)
    first = [name for name in order if counts[name] == counts[order[0]]]
    most = f"{'ít' if fewer else 'nhiều'} {'hơn' if len(order) == MIN_SIDES else 'nhất'}"
    verdict = f"{first[0]} {most}" if len(first) == 1 else f"{', '.join(first)} cùng {most}"
    if len(first) == len(order):
        verdict = "Bằng nhau"
    return Draft("answered" if groups else "not_found", f"{verdict}. {said}.", groups, (how,))


def _direct(desk: Desk, named: Named, plan: Plan) -> list[HeldUnit]:
    return with_roles(held_by(desk, asked_of(desk, [named]), plan).direct, desk.question.roles)


def _count_line(desk: Desk, name: str, own: Sequence[HeldUnit]) -> Line:
    """Return "<name>: 5 việc (3 chủ trì, 2 phối hợp)", each by its weightiest role, with its places."""
    roles = Counter(min((a.role for a in held), key=ROLE_ORDER.index) for _, held in own)
    shown = [role for role in ROLE_ORDER if roles[role] or role in ("lead", "support")]
    parts = ", ".join(f"{roles[role]} {ROLE_NAMES[role]}" for role in shown)
    said = f"{len(own)} việc ({parts})"
    cited = tuple(dict.fromkeys(cite(desk, unit, held) for unit, held in own))
    return Line(f"{name}: {said}", cited, ours=(name, said))


# -- money ---------------------------------------------------------------------------------------------


def _money(desk: Desk) -> Draft:
    """Return the sums that each plan names, side by side; which is more is for the reader to say."""
    groups = desk.per_plan(lambda plan: [_sum_line(desk, unit) for unit in _with_sums(desk, plan)])
    without = [plan for plan in desk.plans if plan.id not in {group.plan_id for group in groups}]
    notes = (HOW_MONEY, *(f"{plan_name(plan)}: không ghi số tiền." for plan in without))
    if not groups:
        said = f"{plan_names(desk.plans)} không ghi số tiền, nên không so được bên nào nhiều hơn."
        return Draft("not_found", said, notes=notes[1:], nearest=desk.nearest())
    sums = "; ".join(map(sums_named, groups))
    return Draft("partial" if without else "answered", f"Số tiền ghi trong kế hoạch: {sums}.", groups, notes)


def _with_sums(desk: Desk, plan: Plan) -> list[Unit]:
    """Return the clauses that name a sum; of several those that tell the whole of it."""
    asked = {unit.key for unit in own_units(desk)}
    units = [u for u in desk.corpus.in_plans([plan.id]) if u.key in asked and AMOUNT.search(u.text)]
    return totals_of(units) or units


def _sum_line(desk: Desk, unit: Unit) -> Line:
    return said_by(unit, told(unit, unit.text), cite(desk, unit, fields=("",)))
