"""What a part of a plan is divided into: "Phần III có mấy mục?", "Có bao nhiêu nhóm giải pháp, là gì?"."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.desk import Desk, Draft, counted, tidy
from answer.kinds.listing import TASK_PARTS
from answer.kinds.places import paths_at
from answer.model import Line
from answer.understanding.question import Question
from ingest.fold import fold
from ingest.plan import Clause, Plan, Section

_MANY = r"(?:may|bao nhieu)"
_PART = r"(?:muc(?! dich| tieu| do\b)|tieu muc|phan(?! tram)|chuong|nhom|khoan|de muc|dau muc)"
_MATTER = r"(?:giai phap|nhiem vu|noi dung|muc tieu|chi tieu|yeu cau|muc dich)"
# "chia bao nhiêu mục", "có mấy nhóm giải pháp", "gồm những mục nào", "kể tên các nhóm nhiệm vụ"
ASKS = re.compile(
    rf"\b{_MANY} (?:{_PART}(?: lon| nho| con)?(?: {_MATTER})?|giai phap)\b|"
    rf"\b(?:chia|gom|co|neu)\b(?: \w+){{0,3}} (?:nhung|cac) {_PART} (?:\w+ ){{0,3}}(?:nao|gi)\b|"
    rf"\b(?:ke ten|liet ke|ke ra) (?:cac |nhung )?(?:nhom|muc|phan)(?: {_MATTER})?\b"
)
OF_WHAT = re.compile(rf"\bnhom (?P<matter>{_MATTER})|\b{_MANY} (?P<alone>giai phap)\b")
# "phần tổ chức thực hiện", "mục kinh phí": the words after it are held against headings, the longest first.
NAMED = re.compile(r"\b(?:phan|muc|chuong|nhom) (?:ve )?(?P<words>[a-z]+(?: [a-z]+){0,9})")
TOP = ("section", "part")
LISTED = ("item", "point", "row")  # kinds of clauses that carry a number
MIN_PARTS = 2
OWN_SHARE = 0.4  # of the words of a lower heading, that must be said before it is meant
NOT_A_NAME = frozenset(
    ("nao", "gi", "trong", "cua", "va", "lon", "nho", "co", "thi", "ke", "ten", "nay", "cac")
)


def answer_headings(desk: Desk) -> Draft | None:
    """Answer into what a named part of each plan asked is divided; None where no such part is named."""
    of_agency = bool(desk.question.agencies) and not desk.question.labels
    if of_agency or not ASKS.search(desk.question.folded):
        return None
    made: dict[str, Section] = {}

    def lines(plan: Plan) -> list[Line]:
        section = _section_meant(desk.question, plan)
        parts = parts_below(plan, section) if section is not None else []
        if section is not None and parts:
            made[plan.id] = section
        return [_line(desk, plan, part) for part in parts]

    groups = desk.per_plan(lines)
    if not groups:
        return None
    names = dict.fromkeys(f"“{tidy(section.heading).rstrip(' :.')}”" for section in made.values())
    said = f"{counted(groups)} mục trong phần {', '.join(names)}."
    return Draft("answered", said, groups, ("Cách đếm: các mục nằm ngay dưới tiêu đề đó.",))


def parts_below(plan: Plan, section: Section) -> Sequence[Section | Clause]:
    """Return the headings right below one; where it has none, its numbered clauses, else its paragraphs."""
    below = [s for s in plan.sections if s.headings and s.headings[-1] == section.path]
    if len(below) >= MIN_PARTS:
        return below
    clauses = [c for c in plan.clauses if c.headings and c.headings[-1] == section.path]
    numbered = [c for c in clauses if c.kind in LISTED]
    return below or numbered or [c for c in clauses if c.kind != "footnote"]


def _line(desk: Desk, plan: Plan, part: Section | Clause) -> Line:
    words = part.heading if isinstance(part, Section) else part.text
    label = f"{part.path.rpartition('.')[2]}. " if isinstance(part, Section) else ""
    return Line(f"{label}{tidy(words)}", (desk.citer.cite_piece(plan.id, part),))


def _section_meant(question: Question, plan: Plan) -> Section | None:
    """Return the heading that the question names: by its number, by its words, or by what is grouped."""
    if question.labels:
        paths = set(paths_at(plan, question.labels))
        return next((s for s in plan.sections if s.path in paths), None)
    for found in NAMED.finditer(question.folded):
        if section := _headed(plan, found["words"].split()):
            return section
    matter = OF_WHAT.search(question.folded)
    if matter is None:
        return None
    return _headed(plan, (matter["matter"] or matter["alone"]).split()) or _setting_tasks(plan)


def _headed(plan: Plan, words: Sequence[str]) -> Section | None:
    """Return the section whose heading holds most of the words said first, and little besides."""
    for stop in range(len(words), 0, -1):
        phrase = " ".join(words[:stop])
        if phrase in NOT_A_NAME:
            continue
        fitting = [s for s in plan.sections if _names(fold(s.heading), phrase, top=not s.headings)]
        divided = [s for s in fitting if len(parts_below(plan, s)) >= MIN_PARTS]
        if divided:
            return min(divided, key=lambda s: (len(s.headings), len(s.heading)))
    return None


def _names(heading: str, phrase: str, *, top: bool) -> bool:
    """Return whether a phrase names a heading: holds a good part of it, unless it stands at the top."""
    if f" {phrase} " not in f" {heading} ":
        return False
    return top or len(phrase.split()) >= OWN_SHARE * len(heading.split())


def _setting_tasks(plan: Plan) -> Section | None:
    """Return the part that sets tasks, which each plan calls by another name."""
    tops = [s for s in plan.sections if s.kind in TOP and not s.headings]
    named = [s for s in tops if any(word in fold(s.heading) for word in TASK_PARTS)]
    return next((s for s in named if len(parts_below(plan, s)) >= MIN_PARTS), None)
