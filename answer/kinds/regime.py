"""The rules a plan works by: who reports what to whom, and where the money comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex as re

from answer.corpus import Unit, deadline_of, padded
from answer.desk import Desk, Draft, cite, lines_of, plan_name, plan_names, searched, shortened, tidy
from answer.seek import (
    GATE,
    SENTENCE_END,
    STRICT,
    answers,
    best_units,
    focus,
    grouped,
    own_units,
    part_of,
    said_by,
)
from answer.understanding.terms import Terms
from answer.understanding.topic import Scorer, Topic, make_topic
from ingest.fold import fold
from ingest.plan import Plan

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
FUNDING_HEADING = re.compile(r"kinh phi|nguon luc tai chinh|nguon von")
FUNDING = re.compile(
    r"(?:bố trí|phân bổ|thẩm định|xây dựng|lập|cân đối|nguồn|hướng dẫn)[^.;]{0,60}"
    r"(?:kinh phí|dự toán|ngân sách)|dự toán kinh phí|kinh phí từ",
    re.IGNORECASE,
)
FINANCE = re.compile(r"tai chinh")  # in the name of an agency
ASKS_AMOUNT = re.compile(
    r"bao nhieu (?:tien|ty|trieu|dong|kinh phi)|so tien|muc (?:chi|kinh phi)|may (?:ty|trieu)|"
    r"(?:kinh phi|ngan sach|tien)(?: \w+){0,6} bao nhieu|la bao nhieu"
)
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|đồng|nghìn)")
# Words that only say that money is asked about, folded.
_MONEY_WORDS = (
    "kinh phi tien ngan sach nguon von tong so du kien thuc hien can het chi muc toan bo cap phan ke hoach "
    "trieu ty dong tra ton mat bo tri duoc trich danh khoang quy toi da thieu rieng"
)
MONEY_WORDS = frozenset(_MONEY_WORDS.split())
LACKS = re.compile(r"\b(?:ke hoach|ban|noi|tinh) nao (?:khong|chua) (?:ghi|co|neu|quy dinh|noi)\b")
ALL_HAVE_MONEY = "Kế hoạch nào được hỏi cũng có quy định về kinh phí."
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


def answer_funding(desk: Desk) -> Draft:
    """Answer where the money comes from: the plan's section on funding, or the finance agency's duty."""
    groups = desk.per_plan(
        lambda plan: [
            said_by(unit, tidy(unit.text), cite(desk, unit, unit.assignments))
            for unit in _funding_units(desk, plan)
        ]
    )
    asks_amount = bool(ASKS_AMOUNT.search(fold(desk.question.text)))
    if asks_amount and (matter := _paid_for(desk)):
        return _sum_of(desk, matter)
    if groups and asks_amount and not any(AMOUNT.search(line.text) for line in lines_of(groups)):
        summary = f"Kế hoạch có nêu nguồn kinh phí nhưng không ghi số tiền ({searched(desk.plans)})."
        return Draft("not_found", summary, nearest=desk.nearest())
    given = {group.plan_id for group in groups}
    notes = tuple(
        f"{plan_name(plan)}: không có quy định về kinh phí." for plan in desk.plans if plan.id not in given
    )
    if not groups:
        return Draft("not_found", "Không thấy quy định về kinh phí trong kế hoạch được hỏi.", notes=notes)
    if LACKS.search(desk.question.folded):
        lacking = [plan for plan in desk.plans if plan.id not in given]
        said = f"Không có quy định về kinh phí: {plan_names(lacking)}." if lacking else ALL_HAVE_MONEY
        return Draft("answered", said, groups, notes)
    return Draft("answered", f"Quy định về kinh phí trong {len(groups)} kế hoạch.", groups, notes)


def _paid_for(desk: Desk) -> Topic:
    """Return what a sum is asked of, where it is not the plan as a whole: "phạt bao nhiêu tiền"."""
    titles = " ".join(padded(plan.title or "") for plan in desk.plans)
    words = desk.question.topic.words
    telling = [w for w in words if w.folded not in MONEY_WORDS and f" {w.folded} " not in titles]
    return make_topic(telling, desk.corpus)


def _sum_of(desk: Desk, matter: Topic) -> Draft:
    """Return the clauses that name a sum for a matter; that none does, where none is found."""
    terms = Terms(matter, desk.corpus)
    units = [unit for unit in desk.units() if any(answers(terms, p, STRICT) for p in _naming_sums(unit))]
    best = best_units(desk, units, matter)
    groups = grouped(
        desk,
        best.units,
        lambda unit: said_by(unit, focus(desk, unit, unit.text, AMOUNT), cite(desk, unit, fields=("",))),
    )
    if not groups:
        said = f"Kế hoạch không ghi số tiền nào cho “{desk.question.topic.text}” ({searched(desk.plans)})."
        return Draft("not_found", said, nearest=desk.nearest())
    return Draft("answered", shortened(groups[0].lines[0].text), groups)


def _naming_sums(unit: Unit) -> list[Unit]:
    """Return the sentences of a unit that name a sum, each as a unit under the same headings."""
    sentences = [part for part in SENTENCE_END.split(tidy(unit.text)) if AMOUNT.search(part)]
    return [replace(part_of(unit, sentence), above=unit.above) for sentence in sentences]


def _funding_units(desk: Desk, plan: Plan) -> list[Unit]:
    """Return what a plan says of money.

    The clauses of its section on funding, or of one that speaks of nothing else; without one, the duties of
    the finance agency; without these, any duty that speaks of money.
    """
    sections = {
        section.path
        for section in plan.sections
        if section.kind in ("section", "part", "item") and FUNDING_HEADING.search(fold(section.heading))
    }
    units = desk.corpus.in_plans([plan.id])
    if below := [unit for unit in units if _under(plan, unit, sections)]:
        return below
    speaking = [unit for unit in units if unit.assignments and FUNDING.search(unit.text)]
    if money := _all_of_money(plan, units):
        return money
    finance = [unit for unit in speaking if any(FINANCE.search(fold(a.agency)) for a in unit.assignments)]
    return finance or speaking


def _all_of_money(plan: Plan, units: Sequence[Unit]) -> list[Unit]:
    """Return what stands in sections that speak of money throughout, whatever their heading says."""
    subjects = {held.subject_path for held in plan.assignments}
    found: list[Unit] = []
    for section in plan.sections:
        if section.kind in ("section", "part") and section.path not in subjects:
            below = [unit for unit in units if _under(plan, unit, {section.path})]
            found += below if below and all(FUNDING.search(unit.text) for unit in below) else []
    return found


def _under(plan: Plan, unit: Unit, sections: set[str]) -> bool:
    """Return whether a unit stands below one of sections, and is no heading of a section itself."""
    headings = {path for clause in unit.clauses for path in clause.headings} | {unit.path}
    return bool(sections & headings) and unit.path not in {
        s.path for s in plan.sections if s.kind in ("section", "part")
    }
