"""Words -> Question: which agencies, plans, roles and times are named, what is asked, what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex as re

from answer.corpus import Corpus
from answer.grounds import Grounds
from answer.understanding.asides import MISSPOKE, without_asides
from answer.understanding.lexicon import dictionary
from answer.understanding.naming import (
    named_place,
    places_elsewhere,
    plans_by_number,
    plans_by_place,
    plans_by_subject,
    with_full_names,
    with_own_names,
    without_named_place,
)
from answer.understanding.topic import MAX_PHRASE, Topic, Word, make_topic, mend, thesaurus, words_of
from answer.understanding.wording import (
    EMPTY_PHRASES,
    EMPTY_WORDS,
    FOLDED_EMPTY_WORDS,
    INTENTS,
    KINDS_OF_DOCUMENT,
    PARTICLES,
    ROLE_PHRASES,
    ROLE_WORDS,
    WEAK_WORDS,
    WHICH_DOCUMENT,
    in_vietnamese,
    is_english,
    spelt_out,
)
from index.accents import has_accents
from ingest.agencies import AgencyBook, Named
from ingest.fold import fold, fold_map, fold_tone
from ingest.numbers import numbers_in
from ingest.plan import Plan, Role

ASKING_WORDS = frozenset(re.findall(r"[a-z]{2,}", " ".join(pattern.pattern for _, pattern in INTENTS)))
# "giao ai kiểm tra …, phối hợp với ai?"
_WHO = r"(?:ai|don vi nao|co quan nao|so nao|nhung ai|nhung don vi nao|nhung co quan nao)"
BOTH_ROLES = re.compile(
    rf"\b(?:ai|nao)\b.{{3,80}}\bphoi hop (?:voi )?{_WHO}\b|"
    rf"\b(?:ai|nao)\b.{{0,80}} (?:va )?(?:voi )?{_WHO} (?:lam |la )?(?:ben )?(?:phoi hop|phu)\b"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NO_NAME = re.compile(r"\bduoc giao\b")  # "mấy sở được giao chủ trì" names nobody
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
    typed = without_asides(" ".join(text.split()))
    tidy = with_full_names(typed, world.book.places)
    agencies = with_own_names(_agencies(tidy, world), tidy, world.corpus)
    places = plans_by_place(tidy, world.corpus)
    plans, numbers = plans_by_number(tidy, world.plans)
    plans = _each_once([*plans, *(plan_id for plan_id, _ in places)])
    rest = _without(tidy, [(named.start, named.stop) for named in agencies])
    for _, words in places:
        rest = _cut_words(rest, words)
    without = [words for _, words in places]
    elsewhere = places_elsewhere(tidy, world.book.places, world.corpus, without=without)
    for place in elsewhere:
        rest = _cut_words(rest, fold(place))
    rest = without_named_place(in_vietnamese(rest, english=is_english(typed)))
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
    topic = _without_subject(_without_own_year(topic, plans, world), plans, intents, world)
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


def _agencies(text: str, world: World) -> tuple[Named, ...]:
    """Return the agencies named; of text without accents also groups that only accents show ("cac bao")."""
    named = world.book.in_question(text)
    if has_accents(text) or is_english(text):
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


# -- topic ---------------------------------------------------------------------------------------------

EVERYWHERE = 0.15  # share of a plan's units that hold words of its title, before they narrow nothing
LONG_SUBJECT = 3  # words in a row of a title before they are taken for the plan's subject
COHESION = 0.2  # share of a telling word's places in which an empty-looking neighbour stands beside it
DOCUMENT_WORDS = "|".join([*KINDS_OF_DOCUMENT, *map(fold, KINDS_OF_DOCUMENT), r"\w{1,3}"])


def _without_own_year(topic: Topic, plans: Sequence[str], world: World) -> Topic:
    """Leave out the year a plan is of: "kế hoạch năm 2023" names the plan, not what is asked."""
    asked = [world.plans[p] for p in plans] or list(world.plans.values())
    own = {year for plan in asked for year in re.findall(r"20\d\d", f"{plan.title or ''} {plan.date or ''}")}
    said = [word.folded for word in topic.words]
    of_own = {i for i, word in enumerate(said) if word in own}
    of_own |= {i - 1 for i in of_own if i and said[i - 1] == "nam"}
    words = tuple(word for i, word in enumerate(topic.words) if i not in of_own)
    if len(words) == len(topic.words) or len(words) > MAX_PHRASE:
        return topic
    return make_topic(words, world.corpus)


def _without_subject(topic: Topic, plans: Sequence[str], intents: Sequence[str], world: World) -> Topic:
    """Leave out the words of the plan's own title: beside a named plan its subject narrows nothing.

    Kept where nothing else would be left to look for.
    """
    if len(plans) != 1:
        return topic
    title = f" {fold(world.plans[plans[0]].title or '')} "
    words = _without_initials(topic.words, title, world.corpus)
    for size in range(len(words), LONG_SUBJECT - 1, -1):
        for start in range(len(words) - size + 1):
            run = " ".join(word.folded for word in words[start : start + size])
            rest = words[:start] + words[start + size :]
            if (
                f" {run} " in title
                and _is_everywhere(run, plans[0], world)
                and (rest or set(intents) - {"definition"})
            ):
                return make_topic(rest, world.corpus)
    return topic if len(words) == len(topic.words) else make_topic(words, world.corpus)


def _without_initials(words: tuple[Word, ...], title: str, corpus: Corpus) -> tuple[Word, ...]:
    """Leave out the subject of a title said by its initials ("cchc"), where more is asked of it."""
    rest = tuple(
        word
        for word in words
        if not ((long_form := corpus.written_out(word.folded)) and f" {long_form} " in title)
    )
    return rest or words


def _is_everywhere(run: str, plan_id: str, world: World) -> bool:
    """Return whether so many units of a plan say the words that they narrow nothing there."""
    units = world.corpus.in_plans([plan_id])
    return sum(f" {run} " in unit.folded for unit in units) >= EVERYWHERE * len(units)


def topic_words(
    rest: str, numbers: Sequence[str], corpus: Corpus, *, without: Collection[str] = ()
) -> list[Word]:
    """Return the telling words of what is left of a question.

    numbers  of documents, left out with the words that announce them
    without  further phrases that say nothing
    """
    words = words_of(_without_documents(re.sub(r"[?!]", " ", rest), numbers))
    accented = any(word.accented != word.folded for word in words if word.accented)
    spelt = [word.accented if accented else spelt_out(word.folded) for word in words]
    if not accented:
        spelt = with_accents(spelt, corpus)
    telling = _not_empty(spelt, without)
    if not accented:
        telling = [k and _is_meant(spelt, i, corpus) for i, k in enumerate(telling)]
    kept = _quoted(rest, words, _kept_together(spelt, telling, corpus))
    out: list[Word] = []
    for i, word in enumerate(words):
        long_form = spelt_out(word.folded)
        if not kept[i]:
            continue
        word = replace(word, apart=i > 0 and not kept[i - 1])
        if long_form != word.folded and word.accented.replace("đ", "d") in ("", word.folded):
            # shorthand stands for words typed without accents
            out += [Word(w) for w in long_form.split() if long_form not in FOLDED_EMPTY_WORDS]
        else:
            out.append(word)
    return out


QUOTED = re.compile(r"[“\"‘]([^”\"’]{1,60})[”\"’]")


def _quoted(text: str, words: Sequence[Word], kept: Sequence[bool]) -> list[bool]:
    """Keep the words that text puts in quotes: "ba không" is a name, whatever "không" says elsewhere."""
    out, folded = list(kept), [word.folded for word in words]
    for said in (fold(quote).split() for quote in QUOTED.findall(text)):
        for i in range(len(folded) - len(said) + 1):
            if folded[i : i + len(said)] == said:
                out[i : i + len(said)] = [True] * len(said)
    return out


def with_accents(words: Sequence[str], corpus: Corpus) -> list[str]:
    """Return words typed without accents as they are most likely meant: "doi so" is "đổi số", no "so"."""
    syllables = [syllable for word in words for syllable in word.split()]
    meant = iter(corpus.accents.spelled(syllables))
    return [fold_tone(" ".join(next(meant) for _ in word.split())) for word in words]


def _is_meant(words: Sequence[str], i: int, corpus: Corpus) -> bool:
    """Return whether word i is no empty word given the wrong accents: it makes a word with a neighbour."""
    beside = [words[j : j + 2] for j in (i - 1, i) if 0 <= j < len(words) - 1]
    return fold(words[i]) not in FOLDED_EMPTY_WORDS or any(corpus.accents.joins(*pair) for pair in beside)


def _without_documents(text: str, numbers: Sequence[str]) -> str:
    """Return text without document numbers and the words before them ("Quyết định số 1899/QĐ-UBND")."""
    for number in numbers:
        named = rf"(?:\b(?:{DOCUMENT_WORDS})\s+)?(?:số\s+|so\s+)?(?<!\d){re.escape(number)}(?![\d/])"
        text = re.sub(named, " ", text, flags=re.IGNORECASE)
    return text


def _not_empty(words: Sequence[str], without: Collection[str]) -> list[bool]:
    """Return for each word whether it may tell something: no empty phrase or word, no closing particle."""
    kept = [True] * len(words)
    joined = " ".join(words)
    starts = {sum(len(w) + 1 for w in words[:i]): i for i in range(len(words))}
    further = (re.compile(rf"(?<!\w){re.escape(fold_tone(phrase))}(?!\w)") for phrase in without)
    for pattern in (EMPTY_PHRASES, *further):
        for found in pattern.finditer(joined):
            if (first := starts.get(found.start())) is not None:
                stop = min(len(words), first + len(found[0].split()))
                kept[first:stop] = [False] * (stop - first)
    last = max((i for i, k in enumerate(kept) if k), default=-1)
    return [
        k
        and word not in EMPTY_WORDS
        and not (word in PARTICLES and i >= last - 1 and len(word) <= 3)
        and (len(word) > 1 or word.isdigit())
        for i, (word, k) in enumerate(zip(words, kept, strict=True))
    ]


def _kept_together(words: Sequence[str], kept: Sequence[bool], corpus: Corpus) -> list[bool]:
    """Keep words that only look empty: "hành" in "thi hành", "mục" in "mục đích".

    They are told by the company they keep: a phrase of the thesaurus, or a pair that the plans use.
    """
    out = list(kept)
    folded = [fold(word) for word in words]
    for size in range(2, MAX_PHRASE + 1):
        for i in range(len(words) - size + 1):
            if " ".join(folded[i : i + size]) in thesaurus() and any(kept[i : i + size]):
                out[i : i + size] = [True] * size
    for i in range(len(words) - 1):
        if kept[i] == kept[i + 1]:
            continue
        first, second = words[i], words[i + 1]
        weak = second if kept[i] else first
        whole = f"{first} {second}" in dictionary() and corpus.knows_pair(folded[i], folded[i + 1])
        if whole or (weak in WEAK_WORDS and corpus.cohesion(first, second, kept[i]) >= COHESION):
            out[i] = out[i + 1] = True
    return out
