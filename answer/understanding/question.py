"""Words -> Question: which agencies, plans, roles and times are named, what is asked, what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex as re

from answer.corpus import Corpus
from answer.grounds import Grounds
from answer.understanding.asides import MISSPOKE, before_people, without_asides
from answer.understanding.bodies import bodies_named
from answer.understanding.half_names import with_whole_names
from answer.understanding.naming import (
    named_place,
    places_elsewhere,
    plans_by_number,
    plans_by_place,
    plans_by_subject,
    with_full_names,
    with_joint_names,
    with_own_names,
    without_named_place,
)
from answer.understanding.place_shorthand import with_places_written_out
from answer.understanding.speech import as_written
from answer.understanding.telling import topic_words, without_own_figures, without_subject
from answer.understanding.topic import Topic, Word, make_topic, mend
from answer.understanding.wording import (
    INTENTS,
    ROLE_PHRASES,
    ROLE_WORDS,
    WHICH_DOCUMENT,
    in_vietnamese,
    is_english,
    spelt_out,
)
from index.accents import has_accents
from ingest.agencies import AgencyBook, Named
from ingest.fold import fold, fold_map
from ingest.numbers import numbers_in
from ingest.plan import Plan, Role

ASKING_WORDS = frozenset(re.findall(r"[a-z]{2,}", " ".join(pattern.pattern for _, pattern in INTENTS)))
# "giao ai kiểm tra …, phối hợp với ai?"
_WHO = r"(?:ai|don vi nao|co quan nao|so nao|nhung ai|nhung don vi nao|nhung co quan nao)"
BOTH_ROLES = re.compile(
    rf"\b(?:ai|nao)\b.{{3,80}}\bphoi hop (?:voi )?{_WHO}\b|"
    rf"\b(?:ai|nao)\b.{{0,80}} (?:va )?(?:voi )?{_WHO} (?:lam |la )?(?:ben )?(?:phoi hop|phu)\b"
)
# "Which Dong Nai departments …" names none
ASKED_FOR = re.compile(r"\b(?:[Ww]hich|[Ww]hat|[Hh]ow many) (?:\p{Lu}\w* )*$")
# "những sở nào", "các đơn vị nào": who is asked for, no group
ASKED_WHICH = re.compile(r"\s*nao\b")
# "Nội dung tuyên truyền … là gì?" asks what a plan says, not what a word means
NO_TERM = re.compile(
    r"(?:\w+ ){0,2}(?:noi dung|san pham|ket qua|dau ra|hinh thuc|phuong thuc|dia diem|thoi gian|doi tuong|"
    r"chu de|thong diep|chi tieu|tieu chi) (?:\w+ )+(?:la|gom) "
)
# "Báo, đài Gia Lai": both of one place, like "báo đài"; "các cơ quan báo, đài" is the group
PRESS = re.compile(r"(?<!cơ quan )\b(?P<paper>[Bb][áa]o), (?P<station>[đd][àa]i)\b(?! truyền thanh)")
GIVES = re.compile(r"(?:\w+ ){0,4}?(?:giao|phan cong)(?: (?:nhiem vu|viec))?(?: gi)?(?: cho)?")
# "Ai quyết định lúc nào đóng cống?": the time is what is decided, not what is asked
DECIDES_WHEN = re.compile(
    r"\b(?:quyet dinh|xac dinh|an dinh|thong bao|cong bo|chon|bao|biet) (?:thoi diem |thoi gian )?"
    r"(?:luc nao|khi nao|bao gio|ngay nao|thoi diem nao)\b"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "mục đích của 5 kế hoạch": how many plans there are is no matter
ALL_PLANS = re.compile(
    r"\b(?:ca|trong|cua|giua|o) (?:ca )?(?:\d+|hai|ba|bon|nam) (?:ke hoach|ban|van ban|tinh|noi|dia phuong)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a question.

    agencies    named, in order, each with every id it may mean
    roles       asked for ("chủ trì"); empty when any will do
    plans       ids of the loaded plans that are named; empty when none is: all are meant
    elsewhere   places named that are not loaded and not mentioned in any plan
    numbers     document numbers named, spaces tidied; digits alone of "Quyết định 1899"
    years       named, as text
    intent      see data/wording.json; "content" when nothing else fits
    topic       telling words left over
    intents     all that the wording shows, the main one first
    labels      of the place named, outermost first: ("IV", "4", "c") for "điểm c khoản 4 mục IV"
    corrects    whether it puts the turn before right: "Nhầm, ý mình hỏi …"
    """

    text: str
    intent: str
    agencies: tuple[Named, ...] = ()
    roles: tuple[Role, ...] = ()
    plans: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    topic: Topic = field(default=Topic(()))
    intents: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    corrects: bool = False

    @property
    def folded(self) -> str:
        """The whole question as patterns read it: Vietnamese, no accents, shorthand written out."""
        return spelt_out(fold(in_vietnamese(self.text)))


@dataclass(frozen=True, slots=True)
class World:
    """What questions are read against: the loaded plans and the known agencies and places.

    corpus    of plans with proven assignments only
    unproven  how many assignments were left out of each plan, by plan id
    grounds   the words of each plan, to hold answer lines against, by plan id
    """

    corpus: Corpus
    book: AgencyBook
    unproven: Mapping[str, int]
    grounds: Mapping[str, Grounds]

    @property
    def plans(self) -> Mapping[str, Plan]:
        return self.corpus.plans


def read_question(text: str, world: World) -> Question:
    """Return what text asks, in any spelling: no accents, slips, chat shorthand, English words."""
    tidy = _tidied(text, world)
    places = plans_by_place(tidy, world.corpus)
    named = with_own_names(_agencies(tidy, world), tidy, world.corpus)
    if not named:
        named = bodies_named(tidy, [plan_id for plan_id, _ in places], world.corpus)
    agencies = _without_giver(named, tidy)
    plans, numbers = plans_by_number(tidy, world.plans)
    plans = _each_once([*plans, *(plan_id for plan_id, _ in places)])
    agencies = with_joint_names(agencies, plans or world.plans, world.corpus)
    rest = _without(tidy, [(before_people(tidy, one.start), one.stop) for one in named])
    for _, words in places:
        rest = _cut_words(rest, words)
    without = [words for _, words in places]
    elsewhere = places_elsewhere(tidy, world.book.places, world.corpus, without=without)
    for place in elsewhere:
        rest = _cut_words(rest, fold(place))
    rest = without_named_place(in_vietnamese(rest, english=is_english(tidy)))
    if counted := ALL_PLANS.search(fold(rest)):
        rest = _cut_words(rest, counted[0])
    titled, rest = plans_by_subject(rest, plans, world.corpus)
    if not elsewhere:  # the same subject in another place is another plan
        plans = _each_once([*plans, *titled])
    folded = spelt_out(fold(rest))
    if (better := mended(folded, world.corpus)) != folded:
        rest = folded = better  # a slip among accented words: read all of them without accents
    intents = intents_of(folded)
    empty = ROLE_PHRASES if _asks_by_role(folded, intents, agencies) else ()
    topic = make_topic(topic_words(rest, numbers, world.corpus, without=empty), world.corpus)
    topic = without_subject(without_own_figures(topic, plans, world.corpus), plans, intents, world.corpus)
    return Question(
        tidy,
        intents[0] if intents else "content",
        agencies,
        _roles(folded, intents),
        plans,
        elsewhere,
        numbers,
        _each_once(year for year in YEAR.findall(_without_numbers(tidy)) if year not in numbers),
        topic,
        intents,
        named_place(in_vietnamese(tidy)),
        MISSPOKE.match(fold(text)) is not None,
    )


def _tidied(text: str, world: World) -> str:
    """Return a question as it would be written: no words beside it or of talk, places by their full names."""
    written = as_written(" ".join(text.split()), known=world.corpus.knows)
    asked = without_asides(written, names=lambda words: _names(words, world))
    asked = with_whole_names(asked, world.book.agencies)
    asked = PRESS.sub(r"\g<paper> \g<station>", asked)
    return with_places_written_out(with_full_names(asked, world.book.places), world.corpus, world.book)


def _names(words: str, world: World) -> bool:
    return bool(plans_by_place(words, world.corpus)) or bool(world.book.in_question(words))


def _agencies(text: str, world: World) -> tuple[Named, ...]:
    """Return the agencies named; no group of which it is asked which one is meant ("những sở nào")."""
    return tuple(
        one
        for one in _named(text, world)
        if not (one.collective and ASKED_WHICH.match(fold_map(text[one.stop :])[0]))
    )


def _named(text: str, world: World) -> tuple[Named, ...]:
    """Return the agencies named; of text without accents also groups that only accents show ("cac bao")."""
    named = world.book.in_question(text)
    if is_english(text):
        return tuple(one for one in named if not (one.collective and ASKED_FOR.search(text[: one.start])))
    if has_accents(text):
        return named
    meant = world.book.in_question(world.corpus.accents.restore(text))
    more = [
        one
        for one in meant
        if one.collective and all(one.stop <= other.start or other.stop <= one.start for other in named)
    ]
    return tuple(sorted((*named, *more), key=lambda one: one.start))


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def mended(folded: str, corpus: Corpus) -> str:
    """Return the folded question with slips in its asking words put right ("chu try" -> "chu tri")."""
    words = [Word(word) for word in folded.split()]
    return " ".join(
        word.folded if word.folded in ASKING_WORDS else mend(words, i, corpus).folded
        for i, word in enumerate(words)
    )


def intents_of(folded: str) -> tuple[str, ...]:
    """Return every intent whose wording stands in the folded question, the most telling first."""
    found = tuple(intent for intent, pattern in INTENTS if pattern.search(folded))
    if NO_TERM.match(folded):
        found = tuple(intent for intent in found if intent != "definition")
    if "who" in found and DECIDES_WHEN.search(folded):
        found = tuple(intent for intent in found if intent != "deadline")
    # "Báo cáo gửi cho ai?" asks who gets the report, not who gets the plan.
    return tuple(i for i in found if i != "recipients") if "reporting" in found else found


def _roles(folded: str, intents: Collection[str]) -> tuple[Role, ...]:
    """Return the roles asked for."""
    if BOTH_ROLES.search(folded):
        return "lead", "support"
    roles = tuple(role for role, pattern in ROLE_WORDS if pattern.search(folded))
    if "support" in intents and not roles:
        return ("support",)  # "còn ai phụ?", "làm cùng ai?"
    if "who" in intents and "support" not in intents:
        # "Ai làm đầu mối để phối hợp với …?" asks for the lead.
        return tuple(role for role in roles if role != "support")
    return roles


def _without_giver(agencies: tuple[Named, ...], text: str) -> tuple[Named, ...]:
    """Return agencies without who hands out the work: "UBND tỉnh giao Sở Tài chính việc gì?" asks of one."""
    if len(agencies) <= 1 or not GIVES.fullmatch(fold(text[agencies[0].stop : agencies[1].start])):
        return agencies
    return agencies[1:]


def _asks_by_role(folded: str, intents: Collection[str], agencies: Sequence[Named]) -> bool:
    """Return whether words of roles only say who is meant, and are no part of the topic."""
    by_role = bool(agencies) or not {"who", "support", "count"}.isdisjoint(intents)
    return by_role and not WHICH_DOCUMENT.search(folded)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    out, at = "", 0
    for start, stop in sorted(spans):
        out += text[at:start] + " , "
        at = max(at, stop)
    return out + text[at:]


def _cut_words(text: str, words: str) -> str:
    """Return text without the folded words, once."""
    folded, origin = fold_map(text)
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded)
    if not found:
        return text
    stop = origin[found.end()] if found.end() < len(origin) else len(text)
    return text[: origin[found.start()]] + " , " + text[stop:]


def _without_numbers(text: str) -> str:
    for number in reversed(numbers_in(text)):
        text = text[: number.start] + text[number.stop :]
    return text
