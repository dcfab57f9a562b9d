"""The first and the last of what has a time: "kế hoạch nào có hạn báo cáo sớm nhất?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

from answer.corpus import TIME_LABELS, Unit, deadline_of
from answer.desk import Desk, Draft, cite, one_group, plan_name
from answer.kinds.regime import REPORT, report_units
from answer.kinds.who import duty_words
from answer.model import Group, Line
from answer.seek import GATE, SENTENCE_END, own_units
from answer.understanding.due import spans_in
from answer.understanding.terms import Terms
from answer.understanding.topic import make_topic
from ingest.deadlines import deadline_in
from ingest.plan import Plan

_WHAT = r"(?:viec|nhiem vu|ke hoach|noi|tinh|dia phuong|ban|don vi|co quan|lop|hoat dong|muc|bao cao)"
_END = r"(?P<end>som|muon|tre|cham|truoc|sau|gap|dau tien|cuoi cung)"
# "việc nào … sớm nhất", "sớm nhất là kế hoạch nào", "mốc muộn nhất", "việc đầu tiên phải xong"
EXTREME = re.compile(
    rf"\b{_WHAT} nao\b.*\b{_END}(?: nhat)?\b|\b{_END} nhat(?: \w+){{0,2}} {_WHAT} nao\b|"
    rf"\b(?:moc|han|thoi han|thoi diem)(?: \w+){{0,3}} {_END}(?: nhat)?\b"
)
SUPERLATIVE = re.compile(r"\b(?:som|muon|tre|cham|truoc|sau|gap)(?: \w+)? nhat\b|\bdau tien\b|\bcuoi cung\b")
OF_TIME = re.compile(r"\b(?:han|xong|hoan thanh|nop|gui|bao cao|moc|deadline|ket thuc|thoi diem|den han)\b")
OF_ISSUE = re.compile(r"\b(?:ban hanh|ra doi|\bky)\b")
OF_REPORT = re.compile(r"\bbao cao\b")
LATEST = ("muon", "tre", "cham", "sau", "cuoi cung")
# Words of such questions that say nothing of what the work is about, folded.
_FILLING = (
    "viec nhiem vu ke hoach noi tinh dia phuong ban don vi co quan lop muc bao cao han thoi xong hoan thanh "
    "nop gui moc deadline ket thuc diem den som muon tre cham truoc sau gap dau tien cuoi cung nhat phai can "
    "dinh ky tat ca trong so ghi neu ro dat quy"
)
FILLING = frozenset(_FILLING.split())
YEAR = 10_000  # a day is yyyymmdd as a number; without a year it is less
HOW = "Cách so: theo ngày, tháng ghi trong kế hoạch; mốc không ghi ngày, tháng hay quý không tính."
MIXED = "Có mốc lặp lại hằng năm nên chỉ so ngày và tháng, không so năm."


@dataclass(frozen=True, slots=True)
class Dated:
    """A unit with a time: as written, and its last day as a number (answer.understanding.due.Span)."""

    unit: Unit
    said: str
    day: int


def answer_extreme(desk: Desk) -> Draft | None:
    """Answer what is due first or last of all; None where the question does not ask it."""
    folded = desk.question.folded
    found = EXTREME.search(folded)
    if (
        found is None
        or not SUPERLATIVE.search(folded)
        or not OF_TIME.search(folded)
        or OF_ISSUE.search(folded)
    ):
        return None
    of_reports = OF_REPORT.search(folded) is not None
    dated = _reports(desk) if of_reports else _tasks(desk)
    if not dated:
        return None
    years = {one.day >= YEAR for one in dated}
    if len(years) > 1:
        dated = [Dated(one.unit, one.said, one.day % YEAR) for one in dated]
    late = any(word in found[0] for word in LATEST)
    notes = (HOW, MIXED) if len(years) > 1 else (HOW,)
    return _told(desk, dated, late=late, of_reports=of_reports, notes=notes)


def _told(
    desk: Desk, dated: Sequence[Dated], *, late: bool, of_reports: bool, notes: tuple[str, ...]
) -> Draft:
    """Return the first, or last, of all; of reports that of every plan, since the plans are compared."""
    ends = [own for plan in desk.plans if (own := _end([d for d in dated if _is_of(d, plan)], late=late))]
    all_ends = _end([one for own in ends for one in own], late=late)
    shown = [one for own in ends for one in own] if of_reports else all_ends
    which = "Muộn nhất" if late else "Sớm nhất"
    told = "; ".join(dict.fromkeys(_called(desk, one, by_plan=of_reports) for one in all_ends))
    groups = tuple(
        one_group(plan, [_line(desk, one) for one in shown if _is_of(one, plan)])
        for plan in desk.plans
        if any(_is_of(one, plan) for one in shown)
    )
    without = _without(desk, groups) if of_reports else ()
    return Draft("answered", f"{which}: {told}.", groups, (*notes, *without))


def _end(dated: Sequence[Dated], *, late: bool) -> list[Dated]:
    """Return those that come first, or last: several where they are even."""
    if not dated:
        return []
    end = (max if late else min)(one.day for one in dated)
    return [one for one in dated if one.day == end]


def _is_of(one: Dated, plan: Plan) -> bool:
    return one.unit.plan_id == plan.id


def _called(desk: Desk, one: Dated, *, by_plan: bool) -> str:
    """Return what comes first or last: the plan and its day, or the day and its plan."""
    place = plan_name(desk.corpus.plans[one.unit.plan_id])
    return f"{place} ({one.said})" if by_plan else f"{one.said} ({place})"


def _line(desk: Desk, one: Dated) -> Line:
    words = f"{one.said}: {duty_words(desk, one.unit)}"
    return Line(words, (cite(desk, one.unit, one.unit.assignments, TIME_LABELS),), deadline=one.said)


def _without(desk: Desk, groups: Sequence[Group]) -> tuple[str, ...]:
    given = {group.plan_id for group in groups}
    return tuple(f"{plan_name(p)}: không ghi ngày báo cáo." for p in desk.plans if p.id not in given)


def _tasks(desk: Desk) -> list[Dated]:
    """Return the tasks with a time, those about the topic where the question names one."""
    words = [word for word in desk.question.topic.words if word.folded not in FILLING]
    terms = Terms(make_topic(words, desk.corpus), desk.corpus)
    found = []
    for unit in own_units(desk, mentioned=False):
        sets = bool(unit.assignments) or unit.line(*TIME_LABELS) is not None
        said = deadline_of(unit) if sets and "Mở đầu" not in unit.path else None
        if said and terms.share(unit) >= desk.gate(GATE):
            found += _dated(unit, said)
    return found


def _reports(desk: Desk) -> list[Dated]:
    """Return the rules of reporting with the times they set for reports."""
    return [one for unit in report_units(own_units(desk)) for one in _report_days(unit)]


def _report_days(unit: Unit) -> list[Dated]:
    """Return when a rule wants reports: the times in the sentences that speak of reporting.

    "Xây dựng kế hoạch trước ngày 28/02 và báo cáo trước ngày 15/11" sets the latter for the report.
    """
    found: list[Dated] = []
    for sentence in SENTENCE_END.split(" ".join(unit.text.split())):
        if report := REPORT.search(sentence):
            after = sentence[report.start() :]
            found += _dated(unit, deadline_in(after) or "") or _dated(unit, deadline_in(sentence) or "")
    return found


def _dated(unit: Unit, said: str) -> list[Dated]:
    """Return a time as it can be compared; [] for a rhythm or whole years."""
    spans = [span for span in spans_in(said) if not span.of_years]
    return [Dated(unit, said, max(span.last for span in spans))] if spans else []
