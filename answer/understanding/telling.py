"""The telling words of a question: what is left once names, asking words and filling are taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import regex as re

from answer.corpus import Corpus
from answer.understanding.lexicon import dictionary
from answer.understanding.topic import MAX_PHRASE, Topic, Word, make_topic, thesaurus, words_of
from answer.understanding.wording import (
    EMPTY_PHRASES,
    EMPTY_WORDS,
    FOLDED_EMPTY_PHRASES,
    FOLDED_EMPTY_WORDS,
    KINDS_OF_DOCUMENT,
    PARTICLES,
    WEAK_WORDS,
    spelt_out,
)
from ingest.fold import fold, fold_tone

EVERYWHERE = 0.15  # share of a plan's units that hold words of its title, before they narrow nothing
LONG_SUBJECT = 3  # words in a row of a title before they are taken for the plan's subject
HOW_MUCH = (["nhieu"], ["gio"], ["lau"])  # after "bao"
COHESION = 0.2  # share of a telling word's places in which an empty-looking neighbour stands beside it
DOCUMENT_WORDS = "|".join([*KINDS_OF_DOCUMENT, *map(fold, KINDS_OF_DOCUMENT), r"\w{1,3}"])


def without_own_figures(topic: Topic, plans: Sequence[str], corpus: Corpus) -> Topic:
    """Leave out the year a plan is of, and the number of one named by its place.

    "Kế hoạch năm 2023", "Hà Nội 173" name the plan, not what is asked.
    """
    asked = [corpus.plans[p] for p in plans] or list(corpus.plans.values())
    own = {year for plan in asked for year in re.findall(r"20\d\d", f"{plan.title or ''} {plan.date or ''}")}
    numbers = {found[0] for p in plans if (found := re.match(r"\d+", corpus.plans[p].number or ""))}
    said = [word.folded for word in topic.words]
    of_own = {i for i, word in enumerate(said) if word in own}
    of_own |= {i - 1 for i in of_own if i and said[i - 1] == "nam"}
    if len(said) - len(of_own) > MAX_PHRASE:
        of_own = set()  # among many words a year may belong to what is asked
    # between other words a figure is one of the matter: "trong 15 ngày"
    of_own |= {i for i in range(len(said)) if numbers.issuperset(said[: i + 1])}
    of_own |= {i for i in range(len(said)) if numbers.issuperset(said[i:])}
    if not of_own:
        return topic
    return make_topic([word for i, word in enumerate(topic.words) if i not in of_own], corpus)


def without_subject(topic: Topic, plans: Sequence[str], intents: Sequence[str], corpus: Corpus) -> Topic:
    """Leave out the words of the plan's own title: beside a named plan its subject narrows nothing.

    Kept where nothing else would be left to look for.
    """
    if len(plans) != 1:
        return topic
    title = f" {fold(corpus.plans[plans[0]].title or '')} "
    words = _without_initials(topic.words, title, corpus)
    for size in range(len(words), LONG_SUBJECT - 1, -1):
        for start in range(len(words) - size + 1):
            run = " ".join(word.folded for word in words[start : start + size])
            rest = words[:start] + words[start + size :]
            if (
                f" {run} " in title
                and _is_everywhere(run, plans[0], corpus)
                and (rest or set(intents) - {"definition"})
            ):
                return make_topic(rest, corpus)
    return topic if len(words) == len(topic.words) else make_topic(words, corpus)


def _without_initials(words: tuple[Word, ...], title: str, corpus: Corpus) -> tuple[Word, ...]:
    """Leave out the subject of a title said by its initials ("cchc"), where more is asked of it."""
    rest = tuple(
        word
        for word in words
        if not ((long_form := corpus.written_out(word.folded)) and f" {long_form} " in title)
    )
    return rest or words


def _is_everywhere(run: str, plan_id: str, corpus: Corpus) -> bool:
    """Return whether so many units of a plan say the words that they narrow nothing there."""
    units = corpus.in_plans([plan_id])
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
        meant = "" if accented or not _joins(spelt, i, corpus) else spelt[i]
        word = replace(word, apart=i > 0 and not kept[i - 1], meant=meant)
        if long_form != word.folded and word.accented.replace("đ", "d") in ("", word.folded):
            # shorthand stands for words typed without accents
            empty = long_form in FOLDED_EMPTY_WORDS | FOLDED_EMPTY_PHRASES | {fold(p) for p in without}
            out += [] if empty else [Word(w) for w in long_form.split()]
        else:
            out.append(word)
    return out


# "Ngày Sách", "Tháng Thanh niên": the name of an occasion, not a time asked for
OCCASION = re.compile(r"\b(?:[Nn]g[àa]y|[Tt]u[ầa]n|[Tt]h[áa]ng|[Nn]ăm) \p{Lu}\p{Ll}+")
QUOTED = re.compile(r"[“\"‘]([^”\"’]{1,60})[”\"’]")


def _quoted(text: str, words: Sequence[Word], kept: Sequence[bool]) -> list[bool]:
    """Keep the words of names that text puts in quotes ("ba không") or in capitals ("Ngày Sách")."""
    out, folded = list(kept), [word.folded for word in words]
    names = [*QUOTED.findall(text), *OCCASION.findall(text)]
    for said in (fold(name).split() for name in names):
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
    return fold(words[i]) not in FOLDED_EMPTY_WORDS or _joins(words, i, corpus)


def _joins(words: Sequence[str], i: int, corpus: Corpus) -> bool:
    """Return whether word i, with these accents, makes a word with one beside it."""
    beside = [words[j : j + 2] for j in (i - 1, i) if 0 <= j < len(words) - 1]
    return any(corpus.accents.joins(*pair) for pair in beside)


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
        if folded[i + 1] == "bao" and folded[i + 2 : i + 3] in HOW_MUCH:  # "chi bao nhiêu"
            continue
        weak = second if kept[i] else first
        whole = f"{first} {second}" in dictionary() and corpus.knows_pair(folded[i], folded[i + 1])
        if whole or (weak in WEAK_WORDS and corpus.cohesion(first, second, kept[i]) >= COHESION):
            out[i] = out[i + 1] = True
    return out
