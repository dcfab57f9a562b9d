"""The one function pages and command lines need: questions of a conversation + loaded plans -> Answer.

understand -> carry over -> route -> gather -> verify. No language model, no disk, no clock but the date given.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol
from weakref import WeakKeyDictionary

import regex as re

from answer.content import answer_content, answer_definition, answer_mentions, answer_summary
from answer.corpus import Corpus
from answer.desk import Desk, Draft, Found, plan_name
from answer.duties import MIN_TOPIC, answer_about, answer_duties, narrows
from answer.frame_facts import FACTS, answer_bases, answer_effect, answer_facts, answer_frame
from answer.model import Answer, Chip, Citation, Group, Ledger, Line
from answer.overview import (
    answer_compare,
    answer_count,
    answer_gap,
    answer_membership,
    answer_own_section,
    answer_status,
    answer_successor,
    answer_unknown_status,
)
from answer.places import answer_place
from answer.question import Question, World, read_question
from answer.references import answer_named_document, answer_reference, is_number
from answer.refuse import refuse, ways_on
from answer.regime import answer_funding, answer_reporting
from answer.turns import carried_over, chips_of, corrected
from answer.verify import line_stands
from answer.when import answer_deadline
from answer.who import answer_audience, answer_partners, answer_who
from answer.wording import BASE_NUMBER, OTHER_DOCUMENT, WHICH_DOCUMENT, in_vietnamese, spelt_out
from ingest.fold import fold
from ingest.plan import Plan
from ingest.read import agency_book

COVERAGE_LINE = 0.97  # share of a file's characters read, below which completeness is not claimed
MAX_UNASSIGNED = 0.15  # share of duty clauses without a doer, above which it is not either


class Library(Protocol):
    """What is loaded: the plans, and search over their passages (index.retriever.Index is one)."""

    @property
    def plans(self) -> Mapping[str, Plan]: ...
    def search(
        self, query: str, *, k: int = 10, plans: Collection[str] | None = None
    ) -> Sequence[object]: ...


_WORLDS: WeakKeyDictionary[Library, World] = WeakKeyDictionary()


def world_of(library: Library) -> World:
    """Return the loaded plans made ready for questions; kept as long as the library is."""
    world = _WORLDS.get(library)
    if world is None:
        world = _WORLDS[library] = World(Corpus(library.plans), agency_book())
    return world


def ask(
    turns: Sequence[str],
    library: Library,
    *,
    plans: Collection[str] | None = None,
    chips: Sequence[Chip] | None = None,
    today: date | None = None,
) -> Answer:
    """Return the answer to the last of turns, read in the light of those before it.

    plans  ids to ask, None for all; chips  what the user corrected of an earlier understanding
    Finding nothing is an Answer with status "not_found", not an error.
    """
    start = time.perf_counter()
    world = world_of(library)
    question, kept = understand(turns, world)
    if chips is not None:
        question = corrected(question, chips, world)
    chosen = tuple(p for p in world.plans if plans is None or p in plans)
    named = tuple(p for p in question.plans if p in chosen)
    desk = Desk(question, world, named or chosen, _searcher(library), today or date.today())
    draft = answer_for(desk)
    answer = finished(desk, draft, kept)
    return replace(answer, seconds=round(time.perf_counter() - start, 4))


def understand(turns: Sequence[str], world: World) -> tuple[Question, frozenset[str]]:
    """Return the last turn as a whole question, and the kinds of things that earlier turns gave it."""
    question: Question | None = None
    kept: frozenset[str] = frozenset()
    for turn in turns:
        read = read_question(turn, world)
        question, kept = carried_over(question, read, world) if question is not None else (read, frozenset())
    return question or read_question("", world), kept


def _searcher(library: Library) -> Callable[[str, Collection[str]], Sequence[Found]]:
    def search(words: str, plan_ids: Collection[str]) -> Sequence[Found]:
        return [_Hit(hit) for hit in library.search(words, k=40, plans=plan_ids)] if words.strip() else ()

    return search


class _Hit:
    """A hit of the index as the desk sees it."""

    def __init__(self, hit: object) -> None:
        passage = hit.passage  # type: ignore[attr-defined]
        self.plan_id: str = passage.plan_id
        self.path: str = passage.path
        self.dense: float = getattr(hit, "dense", None) or 0.0


# -- routes --------------------------------------------------------------------------------------------

Route = Callable[[Desk, str], Draft | None]


def _duties(desk: Desk, folded: str) -> Draft | None:
    return answer_duties(desk) if desk.question.agencies else None


ROUTES: dict[str, Route] = {
    "signer": lambda desk, _: answer_frame(desk, "signer"),
    "number": lambda desk, _: answer_frame(desk, "number"),
    "date": lambda desk, _: answer_frame(desk, "date"),
    "issuer": lambda desk, _: answer_frame(desk, "issuer"),
    "kind": lambda desk, _: answer_frame(desk, "kind"),
    "title": lambda desk, _: answer_frame(desk, "title"),
    "recipients": lambda desk, _: answer_frame(desk, "recipients"),
    "bases": lambda desk, _: answer_bases(desk),
    "membership": lambda desk, _: answer_membership(desk),
    "gap": answer_gap,
    "status": lambda desk, _: answer_status(desk),
    "unknown_status": lambda desk, _: answer_unknown_status(desk),
    "count": answer_count,
    "successor": lambda desk, _: answer_successor(desk),
    "own_section": lambda desk, _: answer_own_section(desk),
    "summary": lambda desk, _: (
        answer_summary(desk) if not desk.question.agencies and not desk.question.labels else None
    ),
    "mentions": lambda desk, _: answer_mentions(desk),
    "audience": lambda desk, _: answer_audience(desk),
    "reporting": lambda desk, _: answer_reporting(desk),
    "effect": lambda desk, _: answer_effect(desk),
    "deadline": lambda desk, _: answer_deadline(desk),
    "funding": lambda desk, _: answer_funding(desk),
    "support": lambda desk, _: answer_partners(desk) or answer_who(desk),
    "who": lambda desk, _: answer_who(desk),
    "duties": _duties,
    "definition": lambda desk, _: answer_definition(desk),
}


def answer_for(desk: Desk) -> Draft:
    """Return the draft of the first route that finds something, else the refusal that fits."""
    folded = folded_question(desk.question)
    refusal = refuse(desk)
    if refusal is not None:
        return refusal
    if _compares(desk):
        compared = answer_compare(
            desk, lambda side: _routed(side, folded), lambda side: answer_content(side, folded)
        )
        if compared is not None:
            return compared
    draft = _routed(desk, folded)
    return draft if draft is not None else nothing_found(desk)


def folded_question(question: Question) -> str:
    return spelt_out(fold(in_vietnamese(question.text)))


def _compares(desk: Desk) -> bool:
    """Return whether several plans are named and each is to be answered by itself."""
    question = desk.question
    if len(desk.plan_ids) < 2 or len(question.plans) < 2:
        return False
    return question.intent not in FACTS and question.intent not in (
        "bases",
        "count",
        "gap",
        "status",
        "summary",
    )


def _routed(desk: Desk, folded: str) -> Draft | None:
    question = desk.question
    if (OTHER_DOCUMENT.search(folded) or BASE_NUMBER.search(folded)) and (
        draft := answer_reference(desk, folded)
    ) is not None:
        return draft
    if WHICH_DOCUMENT.search(folded) and question.intent not in (
        "number",
        "mentions",
        "bases",
        "signer",
        "kind",
        "title",
    ):
        if (draft := answer_reference(desk, folded)) is not None:
            return draft
    if (draft := answer_place(desk)) is not None and not question.agencies:
        return draft
    if (
        _foreign_numbers(desk)
        and not {"who", "support", "deadline"} & set(question.intents)
        and (draft := answer_named_document(desk, folded)) is not None
    ):
        return draft
    if (
        question.agencies
        and len(question.topic.words) >= MIN_TOPIC
        and ("duties" not in question.intents or narrows(desk))
        and not SPECIFIC.intersection(question.intents)
    ):
        if (draft := answer_about(desk)) is not None:
            return draft
    facts = [intent for intent in question.intents if intent in FACTS]
    if len(facts) > 1 and (draft := answer_facts(desk, facts)) is not None:
        return draft
    tried = _in_order(question.intents) + [i for i in _implied(desk) if i not in question.intents]
    missed: Draft | None = None
    for intent in tried:
        route = ROUTES.get(intent)
        draft = route(desk, folded) if route else None
        if draft is not None and draft.found:
            return draft
        if draft is not None and missed is None:
            missed = draft
            if intent in FINAL:
                return draft
    if (
        missed is None
        and question.agencies
        and len(question.topic.words) < MIN_TOPIC
        and set(question.intents) <= {"compare"}
    ):
        return answer_duties(desk)  # one word left over beside an agency is more often filling than a topic
    content = answer_content(desk, folded) if missed is None else None
    if content is None and missed is None and question.agencies and len(question.topic.words) < MIN_TOPIC:
        return answer_duties(desk)
    return content or missed or _unclear(desk)


def _in_order(intents: Sequence[str]) -> list[str]:
    """Return the intents as they are tried: who gives the money is first of all a question of who."""
    order = list(intents)
    if {"who", "funding"} <= set(order):
        order.remove("who")
        order.insert(order.index("funding"), "who")
    return order


# Verbs of doing: with them a question that names a document asks who does what, not what the document is.
DOES = re.compile(
    r"chu tri|phoi hop|\bgiao\b|phu trach|\blam\b|thuc hien|chiu trach nhiem|trien khai|thi hanh"
)


def _foreign_numbers(desk: Desk) -> bool:
    """Return whether a document is named by number that is not one of the loaded plans."""
    own = [plan.number for plan in desk.corpus.plans.values() if plan.number]
    return any(not any(is_number(number, asked) for number in own) for asked in desk.question.numbers)


# Intents that ask for something other than an agency's duties about a topic.
SPECIFIC = frozenset(
    {
        *FACTS,
        "bases",
        "gap",
        "count",
        "status",
        "unknown_status",
        "mentions",
        "audience",
        "reporting",
        "deadline",
        "effect",
        "funding",
        "support",
        "who",
        "membership",
        "summary",
        "successor",
        "own_section",
    }
)
# Routes whose "no" is the answer: no other place of the plan can hold the fact.
FINAL = frozenset({*FACTS, "bases", "duties", "gap", "status", "unknown_status", "deadline", "definition"})


def _implied(desk: Desk) -> list[str]:
    """Return the intents that hold without words for them: an agency and nothing else asks for its duties."""
    question = desk.question
    return ["duties"] if question.agencies and not question.topic and not question.intents else []


def _unclear(desk: Desk) -> Draft | None:
    """Ask back when a question names nothing to look for: any guess would mislead."""
    question = desk.question
    if question.topic or question.agencies or question.numbers or question.plans:
        return None
    return Draft("clarify", "Anh/chị hỏi về việc gì, cơ quan nào hay kế hoạch nào?", options=ways_on(desk))


def nothing_found(desk: Desk) -> Draft:
    """Return the honest no, after the second, wider pass: other plans, any clause."""
    where = (
        ", ".join(plan_name(p) for p in desk.plans)
        if len(desk.plans) <= 3
        else f"{len(desk.plans)} kế hoạch đã nạp"
    )
    notes: list[str] = []
    if len(desk.plan_ids) < len(desk.corpus.plans):
        wide = Desk(
            replace(desk.question, plans=()), desk.world, tuple(desk.corpus.plans), desk.search, desk.today
        )
        other = answer_content(wide, folded_question(desk.question))
        if other is not None and other.found:
            places = ", ".join(dict.fromkeys(group.title.split(" · ")[0] for group in other.groups))
            notes.append(f"Nội dung gần với câu hỏi có trong kế hoạch khác: {places}.")
    return Draft("not_found", f"Không tìm thấy trong {where}.", notes=tuple(notes), nearest=desk.nearest())


# -- the answer ----------------------------------------------------------------------------------------


def finished(desk: Desk, draft: Draft, kept: frozenset[str]) -> Answer:
    """Return the answer with every line checked once more; lines whose proof fails are left out."""
    by_number = {citation.n: citation for citation in desk.citer.citations}
    kept_groups, checked, dropped = _checked(desk, draft.groups, by_number)
    groups, citations = _renumbered(kept_groups, by_number)
    status = draft.status
    summary = draft.summary
    if draft.groups and not groups and draft.found:
        status, summary = (
            "not_found",
            "Tìm thấy nội dung gần với câu hỏi nhưng không chứng minh được từ văn bản, nên không trả lời.",
        )
    read = [desk.corpus.plans[p] for p in desk.plan_ids]
    lead, support, collective, mentioned = draft.counts
    ledger = Ledger(
        len(read), sum(len(p.clauses) for p in read), lead, support, collective, mentioned, _complete(read)
    )
    notes = draft.notes + _coverage_notes(read, draft)
    return Answer(
        desk.question.text,
        status,
        desk.question.intent,
        summary,
        groups,
        citations,
        draft.nearest,
        chips_of(desk, kept),
        ledger,
        notes,
        draft.options,
        checked,
        dropped + desk.dropped,
    )


def _checked(
    desk: Desk, groups: Sequence[Group], by_number: Mapping[int, Citation]
) -> tuple[list[Group], int, int]:
    kept: list[Group] = []
    checked = dropped = 0
    for group in groups:
        lines = [
            line
            for line in group.lines
            if line_stands(line, [by_number[n] for n in line.citations], desk.corpus.plans)
        ]
        checked += len(lines)
        dropped += len(group.lines) - len(lines)
        if lines:
            kept.append(replace(group, lines=tuple(lines)))
    return kept, checked, dropped


def _renumbered(
    groups: Sequence[Group], by_number: Mapping[int, Citation]
) -> tuple[tuple[Group, ...], tuple[Citation, ...]]:
    """Return groups and citations numbered from 1 in reading order, unused citations left out."""
    order: dict[int, int] = {}
    for group in groups:
        for line in group.lines:
            for n in line.citations:
                order.setdefault(n, len(order) + 1)

    def renumber(line: Line) -> Line:
        return replace(line, citations=tuple(order[n] for n in line.citations))

    renewed = tuple(replace(g, lines=tuple(renumber(line) for line in g.lines)) for g in groups)
    return renewed, tuple(replace(by_number[old], n=new) for old, new in order.items())


def _complete(plans: Sequence[Plan]) -> bool:
    return all(_well_read(plan) for plan in plans)


def _well_read(plan: Plan) -> bool:
    cover = plan.coverage
    return cover.share >= COVERAGE_LINE and cover.unassigned <= MAX_UNASSIGNED * max(cover.duties, 1)


def _coverage_notes(plans: Sequence[Plan], draft: Draft) -> tuple[str, ...]:
    """Say that a list of duties is complete, or which copies were not read well enough to say so."""
    if draft.counts == (0, 0, 0, 0):
        return ()
    if poor := [plan_name(plan) for plan in plans if not _well_read(plan)]:
        return (f"Bản {', '.join(poor)} đọc chưa trọn vẹn, danh sách trên có thể thiếu.",)
    clauses = sum(len(plan.clauses) for plan in plans)
    return (
        f"Đã dò hết {clauses} điều khoản của {len(plans)} kế hoạch; việc nêu đích danh được kể đủ ở trên.",
    )
