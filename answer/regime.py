"""The rules a plan works by: who reports what to whom, and where the money comes from."""

from __future__ import annotations

from collections.abc import Iterable

import regex as re

from answer.corpus import Unit, deadline_of
from answer.desk import Desk, Draft, cite, one_group, plan_name
from answer.model import Group
from answer.seek import GATE, focus, grouped, own_units, said_by
from answer.topic import Scorer, Topic
from ingest.fold import fold
from ingest.plan import Plan

# To report is to send word to somebody named; "báo cáo tham mưu đề xuất" alone is no rule of reporting.
REPORT = re.compile(
    r"báo cáo[^.;]{0,160}?(?:về|gửi|qua|cho|lên|đến)\s+(?:Sở|UBND|Ủy ban|Uỷ ban|Phòng|Văn phòng|Bộ|Ban|Thường trực|Chủ tịch|cơ quan|Công an|Thủ tướng)|"
    r"báo cáo\s+(?:Sở|UBND|Ủy ban|Uỷ ban|Chủ tịch|Bộ|Thủ tướng|Ban)|(?:gửi|báo cáo)[^.;]{0,100}(?:để|,)\s*tổng hợp|"
    r"báo cáo (?:kết quả|tình hình) thực hiện",
)


# Words that only say that reports are asked about.
REPORT_WORDS = frozenset(
    (
        "bao",
        "cao",
        "nop",
        "gui",
        "dinh",
        "ky",
        "che",
        "do",
        "ket",
        "qua",
        "hang",
        "nam",
        "bat",
        "dau",
        "cuoi",
        "chot",
        "tinh",
    )
) | frozenset(("hinh", "yeu", "cau", "tong", "hop", "moc", "han", "ve", "ai"))


def report_units(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that oblige somebody to report."""
    return [u for u in units if REPORT.search(u.text) and "Mở đầu" not in u.path]


def answer_reporting(desk: Desk) -> Draft | None:
    """Answer who reports what to whom, and by when: the clauses that oblige to report."""
    units = report_units(own_units(desk) if desk.question.agencies else desk.units())
    demanding = [
        u for u in units if any(not a.role == "support" for a in u.assignments) and not _is_own_report(u)
    ]
    chosen = demanding or units
    extra = [w for w in desk.question.topic.words if w.folded not in REPORT_WORDS]
    if extra:
        topic = Topic(tuple(extra), ())
        ranked = desk.rank(chosen, desk.question.topic)
        if ranked and Scorer(topic, desk.corpus).score(ranked[0][1]) >= GATE:
            chosen = [u for score, u in ranked if score >= 0.8 * ranked[0][0]]
    groups = grouped(
        desk,
        chosen,
        lambda unit: said_by(
            unit,
            focus(desk, unit, " ".join(unit.text.split()), REPORT),
            cite(desk, unit, unit.assignments),
            deadline_of(unit),
        ),
    )
    notes = tuple(
        f"{plan_name(plan)}: không quy định chế độ báo cáo."
        for plan in desk.plans
        if all(u.plan_id != plan.id for u in chosen)
    )
    if not groups:
        return Draft(
            "not_found",
            "Không thấy quy định về báo cáo trong kế hoạch được hỏi.",
            notes=notes,
            nearest=desk.nearest(),
        )
    return Draft(
        "answered",
        f"{sum(len(g.lines) for g in groups)} quy định về báo cáo trong {len(groups)} kế hoạch.",
        groups,
        notes,
    )


def _is_own_report(unit: Unit) -> bool:
    """Return whether "báo cáo" is one duty among others of a single agency, not the plan's reporting rule."""
    return (
        bool(unit.assignments)
        and not any(a.collective for a in unit.assignments)
        and not re.search(r"về|gửi|qua", unit.text)
    )


FUNDING_HEADING = re.compile(r"kinh phi|nguon luc tai chinh|nguon von")
FUNDING = re.compile(
    r"(?:bố trí|phân bổ|thẩm định|xây dựng|lập|cân đối|nguồn|hướng dẫn)[^.;]{0,60}(?:kinh phí|dự toán|ngân sách)|dự toán kinh phí|kinh phí từ",
    re.IGNORECASE,
)
FINANCE = re.compile(r"tai chinh")


def answer_funding(desk: Desk) -> Draft | None:
    """Answer where the money comes from: the plan's section on funding, and the finance agency's duty."""
    groups: list[Group] = []
    notes: list[str] = []
    for plan in desk.plans:
        sections = {
            s.path
            for s in plan.sections
            if FUNDING_HEADING.search(fold(s.heading)) and s.kind in ("section", "part", "item")
        }
        units = [u for u in desk.corpus.in_plans([plan.id]) if FUNDING.search(u.text) or sections]
        chosen = [u for u in units if _under(plan, u, sections)]
        if not chosen:
            chosen = [
                u
                for u in units
                if FUNDING.search(u.text) and any(FINANCE.search(fold(a.agency)) for a in u.assignments)
            ]
        chosen = chosen or [u for u in units if FUNDING.search(u.text) and u.assignments]
        if chosen:
            lines = [said_by(u, " ".join(u.text.split()), cite(desk, u, u.assignments)) for u in chosen]
            groups.append(one_group(plan, lines))
        else:
            notes.append(f"{plan_name(plan)}: không có quy định về kinh phí.")
    if (
        groups
        and ASKS_AMOUNT.search(fold(desk.question.text))
        and not any(AMOUNT.search(line.text) for g in groups for line in g.lines)
    ):
        where = (
            ", ".join(plan_name(plan) for plan in desk.plans)
            if len(desk.plans) <= 3
            else f"{len(desk.plans)} kế hoạch đã nạp"
        )
        return Draft(
            "not_found",
            f"Kế hoạch có nói nguồn kinh phí nhưng không ghi số tiền ({where}).",
            nearest=desk.nearest(),
        )
    if not groups:
        return Draft(
            "not_found", "Không thấy quy định về kinh phí trong kế hoạch được hỏi.", notes=tuple(notes)
        )
    return Draft(
        "answered", f"Quy định về kinh phí trong {len(groups)} kế hoạch.", tuple(groups), tuple(notes)
    )


ASKS_AMOUNT = re.compile(
    r"bao nhieu (?:tien|ty|trieu|dong|kinh phi)|so tien|muc (?:chi|kinh phi)|may (?:ty|trieu)|(?:kinh phi|ngan sach|tien)(?: \w+){0,6} bao nhieu|la bao nhieu"
)
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|đồng|nghìn)")


def _under(plan: Plan, unit: Unit, sections: set[str]) -> bool:
    headings = {path for clause in unit.clauses for path in clause.headings} | {unit.path}
    return bool(sections & headings) and unit.path not in {
        s.path for s in plan.sections if s.kind in ("section", "part")
    }
