"""Lists of tasks: those that several agencies lead, with or without a time, due in a quarter, of one part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex as re

from answer.corpus import TIME_LABELS, Unit, deadline_of
from answer.desk import Desk, Draft, totalled
from answer.kinds.places import EVERY_ROLE, paths_at
from answer.kinds.when import deadline_line
from answer.kinds.who import who_line
from answer.model import Line
from answer.seek import GATE, own_units
from answer.understanding.due import Period, falls_in, period_in
from answer.understanding.question import Question
from answer.understanding.terms import Terms
from answer.understanding.topic import Topic
from ingest.fold import fold
from ingest.plan import Plan

_TASK = r"(?:viec|nhiem vu|noi dung|hoat dong|dau viec|cong viec|phan viec)"
_BODY = r"(?:co quan|don vi|ben|so|nganh|noi)"
_MANY = r"(?:hai|ba|2|3|nhieu)"
_UNIT = r"ngay(?! nay| cang| thang)|thang|quy(?! dinh| che| hoach| trinh| mo| tac| uoc)"
_TIME = rf"(?:thoi gian|thoi han|han|moc|tien do|ngay thang|{_UNIT})"
_SAYS = r"(?:co|ghi|neu|dat|quy dinh|xac dinh|an dinh|kem|thay|ro|cu the|duoc)"
ASKS_TASKS = re.compile(
    rf"\b(?:may|bao nhieu) {_TASK}\b.*\b(?:han|thoi gian)\b|"
    rf"\b{_TASK} (?:nao|gi)\b|\b(?:nhung|cac|liet ke|ke(?: ra)?|ds|danh sach)(?: \w+)? {_TASK}"
)
# "có từ hai cơ quan cùng chủ trì trở lên", "đồng chủ trì", "do 2 sở chủ trì"
SEVERAL_LEAD = re.compile(
    rf"\b{_MANY} {_BODY}(?: tro len)?(?: \w+){{0,3}} chu tri|\b(?:cung|dong|chung) chu tri|\bchu tri chung|"
    rf"\bchu tri\b(?: \w+){{0,3}} {_MANY} {_BODY}"
)
# With a time in the question: "quý III phải làm gì", "trước 30/11 có bao nhiêu việc", "ai phải xong …".
ASKS_WORK = re.compile(
    r"\b(?:lam|xong|hoan thanh|hoan tat|trien khai|thuc hien|dien ra|co|lo|den han|phai|nhung)\b"
    r"(?: \S+){0,3} gi\b|"
    rf"\b(?:may|bao nhieu) {_TASK}"
)
ASKS_DOERS = re.compile(r"\b(?:ai|co quan nao|don vi nao|so nao|nganh nao|nhung ai)\b")
ENDS = re.compile(r"\b(?:xong|hoan thanh|hoan tat|han|ket thuc)\b")  # beside a year: what is due in it
# "việc nào do nhiều cơ quan cùng làm", "có từ hai đơn vị tham gia"
SEVERAL_DO = re.compile(
    rf"\b{_MANY} {_BODY}(?: tro len)?(?: \w+){{0,2}} (?:cung|chung|tham gia|lam|thuc hien|phoi hop)\b"
)
RHYTHM = re.compile(r"\b(?:hang|moi) (?:nam|quy|thang|tuan|ngay)\b|\bthuong xuyen\b|\bdinh ky\b|\bdot xuat\b")
THREE = re.compile(rf"\b(?:ba|3) {_BODY}")
WITHOUT_TIME = re.compile(rf"\b(?:khong|chua|thieu)(?: {_SAYS})*(?: \w+)? {_TIME}\b")
WITH_TIME = re.compile(rf"\b{_SAYS}(?: {_SAYS})* (?:(?P<unit>{_UNIT})|{_TIME})\b")
PART = re.compile(r"\b(?:phan|muc|chuong) (?:ve )?(?P<words>[a-z]+(?: [a-z]+){0,7})")
TASK_PARTS = (
    "noi dung",
    "nhiem vu",
    "giai phap",
)  # one plan's name for the part that sets tasks, or another's
# Words of such questions that say nothing of what the tasks are about, folded.
_FILLING = (
    "bao ghi co hoan thanh hai ba nhieu tro len chu tri cung dong chung thoi gian han moc tien do ngay thang "
    "quy nam i ii iii iv neu dat ro cu the dinh xac an kem den xong dung kip muc phan chuong nay ro rang "
    "trong roi dien ra don vi co quan giai doan dau cuoi cham nhat muon "
    "tat ket thuc sau truoc tu het khong qua hang moi thuong xuyen ky dot xuat tham gia"
)
FILLING = frozenset(_FILLING.split())
SHORT_TIME = re.compile(r"[qt]?\d+")  # "q3", "t10"
RHYTHMS = {
    "hang nam": "hằng năm",
    "hang quy": "hằng quý",
    "hang thang": "hằng tháng",
    "hang tuan": "hằng tuần",
    "hang ngay": "hằng ngày",
    "thuong xuyen": "thường xuyên",
    "dinh ky": "định kỳ",
    "dot xuat": "đột xuất",
}
MANY = 2  # agencies of a task that several do
HOW = "Cách tính: điều khoản, dòng bảng hoặc khối có giao cơ quan"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What tasks are asked for.

    fits   tells whether a task is among them
    line   what is said of one
    named  how they are called in the answer: "nhiệm vụ không ghi thời hạn"
    """

    fits: Callable[[Unit], bool]
    line: Callable[[Desk, Unit], Line | None]
    named: str


def answer_listing(desk: Desk) -> Draft | None:
    """Answer which tasks have what is asked for; None where the question asks for no such list."""
    period = _period(desk.question)
    if not _asks_list(desk.question, period):
        return None
    wanted = _wanted(desk.question, period)
    part = PART.search(desk.question.folded)
    words = part["words"] if part else ""
    topic = _telling(desk.question, words)
    parts = {plan.id: _part(desk, plan, words) for plan in desk.plans}
    lacking = "gap" in desk.question.intents  # "việc nào không ghi ai chủ trì" wants not all there are
    if wanted is None and (lacking or topic or not any(parts.values())):
        return None
    wanted = wanted or Wanted(lambda unit: bool(unit.assignments), _who, "nhiệm vụ có giao cơ quan")
    terms = Terms(topic, desk.corpus)
    units = [
        unit
        for unit in own_units(desk, mentioned=False)
        if wanted.fits(unit) and _within(unit, parts[unit.plan_id]) and terms.share(unit) >= desk.gate(GATE)
    ]
    if not units and topic:
        return None
    return _list(desk, units, wanted)


def _asks_list(question: Question, period: Period | None) -> bool:
    """Return whether tasks are asked for; beside a time "làm gì" and "ai" ask for the tasks of that time."""
    if ASKS_TASKS.search(question.folded):
        return True
    if period is None:
        return False
    alone = ASKS_DOERS.search(question.folded) and not _telling(question, "")
    return bool(alone or ASKS_WORK.search(question.folded))


def _list(desk: Desk, units: Sequence[Unit], wanted: Wanted) -> Draft:
    groups = desk.per_plan(
        lambda plan: [
            line
            for unit in units
            if unit.plan_id == plan.id and (line := wanted.line(desk, unit)) is not None
        ]
    )
    if not groups:
        return Draft("not_found", f"Không có {wanted.named}.", notes=(f"{HOW}.",))
    return Draft("answered", totalled(desk.plans, groups, wanted.named), groups, (f"{HOW}.",))


# -- what is asked for ---------------------------------------------------------------------------------


def _period(question: Question) -> Period | None:
    """Return the time asked about; of a year only what ends in it, all else is what the plan is of."""
    period = period_in(question.text)
    return None if period and period.of_years and not ENDS.search(question.folded) else period


def _wanted(question: Question, period: Period | None) -> Wanted | None:
    """Return what the question asks tasks to have; None when nothing of the kind."""
    folded = question.folded
    if SEVERAL_LEAD.search(folded) and len(question.agencies) <= 1:  # of two named: what they do together
        least = 3 if THREE.search(folded) else 2
        return Wanted(
            lambda unit: len(_leads(unit)) >= least, _leads_line, f"nhiệm vụ có từ {least} cơ quan chủ trì"
        )
    if WITHOUT_TIME.search(folded):
        return Wanted(
            lambda unit: any(a.role != "support" for a in unit.assignments) and deadline_of(unit) is None,
            _who,
            "nhiệm vụ không ghi thời hạn",
        )
    if period is not None:
        return Wanted(lambda unit: _due_in(unit, period), deadline_line, f"việc có thời hạn {period.label}")
    if SEVERAL_DO.search(folded):
        return Wanted(lambda unit: len(_doers(unit)) >= MANY, _everybody, "nhiệm vụ nêu từ hai cơ quan")
    if (timed := WITH_TIME.search(folded)) is not None:
        return _with_time(timed["unit"])
    if (rhythm := RHYTHM.search(folded)) is not None:
        return _in_rhythm(rhythm[0])
    return None


def _in_rhythm(rhythm: str) -> Wanted:
    """Return the tasks done again and again, as their time says: "hằng năm", "thường xuyên"."""
    said = rhythm.replace("moi ", "hang ")
    named = RHYTHMS.get(said, said)
    return Wanted(
        lambda unit: _dated(unit) and said in fold(deadline_of(unit) or ""),
        deadline_line,
        f"việc làm {named}",
    )


def _with_time(unit: str | None) -> Wanted:
    """Return the tasks with a time, of the unit asked for ("ghi rõ quý") where one is."""
    said = {"quy": "quý", "thang": "tháng", "ngay": "ngày"}.get(unit or "")
    if said is None:
        return Wanted(_dated, deadline_line, "việc có ghi thời gian")
    return Wanted(
        lambda task: _dated(task) and bool(re.search(rf"\b{said}\b", (deadline_of(task) or "").lower())),
        deadline_line,
        f"việc có ghi {said}",
    )


def _doers(unit: Unit) -> set[str]:
    return {held.agency for held in unit.assignments}


def _everybody(desk: Desk, unit: Unit) -> Line | None:
    return who_line(desk, unit, EVERY_ROLE)


def _leads(unit: Unit) -> set[str]:
    return {held.agency for held in unit.assignments if held.role in ("lead", "request")}


def _dated(unit: Unit) -> bool:
    """Return whether a unit sets a time for a task; an opening that cites dated documents sets none."""
    sets = bool(unit.assignments) or unit.line(*TIME_LABELS) is not None
    return sets and "Mở đầu" not in unit.path and deadline_of(unit) is not None


def _due_in(unit: Unit, period: Period) -> bool:
    return _dated(unit) and falls_in(deadline_of(unit) or "", period)


def _who(desk: Desk, unit: Unit) -> Line | None:
    return who_line(desk, unit, ())


def _leads_line(desk: Desk, unit: Unit) -> Line | None:
    return who_line(desk, unit, ("lead",))


# -- where and about what ------------------------------------------------------------------------------


def _telling(question: Question, part: str) -> Topic:
    """Return what is left of the topic besides the words that ask for such a list or name a part."""
    filling = FILLING | set(part.split())
    words = tuple(
        w for w in question.topic.words if w.folded not in filling and not SHORT_TIME.fullmatch(w.folded)
    )
    kept = {word.folded for word in words}
    other = question.topic.other if len(words) == len(question.topic.words) else ()
    return Topic(words, other) if kept else Topic(())


def _part(desk: Desk, plan: Plan, words: str) -> set[str]:
    """Return the paths of the part of a plan that is named, by its number or by words of its heading."""
    if desk.question.labels:
        return set(paths_at(plan, desk.question.labels))
    tops = [s for s in plan.sections if s.kind in ("section", "part") and not s.headings]
    said = words.split()
    for stop in range(len(said), 0, -1):
        phrase = " ".join(said[:stop])
        if found := [s for s in tops if f" {phrase} " in f" {fold(s.heading)} "]:
            return {section.path for section in found}
    if words.startswith(TASK_PARTS):
        return {s.path for s in tops if any(name in fold(s.heading) for name in TASK_PARTS)}
    return set()


def _within(unit: Unit, paths: set[str]) -> bool:
    """Return whether a unit stands below one of paths; True where no part is named."""
    return not paths or any(f"{unit.path}.".startswith(f"{path}.") for path in paths)
