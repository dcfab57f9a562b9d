"""By when: the deadline of what a question names, as written, or that the plan gives none."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import TIME_LABELS, Unit, deadline_of
from answer.desk import (
    Desk,
    Draft,
    cite,
    lines_of,
    one_group,
    place_of,
    plan_name,
    plan_names,
    searched,
    tidy,
)
from answer.held import asked_of, held_by
from answer.kinds.regime import REPORT_WORDS, report_units
from answer.kinds.who import duty_words
from answer.model import Group, Line
from answer.seek import STRICT, best_units, focus, grouped, own_units, said_by
from answer.understanding.terms import Terms
from answer.understanding.topic import Topic
from ingest.plan import Plan

LITERAL_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}|ngày\s+\d{1,2}|quý|tháng\s+\d", re.IGNORECASE)
NOT_INFERRED = "không suy ra thời hạn từ chỗ khác"
WITHOUT_DAY = re.compile(r"\b(?:khong|chua) (?:an dinh|quy dinh|ghi|neu|co|dat)(?: ro)? (?:ngay|han|thoi)")
# Say no matter: "mấy tháng một lần".
SET_AND_DONE = frozenset(
    (
        "hoan",
        "thanh",
        "xong",
        "dinh",
        "quy",
        "ghi",
        "neu",
        "ro",
        "an",
        "may",
        "thang",
        "nam",
        "1",
        "mot",
        "lan",
    )
)
NEAR_DATED = 0.85  # of the best score: a clause with a deadline as good as the best one without
DAY = re.compile(r"(?<![\d/])\d{1,2}\s*/\s*\d{1,2}(?!\d)|ngày\s+\d{1,2}", re.IGNORECASE)
# "bao lâu một lần", "mỗi tuần mấy lần": a rhythm is asked for, whether or not it is a deadline.
ASKS_RHYTHM = re.compile(
    r"\bbao lau\b.{0,60}\blan\b|\bmay lan\b|\bmay (?:ngay|tuan|thang|quy|nam)\b.{0,80}\b(?:mot|1) lan\b"
)
_SPAN, _TIMES = r"(?:ngày|tuần|tháng|quý|năm)", r"(?:lần|kỳ|số|buổi|đợt|phiên|bài|tin)"
_FEW = r"(?:\d+|một|hai|ba|bốn)"
RHYTHM = re.compile(
    rf"(?:mỗi|hằng|hàng) {_SPAN}(?: (?:ít nhất )?{_FEW} {_TIMES})?|"
    rf"{_FEW} {_TIMES}\s?(?:/|mỗi|một|trong)\s?{_SPAN}|"
    rf"{_FEW} {_SPAN} (?:một|1) lần|định kỳ (?:\d+ tháng|hằng|hàng|mỗi)",
    re.IGNORECASE,
)
# "bế mạc ngày nào, ở đâu?": the place is told with the time
ASKS_PLACE = re.compile(r"\b(?:o dau|cho nao|noi nao|dia diem)\b")
VENUE_LABELS = ("địa điểm", "nơi tổ chức")
ASKS_DAY = re.compile(r"\b(?:ngay (?:nao|may|bao nhieu)|hom nao)\b")
# Not a date, but what the plan says of when.
CONDITION = re.compile(
    # "khi có chương trình triển khai"
    r"\b(?:ngay sau |sau |trước )?khi (?:có|được|hoàn thành|phát sinh|cấp|nhận)[^,.;]{3,80}|"
    # "kể từ ngày 01 tháng 7 năm 2026", "từ quý III/2025"
    r"(?:kể )?từ (?:ngày \d{1,2}\s?(?:/|tháng)\s?\d{1,2}(?:\s?(?:/|năm)\s?\d{4})?|"
    r"(?:tháng \d{1,2}|quý [IVX]+)\s?(?:/|năm)\s?\d{4}|năm \d{4})|"
    # "chậm nhất 05 ngày kể từ ngày nhận được báo cáo"
    r"(?:trước|sau|trong|chậm nhất)(?: vòng| thời hạn)?(?: ít nhất| tối đa| không quá)? "
    r"\d+ (?:giờ|phút|ngày|tuần|tháng)[^,.;]{0,40}",
    re.IGNORECASE,
)


def answer_deadline(desk: Desk) -> Draft | None:
    """Answer by when: the deadline of the unit the topic names, or that it has none."""
    units = own_units(desk)
    topic = desk.question.topic
    if all(word.folded in SET_AND_DONE for word in topic.words):
        topic = Topic(())
    beside = Terms(topic, desk.corpus).beside_title(desk.plan_ids)
    if _asks_report(desk) and all(word.folded in REPORT_WORDS | SET_AND_DONE for word in beside):
        return _report_deadlines(desk, units)
    if not topic:
        return _all_deadlines(desk, units)
    dated = [unit for unit in units if deadline_of(unit)]
    if more := [unit for unit in desk.before if unit in dated]:
        return _dated(desk, more)
    if ASKS_RHYTHM.search(desk.question.folded) and (often := _how_often(desk, units)):
        return often
    if ASKS_DAY.search(desk.question.folded):
        # "vào ngày nào": a day, where a place that is as good gives one
        of_day = best_units(desk, [unit for unit in dated if DAY.search(deadline_of(unit) or "")])
        if of_day.units and of_day.score >= NEAR_DATED * best_units(desk, dated).score:
            return _dated(desk, of_day.units)
    best = best_units(desk, dated)
    overall = best_units(desk, units)
    if best.units and best.score >= NEAR_DATED * overall.score:
        return _dated(desk, best.units)
    if not overall.units:
        return None
    return _condition(desk, overall.units[0]) or _of_all(desk, topic) or _no_deadline(desk, overall.units[0])


def _how_often(desk: Desk, units: Sequence[Unit]) -> Draft | None:
    """Return the rhythm of what the topic names, where its place gives one; of an agency's own work first."""
    own = _led(desk)
    best = best_units(desk, [unit for unit in units if RHYTHM.search(unit.text) and unit.key in own])
    if not best.units:
        best = best_units(desk, [unit for unit in units if RHYTHM.search(unit.text)])
    if not best.units or best.score < NEAR_DATED * best_units(desk, units).score:
        return None
    groups = grouped(
        desk,
        best.units,
        lambda unit: said_by(unit, focus(desk, unit, unit.text, RHYTHM), cite(desk, unit, unit.assignments)),
    )
    found = [found[0] for unit in best.units if (found := RHYTHM.search(unit.text))]
    return Draft("answered", f"Kế hoạch ghi: {', '.join(f'“{tidy(words)}”' for words in found)}.", groups)


def _led(desk: Desk) -> set[tuple[str, str]]:
    """Return the keys of the units that the agencies named lead."""
    asked = asked_of(desk)
    held = [pair for plan in desk.plans if asked for pair in held_by(desk, asked, plan).direct]
    return {unit.key for unit, own in held if any(a.role == "lead" for a in own)}


def _of_all(desk: Desk, topic: Topic) -> Draft | None:
    """Return the deadline of a clause that says all but all of the topic and names nobody, for a group.

    "17/17 xã cắm biển cảnh báo trước ngày …" is what the communes have to do, too.
    """
    if not all(named.collective for named in desk.question.agencies):
        return None
    dated = [unit for unit in desk.units() if deadline_of(unit) and not unit.assignments]
    best = best_units(desk, dated, topic, gate=STRICT)
    return _dated(desk, best.units[:1]) if best.units else None


def _dated(desk: Desk, units: Sequence[Unit]) -> Draft:
    groups = grouped(desk, units, lambda unit: deadline_line(desk, unit))
    return Draft("answered", _deadline_summary(groups), groups)


def _condition(desk: Desk, unit: Unit) -> Draft | None:
    """Return the condition or span of time a clause gives instead of a date, or None."""
    found = CONDITION.search(unit.text)
    if found is None:
        return None
    line = said_by(unit, focus(desk, unit, unit.text, CONDITION), cite(desk, unit))
    dated = re.search(r"từ (?:ngày|tháng|quý|năm) [\dIVX]", found[0])
    said = "Kế hoạch ghi" if dated else "Kế hoạch không ghi ngày, chỉ ghi"
    summary = f"{said}: “{tidy(found[0])}”."
    return Draft("answered", summary, (one_group(desk.corpus.plans[unit.plan_id], [line]),))


def _asks_report(desk: Desk) -> bool:
    words = [w.folded for w in desk.question.topic.words]
    return ("bao" in words and "cao" in words) or "nop" in words


def deadline_line(desk: Desk, unit: Unit) -> Line | None:
    """Return "<deadline>: <duty> (<who>)", or None where the unit has no deadline."""
    deadline = deadline_of(unit)
    if deadline is None:
        return None
    doers = ", ".join(dict.fromkeys(a.agency for a in unit.assignments if a.role != "support"))
    who = f" ({doers})" if doers else ""
    venue = unit.line(*VENUE_LABELS) if ASKS_PLACE.search(desk.question.folded) else None
    where = f". {tidy(venue.text)}" if venue is not None else ""
    fields = (*TIME_LABELS, *VENUE_LABELS) if venue is not None else TIME_LABELS
    return Line(
        f"{deadline}: {duty_words(desk, unit)}{who}{where}",
        (cite(desk, unit, fields=fields),),
        deadline=deadline,
    )


def _deadline_summary(groups: Sequence[Group]) -> str:
    lines = lines_of(groups)
    if len(lines) == 1:
        return f"Thời hạn ghi trong kế hoạch {place_of(groups[0])}: {lines[0].deadline}."
    return f"Tìm thấy {len(lines)} thời hạn trong {len(groups)} kế hoạch."


def _no_deadline(desk: Desk, unit: Unit) -> Draft:
    """Say that the plan has the duty but no deadline for it."""
    summary = (
        f"Kế hoạch {plan_name(desk.corpus.plans[unit.plan_id])} có nội dung này nhưng không ghi thời hạn; "
        f"{NOT_INFERRED}."
    )
    return Draft("not_found", summary, nearest=desk.nearest(1))


def _report_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    """Answer when reports are due, plan by plan.

    A rhythm without a day ("hàng năm") counts only where no plan gives a day.
    """
    if WITHOUT_DAY.search(desk.question.folded):
        return _reports_without_day(desk, units)
    due = [(unit, deadline) for unit in report_units(units) if (deadline := deadline_of(unit))]
    chosen = [pair for pair in due if LITERAL_DAY.search(pair[1])] or due
    groups = grouped(desk, [unit for unit, _ in chosen], lambda unit: deadline_line(desk, unit))
    given = {unit.plan_id for unit, _ in chosen}
    notes = tuple(_no_day(plan, due) for plan in desk.plans if plan.id not in given)
    if not groups:
        summary = f"Không thấy thời hạn báo cáo trong {searched(desk.plans)}."
        return Draft("not_found", summary, notes=notes, nearest=desk.nearest())
    return Draft("answered", _deadline_summary(groups), groups, notes)


def _reports_without_day(desk: Desk, units: Sequence[Unit]) -> Draft:
    """Answer which plans give no day for reports, with their rules of reporting where they have any."""
    rules = report_units(units)
    dated = {unit.plan_id for unit in rules if LITERAL_DAY.search(deadline_of(unit) or "")}
    groups = grouped(
        desk,
        [unit for unit in rules if unit.plan_id not in dated],
        lambda unit: said_by(unit, focus(desk, unit, unit.text), cite(desk, unit, unit.assignments)),
    )
    told = {group.plan_id for group in groups}
    without = [plan for plan in desk.plans if plan.id not in dated]
    notes = tuple(f"{plan_name(plan)}: không quy định về báo cáo." for plan in without if plan.id not in told)
    if not without:
        return Draft("not_found", f"{plan_names(desk.plans)} đều ghi ngày báo cáo.", nearest=desk.nearest())
    return Draft("answered", f"Không ghi ngày báo cáo: {plan_names(without)}.", groups, notes)


def _no_day(plan: Plan, due: Sequence[tuple[Unit, str]]) -> str:
    """Return the note on a plan that gives no day for reports: its rhythm, or nothing at all."""
    rhythm = next((deadline for unit, deadline in due if unit.plan_id == plan.id), None)
    what = f"chỉ ghi “{rhythm}”, không ghi ngày" if rhythm else "không quy định ngày báo cáo"
    return f"{plan_name(plan)}: {what}."


def _all_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    dated = [
        u
        for u in units
        if deadline_of(u) and "Mở đầu" not in u.path and (u.assignments or u.line(*TIME_LABELS))
    ]
    groups = grouped(desk, dated, lambda unit: deadline_line(desk, unit))
    if not groups:
        where = plan_names(desk.plans)
        return Draft("not_found", f"{where} không ghi thời hạn cho nhiệm vụ nào; {NOT_INFERRED}.")
    return Draft("answered", _deadline_summary(groups), groups)
