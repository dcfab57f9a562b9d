"""Duties of the loaded plans that can be asked about: whole, understandable alone, their doer not named.

What is left out is not wrong, only unfit for a question: lead-ins, sentences that point elsewhere, duties
whose own words say who does them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

import regex as re

from answer.citing import Citer
from answer.corpus import TIME_LABELS, Unit, deadline_of
from answer.understanding.question import World
from index.citation import document_label
from ingest.agencies import Named, write_out
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Section
from ingest.roles import OFFICE, OPENER_LEAD

SHORTEST, LONGEST = 35, 260  # characters of a duty that can be read in a question
POINTS_ELSEWHERE = re.compile(
    r"\b(?:nêu|nói|như|kể|nội dung|phần|mục|bảng|việc) trên\b|sau đây|dưới đây|như sau|trên đây|"
    r"(?<!kế hoạch |chương trình |quyết định |đề án |chỉ thị |phương án )\bnày\b|"
    r"\b(?:tại|theo) (?:mục|khoản|điểm|điều) ",
    re.IGNORECASE,
)
MARKUP = re.compile(r"[*_#|<>`\ufffd¹²³]|\[\d+\]")
NO_TASK = re.compile(
    r"(?:là|trên đây|ngoài ra|đồng thời|trong đó|riêng|đối với|cơ quan thường trực)\b", re.IGNORECASE
)
SENTENCE = re.compile(r"(?<=[.;])\s+(?=\p{Lu})")
PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))  # a cut that parts one of these leaves a fragment


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency's part in one unit of a plan, as it can be asked.

    words     of the duty, verbatim but for "…" where some are left out; they do not name the doer
    labelled  the doer stands in a column or after a label, not in a heading or the sentence itself
    leads     whether the plan itself says "chủ trì" of it
    deadline  as written; None where the plan gives none
    """

    plan: Plan
    unit: Unit
    held: Assignment
    words: str
    labelled: bool
    leads: bool
    deadline: str | None

    @property
    def key(self) -> tuple[str, str]:
        """Plan id and path of the unit."""
        return self.unit.key

    @property
    def doer(self) -> str:
        """The agency, in the plan's words."""
        return self.held.agency

    @property
    def heading(self) -> str:
        """The heading that names the doer, "" where the clause itself does."""
        section = next((s for s in self.plan.sections if s.path == self.held.subject_path), None)
        if section is None:
            return ""
        return " ".join(part for part in (section.label.strip("-+* "), section.heading.rstrip(" :")) if part)


def duty_of(world: World, unit: Unit, held: Assignment) -> Duty | None:
    """Return an assignment as something to ask about, or None where it does not read as that.

    Its proof was looked at when the plans were made ready (`answer.ask.world_of`).
    """
    if held.collective or OFFICE.match(held.agency) or _has_unknown_group(world, unit):
        return None
    words = _words(world, unit, held)
    if words is None:
        return None
    where = _labels(unit, held)
    leads = held.role == "lead" and "chủ trì" in " ".join([*where, held.detail, words]).lower()
    due = held.deadline or deadline_of(unit)
    plan = world.corpus.plans[unit.plan_id]
    return Duty(plan, unit, held, words, bool(where), leads, due)


def cite_duty(citer: Citer, unit: Unit, held: Sequence[Assignment]) -> int:
    """Return the number of the citation that proves assignments of a unit, its deadline included."""
    evidence = {span for each in held for span in each.evidence}
    lines = [
        clause
        for clause in unit.clauses
        if unit.head is not None
        and (
            evidence.intersection(clause.spans) or any(label in clause.field.lower() for label in TIME_LABELS)
        )
    ]
    return citer.cite_unit(unit, lines)


def plan_title(plan: Plan) -> str:
    """Return a plan as a question names it: "Kế hoạch số 239/KH-UBND ngày 06/12/2023 (Cần Thơ)"."""
    named = " ".join(document_label(plan).replace("(bản này không ghi số)", "").split())
    if named == "Văn bản":
        named = f"Văn bản “{plan.title or plan.id}”"
    return f"{named} ({plan.place})" if plan.place and plan.place not in named else named


def own_text(unit: Unit) -> str:
    """Return the words of a unit's duty on one line: of a block its heading, of a row its task."""
    piece = unit.head or unit.clauses[0]
    text = piece.heading if isinstance(piece, Section) else piece.text
    return " ".join(normalize("NFC", text).split())  # some files part letters from their marks


def same_agency(held: Assignment, named: Named) -> bool:
    """Return whether a name found in words may mean the doer of an assignment."""
    if held.agency_id is not None and held.agency_id in (named.agency_id, *named.also):
        return True
    one, other = fold(held.agency), fold(write_out(named.name))
    return one in other or other in one


def _has_unknown_group(world: World, unit: Unit) -> bool:
    """Return whether a group stands in the unit of which nobody can say whom it takes in."""
    groups = [held.agency_id for held in unit.assignments if held.collective]
    return any(group is None or not world.book.members(group) for group in groups)


def _labels(unit: Unit, held: Assignment) -> list[str]:
    """Return the labels and titles of columns under which the evidence stands."""
    evidence = set(held.evidence)
    labels = [clause.field for clause in unit.clauses if clause.field and evidence.intersection(clause.spans)]
    cells = [cell for clause in unit.clauses for cell in clause.cells if evidence.intersection(cell.spans)]
    return labels + [cell.header for cell in cells]


def _words(world: World, unit: Unit, held: Assignment) -> str | None:
    text = _shortened(own_text(unit))
    if text is None or MARKUP.search(text) or any(c.kind == "footnote" for c in unit.clauses):
        return None
    names = world.book.named_in(text)
    if any(same_agency(held, named) for named in names):
        text = _without_opening(text, held, names)
        if text is None or any(same_agency(held, named) for named in world.book.named_in(text)):
            return None
    if fold(held.agency) in fold(text):
        return None
    return text if _reads_whole(text) else None


def _without_opening(text: str, held: Assignment, names: Sequence[Named]) -> str | None:
    """Return the sentence after the doer that opens it, "…" in its place; None where it does not."""
    lead = OPENER_LEAD.match(text)
    first = names[0]
    if first.start != (lead.end() if lead else 0) or not same_agency(held, first) or first.collective:
        return None
    rest = text[first.stop :].lstrip(" :")
    if not rest[:1].isalpha() or rest.startswith("và "):
        return None  # a list of doers, or half a name
    return f"… {rest}"


def _shortened(text: str) -> str | None:
    """Return whole sentences of text up to LONGEST characters, "…" after them where some are left out."""
    if text.endswith(":"):
        return None
    whole = text.rstrip(" ;.,/")
    if len(whole) <= LONGEST:
        return whole
    kept = ""
    for sentence in SENTENCE.split(text):
        if len(kept) + len(sentence) > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return f"{kept.rstrip(' ;.,/')} …" if kept else None


def _reads_whole(text: str) -> bool:
    """Return whether words can be understood without what stands around them."""
    bare = text.removeprefix("… ").removesuffix(" …")
    if len(bare) < SHORTEST or bare.endswith(":") or POINTS_ELSEWHERE.search(bare):
        return False
    if NO_TASK.match(bare) or not bare[0].isalpha() or (bare == text and not bare[0].isupper()):
        return False
    return (
        all(bare.count(opens) == bare.count(closes) for opens, closes in PAIRS) and bare.count('"') % 2 == 0
    )
