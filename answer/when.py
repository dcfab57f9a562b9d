"""By when: the deadline of what a question names, as written, or that the plan gives none."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import TIME_LABELS, Unit, deadline_of
from answer.desk import Desk, Draft, cite, one_group, plan_name
from answer.model import Group, Line
from answer.regime import REPORT_WORDS, report_units
from answer.seek import best_units, focus, grouped, own_units, said_by
from answer.who import duty_words

LITERAL_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}|ngày\s+\d{1,2}|quý|tháng\s+\d", re.IGNORECASE)


def answer_deadline(desk: Desk) -> Draft | None:
    """Answer by when: the deadline of the unit the topic names, or that it has none."""
    reporting = _asks_report(desk)
    units = own_units(desk)
    topic = desk.question.topic
    if reporting and len([w for w in topic.words if w.folded not in REPORT_WORDS]) == 0:
        return _report_deadlines(desk, units)
    if not topic:
        return _all_deadlines(desk, units)
    dated = [unit for unit in units if deadline_of(unit)]
    best = best_units(desk, dated)
    overall = best_units(desk, units)
    if best.units and best.score >= 0.85 * overall.score:
        groups = grouped(desk, best.units, lambda unit: deadline_line(desk, unit))
        return Draft("answered", _deadline_summary(groups), groups)
    if overall.units:
        return _condition(desk, overall.units[0]) or _no_deadline(desk, overall.units)
    return None


# "khi có chương trình triển khai": not a date, but what the plan says of when.
CONDITION = re.compile(
    r"\b(?:ngay sau |sau |trước )?khi (?:có|được|hoàn thành|phát sinh|cấp|nhận)[^,.;]{3,80}|"
    r"(?:trước|sau|trong|chậm nhất)(?: vòng| thời hạn)?(?: ít nhất| tối đa| không quá)? \d+ (?:giờ|phút|ngày|tuần|tháng)[^,.;]{0,40}",
    re.IGNORECASE,
)


def _condition(desk: Desk, unit: Unit) -> Draft | None:
    found = CONDITION.search(unit.text)
    if found is None:
        return None
    said = " ".join(found[0].split())
    line = said_by(unit, focus(desk, unit, " ".join(unit.text.split()), CONDITION), cite(desk, unit))
    summary = f"Kế hoạch không ghi ngày, chỉ ghi: “{said}”."
    return Draft("answered", summary, (one_group(desk.corpus.plans[unit.plan_id], [line]),))


def _asks_report(desk: Desk) -> bool:
    words = [w.folded for w in desk.question.topic.words]
    return ("bao" in words and "cao" in words) or "nop" in words


def deadline_line(desk: Desk, unit: Unit) -> Line | None:
    deadline = deadline_of(unit)
    if deadline is None:
        return None
    doers = ", ".join(dict.fromkeys(a.agency for a in unit.assignments if a.role != "support"))
    who = f" ({doers})" if doers else ""
    text = f"{deadline}: {duty_words(desk, unit)}{who}"
    return Line(text, (cite(desk, unit, fields=TIME_LABELS),), deadline=deadline)


def _deadline_summary(groups: Sequence[Group]) -> str:
    lines = [line for group in groups for line in group.lines]
    if len(lines) == 1:
        return f"Thời hạn ghi trong kế hoạch {groups[0].title.split(' · ')[0]}: {lines[0].deadline}."
    return f"Tìm thấy {len(lines)} thời hạn trong {len(groups)} kế hoạch."


def _no_deadline(desk: Desk, units: Sequence[Unit]) -> Draft:
    unit = units[0]
    plan = desk.corpus.plans[unit.plan_id]
    near = desk.nearest(1)
    return Draft(
        "not_found",
        f"Kế hoạch {plan_name(plan)} có nội dung này nhưng không ghi thời hạn; không suy ra thời hạn từ chỗ khác.",
        nearest=near,
    )


def _report_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    """Answer when reports are due, plan by plan; a rhythm without a day counts only where no plan gives a day."""
    due = [(u, d) for u in report_units(units) if (d := deadline_of(u))]
    literal = [(u, d) for u, d in due if LITERAL_DAY.search(d)]
    chosen = literal or due
    groups = grouped(desk, [u for u, _ in chosen], lambda unit: deadline_line(desk, unit))
    given = {u.plan_id for u, _ in chosen}
    notes = []
    for plan in desk.plans:
        if plan.id in given:
            continue
        rhythm = [d for u, d in due if u.plan_id == plan.id]
        what = f"chỉ ghi “{rhythm[0]}”, không ghi ngày" if rhythm else "không quy định ngày báo cáo"
        notes.append(f"{plan_name(plan)}: {what}.")
    if not groups:
        where = ", ".join(plan_name(plan) for plan in desk.plans)
        return Draft(
            "not_found",
            f"Không thấy thời hạn báo cáo trong {where}.",
            notes=tuple(notes),
            nearest=desk.nearest(),
        )
    return Draft("answered", _deadline_summary(groups), groups, tuple(notes))


def _all_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    dated = [
        u
        for u in units
        if deadline_of(u) and "Mở đầu" not in u.path and (u.assignments or u.line(*TIME_LABELS))
    ]
    groups = grouped(desk, dated, lambda unit: deadline_line(desk, unit))
    if not groups:
        where = ", ".join(plan_name(plan) for plan in desk.plans)
        return Draft(
            "not_found", f"{where} không ghi thời hạn cho nhiệm vụ nào; không suy ra thời hạn từ chỗ khác."
        )
    return Draft("answered", _deadline_summary(groups), groups)
