"""What stands under a heading that a question says word for word: "Mục đích của kế hoạch là gì?".

Also the targets of a plan by whatever heading it gives them: "muốn đạt những con số nào?".
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.desk import Desk, Draft, lines_of, tidy
from answer.kinds.content import clauses_below, lines_below
from answer.model import Line
from answer.understanding.wording import FOLDED_EMPTY_WORDS, FOLDED_LIGHT_WORDS
from ingest.fold import fold
from ingest.plan import Plan, Section

# Headings that most plans have under these names: they mean the part, whatever else is said of the plan.
_PARTS = (
    "muc dich va yeu cau|muc dich,? yeu cau|muc dich|yeu cau chung|yeu cau|muc tieu tong quat|muc tieu chung|"
    "muc tieu cu the|muc tieu|chi tieu cu the|chi tieu|quan diem chi dao|quan diem|nguyen tac|phuong cham|"
    "pham vi|doi tuong ap dung"
)
PART = re.compile(rf"\b(?:{_PARTS})\b")
ASKS_WHAT = re.compile(r"\b(?:gi|nao|ra sao|the nao|gom|neu ro|ke ra|liet ke)\b")
# What the question may ask besides: all of it is what stands there.
OPEN = frozenset(("definition", "summary", "duties", "number"))
# "của kế hoạch an toàn giao thông học đường": what the plan is called, in the asker's words.
OF_THE_PLAN = re.compile(r"\b(?:ke hoach|chuong trinh|de an|quyet dinh|van ban)\b.*")
# What a plan is about is often called so first: "công tác thông tin đối ngoại".
MATTER = re.compile(r"\b(?:cong tac|hoat dong|doi voi|viec|linh vuc)\b")
# "phấn đấu đạt những chỉ tiêu nào", "muốn đạt con số nào"
TARGETS = re.compile(
    r"\b(?:muon|phan dau|huong toi|dat|de ra|dat ra)\b.{0,40}?\b(?:con so|chi tieu|muc tieu|ket qua)\b"
    r"(?: \w+){0,3} (?:nao|gi|bao nhieu)\b|"
    r"\b(?:chi tieu|muc tieu)\b.{0,40} (?:bao nhieu|the nao|ra sao|nao|gi)\b"
)
TARGET_HEADINGS = ("chi tieu", "muc tieu cu the", "muc tieu den", "muc tieu")  # the most telling first
LONG_HEADING = 4  # syllables: such a heading said whole is meant, whatever is said beside it
MAX_LINES = 40


def answer_section(desk: Desk) -> Draft | None:
    """Answer with what stands under the heading that the question says; None where it says none."""
    question = desk.question
    asks = ASKS_WHAT.search(question.folded) and set(question.intents) <= OPEN
    if question.agencies or question.labels or question.numbers or not asks:
        return None
    named: dict[str, None] = {}

    def lines(plan: Plan) -> list[Line]:
        section = _said(desk, plan) or _targets(desk, plan)
        clauses = clauses_below(plan, section) if section is not None else []
        if section is None or not clauses or len(clauses) > MAX_LINES:
            return []
        named[f"“{tidy(section.heading).rstrip(' :.')}”"] = None
        return lines_below(desk, plan, section, clauses)

    groups = desk.per_plan(lines)
    if not groups:
        return None
    return Draft("answered", f"{len(lines_of(groups))} nội dung trong phần {', '.join(named)}.", groups)


def _said(desk: Desk, plan: Plan) -> Section | None:
    """Return the heading of plan that the question says, the longest, then the outermost; none of a doer."""
    folded = f" {' '.join(desk.question.folded.split())} "
    doers = {held.subject_path for held in plan.assignments}
    named = [(_words(section), section) for section in plan.sections if section.path not in doers]
    fitting = [
        (len(words.split()), -len(section.headings), section)
        for words, section in named
        if words and f" {words} " in folded and _is_all(desk, plan, words, folded)
    ]
    return max(fitting, key=lambda found: found[:2])[2] if fitting else None


def _words(section: Section) -> str:
    return " ".join(fold(tidy(section.heading).rstrip(" :.")).split())


def _is_all(desk: Desk, plan: Plan, words: str, folded: str) -> bool:
    """Return whether a heading is what is asked for: hardly anything telling is said beside it."""
    rest = folded.replace(f" {words} ", " , ", 1)
    part = PART.fullmatch(words) is not None
    if part:
        rest = OF_THE_PLAN.sub(" ", rest)
    elif len(words.split()) < LONG_HEADING:
        return False
    telling = _telling(desk, plan, rest)
    return not telling or (not part and 2 * len(telling) <= len(words.split()))


def _telling(desk: Desk, plan: Plan, rest: str) -> list[str]:
    """Return the words of the topic in rest that are neither of the plan's title nor light words."""
    title = f" {fold(plan.title or '')} "
    own = {word.folded for word in desk.question.topic.words}
    return [
        word
        for word in MATTER.sub(" ", rest).split()
        if word in own
        and f" {word} " not in title
        and word not in FOLDED_EMPTY_WORDS
        and word not in FOLDED_LIGHT_WORDS
    ]


def _targets(desk: Desk, plan: Plan) -> Section | None:
    """Return the heading of the plan's targets, if these are asked for: one with the year asked first."""
    question = desk.question
    if not TARGETS.search(question.folded) or _telling(desk, plan, TARGETS.sub(" ", question.folded)):
        return None
    years: Sequence[str] = question.years or ("",)
    for opening in TARGET_HEADINGS:
        for year in (*years, ""):
            for section in plan.sections:
                words = _words(section)
                if words.startswith(opening) and year in words and clauses_below(plan, section):
                    return section
    return None
