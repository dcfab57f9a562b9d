"""What plans leave out, what groups take in, sections of their own.

Each answer says against which list, or by which rule, it was worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex as re

from answer.corpus import Unit, deadline_of
from answer.desk import (
    Desk,
    Draft,
    cite,
    counted,
    lines_of,
    one_group,
    plan_name,
    searched,
    task_of,
    tidy,
    told,
    totalled,
)
from answer.held import Asked, Held, asked_of, held_by
from answer.kinds.duties import agency_names, duty_line
from answer.kinds.frame_facts import recipient_entries
from answer.model import Group, Line
from answer.pointers import given_elsewhere
from ingest.agencies import Named, write_out
from ingest.agency_data import Agency
from ingest.plan import Entry, Plan, Section

# "Việc nào chưa có ai chủ trì?", not "Cơ quan nào nhận mà không có việc?"
ASKS_LEAD = re.compile(r"(?:viec|nhiem vu|noi dung|muc)\b.{0,40}(?:ai|chu tri|don vi|co quan|nguoi)|chu tri")
ASKS_AGENCY = re.compile(r"^(?:co quan|don vi|so|ai|nganh)|nhan")
DEPARTMENTS = re.compile(r"\bsở (?:nào|gì)\b|\bso nao\b", re.IGNORECASE)
ASKS_DEADLINE = re.compile(r"thoi han|\bhan\b|thoi gian")
# Superiors and leaders get a plan to know of it, not to work by it.
FOR_INFORMATION = re.compile(
    r"(?:Thường trực|TT\.? |TTTU|Chủ tịch|CT, |Các PCT|Lãnh đạo|Ban Lãnh đạo|Các Phó)", re.IGNORECASE
)
TO_REPORT_TO = re.compile(r"báo cáo|b/c", re.IGNORECASE)  # "UBND tỉnh (b/c)"
TASK_PART = re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE)  # the part of a plan that sets tasks


def answer_gap(desk: Desk) -> Draft:
    """Answer who or what is left out, and against which list that was decided."""
    folded = desk.question.folded
    if ASKS_LEAD.search(folded) and not ASKS_AGENCY.search(folded):
        return without_lead(desk)
    if ASKS_DEADLINE.search(folded):
        return without_deadline(desk)
    if DEPARTMENTS.search(desk.question.text):
        return departments_without_work(desk)
    return received_without_work(desk)


# -- agencies without work -----------------------------------------------------------------------------


def received_without_work(desk: Desk) -> Draft:
    """Return the agencies that a plan is sent to and gives no work of their own."""
    groups = desk.per_plan(
        lambda plan: [
            line
            for entry in recipient_entries(plan)
            if not FOR_INFORMATION.match(entry.value) and not TO_REPORT_TO.search(entry.value)
            for line in _idle(desk, plan, entry)
        ]
    )
    how = (
        "So với danh sách Nơi nhận của từng văn bản; nhóm (“các sở, ban, ngành”…) "
        "không tách ra từng cơ quan; không tính cơ quan cấp trên và lãnh đạo nhận để báo cáo."
    )
    if not groups:
        said = "Mọi cơ quan được nêu đích danh trong Nơi nhận đều được giao việc."
        return Draft("answered" if desk.plans else "not_found", said, notes=(how,))
    said = f"{len(lines_of(groups))} cơ quan nhận văn bản mà không được giao việc đích danh."
    return Draft("answered", said, groups, (how,))


def departments_without_work(desk: Desk) -> Draft:
    """Return the departments of a province to which a plan gives no work by name."""
    shared: list[Group] = []
    unnamed: list[str] = []
    for plan in desk.plans:
        helds = [(a.id, held_by(desk, asked, plan)) for a, asked in _departments(desk, plan)]
        idle = [(name, held) for name, held in helds if not held.direct]
        lines = [_shared_line(desk, name, held) for name, held in idle if held.group]
        shared += [one_group(plan, lines)] if lines else []
        if nowhere := [name for name, held in idle if not held.group]:
            unnamed.append(f"{plan_name(plan)}: không giao việc nào cho {', '.join(nowhere)}.")
    how = (
        "So với danh mục các sở của chương trình, lấy các sở có vào ngày ban hành; "
        "“Sở” của từng tỉnh có thể khác."
    )
    count = len({name for line in lines_of(shared) for name in line.ours[:1]})
    said = f"{count} sở không được giao việc đích danh, chỉ có việc giao chung cho nhóm."
    if not shared:
        said = "Sở nào không được giao việc đích danh thì cũng không có việc giao chung cho nhóm."
    return Draft("answered" if shared else "partial", said, tuple(shared), (*unnamed, how))


def _departments(desk: Desk, plan: Plan) -> Iterable[tuple[Agency, Asked]]:
    """Yield the departments there were on the plan's day, ready to be held against assignments."""
    book = desk.world.book
    for agency in book.agencies:
        day = plan.date or ""
        gone = bool(day and agency.ended and agency.ended <= day)
        to_come = bool(day and agency.started and agency.started > day)
        if agency.id.startswith("Sở ") and not agency.collective and not gone and not to_come:
            named = Named(agency.id, agency.id, collective=False, generic=False, start=0, stop=0)
            yield agency, Asked([named], book, [plan.place or ""])


def _shared_line(desk: Desk, name: str, held: Held) -> Line:
    """Return a department with the first clause that gives work to a group it is in."""
    unit, assignments = held.group[0]
    ours = (name, f"{len(held.group)} việc giao chung cho nhóm")
    words = f"{ours[0]}: {ours[1]} “{assignments[0].agency}”"
    return Line(words, (cite(desk, unit, assignments),), ours=ours)


def _idle(desk: Desk, plan: Plan, entry: Entry) -> Iterable[Line]:
    """Yield a line for each agency of a recipients' entry that the plan gives no work of its own."""
    book = desk.world.book
    for named in book.named_in(entry.value):
        central = named.agency_id is not None and book.get(named.agency_id).level == "trung ương"
        if named.collective or named.generic or central:
            continue
        held = held_by(desk, Asked([named], book, [plan.place or ""]), plan)
        if not held.direct:
            name = write_out(named.name)
            how = _how_held(held)
            yield Line(f"{name}: {how}", (desk.citer.cite_entry(plan.id, entry),), name, ours=(how,))


def _how_held(held: Held) -> str:
    if held.group:
        return "chỉ có việc giao chung cho nhóm"
    return "chỉ được nhắc tên" if held.mentioned else "không được giao việc"


# -- tasks without a lead or a deadline ----------------------------------------------------------------


def without_lead(desk: Desk) -> Draft:
    """Return the tasks of the content part whose words name nobody to lead them."""
    return _lacking(
        desk,
        lambda plan, unit: (
            is_task(plan, unit) and not _led(unit) and not any(map(_led, given_elsewhere(desk.corpus, unit)))
        ),
        lambda unit: Line(told(unit, unit.text), (cite(desk, unit),)),
        said=("nội dung chưa nêu ai chủ trì", "Nội dung nào cũng có cơ quan chủ trì."),
        how=(
            "Cách tính: điều khoản trong phần nội dung, nhiệm vụ mà lời văn không nêu cơ quan chủ trì; "
            "cơ quan thực hiện có thể nằm ở phần khác."
        ),
    )


def _led(unit: Unit) -> bool:
    return any(held.role in ("lead", "request") for held in unit.assignments)


def without_deadline(desk: Desk) -> Draft:
    """Return the assigned tasks whose words set no deadline."""
    return _lacking(
        desk,
        lambda _, unit: any(a.role != "support" for a in unit.assignments) and deadline_of(unit) is None,
        lambda unit: Line(task_of(unit), (cite(desk, unit, unit.assignments[:1]),)),
        said=("nhiệm vụ không ghi thời hạn", "Nhiệm vụ nào cũng ghi thời hạn."),
        how="Cách tính: nhiệm vụ có cơ quan thực hiện mà lời văn không ghi ngày, quý hay định kỳ.",
    )


def _lacking(
    desk: Desk,
    lacks: Callable[[Plan, Unit], bool],
    line: Callable[[Unit], Line],
    *,
    said: tuple[str, str],
    how: str,
) -> Draft:
    """Return the units that lack something; said is what is counted, and the sentence where none lacks it."""
    groups = desk.per_plan(
        lambda plan: [line(unit) for unit in desk.corpus.in_plans([plan.id]) if lacks(plan, unit)]
    )
    if not groups:
        return Draft("not_found", said[1], notes=(how,))
    return Draft("answered", totalled(desk.plans, groups, said[0]), groups, (how,))


def is_task(plan: Plan, unit: Unit) -> bool:
    """Return whether a unit stands in the part of its plan that sets tasks, footnotes left out."""
    headings = {path for clause in unit.clauses for path in clause.headings}
    tops = [s for s in plan.sections if s.path in headings and s.kind in ("section", "part")]
    footnote = any(clause.kind == "footnote" for clause in unit.clauses)
    return not footnote and any(TASK_PART.search(section.heading) for section in tops)


# -- groups --------------------------------------------------------------------------------------------


def answer_membership(desk: Desk) -> Draft | None:
    """Answer whether a group takes in an agency: by the rule of the agency list, and how plans list both."""
    known = [named for named in desk.question.agencies if named.agency_id]
    group = next((named for named in known if named.collective), None)
    agency = next((named for named in known if not named.collective), None)
    if group is None or agency is None:
        return None
    ids = {agency.agency_id, *agency.also}
    how = (
        "Căn cứ: cách hiểu thông thường về cơ quan chuyên môn thuộc UBND; "
        "kế hoạch không tự giải thích nhóm này."
    )
    groups = desk.per_plan(lambda plan: _listed_apart(desk, plan, str(group.agency_id), ids))
    return Draft("answered", _membership(desk, group, write_out(agency.name), ids), groups, (how,))


def _membership(desk: Desk, group: Named, name: str, ids: set[str | None]) -> str:
    rule = desk.world.book.get(str(group.agency_id))
    if ids.intersection(rule.covers):
        return f"“{group.name}” có gồm {name}."
    if ids.intersection(rule.covers_if_exists):
        return f"“{group.name}” có gồm {name}, ở nơi có cơ quan này."
    if ids.intersection(rule.covers_maybe):
        return f"“{group.name}” không mặc định gồm {name}; văn bản phải nói rõ."
    return f"“{group.name}” không gồm {name}."


def _listed_apart(desk: Desk, plan: Plan, group_id: str, ids: set[str | None]) -> list[Line]:
    """Return the line that shows a plan naming the agency beside the group, where it does."""
    units = desk.corpus.by_key
    held = [a for a in plan.assignments if (plan.id, a.path) in units]
    own = next((a for a in held if a.agency_id in ids and not a.collective), None)
    shared = next((a for a in held if a.agency_id == group_id), None)
    if own is None or shared is None:
        return []
    cited = tuple(cite(desk, units[plan.id, a.path], [a]) for a in (own, shared))
    ours = ("Kế hoạch nêu riêng", "và")
    return [Line(f"{ours[0]} {own.agency} {ours[1]} “{shared.agency}”", cited, own.agency, ours=ours)]


# -- sections of their own, names of today -------------------------------------------------------------


def answer_own_section(desk: Desk) -> Draft | None:
    """Answer which agencies have a section of their own, or whether the one named has."""
    asked = asked_of(desk) if any(not named.collective for named in desk.question.agencies) else None
    departments = asked is None and bool(re.search(r"\bsở\b", desk.question.text, re.IGNORECASE))
    groups = desk.per_plan(
        lambda plan: [
            Line(tidy(section.heading), (desk.citer.cite_piece(plan.id, section),))
            for section in plan.sections
            if _is_own(plan, section, asked, departments=departments)
        ]
    )
    if groups:
        return Draft("answered", f"{counted(groups)} mục riêng.", groups)
    return _no_own_section(desk, asked) if asked is not None else None


def _is_own(plan: Plan, section: Section, asked: Asked | None, *, departments: bool) -> bool:
    """Return whether a heading names who does what stands below: an agency asked about, or a department."""
    named = [m for m in plan.mentions if m.path == section.path and not m.generic]
    if not named or not any(a.subject_path == section.path for a in plan.assignments):
        return False
    if asked is not None and not any(m.agency_id in asked.ids for m in named):
        return False
    return not departments or (section.heading.startswith("Sở") and not named[0].collective)


def _no_own_section(desk: Desk, asked: Asked) -> Draft:
    groups = desk.per_plan(
        lambda plan: [duty_line(desk, unit, held) for unit, held in held_by(desk, asked, plan).direct]
    )
    said = f"{agency_names(desk)} không có mục riêng trong {searched(desk.plans)}"
    if not groups:
        return Draft("not_found", f"{said}.")
    return Draft("answered", f"{said}; chỉ được nêu ở các điều khoản sau.", groups)
