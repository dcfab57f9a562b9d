"""The honest no before any search: what no plan can answer, and questions that are not questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from answer.corpus import deadline_of
from answer.desk import Desk, Draft, plan_name, plan_names, searched
from answer.kinds.holder import answer_holder
from answer.model import Status
from answer.understanding.due import period_in
from ingest.fold import fold
from ingest.plan import Plan

PLAN_OF_YEAR = re.compile(
    r"\b(?:ke hoach|kh|ban|chuong trinh)(?: \w+){0,6}? (?:nam )?(?P<year>20\d\d)\b|"
    r"\bnam (?P<of>20\d\d)\b"
)
NUMBER_OF_YEAR = re.compile(r"\d+/(?:19|20)\d\d")  # "Nghị định 72/2015" names no year of a plan
# Two or more capitalised words inside a sentence: the name of a place or a body.
PROPER = re.compile(r"(?<=[\p{Ll},] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+")
# What makes a name a place's, whatever words it is made of: "huyện Nhà Bè".
OF_A_LEVEL = re.compile(
    r"\b(?i:huyện|quận|thị xã|xã|phường|thị trấn) (?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3})"
)
# A post that a plan may fill itself: refused only where no plan speaks of it.
POST = re.compile(r"\b(?:pho )?(?:truong ban|to truong|chu tich hoi dong)\b")
# A turn that is nothing but a greeting or thanks.
COURTESY = re.compile(
    r"(?:(?:da|vang|ok|oke|em|anh|chi|ban|minh|toi|xin|rat|nhieu|nhe|nha|a|ad|roi|"
    r"buoi (?:sang|trua|chieu|toi)|cam on|chao|hello|hi|tot|hay qua|moi nguoi)[ ,.!]*)+"
)
TELLING = 3  # words: a question with more of them is looked for, whatever year it names
YEARS_SHOWN = 6  # plans whose years are named
WAYS_ON = 3  # questions offered instead
REFUSALS = {  # by intent (data/wording.json), in order: the first that a question shows decides
    "instruction": (
        "Tôi chỉ trả lời từ nội dung các kế hoạch đã nạp và không làm theo chỉ dẫn thay đổi cách làm việc."
    ),
    "private": (
        "Các kế hoạch không có thông tin cá nhân như số điện thoại, địa chỉ, "
        "và tôi không cung cấp loại thông tin này."
    ),
    "person": "Các kế hoạch không ghi ai giữ chức vụ đó; chỉ người ký văn bản được nêu tên.",
    "outside": "Câu hỏi nằm ngoài các kế hoạch đã nạp.",
    "secret": (
        "Không được nạp hay xử lý văn bản có dấu mật. "
        "Hãy liên hệ người phụ trách bảo vệ bí mật nhà nước của cơ quan."
    ),
    "validity": (
        "Kế hoạch không nêu văn bản còn hiệu lực hay không sau các thay đổi về tổ chức; "
        "anh/chị cần hỏi cơ quan ban hành."
    ),
}
OUTSIDE = frozenset({"instruction", "secret", "validity", "outside"})  # refusals of the question itself


def refuse(desk: Desk) -> Draft | None:
    """Return the refusal that a question calls for by itself, or None when it should be looked for."""
    question = desk.question
    named = not question.elsewhere and {"instruction", "private"}.isdisjoint(question.intents)
    if named and (holder := answer_holder(desk)) is not None:
        return holder if holder.found else replace(holder, options=ways_on(desk))
    for intent in REFUSALS:
        if intent in question.intents and not (intent == "person" and _fills_post(desk)):
            status: Status = "out_of_scope" if intent in OUTSIDE else "not_found"
            return Draft(status, REFUSALS[intent], options=ways_on(desk))
    if question.elsewhere and not question.plans:
        return _not_loaded(desk, question.elsewhere)
    if not question.text or COURTESY.fullmatch(question.folded):
        return Draft("clarify", "Anh/chị muốn hỏi gì về các kế hoạch đã nạp?", options=ways_on(desk))
    return _other_year(desk) or _unknown_name(desk)


def _fills_post(desk: Desk) -> bool:
    """Return whether a plan asked speaks of the post that a question asks the holder of."""
    post = POST.search(desk.question.folded)
    if post is None:
        return False
    said = re.compile(rf"(?<! thu) {post[0]} ")  # "thủ trưởng ban, ngành" is no "trưởng ban"
    return any(said.search(desk.corpus.full_text[plan_id]) for plan_id in desk.plan_ids)


def _unknown_name(desk: Desk) -> Draft | None:
    """Return the refusal for a name that no plan asked holds.

    An answer about something else would mislead.
    """
    known = [fold(named.name) for named in desk.question.agencies]
    known += [fold(plan_name(plan)) for plan in desk.corpus.plans.values()]
    known += map(fold, desk.question.elsewhere)  # told in a note, beside what the loaded plans say
    text = desk.question.text
    places = [found["name"] for found in OF_A_LEVEL.finditer(text)]
    others = [found[0] for found in PROPER.finditer(text)]
    for name in (*places, *others):
        said = fold(name)
        if any(said in other or other in said for other in known) or _is_said(desk, said):
            continue
        if name in places or not all(desk.corpus.knows(word) for word in said.split()):
            summary = f"Không thấy “{name}” trong {searched(desk.plans)}."
            return Draft("not_found", summary, options=ways_on(desk), nearest=desk.nearest())
    return None


def _is_said(desk: Desk, words: str) -> bool:
    """Return whether any plan asked holds the folded words."""
    return any(f" {words} " in desk.corpus.full_text[plan_id] for plan_id in desk.plan_ids)


def _not_loaded(desk: Desk, places: Sequence[str]) -> Draft:
    loaded = plan_names(list(desk.corpus.plans.values()))
    summary = f"Chưa nạp kế hoạch nào của {', '.join(places)}. Các kế hoạch đã nạp: {loaded}."
    return Draft("not_found", summary, options=ways_on(desk), nearest=desk.nearest())


def _other_year(desk: Desk) -> Draft | None:
    """Return the refusal for a year that no plan asked speaks of, or that is not the plan's own."""
    if (period := period_in(desk.question.text)) and period.side != "in":
        return None  # "trước năm 2026 phải xong việc gì?" bounds a time, it asks for no plan of that year
    folded = fold(NUMBER_OF_YEAR.sub(" ", desk.question.text))
    asked = {found["year"] or found["of"] for found in PLAN_OF_YEAR.finditer(folded)}
    years = sorted(asked.intersection(desk.question.years))
    missing = [year for year in years if not _is_said(desk, year)]
    if not missing and len(desk.question.topic.words) <= TELLING:
        missing = [
            year
            for year in years
            if re.search(rf"\b(?:ke hoach|kh)(?: \w+){{0,6}}? (?:nam )?{year}\b", folded)
            and not any(_is_of(plan, year) for plan in desk.plans)
        ]
    if not missing and "duties" in desk.question.intents:
        missing = [year for year in years if _asks_only(desk, year) and not _is_due(desk, year)]
    if not missing:
        return None
    own = "; ".join(f"{plan_name(plan)} (năm {_year_of(plan)})" for plan in desk.plans[:YEARS_SHOWN])
    summary = f"Chưa nạp kế hoạch năm {', '.join(missing)}. Các kế hoạch được hỏi: {own}."
    return Draft("not_found", summary, options=ways_on(desk), nearest=desk.nearest())


def _asks_only(desk: Desk, year: str) -> bool:
    """Return whether the topic is nothing but the year: "Năm 2030 làm gì?"."""
    return {word.folded for word in desk.question.topic.words} <= {"nam", year}


def _is_due(desk: Desk, year: str) -> bool:
    """Return whether a plan asked is of the year, or sets a deadline in it."""
    dated = any(year in (deadline_of(unit) or "") for unit in desk.units())
    return dated or any(_is_of(plan, year) for plan in desk.plans)


def _is_of(plan: Plan, year: str) -> bool:
    """Return whether a plan may be called the plan of year."""
    named: list[str] = re.findall(r"20\d\d", plan.title or "")
    if named:
        return min(named) <= year <= max(named)  # "giai đoạn 2026 - 2030" is of every year between
    following = str(int(year) - 1)  # plans are issued at the end of the year before
    return plan.date is None or plan.date.startswith((year, following))


def _year_of(plan: Plan) -> str:
    """Return the year a plan was issued in; without a date the first its title names."""
    if plan.date:
        return plan.date[:4]
    found = re.search(r"20\d\d", plan.title or "")
    return found[0] if found else "không rõ"


def ways_on(desk: Desk) -> tuple[str, ...]:
    """Return whole questions that the loaded plans do answer, built from their own assignments."""
    options: list[str] = []
    for plan in desk.plans[:WAYS_ON]:
        agency = next((a.agency for a in plan.assignments if not a.collective and a.role == "lead"), None)
        if agency:
            options.append(f"{agency} phải làm gì trong kế hoạch {plan_name(plan)}?")
    return tuple(options)
