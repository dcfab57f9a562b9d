"""What a turn points back to in the answer before it: "việc thứ hai", "tỉnh đó", "sở đó", "ai phụ?".

The answer is made once more, from the same turns, only where a question points to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, lines_of, task_of
from answer.kinds.fields import BEYOND, tells
from answer.kinds.holder import POST
from answer.kinds.other_duties import besides_that
from answer.kinds.refuse import REFUSALS
from answer.pasted import pasted_in
from answer.routes import THAT_AGENCY, answer_for
from answer.turns import THAT_PLAN, asks_more, carried_over, frame_of, of_before, of_reports, only_if_held
from answer.understanding.fields import Field, field_asked
from answer.understanding.question import Question, World, read_question
from answer.understanding.telling import topic_words
from answer.understanding.topic import Topic, make_topic
from ingest.agencies import Named
from ingest.fold import fold, fold_map
from ingest.plan import Section

MAX_BEFORE = 3  # units of one answer that a follow-up points back to
KEPT_OF_TASK = frozenset({"agency", "plan", "topic", "label"})  # what goes on where only a column is named
COLUMNS = frozenset({"product", "form", "amount"})  # asked for in no other sense
FEW_PLANS = 1  # plans of one answer that "tỉnh đó" can mean
_COUNTED = "viec|nhiem vu|noi dung|hoat dong|y|cai|muc|gach dau dong|dong"
_NUMBERS = {
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
ORDINAL = re.compile(
    rf"\b(?:{_COUNTED}) (?:thu (?P<said>{'|'.join(_NUMBERS)}|muoi)|(?:thu|so) (?P<figure>\d{{1,2}})|"
    r"(?P<first>dau tien)|(?P<last>cuoi cung|cuoi))\b"
)

# "câu đó ở mục nào, của tỉnh nào?": where words stand
PLACES_ASKED = re.compile(
    r"\b(?:muc|dieu|khoan|phan|trang|tinh|ke hoach|van ban|ban|noi|cho) nao\b|\bo dau\b"
)
HE = re.compile(r"\b(?:ong|ba|nguoi|dong chi|vi|anh|chi) (?:ay|do|nay)\b.{0,12}\b(?:ten|la ai)\b")
ENDS_A_POST = re.compile(r" (?:la|bao nhieu|o dau|nhu the nao|the nao)\b|[?.,;]")

DeskFor = Callable[[Question], Desk]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as a whole question.

    kept   the kinds of chips that earlier turns gave it
    units  the clause of the answer before that it points to; () where it points to none
    """

    question: Question
    kept: frozenset[str] = frozenset()
    units: tuple[Unit, ...] = ()


def conversation(turns: Sequence[str], world: World, desk_for: DeskFor | None = None) -> list[Turn]:
    """Return each turn as a whole question, with what the turns before it gave it.

    desk_for  makes the answers that are pointed to; None for what the words alone tell
    """
    talk: list[Turn] = []
    for text in turns or ("",):
        if desk_for is not None and (pasted := _of_pasted(text, world, desk_for)) is not None:
            talk.append(pasted)
            continue
        read = read_question(text, world)
        if not talk:
            talk.append(Turn(read))
            continue
        before = frame_of([turn.question for turn in talk])
        turn = Turn(*carried_over(before, read, world, fold(text)))
        talk.append(
            _pointing(talk, read, _where_held(read, turn, text, desk_for), desk_for) if desk_for else turn
        )
    return talk


def _where_held(read: Question, turn: Turn, text: str, desk_for: DeskFor) -> Turn:
    """Return turn; of all plans, where the one talked of does not answer a whole question and others do."""
    if turn.kept != {"plan"} or not only_if_held(read, fold(text)):
        return turn
    there = answer_for(desk_for(turn.question))
    if there.status == "answered":
        return turn
    anywhere = answer_for(desk_for(read))
    return Turn(read) if anywhere.status == "answered" or (anywhere.found and not there.found) else turn


def _of_pasted(text: str, world: World, desk_for: DeskFor) -> Turn | None:
    """Return a turn that asks about a clause pasted before the question; None of any other turn.

    Where the words stand is no question about the task: every place that has them is looked for. So it is
    where the clause does not say what is asked.
    """
    pasted = pasted_in(text, world.corpus)
    if pasted is None:
        return None
    read = read_question(pasted.asked, world)
    units = tuple(unit for unit in pasted.units if not read.plans or unit.plan_id in read.plans)
    if not units or "mentions" in read.intents or PLACES_ASKED.search(read.folded):
        return None
    plans = tuple(dict.fromkeys(unit.plan_id for unit in units))
    about = replace(_about(read, units[0], world), plans=plans)
    told = answer_for(replace(desk_for(about), before=units))
    return Turn(about, units=units) if told.found else None


def found_before(talk: Sequence[Turn], desk_for: DeskFor) -> tuple[Unit, ...]:
    """Return the units that the last turn goes on with: those it points to, or the answer before rests on.

    () where they are too many to be what "ai làm chính?" points back to.
    """
    if talk[-1].units or len(talk) < 2:
        return talk[-1].units
    if not asks_more(talk[-2].question, talk[-1].question, talk[-1].kept):
        return ()
    units, _ = _told(talk[:-1], desk_for)
    return units if len(units) <= MAX_BEFORE else ()


def _told(talk: Sequence[Turn], desk_for: DeskFor) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Return the units and the plans that the answer to the last turn rests on, in reading order."""
    desk = replace(desk_for(talk[-1].question), before=found_before(talk, desk_for))
    draft = answer_for(desk)
    shown = [group for group in draft.groups if draft.found and not group.folded]
    by_number = {citation.n: citation for citation in desk.citer.citations}
    cited = [by_number[n] for line in lines_of(shown) for n in line.citations]
    units = {u.key: u for c in cited if (u := desk.corpus.unit_of.get((c.plan_id, c.path)))}
    return tuple(units.values()), tuple(dict.fromkeys(c.plan_id for c in cited))


def _pointing(talk: Sequence[Turn], read: Question, turn: Turn, desk_for: DeskFor) -> Turn:
    """Return turn with what it points to in an answer before; read is the same turn without the others."""
    if (found := ORDINAL.search(read.folded)) and not read.agencies and not read.plans:
        return _nth(talk, found, read, desk_for) or turn
    if (field := field_asked(read.folded)) and not read.agencies and not read.plans:
        return _of_the_task(talk, read, field, desk_for) or turn
    if besides_that(read):
        return _besides_that(talk, turn, desk_for)
    if HE.search(read.folded) and (holder := _of_that_post(talk[-1].question, turn.question, desk_for)):
        return Turn(holder, frozenset({"plan"}))
    if THAT_PLAN.search(read.folded) and not read.plans and not turn.question.plans:
        _, plans = _told(talk, desk_for)
        return _in_that_plan(read, plans) if len(plans) == FEW_PLANS else turn
    if not turn.question.agencies and "duties" in turn.question.intents and THAT_AGENCY.search(read.folded):
        return replace(turn, question=_of_that_agency(turn.question, _told(talk, desk_for)[0]))
    return turn


def _of_the_task(talk: Sequence[Turn], read: Question, field: Field, desk_for: DeskFor) -> Turn | None:
    """Return the turn as one about a column of the task that the turn before found; None without one task."""
    before = talk[-1].question
    units, _ = _told(talk, desk_for)
    if not 0 < len(units) <= MAX_BEFORE or REFUSALS.keys() & set(before.intents):
        return None
    telling = tuple(unit for unit in units if tells(unit, field))
    if field.intent == "receiver" and (of_reports(before) or not telling):
        return None  # who gets reports is a rule of the plan; or no clause tells what is sent
    if not telling and len(units) > 1 and field.intent not in COLUMNS:
        return None  # which of them is meant
    asked = replace(before, text=read.text, intent=field.intent, intents=(field.intent,), roles=())
    return Turn(replace(asked, agencies=of_before(before.agencies)), KEPT_OF_TASK, telling or units)


def _besides_that(talk: Sequence[Turn], turn: Turn, desk_for: DeskFor) -> Turn:
    """Return turn with the task it leaves out, and with whose it is where it names no agency."""
    units, _ = _told(talk, desk_for)
    if not 0 < len(units) <= MAX_BEFORE:
        return turn
    question = turn.question if turn.question.agencies else _of_that_agency(turn.question, units)
    return replace(turn, question=question, units=units)


def _nth(talk: Sequence[Turn], found: re.Match[str], read: Question, desk_for: DeskFor) -> Turn | None:
    """Return the turn as one about the duty counted off in the last answer that has so many.

    Where none has, as one that says how many there are; None where no answer before has any.
    """
    listed: Turn | None = None
    said = found["figure"] or _NUMBERS.get(found["said"] or "", 10 if found["said"] else 1)
    place = -1 if found["last"] else int(said) - 1
    for stop in range(len(talk), 0, -1):
        if ORDINAL.search(talk[stop - 1].question.folded):
            continue  # "việc thứ hai" after "việc thứ nhất" is of the same list
        units, _ = _told(talk[:stop], desk_for)
        if len(units) > max(place, 1):
            desk = desk_for(talk[stop - 1].question)
            return Turn(_about(read, units[place], desk.world), frozenset({"plan", "topic"}), (units[place],))
        if units and listed is None:
            beyond = replace(talk[stop - 1].question, text=read.text, intent=BEYOND, intents=(BEYOND,))
            listed = Turn(beyond, KEPT_OF_TASK, units)
    return listed if place > 0 else None


def _about(read: Question, unit: Unit, world: World) -> Question:
    """Return the question as one about a unit, by the words of its heading or duty."""
    words = unit.head.heading if isinstance(unit.head, Section) else task_of(unit)
    topic = make_topic(topic_words(words, (), world.corpus), world.corpus)
    return replace(read, plans=(unit.plan_id,), topic=topic, labels=())


def _of_that_post(before: Question, now: Question, desk_for: DeskFor) -> Question | None:
    """Return the question who holds the post that the turn before spoke of; None where it spoke of none."""
    folded, origin = fold_map(before.text)
    found = POST.search(folded)
    if found is None:
        return None
    end = ENDS_A_POST.search(folded, found.end())
    stop = origin[end.start()] if end else len(before.text)
    post = before.text[origin[found.start()] : stop].strip()
    read = read_question(f"{post} tên gì?", desk_for(before).world)
    return replace(read, plans=read.plans or now.plans)


def _in_that_plan(read: Question, plans: Sequence[str]) -> Turn:
    return Turn(replace(read, plans=tuple(plans)), frozenset({"plan"}))


def _of_that_agency(question: Question, units: Sequence[Unit]) -> Question:
    """Return question with the agency that "sở đó" stands for: the only one that leads what was found."""
    given = [held for unit in units if len(units) <= MAX_BEFORE for held in unit.assignments]
    leads = {held.agency: held for held in given if held.role == "lead" and not held.collective}
    if len(leads) != 1:
        return question
    (held,) = leads.values()
    named = Named(held.agency, held.agency_id, collective=False, generic=False, start=0, stop=0)
    return replace(question, agencies=(named,), topic=Topic(()))
