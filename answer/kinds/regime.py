"""Who reports what to whom, and by when."""

from __future__ import annotations

from collections.abc import Iterable

import regex as re

from answer.corpus import Unit, deadline_of
from answer.desk import Desk, Draft, cite, lines_of, plan_name, shortened, told
from answer.model import Line
from answer.seek import GATE, focus, grouped, own_units, said_by
from answer.understanding.topic import Scorer, Topic

# To report is to send word to somebody named; "báo cáo tham mưu đề xuất" alone is no rule of reporting.
_RECEIVER = "Sở|UBND|Ủy ban|Uỷ ban|Chủ tịch|Bộ|Thủ tướng|Ban"
REPORT = re.compile(
    # "gửi báo cáo kết quả về Sở Thông tin và Truyền thông"
    rf"[Bb]áo cáo[^.;]{{0,160}}?(?:về|gửi|qua|cho|lên|đến)\s+"
    rf"(?:{_RECEIVER}|Phòng|Văn phòng|Thường trực|cơ quan|Công an)|"
    # "báo cáo UBND tỉnh"
    rf"[Bb]áo cáo\s+(?:{_RECEIVER})|"
    # "báo cáo về Sở …, để tổng hợp"
    r"(?:[Gg]ửi|[Bb]áo cáo)[^.;]{0,100}(?:để|,)\s*tổng hợp|"
    r"[Bb]áo cáo (?:kết quả|tình hình) thực hiện"
)
SAID_TROUBLE = re.compile(r"vướng mắc|khó khăn|phát sinh", re.IGNORECASE)
NEAR_RULE = 0.8  # of the best score: rules of reporting shown beside the one that fits the topic best
# Words that only say that reports are asked about, folded.
_REPORT_WORDS = (
    "bao cao nop gui trinh dinh ky che do ket qua hang nam bat dau cuoi chot "
    "tinh hinh yeu cau tong hop moc han ve ai"
)
REPORT_WORDS = frozenset(_REPORT_WORDS.split())


def report_units(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that oblige somebody to report."""
    return [u for u in units if REPORT.search(u.text) and "Mở đầu" not in u.path]


def answer_reporting(desk: Desk) -> Draft:
    """Answer who reports what to whom, and by when: the clauses that oblige to report."""
    chosen = _reporting_rules(desk)
    groups = grouped(
        desk,
        chosen,
        lambda unit: said_by(
            unit,
            focus(desk, unit, unit.text, REPORT),
            cite(desk, unit, unit.assignments),
            deadline_of(unit),
        ),
    )
    notes = tuple(
        f"{plan_name(plan)}: không quy định chế độ báo cáo."
        for plan in desk.plans
        if all(unit.plan_id != plan.id for unit in chosen)
    )
    if not groups:
        summary = "Không thấy quy định về báo cáo trong kế hoạch được hỏi."
        return Draft("not_found", summary, notes=notes, nearest=desk.nearest())
    count = len(lines_of(groups))
    return Draft("answered", f"{count} quy định về báo cáo trong {len(groups)} kế hoạch.", groups, notes)


# "Gặp vướng mắc thì báo về đâu?": most plans close with it.
_TROUBLE = r"(?:vuong mac|kho khan|truc trac|phat sinh)"
_TELLS = r"(?:bao cao|phan anh|kien nghi|gui|bao|hoi|lien he|de xuat|trao doi)"
ASKS_TROUBLE = re.compile(
    rf"(?<!\b(?:hoan canh|ho|vung|doi tuong|chi phi|kinh phi) )\b{_TROUBLE}\b(?! dac biet)"
    rf".*\b{_TELLS}(?: (?:ve|cho|len|toi|den|voi|qua|kip thoi|tin))*"
    r" (?:dau|ai|(?:co quan|don vi|so|noi|cho|phong|ban) nao)\b"
)
TROUBLE = re.compile(rf"\b{_TROUBLE}\b")
TELLS_OF_IT = re.compile(rf"\b{_TELLS}\b.{{0,80}}?\b(?:ve|qua|cho|den|voi|uy ban|so|thuong truc)\b")
CLOSING = "Kết"


def answer_trouble(desk: Desk) -> Draft | None:
    """Answer whom to tell of difficulties, plan by plan: from the closing words, else another clause."""
    if desk.question.agencies or not ASKS_TROUBLE.search(desk.question.folded):
        return None
    groups = desk.per_plan(lambda plan: [_trouble_line(desk, unit) for unit in _of_trouble(desk, plan.id)])
    if not groups:
        return None
    return Draft("answered", shortened(lines_of(groups)[0].text), groups)


def _of_trouble(desk: Desk, plan_id: str) -> list[Unit]:
    """Return the unit of a plan that says whom to tell of difficulties, in a list; [] where none does."""
    units = [
        unit
        for unit in desk.corpus.in_plans([plan_id])
        if (said := TROUBLE.search(unit.folded)) and TELLS_OF_IT.search(unit.folded, said.end())
    ]
    closing = [unit for unit in units if unit.path.startswith(CLOSING)]
    return (closing or units)[-1:]


def _trouble_line(desk: Desk, unit: Unit) -> Line:
    return said_by(unit, focus(desk, unit, told(unit, unit.text), SAID_TROUBLE), cite(desk, unit))


def _reporting_rules(desk: Desk) -> list[Unit]:
    """Return the rules of reporting asked about: the plan's own before a single agency's, those on topic."""
    units = report_units(own_units(desk))
    rules = [
        unit
        for unit in units
        if any(held.role != "support" for held in unit.assignments) and not _is_own_report(unit)
    ] or units
    telling = tuple(word for word in desk.question.topic.words if word.folded not in REPORT_WORDS)
    ranked = desk.rank(rules, desk.question.topic) if telling else []
    if ranked and Scorer(Topic(telling), desk.corpus).score(ranked[0][1]) >= desk.gate(GATE):
        return [unit for score, unit in ranked if score >= NEAR_RULE * ranked[0][0]]
    return rules


def _is_own_report(unit: Unit) -> bool:
    """Return whether "báo cáo" is one duty among others of a single agency, not the plan's reporting rule."""
    return (
        bool(unit.assignments)
        and not any(a.collective for a in unit.assignments)
        and not re.search(r"về|gửi|qua", unit.text)
    )
