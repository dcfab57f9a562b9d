"""What a term means where a plan says so, and the skeleton of a plan."""

from __future__ import annotations

import regex as re

from answer.desk import Desk, Draft, one_group, plan_names, shortened, tidy
from answer.kinds.content import content_line
from answer.model import Line
from answer.seek import grouped
from ingest.plan import Plan, Section

SUMMED_UP = 3  # plans whose skeleton is shown at once
LONGEST_TERM = 6  # words of a term whose meaning is asked; a longer question asks for something else
TASKS = re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE)
# "Tuyên truyền là nhiệm vụ …" says what a thing is for, not what it is.
NO_DEFINITION = r"la (?:nhiem vu|gop phan|co quan|mot trong)"


def answer_definition(desk: Desk) -> Draft | None:
    """Answer what a term means only where a plan says "X là …": nothing is made up."""
    topic = desk.question.topic
    if not topic or len(topic.words) > LONGEST_TERM or desk.question.plans or "," in desk.question.text:
        return None
    term = " ".join(w.folded for w in topic.words)
    units = [
        u
        for u in desk.units()
        if f" {term} la " in u.folded
        and "Mở đầu" not in u.path
        and not re.search(rf"{re.escape(term)} {NO_DEFINITION}", u.folded)
    ]
    if units:
        groups = grouped(desk, units[:3], lambda unit: content_line(desk, unit))
        return Draft("answered", f"Kế hoạch viết về “{topic.text}” như sau.", groups)
    summary = f"Các kế hoạch đã nạp không định nghĩa “{topic.text}”; hãy xem văn bản được nêu ở phần căn cứ."
    return Draft("not_found", summary, nearest=desk.nearest())


def _section_line(desk: Desk, plan: Plan, section: Section) -> Line:
    """Return a section's heading with the headings below it, or with its first clause."""
    below = [s for s in plan.sections if s.headings and s.headings[-1] == section.path]
    items = [c for c in plan.clauses if c.headings and c.headings[-1] == section.path]
    said = [shortened(s.heading, 110) for s in below] or [shortened(c.text) for c in items[:3]]
    heading = tidy(section.heading).capitalize()
    by_doer = any(held.subject_path in {s.path for s in below} for held in plan.assignments)
    tasks = below if TASKS.search(section.heading) and not by_doer else []
    cited = tasks or [section]  # the tasks are proven one by one, the rest of the skeleton by its headings
    marks = tuple(desk.citer.cite_piece(plan.id, piece) for piece in cited)
    return Line(f"{section.path.split('.')[-1]}. {heading}: {'; '.join(said)}", marks)


def answer_summary(desk: Desk) -> Draft:
    """Answer with the skeleton of each plan: sections and what stands under each, every line cited."""
    plans = desk.plans[:SUMMED_UP]
    groups = [
        one_group(
            plan,
            [
                _section_line(desk, plan, section)
                for section in plan.sections
                if section.kind in ("section", "part") and not section.headings
            ],
        )
        for plan in plans
    ]
    more = len(desk.plans) > SUMMED_UP
    notes = ("Chỉ tóm tắt ba kế hoạch đầu; hãy chọn kế hoạch cần xem.",) if more else ()
    return Draft("answered", f"Khung nội dung của kế hoạch {plan_names(plans)}.", tuple(groups), notes)
