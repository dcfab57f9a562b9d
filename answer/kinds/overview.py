"""Questions over whole plans: comparisons, counts, what is due. Each says how it was worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import regex as re

from answer.corpus import Unit, deadline_of
from answer.desk import (
    Desk,
    Draft,
    cite,
    counted,
    lines_of,
    place_of,
    places_of,
    plan_name,
    task_of,
    totalled,
)
from answer.kinds.duties import MIN_TOPIC, answer_duties
from answer.load import Load, loads_of
from answer.model import Group, Line, Status
from answer.seek import own_units
from answer.understanding.due import last_day
from ingest.plan import Assignment, Plan

Route = Callable[[Desk], Draft | None]

LESS_STRICT = 0.7  # times the gate, for a place among several that are compared
BUSIEST = 5  # agencies shown of each plan, the busiest first
PLACES_SHOWN = 3  # places cited for each agency that is counted


def answer_compare(desk: Desk, route: Route, recheck: Route) -> Draft | None:
    """Answer the same question in each plan, side by side.

    A side that route leaves empty is gone through again, less strictly (the places do not use the same
    words) and by recheck, before it is said to hold nothing.
    """
    groups: list[Group] = []
    notes: list[str] = []
    for plan in desk.plans:
        side = desk.narrowed_to(plan.id)
        found = _shown(route(side)) or _shown(route(_looser(side))) or _shown(recheck(side))
        groups += found
        if not found:
            notes.append(f"{plan_name(plan)}: không thấy nội dung này (đã dò lại cả kế hoạch).")
    if not groups:
        return None
    status: Status = "partial" if notes else "answered"
    said = f"Đối chiếu theo từng kế hoạch: {places_of(groups)}."
    one_each = len({group.plan_id for group in groups}) == len(groups)
    return Draft(status, said, tuple(groups), tuple(notes), abreast=one_each)


def _looser(desk: Desk) -> Desk:
    """Return a desk with the same question, for which a place need say less of it."""
    weights = replace(desk.weights, strictness=desk.weights.strictness * LESS_STRICT)
    side = replace(desk, weights=weights)
    side.citer = desk.citer
    return side


def _shown(draft: Draft | None) -> list[Group]:
    return [group for group in draft.groups if not group.folded] if draft is not None and draft.found else []


# -- counts --------------------------------------------------------------------------------------------


def answer_count(desk: Desk) -> Draft | None:
    """Answer how many, saying what was counted; None when the thing to count is not clear."""
    if desk.question.agencies:  # how many duties; of anything else the clause tells the number
        of_duties = COUNTS_DUTIES.search(desk.question.folded) or len(desk.question.topic.words) < MIN_TOPIC
        return answer_duties(desk) if of_duties else None
    folded = desk.question.folded
    for pattern, count, narrowed in COUNTED:
        telling = [word for word in desk.question.topic.words if word.folded not in ASKS_PARTS]
        if pattern.search(folded) and (narrowed or not telling):
            return count(desk)
    return None


def _count(desk: Desk, counts: Callable[[Unit], bool], what: str, how: str) -> Draft | None:
    """Return the units that count, plan by plan; what they are and how they are told is said with them."""
    groups = desk.per_plan(
        lambda plan: [
            Line(task_of(unit), (cite(desk, unit, unit.assignments),))
            for unit in desk.corpus.in_plans([plan.id])
            if counts(unit)
        ]
    )
    if not groups:
        return None
    return Draft("answered", totalled(desk.plans, groups, what), groups, (f"Cách đếm: {how}.",))


def _count_rows(desk: Desk) -> Draft | None:
    return _count(
        desk,
        lambda unit: any(clause.cells for clause in unit.clauses),
        "dòng nhiệm vụ trong bảng",
        "mỗi dòng có số thứ tự là một nhiệm vụ",
    )


def _count_tasks(desk: Desk) -> Draft | None:
    return _count(
        desk,
        lambda unit: bool(unit.assignments),
        "nhiệm vụ có giao cơ quan",
        "mỗi điều khoản, dòng bảng hoặc khối “Đơn vị chủ trì” là một nhiệm vụ",
    )


def _count_sections(desk: Desk) -> Draft | None:
    groups = desk.per_plan(
        lambda plan: [
            Line(f"{s.path}. {s.heading}", (desk.citer.cite_piece(plan.id, s),))
            for s in plan.sections
            if s.kind in ("section", "part") and not s.headings
        ]
    )
    if not groups:
        return None
    how = "Cách đếm: các mục đánh số La Mã."
    return Draft("answered", f"{counted(groups)} mục lớn.", groups, (how,))


def _count_plans(desk: Desk) -> Draft:
    def title(plan: Plan) -> list[Line]:
        entries = [entry for entry in plan.entries if entry.name == "title"]
        cited = tuple(desk.citer.cite_entry(plan.id, entry) for entry in entries)
        return [Line(plan.title or plan.id, cited)] if cited else []

    return Draft("answered", f"Đã nạp {len(desk.plans)} kế hoạch.", desk.per_plan(title))


def _count_agencies(desk: Desk) -> Draft | None:
    roles = desk.question.roles

    def agencies(plan: Plan) -> list[Line]:
        cited: dict[str, dict[int, None]] = {}
        for unit, held in _work(desk, plan):
            if not held.collective and (not roles or held.role in roles):
                cited.setdefault(held.agency, {})[cite(desk, unit, [held])] = None
        return [Line(name, tuple(marks)[:PLACES_SHOWN], name) for name, marks in cited.items()]

    groups = desk.per_plan(agencies)
    if not groups:
        return None
    how = "Cách đếm: cơ quan được nêu tên trong ít nhất một nhiệm vụ, không kể nhóm."
    return Draft("answered", f"{counted(groups)} cơ quan được nêu đích danh.", groups, (how,))


def _work(desk: Desk, plan: Plan) -> list[tuple[Unit, Assignment]]:
    """Return the assignments of a plan with their units, in reading order."""
    found = ((desk.corpus.by_key.get((plan.id, held.path)), held) for held in plan.assignments)
    return [(unit, held) for unit, held in found if unit is not None]


def _busiest(desk: Desk) -> Draft:
    fewest = bool(FEWEST.search(desk.question.folded))
    groups = desk.per_plan(lambda plan: _loads(desk, plan, fewest=fewest))
    said = "; ".join(f"{place_of(group)}: {group.lines[0].text}" for group in groups)
    how = (
        "Cách đếm: số điều khoản nêu đích danh cơ quan, tách chủ trì và phối hợp; "
        "không tính việc giao chung cho nhóm."
    )
    if not groups:
        return Draft("not_found", "Không có phân công nêu đích danh cơ quan.", notes=(how,))
    return Draft("answered", said, groups, (how,))


def _loads(desk: Desk, plan: Plan, *, fewest: bool) -> list[Line]:
    """Return the agencies of a plan with the most work, or the least, each with its count."""
    order = loads_of(desk.corpus.in_plans([plan.id]))
    return [_load_line(desk, load) for load in (order[::-1] if fewest else order)[:BUSIEST]]


def _load_line(desk: Desk, load: Load) -> Line:
    said = f"{len(load.units)} việc ({len(load.lead)} chủ trì, {len(load.support)} phối hợp)"
    own = [(unit, [held for held in unit.assignments if held.agency == load.agency]) for unit in load.units]
    cited = tuple(dict.fromkeys(cite(desk, unit, held) for unit, held in own))
    return Line(f"{load.agency}: {said}", cited, load.agency, ours=(said,))


MANY = r"(?:may|bao nhieu)"
COUNTS_DUTIES = re.compile(rf"{MANY} (?:nhiem vu|viec|cong viec|dau viec|noi dung)")
ASKS_PARTS = frozenset(("lon", "nho", "chia", "ten", "ke", "la", "so", "phan", "muc"))  # "chia mấy mục lớn"
LIST_OF = r"(?:liet ke|danh sach|ke ten|ke ra|co nhung|co cac)(?: \S+){0,3}"
FEWEST = re.compile(r"\bit (?:viec |nhiem vu )?nhat")
COUNTED: tuple[tuple[re.Pattern[str], Route, bool], ...] = (
    # wording; what is counted; whether it is counted although a topic is left over
    (re.compile(r"(?:nhieu|it) (?:viec |nhiem vu )?nhat"), _busiest, True),
    (re.compile(r"(?<!cao )\bbang\b"), _count_rows, True),  # not of Cao Bằng
    (re.compile(rf"{MANY} (?:muc|phan)"), _count_sections, False),
    (re.compile(rf"{MANY} ke hoach|{LIST_OF} ke hoach"), _count_plans, False),
    (re.compile(rf"{MANY} (?:co quan|don vi|so)\b"), _count_agencies, True),
    (COUNTS_DUTIES, _count_tasks, False),
)


# -- what is due ---------------------------------------------------------------------------------------

PASSED, TO_BE_DONE = "(đã qua)", "(chưa đến)"
TO_COME = re.compile(r"\b(?:sap|gan|chua) (?:den |toi )?han\b")
NO_RECORD = (
    "Kế hoạch không ghi việc nào đã hoàn thành hay đơn vị nào đã báo cáo, "
    "nên không thể kết luận việc nào đã quá hạn."
)


def answer_unknown_status() -> Draft:
    """Say that plans tell what is to be done, not what was done."""
    said = "Không có dữ liệu về tiến độ, việc hoàn thành hay báo cáo đã nộp trong các kế hoạch."
    return Draft("not_found", said, notes=(NO_RECORD,))


def answer_status(desk: Desk) -> Draft:
    """Answer what is overdue or due next as far as plans can: by deadlines. Completion is not in them."""
    to_come = bool(TO_COME.search(desk.question.folded))
    own = {unit.key for unit in own_units(desk)}
    groups = desk.per_plan(
        lambda plan: [
            line
            for unit in desk.corpus.in_plans([plan.id])
            if unit.assignments and unit.key in own
            if (line := _status_line(desk, unit, to_come=to_come)) is not None
        ]
    )
    which, day = "chưa đến" if to_come else "đã qua", f"{desk.today:%d/%m/%Y}"
    if not groups:
        said = f"Không có thời hạn cụ thể nào {which} tính đến {day}."
        return Draft("not_found", said, notes=(NO_RECORD,))
    count = len(lines_of(groups))
    said = f"{count} thời hạn ghi trong kế hoạch {which} tính đến {day}."
    return Draft("partial", said, groups, (NO_RECORD,))


def _status_line(desk: Desk, unit: Unit, *, to_come: bool) -> Line | None:
    """Return a duty whose deadline has passed, or is still to come; else None."""
    deadline = deadline_of(unit)
    day = last_day(deadline) if deadline else None
    if day is None or (day >= desk.today) != to_come:
        return None
    first, ours = unit.assignments[0], TO_BE_DONE if to_come else PASSED
    return Line(
        f"{deadline} {ours}: {task_of(unit, first)}",
        (cite(desk, unit, unit.assignments, ("thời gian", "thời hạn")),),
        first.agency,
        deadline=deadline,
        ours=(ours,),
    )
