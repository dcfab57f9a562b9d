"""The one function pages and command lines need: questions of a conversation + loaded plans -> Answer.

Understand, carry over, route, gather, verify: no language model, no disk, no clock but the day given.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, cast
from weakref import WeakKeyDictionary

from answer.chips import chips_of, corrected, left_alone
from answer.composing import composed
from answer.corpus import Corpus, Unit
from answer.desk import Desk, Draft, Found, lines_of, plan_name, plan_names
from answer.grounds import Grounds, line_stands
from answer.kinds.refuse import refuse
from answer.model import Answer, Chip, Citation, Group, Ledger, Line
from answer.parts import GOES_ON, Matters, joined, matters_in, parts_of
from answer.pointing import conversation, found_before
from answer.present import ROLE_LABELS
from answer.routes import answer_for
from answer.showing import shown_whole
from answer.trial import USUAL, Observer, Searched, Understood, Weights, unobserved
from answer.understanding.question import Question, World, read_question
from answer.verify import proven
from index.accents import has_accents
from ingest.fold import fold
from ingest.plan import Coverage, Plan
from ingest.read import agency_book

# Measured on 29 sound and 30 damaged copies (docs/answers.md, "When a list may be called complete").
COVERAGE_LINE = 0.99  # share of a file's characters read, below which completeness is not claimed
MAX_UNASSIGNED = 0.05  # share of duty clauses without a doer, above which it is not either
MOST = 0.75  # of the words of a matter that a clause says
MIN_PARTS = 2  # of a question that asks several things
HITS = 40  # passages asked of the index: enough for every plan to have a say
NONE_LOADED = "Chưa nạp kế hoạch nào nên không có gì để tìm."
NONE_CHOSEN = "Kế hoạch được chọn để hỏi không có trong các kế hoạch đã nạp; hãy chọn lại."
PARTLY_PROVEN = "Chỉ nêu dưới đây những dòng chứng minh được từ văn bản."
UNPROVEN = "Tìm thấy nội dung gần với câu hỏi nhưng không chứng minh được từ văn bản, nên không trả lời."


class Library(Protocol):
    """What is loaded: the plans, and search over their passages (index.retriever.Index is one)."""

    @property
    def plans(self) -> Mapping[str, Plan]: ...
    def search(
        self, query: str, *, k: int = 10, plans: Collection[str] | None = None
    ) -> Sequence[object]: ...


_WORLDS: WeakKeyDictionary[Library, World] = WeakKeyDictionary()
_MAKING = threading.Lock()


def world_of(library: Library) -> World:
    """Return the loaded plans made ready for questions; kept as long as the library is.

    Every assignment is proven here, once: whatever route an answer takes, it meets no other. Who asks while
    another thread is at it waits for that one.
    """
    with _MAKING:
        world = _WORLDS.get(library)
        if world is None:
            world = _WORLDS[library] = _proven_world(library.plans)
    return world


def _proven_world(plans: Mapping[str, Plan]) -> World:
    book = agency_book()
    good = {plan_id: composed(proven(plan, book)) for plan_id, plan in plans.items()}
    unproven = {id_: len(plan.assignments) - len(good[id_].assignments) for id_, plan in plans.items()}
    return World(Corpus(good), book, unproven, {plan_id: Grounds(plan) for plan_id, plan in good.items()})


def ask(
    turns: Sequence[str],
    library: Library,
    *,
    plans: Collection[str] | None = None,
    chips: Sequence[Chip] | None = None,
    today: date | None = None,
    weights: Weights = USUAL,
    observe: Observer = unobserved,
) -> Answer:
    """Return the answer to the last of turns, read in the light of those before it.

    plans  ids to ask, None for all; where none of them is loaded that is the answer
    chips  what was understood, as the user put it right; None for what is read off the turns
    today  the day deadlines are held against
    weights  other than usual, for a trial; observe is told the steps on the way (answer.trial)

    Finding nothing is an Answer with status "not_found", not an error.
    """
    start = time.perf_counter()
    world = world_of(library)
    chosen = tuple(p for p in world.plans if plans is None or p in plans)
    search = _searcher(library, weights, observe)

    def desk_for(question: Question) -> Desk:
        named = tuple(p for p in question.plans if p in chosen)
        return Desk(question, world, named or chosen, search, today or date.today(), weights, observe)

    talk = conversation(turns, world, desk_for)
    question, kept = talk[-1].question, talk[-1].kept
    as_read = desk_for(question)
    if chips is None or left_alone(chips, chips_of(as_read, kept)):
        desk, chips = replace(as_read, before=found_before(talk, desk_for)), None
    else:
        desk = desk_for(corrected(question, chips, world))
    observe(Understood(desk.question, kept, desk.plan_ids))
    if not desk.plan_ids:
        draft = Draft("not_found", NONE_CHOSEN if world.plans else NONE_LOADED)
    else:
        draft = answer_for(desk) if chips is not None else _as_asked(turns, desk, desk_for)
    answer = finished(desk, draft, kept)
    return replace(answer, seconds=round(time.perf_counter() - start, 4))


def _as_asked(turns: Sequence[str], desk: Desk, desk_for: Callable[[Question], Desk]) -> Draft:
    """Return the answer to all that the last turn asks: one thing, several, or one of two matters each."""
    if (parted := _by_parts(turns, desk, desk_for)) is not None:
        return parted
    whole = answer_for(desk)
    return _by_matters(turns, desk, desk_for, whole) or whole


def _by_parts(turns: Sequence[str], desk: Desk, desk_for: Callable[[Question], Desk]) -> Draft | None:
    """Return the answers to the questions the last turn is made of, as one; None where it asks one thing."""
    parts = parts_of(turns[-1]) if turns else []
    if len(parts) < MIN_PARTS or refuse(desk) is not None:
        return None
    drafts = _each(turns, _all_placed(parts, desk), desk, desk_for)
    return joined(drafts) if any(draft.found for draft in drafts) else None


def _all_placed(parts: Sequence[str], desk: Desk) -> Sequence[str]:
    """Return parts with the place that only a later one names said in the first: it goes for all."""
    later = any(GOES_ON.match(part) for part in parts[1:])
    if later or not desk.question.plans or read_question(parts[0], desk.world).plans:
        return parts
    named = " và ".join(plan_name(desk.corpus.plans[plan_id]) for plan_id in desk.question.plans)
    place = f"ở {named}" if has_accents(parts[0]) else fold(f"ở {named}")
    return [f"{parts[0].rstrip(' ?.,;!')} {place}", *parts[1:]]


def _by_matters(
    turns: Sequence[str], desk: Desk, desk_for: Callable[[Question], Desk], whole: Draft
) -> Draft | None:
    """Return the answers about each of two matters asked at once; None where a clause speaks of both."""
    agencies = desk.question.agencies
    inside = any(" va " in fold(named.name) for named in agencies)  # "Phòng Văn hóa và Thông tin"
    one = len(agencies) <= 1 and len(desk.question.plans) <= 1 and not inside
    matters = matters_in(turns[-1]) if turns and one else None
    if (
        matters is None
        or whole.status in ("clarify", "out_of_scope")
        or _speaks_of_both(desk, whole, matters)
    ):
        return None
    drafts = [draft for question in matters.questions for draft in _each(turns, [question], desk, desk_for)]
    return joined(drafts) if all(draft.found for draft in drafts) else None


def _speaks_of_both(desk: Desk, draft: Draft, matters: Matters) -> bool:
    """Return whether plans say both matters in one breath, or a clause of the answer most of each."""
    phrase = " va ".join(matters.phrases)
    if any(phrase in text for text in desk.corpus.full_text.values()):
        return True
    cited = {n for line in lines_of(draft.groups) for n in line.citations}
    units = (desk.corpus.unit_of.get((c.plan_id, c.path)) for c in desk.citer.citations if c.n in cited)
    return any(
        all(_says_most(unit, words) for words in matters.phrases) for unit in units if unit is not None
    )


def _says_most(unit: Unit, phrase: str) -> bool:
    words = phrase.split()
    said = sum(f" {word} " in unit.folded + unit.above for word in words)
    return said >= max(MOST * len(words), min(len(words), MIN_PARTS))


def _each(
    turns: Sequence[str], parts: Sequence[str], desk: Desk, desk_for: Callable[[Question], Desk]
) -> list[Draft]:
    """Return the draft for each of parts, asked one after the other in place of the last turn."""
    talk = conversation([*turns[:-1], *parts], desk.world, desk_for)
    drafts = []
    for stop in range(len(turns), len(talk) + 1):
        side = replace(desk_for(talk[stop - 1].question), before=found_before(talk[:stop], desk_for))
        side.citer = desk.citer
        drafts.append(answer_for(side))
    return drafts


def _searcher(
    library: Library, weights: Weights, observe: Observer
) -> Callable[[str, Collection[str]], Sequence[Found]]:
    # index.retriever.Hit has what Found asks for
    look_up = cast(Callable[..., Sequence[Found]], library.search)
    other = {} if weights.dense_weight is None else {"dense_weight": weights.dense_weight}

    def search(words: str, plan_ids: Collection[str]) -> Sequence[Found]:
        if not words.strip():
            return ()
        hits = look_up(words, k=HITS if weights.hits is None else weights.hits, plans=plan_ids, **other)
        observe(Searched(words, tuple(plan_ids), tuple(hits)))
        return hits

    return search


# -- the answer ----------------------------------------------------------------------------------------


def finished(desk: Desk, draft: Draft, kept: frozenset[str]) -> Answer:
    """Return the answer with every line checked once more; lines whose proof fails are left out."""
    by_number = {citation.n: citation for citation in desk.citer.citations}
    kept_groups, checked, dropped = _checked(desk, draft.groups, by_number)
    by_number = shown_whole(lines_of(kept_groups), by_number, desk.corpus)
    groups, citations = _renumbered(kept_groups, by_number)
    nothing_stands = draft.found and bool(draft.groups) and not groups
    summary = UNPROVEN if nothing_stands else PARTLY_PROVEN if dropped else draft.summary
    plans = desk.plans
    clauses = sum(len(plan.clauses) for plan in plans)
    return Answer(
        desk.question.text,
        "not_found" if nothing_stands else draft.status,
        desk.question.intent,
        summary,
        groups,
        citations,
        draft.nearest,
        chips_of(desk, kept),
        Ledger(len(plans), clauses, *draft.counts, complete=not _poorly_read(desk)),
        draft.notes + _coverage_notes(desk, draft),
        draft.options,
        checked,
        dropped + sum(desk.world.unproven[plan.id] for plan in plans),
        abreast=draft.abreast and len(groups) > 1,
    )


def _checked(
    desk: Desk, groups: Sequence[Group], by_number: Mapping[int, Citation]
) -> tuple[list[Group], int, int]:
    """Return the groups with the lines that stand, and how many lines stood and fell."""
    kept: list[Group] = []
    checked = dropped = 0
    for group in groups:
        lines = [
            line
            for line in group.lines
            if line_stands(line, [by_number[n] for n in line.citations], desk.world.grounds)
        ]
        checked += len(lines)
        dropped += len(group.lines) - len(lines)
        if lines:
            kept.append(replace(group, lines=tuple(lines)))
    return kept, checked, dropped


def _renumbered(
    groups: Sequence[Group], by_number: Mapping[int, Citation]
) -> tuple[tuple[Group, ...], tuple[Citation, ...]]:
    """Return groups and citations numbered from 1 in reading order, each place once, unused ones left out."""
    order: dict[Citation, int] = {}
    places = {n: replace(citation, n=0) for n, citation in by_number.items()}
    for line in lines_of(groups):
        for n in line.citations:
            order.setdefault(places[n], len(order) + 1)

    def renumber(line: Line) -> Line:
        marks = dict.fromkeys(order[places[n]] for n in line.citations)
        return replace(line, citations=tuple(marks))

    renewed = tuple(replace(g, lines=tuple(renumber(line) for line in g.lines)) for g in groups)
    return renewed, tuple(replace(place, n=n) for place, n in order.items())


def _poorly_read(desk: Desk) -> list[Plan]:
    """Return the plans asked of which too little was read or proven to call a list from them complete."""
    return [plan for plan in desk.plans if not well_read(plan, desk.world)]


def well_read(plan: Plan, world: World) -> bool:
    """Return whether so much of a plan was read and proven that a list from it may be called complete.

    A plan that gives nobody anything was not understood: a copy whose accents are lost reads so.
    """
    return not world.unproven[plan.id] and bool(plan.assignments) and _covered(plan.coverage)


def _covered(cover: Coverage) -> bool:
    return cover.share >= COVERAGE_LINE and cover.unassigned <= MAX_UNASSIGNED * max(cover.duties, 1)


def _coverage_notes(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """Say that a list of duties is complete, or which copies were not read well enough to say so."""
    if draft.counts == (0, 0, 0, 0):
        return ()
    if poor := _poorly_read(desk):
        return (f"Bản {plan_names(poor)} đọc chưa trọn vẹn, danh sách trên có thể thiếu.",)
    clauses = sum(len(plan.clauses) for plan in desk.plans)
    gone_through = f"Đã dò hết {clauses} điều khoản của {len(desk.plans)} kế hoạch"
    if "confirm" in desk.question.intents:
        return (f"{gone_through}.",)  # what is listed there are grounds, not all work
    asked = " và ".join(ROLE_LABELS[role].lower() for role in desk.question.roles)
    roles = f" {asked}" if asked else ""
    if draft.status == "not_found" or draft.counts[:2] == (0, 0):
        return (f"{gone_through}; không có việc{roles} nào nêu đích danh.",)
    return (f"{gone_through}; các việc{roles} nêu đích danh đã được liệt kê đủ ở trên.",)
