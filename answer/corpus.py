"""The loaded plans as units that can be ranked: what a line of an answer rests on.

A unit is the smallest thing that says something whole: a clause, a table row, or a labelled block
(heading with its "Đơn vị chủ trì", "Thời gian" … lines), since the lines of a block mean nothing alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

import regex

from answer.understanding.lexicon import spelled
from answer.understanding.wording import TELLING_NOTHING
from index.accents import Accents
from ingest.deadlines import deadline_in, field_value
from ingest.fold import fold, fold_tone
from ingest.labelled_blocks import labelled_blocks
from ingest.plan import Assignment, Clause, Plan, Section, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause, a row or a labelled block of one plan.

    path      of the clause, or of the block's heading
    order     of the unit in its plan, from 0
    head      the block's heading, None for a single clause
    clauses   the clause itself, or the lines of the block and the paragraphs before them
    folded    " words without accents " of the unit, spaces at both ends for whole-word search
    accented  the same with accents, tone placement unified
    above     " words without accents " of the headings above
    """

    plan_id: str
    path: str
    order: int
    head: Section | Clause | None
    clauses: tuple[Clause, ...]
    text: str
    folded: str
    accented: str
    above: str
    assignments: tuple[Assignment, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.plan_id, self.path

    @property
    def opening(self) -> tuple[Clause, ...]:
        """The paragraphs right below a block's heading, which say what it only names; () where none do."""
        return tuple(takewhile(lambda c: not c.field, self.clauses)) if self.head is not None else ()

    @property
    def body(self) -> str:
        """The words of opening."""
        return "\n".join(clause.text for clause in self.opening)

    def line(self, *words: str) -> Clause | None:
        """Return the labelled line whose field holds one of words ("thời gian"), or None."""
        return next((c for c in self.clauses if c.field and any(w in c.field.lower() for w in words)), None)


TIME_LABELS = ("thời gian", "thời hạn", "tiến độ", "hoàn thành")


def deadline_of(unit: Unit) -> str | None:
    """Return a unit's deadline as written: of its time line, its deadline cell, or its words."""
    if line := unit.line(*TIME_LABELS):
        return field_value(line.text)
    for clause in unit.clauses:
        for cell in clause.cells:
            if cell.column == "deadline":
                return cell.text.strip()
    given = [a.deadline for a in unit.assignments if a.deadline]
    return given[0] if given else deadline_in(unit.text)


def padded(text: str) -> str:
    """Return fold(text) with a space at both ends."""
    return f" {fold(text)} "


UNKNOWN_SHARE = 0.01  # of the units: how many hold a word that no plan holds, for its weight
SHORTENED_WORDS = range(3, 7)  # words in a phrase that is called by its initials
MIN_SHORTENED = 3  # times a phrase stands in the plans before its initials are taken for it
MAX_BODY = 2  # paragraphs between a block's heading and its labelled lines
VOWEL = re.compile(r"[aeiouy]")


DISTRICT = regex.compile(
    r"(?:[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]hị trấn|thành phố)"
    r"[ ](\p{Lu}\p{Ll}+(?:[ ]\p{Lu}\p{Ll}+){0,3})"
)


class Corpus:
    """All units of the plans given, in reading order, with the weights of their words.

    unit_of   the unit that holds a clause or heading, by plan id and path
    sections  the headings, by plan id and path
    """

    def __init__(self, plans: Mapping[str, Plan]) -> None:
        self.plans = dict(plans)
        self.units = [unit for plan in plans.values() for unit in units_of(plan)]
        self.by_key = {unit.key: unit for unit in self.units}
        self.unit_of = {(u.plan_id, c.path): u for u in self.units for c in u.clauses} | self.by_key
        self.sections = {(plan.id, s.path): s for plan in plans.values() for s in plan.sections}
        self.titles = {plan.id: padded(plan.title or "") for plan in plans.values()}
        self._counts: dict[str, int] = {}

    def in_plans(self, plan_ids: Iterable[str]) -> list[Unit]:
        """Return the units of plans, each plan once, in the order they were loaded."""
        wanted = set(plan_ids)
        return [unit for plan_id in self.plans if plan_id in wanted for unit in self._by_plan[plan_id]]

    @cached_property
    def _by_plan(self) -> dict[str, list[Unit]]:
        grouped: dict[str, list[Unit]] = {plan_id: [] for plan_id in self.plans}
        for unit in self.units:
            grouped[unit.plan_id].append(unit)
        return grouped

    @cached_property
    def unlisted(self) -> Mapping[str, Counter[str]]:
        """Return by plan id how many duties each body has that no agency list holds; groups left out."""
        return {
            plan.id: Counter(a.agency for a in plan.assignments if a.agency_id is None and not a.collective)
            for plan in self.plans.values()
        }

    @cached_property
    def _documents(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for unit in self.units:
            counts.update(set((unit.folded + unit.above).split()))
        return counts

    def weight(self, word: str) -> float:
        """Return how telling a folded word is: log(1 + units / units that hold it).

        A word no plan holds tells no more than one that a hundredth of the units hold: it may be the asker's
        own word for a thing the plans call otherwise.
        """
        held = self._documents[word] or max(1.0, UNKNOWN_SHARE * len(self.units))
        return math.log(1 + len(self.units) / (0.5 + held))

    def knows(self, word: str) -> bool:
        """Return whether any unit holds the folded word."""
        return word in self._documents

    def count_of(self, phrase: str) -> int:
        """Return how many units hold the folded words of phrase side by side, headings included."""
        if phrase not in self._counts:
            padded_phrase = f" {phrase} "
            self._counts[phrase] = sum(
                padded_phrase in u.folded or padded_phrase in u.above for u in self.units
            )
        return self._counts[phrase]

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for unit in self.units:
            for text in (unit.folded, unit.above):
                found.update(pairwise(text.split()))
        return frozenset(found)

    @cached_property
    def _initials(self) -> dict[str, str]:
        """Return the commonest words that each run of initials stands for ("pccc": phong chay chua chay)."""
        counts: Counter[tuple[str, ...]] = Counter()
        for unit in self.units:
            words = unit.folded.split()
            for size in SHORTENED_WORDS:
                counts.update(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
        best: dict[str, tuple[int, str]] = {}
        for run, count in counts.items():
            initials = "".join(word[0] for word in run)
            if count >= MIN_SHORTENED and count > best.get(initials, (0, ""))[0]:
                best[initials] = (count, " ".join(run))
        return {initials: words for initials, (_, words) in best.items()}

    def written_out(self, word: str) -> str | None:
        """Return what an abbreviation without vowels stands for in the plans, or None."""
        return None if len(word) not in SHORTENED_WORDS or VOWEL.search(word) else self._initials.get(word)

    def knows_pair(self, first: str, second: str) -> bool:
        """Return whether two folded words stand together anywhere in the plans."""
        return (first, second) in self._pairs

    @cached_property
    def _accented_texts(self) -> list[str]:
        headings = [f" {fold_tone(section.heading)} " for section in self.sections.values()]
        return [*(unit.accented for unit in self.units), *headings]

    def cohesion(self, first: str, second: str, first_tells: bool) -> float:
        """Return in what share of the texts with the telling word of a pair the two stand together.

        Both are given with accents; first_tells says whether the first is the telling one.
        """
        telling, pair = f" {first if first_tells else second} ", f" {first} {second} "
        held = [text for text in self._accented_texts if telling in text]
        return sum(pair in text for text in held) / len(held) if held else 0.0

    @cached_property
    def accents(self) -> Accents:
        """The accents that syllables typed without any most likely have: the plans', then the language's."""
        return Accents([*self._accented_texts, *TELLING_NOTHING], spelled())

    @property
    def vocabulary(self) -> Iterable[str]:
        return self._documents.keys()

    @cached_property
    def districts(self) -> dict[str, str]:
        """Return the names that plans give districts and communes, by their folded form ("trung khanh")."""
        return {fold(name): name for plan in self.plans.values() for name in DISTRICT.findall(plan.text)}

    @cached_property
    def full_text(self) -> dict[str, str]:
        """Return each plan's whole text, folded and padded, by plan id."""
        return {plan_id: padded(plan.text) for plan_id, plan in self.plans.items()}


def units_of(plan: Plan) -> list[Unit]:
    """Return the units of a plan in reading order."""
    sections = {section.path: section for section in plan.sections}
    assigned: dict[str, list[Assignment]] = defaultdict(list)
    for held in plan.assignments:
        assigned[held.path].append(held)
    head_of = _heads_of_lines(plan, assigned)
    blocks = set(head_of.values())
    told = _bodies(plan, blocks)
    lines: dict[str, list[Clause]] = defaultdict(list)
    order: list[tuple[Span, Section | Clause]] = []
    for clause in plan.clauses:
        if head := head_of.get(clause.path) or (clause.path in told and clause.path.rpartition(".")[0]):
            lines[head].append(clause)
        else:
            order.append((clause.spans[0], clause))
    order += [(sections[p].spans[0], sections[p]) for p in blocks if p in sections and sections[p].spans]
    order += [
        (s.spans[0], s) for s in plan.sections if s.spans and s.path in assigned and s.path not in blocks
    ]
    pieces = [piece for _, piece in sorted(order, key=lambda pair: pair[0])]
    return [
        _unit(plan, number, piece, tuple(lines[piece.path]), sections, tuple(assigned[piece.path]))
        for number, piece in enumerate(pieces)
    ]


def _heads_of_lines(plan: Plan, assigned: Mapping[str, list[Assignment]]) -> dict[str, str]:
    """Return the labelled lines that form one unit with what they tell of: path of a line -> of its head."""
    blocks = labelled_blocks({s.path: s for s in plan.sections}, {c.path: c for c in plan.clauses})
    return {
        line.clause.path: block.head.path
        for block in blocks
        if block.head.path in assigned
        for line in block.lines
        if line.clause.path != block.head.path
    }


def _bodies(plan: Plan, blocks: Set[str]) -> set[str]:
    """Return the paths of paragraphs that say what a block's heading only names, or more of one of its lines.

    They stand between the heading and its labelled lines ("5. Kỹ năng số", "Mở lớp …", "- Chủ trì: …"), few
    of them: who leads the one leads the other. Or between two of these lines.
    """
    below: dict[str, list[Clause]] = defaultdict(list)
    for clause in plan.clauses:
        if (parent := clause.path.rpartition(".")[0]) in blocks:
            below[parent].append(clause)
    return {
        path for clauses in below.values() for path in (*_before_lines(clauses), *_between_lines(clauses))
    }


def _before_lines(clauses: Sequence[Clause]) -> list[str]:
    first = list(takewhile(lambda clause: not clause.field, clauses))
    few = len(first) <= MAX_BODY and all(clause.kind == "paragraph" for clause in first)
    return [clause.path for clause in first] if few else []


def _between_lines(clauses: Sequence[Clause]) -> list[str]:
    labelled = [n for n, clause in enumerate(clauses) if clause.field]
    inner = clauses[labelled[0] : labelled[-1]] if labelled else ()
    return [clause.path for clause in inner if not clause.field and clause.kind == "paragraph"]


def _unit(
    plan: Plan,
    number: int,
    piece: Section | Clause,
    lines: tuple[Clause, ...],
    sections: Mapping[str, Section],
    assignments: tuple[Assignment, ...],
) -> Unit:
    """Return piece as a unit: a block where it is a heading or has labelled lines, else a clause or row."""
    head = piece if lines or isinstance(piece, Section) else None
    clauses = lines if head is not None or not isinstance(piece, Clause) else (piece,)
    texts = [piece.heading if isinstance(piece, Section) else piece.text]
    texts += [line.text for line in lines]
    if isinstance(piece, Clause):
        texts += [cell.text for cell in piece.cells if cell.column not in ("task", "number")]
    text = "\n".join(texts)
    above = " ".join(
        sections[path].heading for path in piece.headings if path in sections and path != piece.path
    )
    return Unit(
        plan.id,
        piece.path,
        number,
        head,
        clauses,
        text,
        padded(text),
        f" {fold_tone(text)} ",
        padded(above),
        assignments,
    )
