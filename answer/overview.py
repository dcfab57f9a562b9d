"""Questions over whole plans: comparisons, counts, gaps, what is due. Each says how it was worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import regex as re

from answer.corpus import Unit, deadline_of
from answer.desk import Desk, Draft, cite, one_group, plan_name
from answer.duties import Asked, agency_names, answer_duties, asked_of, duty_line, held_by
from answer.frame_facts import recipient_entries
from answer.model import Group, Line, Status
from answer.successors import today
from ingest.agencies import write_out
from ingest.plan import Plan

Route = Callable[[Desk], Draft | None]


def answer_compare(desk: Desk, route: Route, recheck: Route) -> Draft | None:
    """Answer the same question in each plan, side by side.

    A side that route leaves empty is gone through again by recheck before it is said to hold nothing.
    """
    groups: list[Group] = []
    notes: list[str] = []
    for plan in desk.plans:
        side = Desk(replace(desk.question, plans=(plan.id,)), desk.world, (plan.id,), desk.search, desk.today)
        side.citer = desk.citer
        direct = _shown(route(side)) or _shown(recheck(side))
        desk.dropped += side.dropped
        if direct:
            groups += direct
        else:
            notes.append(f"{plan_name(plan)}: không thấy nội dung này (đã dò lại cả kế hoạch).")
    if not groups:
        return None
    named = ", ".join(dict.fromkeys(group.title.split(" · ")[0] for group in groups))
    status: Status = "answered" if not notes else "partial"
    return Draft(status, f"Đối chiếu theo từng kế hoạch: {named}.", tuple(groups), tuple(notes))


def _shown(draft: Draft | None) -> list[Group]:
    return [group for group in draft.groups if not group.folded] if draft is not None and draft.found else []


# -- counts --------------------------------------------------------------------------------------------


def answer_count(desk: Desk, folded: str) -> Draft | None:
    """Answer how many, saying what was counted; None when the thing to count is not clear."""
    if desk.question.agencies:
        return answer_duties(desk)
    if re.search(
        r"nhieu viec nhat|it viec nhat|nhieu nhiem vu nhat|it nhiem vu nhat|nhieu nhat|it nhat", folded
    ):
        return _busiest(desk, fewest=bool(re.search(r"\bit (?:viec |nhiem vu )?nhat", folded)))
    if "bang" in folded.split():
        return _count(
            desk,
            lambda unit: any(c.cells for c in unit.clauses),
            "dòng nhiệm vụ trong bảng",
            "mỗi dòng có số thứ tự là một nhiệm vụ",
        )
    if re.search(r"may (?:muc|phan)|bao nhieu (?:muc|phan)", folded):
        return _count_sections(desk)
    if re.search(r"(?:may|bao nhieu) ke hoach", folded) and not desk.question.topic:
        lines = [
            one_group(
                plan,
                [
                    Line(
                        plan.title or plan.id,
                        tuple(desk.citer.cite_entry(plan.id, e) for e in plan.entries if e.name == "title"),
                    )
                ],
            )
            for plan in desk.plans
        ]
        return Draft(
            "answered", f"Đã nạp {len(desk.plans)} kế hoạch.", tuple(g for g in lines if g.lines[0].citations)
        )
    if re.search(r"(?:may|bao nhieu) (?:co quan|don vi|so)\b", folded):
        return _count_agencies(desk)
    if (
        re.search(r"(?:may|bao nhieu) (?:nhiem vu|viec|cong viec|dau viec|noi dung)", folded)
        and not desk.question.topic
    ):
        return _count(
            desk,
            lambda unit: bool(unit.assignments),
            "nhiệm vụ có giao cơ quan",
            "mỗi điều khoản, dòng bảng hoặc khối “Đơn vị chủ trì” là một nhiệm vụ",
        )
    return None


def _count(desk: Desk, counts: Callable[[Unit], bool], what: str, how: str) -> Draft | None:
    groups = []
    for plan in desk.plans:
        units = [u for u in desk.corpus.in_plans([plan.id]) if counts(u)]
        if units:
            groups.append(
                one_group(
                    plan,
                    [
                        Line(
                            " ".join((u.assignments[0].task if u.assignments else u.text).split()),
                            (cite(desk, u, u.assignments),),
                        )
                        for u in units
                    ],
                )
            )
    if not groups:
        return None
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft("answered", f"{said} {what}.", tuple(groups), (f"Cách đếm: {how}.",))


def _count_sections(desk: Desk) -> Draft:
    groups = []
    for plan in desk.plans:
        tops = [s for s in plan.sections if s.kind in ("section", "part") and not s.headings]
        groups.append(
            one_group(
                plan, [Line(f"{s.path}. {s.heading}", (desk.citer.cite_piece(plan.id, s),)) for s in tops]
            )
        )
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft("answered", f"{said} mục lớn.", tuple(groups), ("Cách đếm: các mục đánh số La Mã.",))


def _by_agency(plan: Plan) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for held in plan.assignments:
        counts.setdefault(held.agency, Counter())["support" if held.role == "support" else "lead"] += 1
    return counts


def _busiest(desk: Desk, *, fewest: bool) -> Draft:
    groups = []
    for plan in desk.plans:
        named = {a.agency for a in plan.assignments if not a.collective}
        counts = {name: c for name, c in _by_agency(plan).items() if name in named}
        order = sorted(
            counts.items(),
            key=lambda item: (-(item[1]["lead"] + item[1]["support"]), -item[1]["lead"], item[0]),
        )
        lines = [_load_line(desk, plan, name, c) for name, c in (order[::-1] if fewest else order)[:5]]
        if lines:
            groups.append(one_group(plan, lines))
    said = "; ".join(f"{g.title.split(' · ')[0]}: {g.lines[0].text}" for g in groups)
    how = "Cách đếm: số điều khoản nêu đích danh cơ quan, tách chủ trì và phối hợp; không tính việc giao chung cho nhóm."
    return Draft(
        "answered" if groups else "not_found",
        said or "Không có phân công nêu đích danh cơ quan.",
        tuple(groups),
        (how,),
    )


def _load_line(desk: Desk, plan: Plan, name: str, counts: Counter[str]) -> Line:
    units = {u.path: u for u in desk.corpus.in_plans([plan.id])}
    held = [a for a in plan.assignments if a.agency == name and a.path in units]
    cited = tuple(dict.fromkeys(cite(desk, units[a.path], [a]) for a in held))
    return Line(
        f"{name}: {len({a.path for a in held})} việc ({counts['lead']} chủ trì, {counts['support']} phối hợp)",
        cited,
        name,
    )


def _count_agencies(desk: Desk) -> Draft:
    wanted = desk.question.roles
    groups = []
    for plan in desk.plans:
        units = {u.path: u for u in desk.corpus.in_plans([plan.id])}
        held = [
            a
            for a in plan.assignments
            if not a.collective and (not wanted or a.role in wanted) and a.path in units
        ]
        lines = []
        for name in dict.fromkeys(a.agency for a in held):
            lines.append(
                Line(
                    name,
                    tuple(dict.fromkeys(cite(desk, units[a.path], [a]) for a in held if a.agency == name))[
                        :3
                    ],
                    name,
                )
            )
        if lines:
            groups.append(one_group(plan, lines))
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft(
        "answered",
        f"{said} cơ quan được nêu đích danh.",
        tuple(groups),
        ("Cách đếm: cơ quan được nêu tên trong ít nhất một nhiệm vụ, không kể nhóm.",),
    )


# -- gaps ----------------------------------------------------------------------------------------------


def answer_gap(desk: Desk, folded: str) -> Draft:
    """Answer who or what is left out, and against which list that was decided."""
    if re.search(
        r"(?:viec|nhiem vu|noi dung|muc)\b.{0,40}(?:ai|chu tri|don vi|co quan|nguoi)|chu tri", folded
    ) and not re.search(r"^(?:co quan|don vi|so|ai|nganh)|nhan", folded):
        return _without_lead(desk)
    if re.search(r"thoi han|\bhan\b|thoi gian", folded):
        return _without_deadline(desk)
    return _received_without_work(desk)


# Superiors and leaders get a plan to know of it, not to work by it.
FOR_INFORMATION = re.compile(
    r"(?:Thường trực|TT\.? |TTTU|Chủ tịch|CT, |Các PCT|Lãnh đạo|Ban Lãnh đạo|Các Phó)", re.IGNORECASE
)


def _received_without_work(desk: Desk) -> Draft:
    groups = []
    for plan in desk.plans:
        lines = []
        for entry in recipient_entries(plan):
            if FOR_INFORMATION.match(entry.value) or re.search(r"báo cáo|b/c", entry.value, re.IGNORECASE):
                continue
            for named in desk.world.book.named_in(entry.value):
                above = (
                    named.agency_id is not None and desk.world.book.get(named.agency_id).level == "trung ương"
                )
                if named.collective or named.generic or above:
                    continue
                asked = Asked([named], desk.world.book, [plan.place or ""])
                held = held_by(desk, asked, plan)
                if held.direct:
                    continue
                how = (
                    "chỉ có việc giao chung cho nhóm"
                    if held.group
                    else "chỉ được nhắc tên"
                    if held.mentioned
                    else "không được giao việc"
                )
                lines.append(
                    Line(
                        f"{write_out(named.name)}: {how}",
                        (desk.citer.cite_entry(plan.id, entry),),
                        write_out(named.name),
                    )
                )
        if lines:
            groups.append(one_group(plan, lines))
    how = "So với danh sách Nơi nhận của từng văn bản; nhóm (“các sở, ban, ngành”…) không tách ra từng cơ quan; cơ quan cấp trên và lãnh đạo nhận để báo cáo thì không kể."
    if not groups:
        return Draft(
            "answered" if desk.plans else "not_found",
            "Mọi cơ quan nêu đích danh trong Nơi nhận đều được giao việc.",
            notes=(how,),
        )
    return Draft(
        "answered",
        f"{sum(len(g.lines) for g in groups)} cơ quan nhận văn bản mà không được giao việc đích danh.",
        tuple(groups),
        (how,),
    )


def _without_lead(desk: Desk) -> Draft:
    groups = []
    for plan in desk.plans:
        units = [
            u
            for u in desk.corpus.in_plans([plan.id])
            if _is_task(plan, u) and not any(a.role in ("lead", "request") for a in u.assignments)
        ]
        if units:
            groups.append(one_group(plan, [Line(" ".join(u.text.split()), (cite(desk, u),)) for u in units]))
    how = "Cách tính: điều khoản trong phần nội dung, nhiệm vụ mà lời văn không nêu cơ quan chủ trì; cơ quan thực hiện có thể nằm ở phần khác."
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft(
        "answered" if groups else "not_found",
        f"{said} nội dung chưa nêu ai chủ trì." if groups else "Nội dung nào cũng có cơ quan chủ trì.",
        tuple(groups),
        (how,),
    )


TASK_PART = re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE)


def _is_task(plan: Plan, unit: Unit) -> bool:
    headings = {path for clause in unit.clauses for path in clause.headings}
    tops = [s for s in plan.sections if s.path in headings and s.kind in ("section", "part")]
    return any(TASK_PART.search(s.heading) for s in tops) and not any(
        c.kind == "footnote" for c in unit.clauses
    )


def _without_deadline(desk: Desk) -> Draft:
    groups = []
    for plan in desk.plans:
        units = [
            u
            for u in desk.corpus.in_plans([plan.id])
            if any(a.role != "support" for a in u.assignments) and deadline_of(u) is None
        ]
        if units:
            groups.append(
                one_group(
                    plan,
                    [
                        Line(" ".join(u.assignments[0].task.split()), (cite(desk, u, u.assignments[:1]),))
                        for u in units
                    ],
                )
            )
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft(
        "answered" if groups else "not_found",
        f"{said} nhiệm vụ không ghi thời hạn." if groups else "Nhiệm vụ nào cũng ghi thời hạn.",
        tuple(groups),
        ("Cách tính: nhiệm vụ có cơ quan thực hiện mà lời văn không ghi ngày, quý hay định kỳ.",),
    )


# -- what is due ---------------------------------------------------------------------------------------

DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})")
QUARTER = re.compile(r"[Qq]uý\s+(I{1,3}|IV|[1-4])\s*(?:/|năm)\s*(\d{4})")
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def last_day(deadline: str) -> date | None:
    """Return the last day of a literal deadline; None for rhythms ("hàng năm") and open ones."""
    if found := DAY.search(deadline):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if found := QUARTER.search(deadline):
        quarter, year = QUARTERS[found[1]], int(found[2])
        return date(year, quarter * 3, 31 if quarter in (1, 4) else 30)
    return None


NO_RECORD = (
    "Kế hoạch không ghi việc nào đã hoàn thành hay đơn vị nào đã báo cáo, nên không kết luận được là quá hạn."
)


def answer_unknown_status(desk: Desk) -> Draft:
    """Say that plans tell what is to be done, not what was done."""
    return Draft(
        "not_found",
        "Không có dữ liệu về tiến độ, việc hoàn thành hay báo cáo đã nộp trong các kế hoạch.",
        notes=(NO_RECORD,),
    )


def answer_status(desk: Desk) -> Draft:
    """Answer what is overdue as far as plans can: deadlines that have passed. Completion is not in them."""
    groups = []
    for plan in desk.plans:
        lines = []
        for unit in desk.corpus.in_plans([plan.id]):
            deadline = deadline_of(unit) if unit.assignments else None
            day = last_day(deadline) if deadline else None
            if deadline and day and day < desk.today:
                lines.append(
                    Line(
                        f"{deadline} (đã qua): {' '.join(unit.assignments[0].task.split())}",
                        (cite(desk, unit, unit.assignments, ("thời gian", "thời hạn")),),
                        unit.assignments[0].agency,
                        deadline=deadline,
                    )
                )
        if lines:
            groups.append(one_group(plan, lines))
    if not groups:
        return Draft(
            "not_found",
            f"Không có thời hạn cụ thể nào đã qua tính đến {desk.today:%d/%m/%Y}.",
            notes=(NO_RECORD,),
        )
    return Draft(
        "partial",
        f"{sum(len(g.lines) for g in groups)} thời hạn ghi trong kế hoạch đã qua tính đến {desk.today:%d/%m/%Y}.",
        tuple(groups),
        (NO_RECORD,),
    )


# -- groups --------------------------------------------------------------------------------------------


def answer_membership(desk: Desk) -> Draft | None:
    """Answer whether a group takes in an agency: by the rule of the agency list, and how the plans list both."""
    groups_asked = [n for n in desk.question.agencies if n.collective and n.agency_id]
    single = [n for n in desk.question.agencies if not n.collective and n.agency_id]
    if not groups_asked or not single:
        return None
    group, agency = groups_asked[0], single[0]
    known = desk.world.book.get(str(group.agency_id))
    ids = {agency.agency_id, *agency.also}
    name = write_out(agency.name)
    if ids & set(known.covers):
        said = f"“{group.name}” có gồm {name}."
    elif ids & set(known.covers_maybe):
        said = f"“{group.name}” không mặc định gồm {name}; văn bản phải nói rõ."
    else:
        said = f"“{group.name}” không gồm {name}."
    return Draft(
        "answered",
        said,
        _listed_apart(desk, known.id, ids),
        (
            "Căn cứ: cách hiểu thông dụng về cơ quan chuyên môn thuộc UBND; kế hoạch không tự giải thích nhóm này.",
        ),
    )


def _listed_apart(desk: Desk, group_id: str, ids: set[str | None]) -> tuple[Group, ...]:
    groups = []
    for plan in desk.plans:
        units = {u.path: u for u in desk.corpus.in_plans([plan.id])}
        own = next(
            (a for a in plan.assignments if a.agency_id in ids and not a.collective and a.path in units), None
        )
        shared = next((a for a in plan.assignments if a.agency_id == group_id and a.path in units), None)
        if own and shared:
            text = f"Kế hoạch kê riêng {own.agency} và “{shared.agency}”"
            groups.append(
                one_group(
                    plan,
                    [
                        Line(
                            text,
                            (cite(desk, units[own.path], [own]), cite(desk, units[shared.path], [shared])),
                            own.agency,
                        )
                    ],
                )
            )
    return tuple(groups)


# -- sections of their own, names of today ---------------------------------------------------------------


def answer_own_section(desk: Desk) -> Draft | None:
    """Answer which agencies have a section of their own, or whether the one named has."""
    asked = asked_of(desk) if any(not n.collective for n in desk.question.agencies) else None
    only_departments = bool(re.search(r"\bsở\b", desk.question.text, re.IGNORECASE)) and asked is None
    groups = []
    for plan in desk.plans:
        lines = []
        for section in plan.sections:
            named = [m for m in plan.mentions if m.path == section.path and not m.generic]
            doers = {a.agency for a in plan.assignments if a.subject_path == section.path}
            if not named or not doers:
                continue
            if asked is not None and not any(m.agency_id in asked.ids for m in named):
                continue
            if (only_departments and not section.heading.startswith("Sở")) or (
                only_departments and named[0].collective
            ):
                continue
            lines.append(Line(" ".join(section.heading.split()), (desk.citer.cite_piece(plan.id, section),)))
        if lines:
            groups.append(one_group(plan, lines))
    if asked is not None and not groups:
        return _no_own_section(desk, asked)
    said = "; ".join(f"{g.title.split(' · ')[0]}: {len(g.lines)}" for g in groups)
    return Draft("answered", f"{said} mục riêng.", tuple(groups)) if groups else None


def _no_own_section(desk: Desk, asked: Asked) -> Draft:
    groups = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        if held.direct:
            groups.append(one_group(plan, [duty_line(desk, unit, a) for unit, a in held.direct]))
    where = ", ".join(plan_name(plan) for plan in desk.plans)
    name = agency_names(desk)
    summary = f"{name} không có mục riêng trong {where}" + (
        "; chỉ được nêu ở các điều khoản sau." if groups else "."
    )
    return Draft("answered" if groups else "not_found", summary, tuple(groups))


def answer_successor(desk: Desk) -> Draft | None:
    """Answer what an agency is called today: a note with date and source beside the plan's own words."""
    notes = []
    for named in desk.question.agencies:
        for plan in desk.plans:
            found = today(named.agency_id, plan.place) if named.agency_id else None
            if found is not None:
                notes.append(f"{plan_name(plan)}: {write_out(named.name)} {found.note}.")
    if not notes:
        return None
    duties = answer_duties(desk)
    summary = "Kế hoạch vẫn ghi tên cũ; tên nay chỉ là ghi chú, không thay lời văn bản. " + duties.summary
    return Draft(
        "partial" if duties.found else "not_found",
        summary,
        duties.groups,
        tuple(dict.fromkeys(notes)),
        counts=duties.counts,
    )
