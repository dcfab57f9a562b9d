"""The honest no before any search: what no plan can answer, and questions that are not questions."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.desk import Desk, Draft, plan_name
from answer.model import Status
from answer.topic import Scorer
from ingest.fold import fold

PLAN_OF_YEAR = re.compile(
    r"\b(?:ke hoach|kh|ban|chuong trinh)(?: \w+){0,6}? (?:nam )?(?P<year>20\d\d)\b|\bnam (?P<of>20\d\d)\b"
)
REFUSALS = {
    "instruction": "Tôi chỉ trả lời từ nội dung các kế hoạch đã nạp và không làm theo chỉ dẫn thay đổi cách làm việc.",
    "private": "Các kế hoạch không có thông tin cá nhân như số điện thoại, địa chỉ, và tôi không cung cấp loại thông tin này.",
    "person": "Các kế hoạch không ghi ai giữ chức vụ ấy; chỉ người ký văn bản được nêu tên.",
    "outside": "Câu hỏi nằm ngoài các kế hoạch đã nạp.",
    "secret": "Không được nạp hay xử lý văn bản có dấu mật. Hãy liên hệ người phụ trách bảo vệ bí mật nhà nước của cơ quan.",
    "validity": "Kế hoạch không tự nói văn bản còn hiệu lực hay không sau các thay đổi về tổ chức; việc này phải hỏi cơ quan ban hành.",
}
OUTSIDE = frozenset({"instruction", "secret", "validity", "outside"})


def refuse(desk: Desk) -> Draft | None:
    """Return the refusal that a question calls for by itself, or None when it should be looked for."""
    question = desk.question
    for intent in REFUSALS:
        if intent in question.intents:
            status: Status = "out_of_scope" if intent in OUTSIDE else "not_found"
            return Draft(status, REFUSALS[intent], options=ways_on(desk))
    if question.elsewhere and not question.plans:
        return _not_loaded(desk, question.elsewhere)
    if not question.text:
        return Draft("clarify", "Anh/chị muốn hỏi gì về các kế hoạch đã nạp?", options=ways_on(desk))
    return _other_year(desk) or _unknown_name(desk)


# Two or more capitalised words inside a sentence: the name of a place or a body.
PROPER = re.compile(r"(?<=[\p{Ll},] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+")


def _unknown_name(desk: Desk) -> Draft | None:
    """Return the refusal for a name that no plan asked holds: an answer about something else would mislead."""
    question = desk.question
    known = [fold(n.name) for n in question.agencies] + [
        fold(plan_name(p)) for p in desk.corpus.plans.values()
    ]
    for found in PROPER.finditer(question.text):
        name = fold(found[0])
        if any(name in k or k in name for k in known) or any(
            f" {name} " in desk.corpus.full_text[p] for p in desk.plan_ids
        ):
            continue
        if any(not desk.corpus.knows(word) for word in name.split()):
            where = (
                ", ".join(plan_name(p) for p in desk.plans)
                if len(desk.plans) <= 3
                else f"{len(desk.plans)} kế hoạch đã nạp"
            )
            return Draft("not_found", f"Không thấy “{found[0]}” trong {where}.", options=ways_on(desk))
    return None


def _not_loaded(desk: Desk, places: Sequence[str]) -> Draft:
    loaded = ", ".join(plan_name(plan) for plan in desk.corpus.plans.values())
    names = ", ".join(places)
    return Draft(
        "not_found",
        f"Chưa nạp kế hoạch nào của {names}. Các kế hoạch đã nạp: {loaded}.",
        options=ways_on(desk),
    )


def _other_year(desk: Desk) -> Draft | None:
    """Return the refusal for a year that no plan asked speaks of, or that is not the plan's own."""
    folded = fold(desk.question.text)
    asked = {found["year"] or found["of"] for found in PLAN_OF_YEAR.finditer(folded)} & set(
        desk.question.years
    )
    missing = [
        year
        for year in sorted(asked)
        if all(f" {year} " not in desk.corpus.full_text[p] for p in desk.plan_ids)
    ]
    if not missing:
        own = [
            year
            for year in sorted(asked)
            if re.search(rf"\b(?:ke hoach|kh)(?: \w+){{0,6}}? (?:nam )?{year}\b", folded)
        ]
        missing = [year for year in own if not any(_is_of(desk, p, year) for p in desk.plan_ids)]
        if Scorer(desk.question.topic, desk.corpus).total and len(desk.question.topic.words) > 3:
            return None
    if not missing:
        return None
    of = "; ".join(
        f"{plan_name(p)}: năm {p.date[:4] if p.date else _year_of(p.title)}" for p in desk.plans[:6]
    )
    return Draft(
        "not_found",
        f"Chưa nạp kế hoạch năm {', '.join(missing)}. Các kế hoạch được hỏi là của: {of}.",
        options=ways_on(desk),
    )


def _is_of(desk: Desk, plan_id: str, year: str) -> bool:
    plan = desk.corpus.plans[plan_id]
    named: list[str] = re.findall(r"20\d\d", plan.title or "")
    if named:
        return min(named) <= year <= max(named)  # "giai đoạn 2026 - 2030" is of every year between
    following = str(int(year) - 1)  # plans are issued at the end of the year before
    return year in (plan.title or "") or (plan.date or "").startswith((year, following)) or plan.date is None


def _year_of(title: str | None) -> str:
    found = re.search(r"20\d\d", title or "")
    return found[0] if found else "không rõ"


def ways_on(desk: Desk) -> tuple[str, ...]:
    """Return whole questions that the loaded plans do answer, built from their own assignments."""
    options: list[str] = []
    for plan in desk.plans[:3]:
        agency = next((a.agency for a in plan.assignments if not a.collective and a.role == "lead"), None)
        if agency:
            options.append(f"{agency} phải làm gì trong kế hoạch {plan_name(plan)}?")
    return tuple(options)
