"""Words -> Question: which agencies, plans, roles and times are named, what is asked, what it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import regex as re
from rapidfuzz.distance import Levenshtein

from answer.corpus import Corpus
from answer.topic import MAX_PHRASE, Topic, Word, make_topic, mend, thesaurus, words_of
from answer.wording import (
    EMPTY_PHRASES,
    EMPTY_WORDS,
    FOLDED_EMPTY_PHRASES,
    FOLDED_EMPTY_WORDS,
    INTENTS,
    KINDS_OF_DOCUMENT,
    PARTICLES,
    ROLE_PHRASES,
    ROLE_WORDS,
    WEAK_WORDS,
    WHICH_DOCUMENT,
    in_vietnamese,
    spelt_out,
)
from ingest.agencies import AgencyBook, Named
from ingest.fold import fold, fold_map, fold_tone
from ingest.numbers import numbers_in
from ingest.plan import Plan, Role

ASKING_WORDS = frozenset(re.findall(r"[a-z]{2,}", " ".join(pattern.pattern for _, pattern in INTENTS)))
# "giao ai kiểm tra …, phối hợp với ai?"
BOTH_ROLES = re.compile(r"\b(?:ai|nao)\b.{3,80}\bphoi hop (?:voi )?(?:ai|don vi nao|co quan nao|nhung ai)\b")
MIN_FUZZY = 6  # letters of a place's name before one slip in it is forgiven


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a question.

    agencies    named, in order, each with every id it may mean
    roles       asked for ("chủ trì"); empty when any will do
    plans       ids of the loaded plans that are named; empty when none is: all are meant
    elsewhere   places named that are not loaded and not mentioned in any plan
    numbers     document numbers named, spaces tidied; digits alone of "Quyết định 1899"
    years       named, as text
    intent      see wording.INTENTS; "content" when nothing else fits
    topic       telling words left over
    intents     all that the wording shows, the main one first
    labels      of the place named, outermost first: ("IV", "4", "c") for "điểm c khoản 4 mục IV"
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

    @property
    def agency_ids(self) -> frozenset[str]:
        return frozenset(i for named in self.agencies for i in (named.agency_id, *named.also) if i)


@dataclass(frozen=True, slots=True)
class World:
    """What questions are read against: the loaded plans and the known agencies and places."""

    corpus: Corpus
    book: AgencyBook

    @property
    def plans(self) -> Mapping[str, Plan]:
        return self.corpus.plans


def read_question(text: str, world: World) -> Question:
    """Return what text asks, in any spelling: no accents, slips, chat shorthand, English words."""
    tidy = " ".join(text.split())
    agencies = world.book.in_question(tidy)
    rest = _without(tidy, [(named.start, named.stop) for named in agencies])
    rest = in_vietnamese(rest)
    places = _places(tidy, world)
    plans, numbers = _plans_by_number(tidy, world.plans)
    plans = tuple(dict.fromkeys([*plans, *(plan_id for plan_id, _ in places)]))
    for _, words in places:
        rest = _cut_words(rest, words)
    titled, rest = _plans_by_subject(rest, plans, world)
    plans = tuple(dict.fromkeys([*plans, *titled]))
    folded = spelt_out(fold(rest))
    if (better := mended(folded, world.corpus)) != folded:
        rest = folded = better  # a slip among accented words: read all of them without accents
    intents = intents_of(folded)
    elsewhere = _elsewhere(tidy, world, places, agencies)
    years = tuple(dict.fromkeys(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", _without_numbers(tidy))))
    roles = tuple(role for role, pattern in ROLE_WORDS if pattern.search(folded))
    if "who" in intents and "support" not in intents:
        roles = tuple(
            role for role in roles if role != "support"
        )  # "làm đầu mối để phối hợp với …" asks for the lead
    if BOTH_ROLES.search(folded):
        roles = ("lead", "support")
    by_role = bool(agencies or {"who", "support", "count"} & set(intents)) and not WHICH_DOCUMENT.search(
        folded
    )
    topic = make_topic(
        topic_words(rest, numbers, world.corpus, without=ROLE_PHRASES if by_role else ()), world.corpus
    )
    topic = _without_subject(_without_own_year(topic, plans, world), plans, intents, world)
    return Question(
        tidy,
        intents[0] if intents else "content",
        agencies,
        roles,
        plans,
        elsewhere,
        numbers,
        years,
        topic,
        intents,
        named_place(tidy),
    )


def _without_own_year(topic: Topic, plans: Sequence[str], world: World) -> Topic:
    """Leave out the year a plan is of: "kế hoạch năm 2023" names the plan, not what is asked."""
    asked = [world.plans[p] for p in plans] or list(world.plans.values())
    own = {
        year
        for plan in asked
        for year in re.findall(r"20\d\d", f"{plan.title or ''} {plan.date or ''}"[-400:])
    }
    words = tuple(word for word in topic.words if word.folded not in own)
    return (
        topic
        if len(words) == len(topic.words) or len(words) > MAX_PHRASE
        else make_topic(words, world.corpus)
    )


LONG_SUBJECT = 3  # words in a row of a title before they are taken for the plan's subject


def _without_subject(topic: Topic, plans: Sequence[str], intents: Sequence[str], world: World) -> Topic:
    """Leave out the words of the plan's own title: beside a named plan its subject narrows nothing.

    Kept where nothing else would be left to look for.
    """
    if len(plans) != 1:
        return topic
    title = f" {fold(world.plans[plans[0]].title or '')} "
    words = topic.words
    for size in range(len(words), LONG_SUBJECT - 1, -1):
        for start in range(len(words) - size + 1):
            run = " ".join(word.folded for word in words[start : start + size])
            rest = words[:start] + words[start + size :]
            if f" {run} " in title and (rest or set(intents) - {"definition"}):
                return make_topic(rest, world.corpus)
    return topic


def mended(folded: str, corpus: Corpus) -> str:
    """Return the folded question with slips in its asking words put right ("chu try" -> "chu tri")."""
    words = [Word(word) for word in folded.split()]
    known = ASKING_WORDS
    return " ".join(
        word.folded if word.folded in known or corpus.knows(word.folded) else mend(words, i, corpus).folded
        for i, word in enumerate(words)
    )


def intents_of(folded: str) -> tuple[str, ...]:
    """Return every intent whose wording stands in the folded question, the most telling first."""
    return tuple(intent for intent, pattern in INTENTS if pattern.search(folded))


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


# -- places and plans ----------------------------------------------------------------------------------


def _places(text: str, world: World) -> list[tuple[str, str]]:
    """Return the loaded plans whose place is named, each with the folded words that name it."""
    folded = fold(text)
    found: list[tuple[str, str]] = []
    by_place: dict[str, list[str]] = {}
    for plan in world.plans.values():
        by_place.setdefault(fold(plan.place or plan.id.replace("-", " ")), []).append(plan.id)
    for place, ids in by_place.items():
        words = _named(place, folded, by_place, world.corpus.full_text.values())
        if words:
            found += [(plan_id, words) for plan_id in ids]
    return found


def _named(place: str, folded: str, others: Collection[str], texts: Collection[str]) -> str | None:
    """Return the words of folded that name place: exactly, run together, or with one slip.

    Words that stand in a plan as they are are no slip: "Trà Lĩnh" is not "Trà Vinh".
    """
    if re.search(rf"\b{re.escape(place)}\b", folded):
        return place
    joined = place.replace(" ", "")
    if re.search(rf"\b{joined}\b", folded):
        return joined
    words = folded.split()
    size = len(place.split())
    for i in range(len(words) - size + 1):
        near = " ".join(words[i : i + size])
        if (
            near in others
            or len(joined) < MIN_FUZZY
            or near[0] != place[0]
            or any(f" {near} " in text for text in texts)
        ):
            continue
        if Levenshtein.distance(near, place, score_cutoff=1) <= 1 and not _is_common(near):
            return near
    return None


def _is_common(words: str) -> bool:
    """Return whether words one slip from a place are ordinary ones ("cần gì", "cao hơn")."""
    return any(word in FOLDED_EMPTY_WORDS for word in words.split())


# "Quyết định 1899", "NĐ 72/2015", "kết luận 57": a kind of document and the first part of its number.
NAMED_BY_NUMBER = re.compile(
    r"\b(?:quyet dinh|ke hoach|kh|qd|van ban|cong van|nghi dinh|nd|thong tu|tt|ket luan|kl|chi thi|ct|nghi quyet|nq|chuong trinh|ctr|to trinh)"
    r"(?: so)? (?P<digits>\d{1,6}(?:\s?/\s?(?:19|20)\d\d)?)(?![\d/])"
)


def _plans_by_number(text: str, plans: Mapping[str, Plan]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the loaded plans named by number, and all document numbers named."""
    numbers = [number.value for number in numbers_in(text)]
    folded, _ = fold_map(text)
    for found in NAMED_BY_NUMBER.finditer(" ".join(folded.split())):
        digits = found["digits"].replace(" ", "")
        is_year = bool(re.fullmatch(r"(?:19|20)\d\d", digits)) and not _is_plan(digits, plans)
        if not is_year and not any(re.match(rf"{re.escape(digits)}(?!\d)", n) for n in numbers):
            numbers.append(digits)
    named = [
        p.id
        for p in plans.values()
        if p.number and any(re.match(rf"{re.escape(n)}(?!\d)", p.number) for n in numbers)
    ]
    return tuple(named), tuple(dict.fromkeys(numbers))


MIN_SUBJECT = 2  # words after "kế hoạch" that must stand in a title before they name the plan


def _plans_by_subject(rest: str, plans: Sequence[str], world: World) -> tuple[tuple[str, ...], str]:
    """Return the plans that "kế hoạch chuyển đổi số" names by the words of their titles, and rest without them."""
    folded, origin = fold_map(rest)
    found = re.search(r"\bke hoach(?: ve| cua| trien khai| thuc hien)? (?=[a-z])", folded)
    if not found:
        return (), rest
    asked = {p: f" {fold(world.plans[p].title or '')} " for p in plans} or {
        p.id: f" {fold(p.title or '')} " for p in world.plans.values()
    }
    words = [
        (world.corpus.written_out(m[0]) or m[0], m.end())
        for m in re.finditer(r"[a-z0-9]+", folded[found.end() :])
    ]
    for count in range(min(len(words), 8), 0, -1):
        if re.search(r"[^\sa-z0-9\-]", folded[found.end() : found.end() + words[count - 1][1]]):
            continue
        phrase = " ".join(word for word, _ in words[:count])
        if len(phrase.split()) < MIN_SUBJECT:
            break
        named = tuple(p for p, title in asked.items() if f" {phrase} " in title)
        if named and any(word not in FOLDED_EMPTY_WORDS for word, _ in words[:count]):
            stop = found.end() + words[count - 1][1]
            end = origin[stop] if stop < len(origin) else len(rest)
            return (named if not plans and len(named) == 1 else ()), rest[
                : origin[found.end()]
            ] + " , " + rest[end:]
    return (), rest


def _is_plan(digits: str, plans: Mapping[str, Plan]) -> bool:
    return any((plan.number or "").startswith(digits) for plan in plans.values())


def _elsewhere(
    text: str, world: World, places: Sequence[tuple[str, str]], agencies: Sequence[Named]
) -> tuple[str, ...]:
    """Return places of the country named in text that no loaded plan is of or speaks of."""
    folded = f" {fold(text)} "
    for _, words in places:
        folded = folded.replace(f" {words} ", " , ")
    names = []
    for place in world.book.places:
        spelling = fold(place.name)
        if f" {spelling} " in folded and not any(
            f" {spelling} " in body for body in world.corpus.full_text.values()
        ):
            names.append(place.name)
    return tuple(names)


# The marks of the levels, inside out, as they are said ("điểm a khoản 2 mục IV") or written ("mục II.3.2").
POINT = re.compile(r"\bdiem (?P<label>[a-z]|đ)\b")
ITEM = re.compile(
    r"\b(?:khoan|muc|tieu muc|noi dung|nhiem vu|phan|dong) (?:so )?(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\b"
)
SECTION = re.compile(r"\b(?:muc|phan|chuong) (?P<label>[ivx]{1,5})(?:\.(?P<item>\d{1,2}(?:\.\d{1,2})*))?\b")
ARTICLE = re.compile(r"\bdieu (?P<label>\d{1,2})\b(?! (?:thong tu|nghi dinh|luat))")


def named_place(text: str) -> tuple[str, ...]:
    """Return the labels of the place a question names, outermost first; () when it names none."""
    folded = " ".join(fold_map(text)[0].split())
    labels: list[str] = []
    if found := ARTICLE.search(folded):
        labels.append(f"Điều {found['label']}")
    if found := SECTION.search(folded):
        labels.append(found["label"].upper())
        labels += [found["item"]] if found["item"] else []
    if found := ITEM.search(folded):
        labels.append(found["label"])
    if found := POINT.search(folded):
        labels.append(found["label"])
    return tuple(labels)


# -- topic ---------------------------------------------------------------------------------------------


DOCUMENT_WORDS = "|".join([*KINDS_OF_DOCUMENT, *(fold(kind) for kind in KINDS_OF_DOCUMENT), r"\w{1,3}"])


def topic_words(
    rest: str, numbers: Sequence[str], corpus: Corpus, *, without: Collection[str] = ()
) -> list[Word]:
    """Return the telling words of what is left of a question; without are further phrases that say nothing."""
    bare = re.sub(r"[?!]", " ", rest)
    for number in numbers:
        bare = re.sub(
            rf"(?i)(?:\b(?:{DOCUMENT_WORDS})\s+)?(?:số\s+|so\s+)?(?<!\d){re.escape(number)}(?![\d/])",
            " ",
            bare,
        )
    words = words_of(bare)
    accented = any(word.accented != word.folded for word in words if word.accented)
    spelt = [word.accented if accented else spelt_out(word.folded) for word in words]
    kept = _not_empty(spelt, accented, without)
    kept = _kept_together(spelt, kept, accented, corpus)
    out: list[Word] = []
    for i, word in enumerate(words):
        if not kept[i]:
            continue
        long_form = spelt_out(word.folded)
        if long_form != word.folded and word.accented.replace("đ", "d") in ("", word.folded):
            out += [Word(w) for w in long_form.split()]  # shorthand stands for words typed without accents
        else:
            out.append(word)
    return out


def _not_empty(words: Sequence[str], accented: bool, without: Collection[str]) -> list[bool]:
    kept = [True] * len(words)
    joined = " ".join(words)
    starts = {sum(len(w) + 1 for w in words[:i]): i for i in range(len(words))}
    extra = [w if accented else fold(w) for w in without]
    patterns = [EMPTY_PHRASES if accented else FOLDED_EMPTY_PHRASES]
    patterns += [
        re.compile(rf"(?<!\w){re.escape(fold_tone(phrase) if accented else phrase)}(?!\w)")
        for phrase in extra
    ]
    for pattern in patterns:
        for found in pattern.finditer(joined):
            if (first := starts.get(found.start())) is not None:
                for i in range(first, min(len(words), first + len(found[0].split()))):
                    kept[i] = False
    empty = EMPTY_WORDS if accented else FOLDED_EMPTY_WORDS
    last = max((i for i, k in enumerate(kept) if k), default=-1)
    return [
        k
        and word not in empty
        and not (word in PARTICLES and i >= last - 1 and len(word) <= 3)
        and (len(word) > 1 or word.isdigit())
        for i, (word, k) in enumerate(zip(words, kept, strict=True))
    ]


COHESION = 0.2  # share of a telling word's places in which an empty-looking neighbour stands beside it


def _kept_together(words: Sequence[str], kept: Sequence[bool], accented: bool, corpus: Corpus) -> list[bool]:
    """Keep words that only look empty: "thi hanh" typed without accents (thi hành), "mục" in "mục đích".

    They are told by the company they keep: a phrase of the thesaurus, or a pair that the plans use.
    """
    out = list(kept)
    folded = [fold(word) for word in words]
    for size in range(2, MAX_PHRASE + 1):
        for i in range(len(words) - size + 1):
            if " ".join(folded[i : i + size]) in thesaurus() and any(kept[i : i + size]):
                out[i : i + size] = [True] * size
    if accented:
        for i in range(len(words) - 1):
            weak = words[i] if not kept[i] else words[i + 1]
            if (
                kept[i] != kept[i + 1]
                and weak in WEAK_WORDS
                and corpus.cohesion(words[i], words[i + 1], kept[i], accented=True) >= COHESION
            ):
                out[i] = out[i + 1] = True
        return out
    for i in range(len(words) - 1):
        if (
            kept[i] != kept[i + 1]
            and words[i].isalpha()
            and words[i + 1].isalpha()
            and corpus.cohesion(words[i], words[i + 1], kept[i]) >= COHESION
        ):
            out[i] = out[i + 1] = True
    return out
