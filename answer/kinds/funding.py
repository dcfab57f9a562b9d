"""Where a plan's money comes from, for what, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from answer.corpus import Unit, padded
from answer.desk import (
    Desk,
    Draft,
    cite,
    lines_of,
    place_of,
    plan_name,
    plan_names,
    searched,
    shortened,
    tidy,
    told,
)
from answer.model import Group, Line
from answer.seek import (
    GATE,
    SENTENCE_END,
    STRICT,
    answers,
    best_units,
    field_line,
    focus,
    grouped,
    part_of,
    said_by,
)
from answer.understanding.terms import Terms, runs_of
from answer.understanding.topic import Topic, make_topic
from answer.understanding.wording import FOLDED_LIGHT_WORDS
from ingest.fold import fold
from ingest.plan import Plan

FUNDING_HEADING = re.compile(r"kinh phi|nguon luc tai chinh|nguon von")
MONEY_LABEL = "kinh phí"
NEAR_BLOCK = 0.85  # of the best score, for a block with a line on money to be what is meant
FUNDING = re.compile(
    r"(?:bố trí|phân bổ|thẩm định|xây dựng|lập|cân đối|nguồn|hướng dẫn)[^.;]{0,60}"
    r"(?:kinh phí|dự toán|ngân sách)|dự toán kinh phí|kinh phí từ",
    re.IGNORECASE,
)
FINANCE = re.compile(r"tai chinh")  # in the name of an agency
ASKS_AMOUNT = re.compile(
    r"bao nhieu (?:tien|ty|trieu|dong|kinh phi)|so tien|muc chi\b(?! (?:tieu|tiet|thi))|may (?:ty|trieu)|"
    r"(?:kinh phi|ngan sach|tien)(?: \w+){0,6} bao nhieu|la bao nhieu"
)
# "Tổng kinh phí … là bao nhiêu": of the plan as a whole, whatever else is asked in the same breath.
ASKS_TOTAL = re.compile(
    r"\b(?:tong|toan bo)(?: \w+)? (?:kinh phi|tien|von|ngan sach|du toan|nhu cau|muc|cong)\b"
)
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|đồng|nghìn)")
TOTAL = re.compile(
    r"tổng (?:kinh phí|nhu cầu|số tiền|mức|dự toán|vốn|cộng)|kinh phí (?:thực hiện|dự kiến)", re.IGNORECASE
)
# Words that only say that money is asked about, folded.
_MONEY_WORDS = (
    "kinh phi tien ngan sach nguon von tong so du kien thuc hien can het chi muc toan bo cap phan ke hoach "
    "trieu ty dong tra ton mat bo tri duoc trich danh khoang quy toi da thieu rieng gop phong chong ung pho"
)
MONEY_WORDS = frozenset(_MONEY_WORDS.split())
OF_MATTER = 0.25  # share of the matter that the very sentence with the sum must say
HOW_MUCH = re.compile(r"\bbao nhieu\b|\b\d+\b")  # of a topic: no matter, nor the number of a plan
LACKS = re.compile(r"\b(?:ke hoach|ban|noi|tinh) nao (?:khong|chua) (?:ghi|co|neu|quy dinh|noi)\b")
ALL_HAVE_MONEY = "Kế hoạch nào được hỏi cũng có quy định về kinh phí."


def answer_funding(desk: Desk) -> Draft:
    """Answer how much money there is, or where it comes from: for what is named, else for the whole plan."""
    matter = _paid_for(desk)
    if ASKS_AMOUNT.search(desk.question.folded):
        return _amount(desk, matter)
    if (of_block := _of_a_block(desk, matter)) is not None:
        return of_block
    groups = desk.per_plan(lambda plan: _lines_on_money(desk, plan, matter))
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


def _of_a_block(desk: Desk, matter: Topic) -> Draft | None:
    """Return the line on money of the block that the matter names; None where it names none."""
    if not _tells(matter):
        return None
    best = best_units(desk, [unit for unit in desk.units() if unit.line(MONEY_LABEL)], matter)
    if not best.units or best.score < NEAR_BLOCK * best_units(desk, desk.units(), matter).score:
        return None
    groups = grouped(desk, best.units, lambda unit: field_line(desk, unit, (MONEY_LABEL,)))
    lines = [tidy(field.text) for unit in best.units if (field := unit.line(MONEY_LABEL)) is not None]
    return Draft("answered", shortened("; ".join(dict.fromkeys(lines))), groups)


def _tells(matter: Topic) -> bool:
    """Return whether money is asked for something, not for the plan as a whole."""
    return any(word.folded not in FOLDED_LIGHT_WORDS for word in matter.words)


def _lines_on_money(desk: Desk, plan: Plan, matter: Topic) -> list[Line]:
    """Return what a plan says of the money for a matter, and of its own."""
    units = dict.fromkeys([*_money_for(desk, plan, matter), *_funding_units(desk, plan)])
    return [said_by(unit, told(unit, unit.text), cite(desk, unit, unit.assignments)) for unit in units]


def _paid_for(desk: Desk) -> Topic:
    """Return what money is asked for, where it is not the plan as a whole: "phạt bao nhiêu tiền"."""
    titles = " ".join(padded(plan.title or "") for plan in desk.plans)
    words = desk.question.topic.words
    said = HOW_MUCH.sub(" ", " ".join(word.folded for word in words)).split()
    runs = (words[start:stop] for start, stop in runs_of(words, desk.corpus))
    others = [run for run in runs if f" {' '.join(word.folded for word in run)} " not in titles]
    telling = [w for run in others for w in run if w.folded in {*said} - MONEY_WORDS]
    return make_topic(telling, desk.corpus)


# -- how much ------------------------------------------------------------------------------------------


def _amount(desk: Desk, matter: Topic) -> Draft:
    """Return the sums named for the matter, or for the plan where none is asked about or its total is."""
    of_matter = _sums_for(desk, matter) if matter else ()
    of_plan: tuple[Group, ...] = ()
    if not matter or ASKS_TOTAL.search(desk.question.folded):
        of_plan = desk.per_plan(lambda plan: [_sum_line(desk, unit) for unit in _with_sums(desk, plan)])
    if of_plan:
        notes = _not_itemized(desk, matter, of_plan) if matter and not of_matter else ()
        return Draft("answered", _sums_said(of_plan), of_plan, notes)
    if of_matter:
        return Draft("answered", shortened(of_matter[0].lines[0].text), of_matter)
    where = searched(desk.plans)
    said = f"Kế hoạch không ghi số tiền nào cho “{matter.text}” ({where})."
    if not matter:
        sources = any(_funding_units(desk, plan) for plan in desk.plans)
        what = "có nêu nguồn kinh phí nhưng không" if sources else "không"
        said = f"Kế hoạch {what} ghi số tiền ({where})."
    return Draft("not_found", said, nearest=desk.nearest())


def _not_itemized(desk: Desk, matter: Topic, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the note that no sum is named for the matter alone; () where the sums shown speak of it."""
    terms = Terms(matter, desk.corpus)
    shown = [unit for plan in desk.plans for unit in _with_sums(desk, plan)]
    if any(answers(terms, unit, STRICT) for unit in shown) or not lines_of(groups):
        return ()
    return (f"Không thấy số tiền ghi riêng cho “{matter.text}”.",)


def _with_sums(desk: Desk, plan: Plan) -> list[Unit]:
    """Return the clauses that name what the whole plan costs; its total alone where that is asked."""
    named = [unit for unit in _funding_units(desk, plan) if AMOUNT.search(unit.text)]
    totals = totals_of(desk.corpus.in_plans([plan.id]))
    if not named:
        return totals
    asked = [unit for unit in named if TOTAL.search(unit.text)]
    return asked if asked and ASKS_TOTAL.search(desk.question.folded) else named


def totals_of(units: Sequence[Unit]) -> list[Unit]:
    """Return the units that name a sum in all ("Tổng kinh phí … 27,4 tỷ đồng")."""
    return [unit for unit in units if AMOUNT.search(unit.text) and TOTAL.search(unit.text)]


def _sum_line(desk: Desk, unit: Unit) -> Line:
    return said_by(unit, focus(desk, unit, unit.text, AMOUNT), cite(desk, unit, fields=("",)))


def _sums_said(groups: Sequence[Group]) -> str:
    """Return the sentence above the sums: the one line itself, or what each plan names."""
    lines = lines_of(groups)
    if len(lines) == 1:
        return shortened(lines[0].text)
    return f"Số tiền ghi trong kế hoạch: {'; '.join(sums_named(group) for group in groups)}."


def sums_named(group: Group) -> str:
    """Return the sums that the lines of one plan name, each once, as written: "Sơn La: 48,6 tỷ, 31 tỷ"."""
    sums = dict.fromkeys(found[0] for line in group.lines for found in AMOUNT.finditer(line.text))
    return f"{place_of(group)}: {', '.join(sums)}"


def _sums_for(desk: Desk, matter: Topic) -> tuple[Group, ...]:
    """Return the clauses that name a sum for a matter."""
    terms = Terms(matter, desk.corpus)
    units = [unit for unit in desk.units() if _names_a_sum(unit, terms)]
    return grouped(desk, best_units(desk, units, matter).units, lambda unit: _sum_line(desk, unit))


def _names_a_sum(unit: Unit, terms: Terms) -> bool:
    """Return whether a sentence that names a sum is about the matter.

    What its clause says before it counts like a heading, but the sentence must say some of the matter itself.
    """
    if (line := unit.line(MONEY_LABEL)) and AMOUNT.search(line.text):
        return answers(terms, unit, STRICT)  # a labelled line speaks of its whole block
    for sentence in SENTENCE_END.split(told(unit, unit.text)):
        own = part_of(unit, sentence)
        whole = replace(own, above=unit.above + unit.folded)
        if AMOUNT.search(sentence) and terms.share(own) >= OF_MATTER and answers(terms, whole, STRICT):
            return True
    return False


# -- where from ----------------------------------------------------------------------------------------


def _money_for(desk: Desk, plan: Plan, matter: Topic) -> list[Unit]:
    """Return what a plan says of the money for a matter, wherever it stands."""
    if not _tells(matter):
        return []
    speaking = [unit for unit in desk.corpus.in_plans([plan.id]) if FUNDING.search(unit.text)]
    return list(best_units(desk, speaking, matter, gate=GATE).units)


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
