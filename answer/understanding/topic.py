"""What a question is about: its telling words, and how well a unit answers to them.

A question's words seldom are the plan's ("phân tiền" for "phân bổ kinh phí"): data/thesaurus.json holds
what officials say and what plans write. Scores are shares of the topic's weight found, 0 to 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import regex as re
from rapidfuzz.distance import Levenshtein

from answer.corpus import Corpus, Unit
from answer.understanding.lexicon import is_cut
from ingest.fold import fold, fold_tone

THESAURUS = Path(__file__).parent.parent.parent / "data" / "thesaurus.json"
HEADING_SHARE = 0.75  # a word that stands in the heading above counts so much of one in the clause
OTHER_ACCENTS = 0.35  # "tính" is not "tình": a word met only with other accents
UNSURE = 0.7  # a word typed without accents, where the unit has it only with others than it most likely means
OTHER_WORDS = 0.85  # the thesaurus' word instead of the question's own
SLIP = 0.9  # a word met with other accents inside a pair that stands: "Bổ trí" printed for "bố trí"
PART_OF_PHRASE = 0.4  # "ngoại" of "ngoại ngữ" is met in "đối ngoại", which says nothing
PAIR_SHARE = 0.8  # weight of two words that stand together, against one word
SCATTERED = 0.7  # a phrase of three words or more whose words all stand in a unit, but apart
PLAIN = "-"  # for a word typed without accents, where words are told by theirs
MIN_MENDED = 4  # letters of a word before a slip in it is mended
MAX_PHRASE = 5  # words in a phrase of the thesaurus
SAME_WORD = {  # both spellings are in use
    "hằng": "hàng",
    "hàng": "hằng",
    "qui": "quy",
    "tỉ": "tỷ",
    "ký": "kí",
    "lý": "lí",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of the question: folded, and as typed where it was typed with accents ("" if not).

    apart  whether words that tell nothing stood between it and the telling word before
    meant  of a word typed without accents: with those it most likely has
    """

    folded: str
    accented: str = ""
    apart: bool = field(default=False, compare=False)
    meant: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """The telling words of a question, in order.

    other  what plans write instead of runs of words: (start, stop, folded phrases), stop exclusive
    """

    words: tuple[Word, ...]
    other: tuple[tuple[int, int, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def text(self) -> str:
        return " ".join(word.accented or word.folded for word in self.words)


@cache
def thesaurus() -> Mapping[str, tuple[str, ...]]:
    """Return for each folded everyday phrase what plans write, folded."""
    data: dict[str, list[str]] = json.loads(THESAURUS.read_text("utf-8"))
    return {fold(phrase): tuple(fold(other) for other in others) for phrase, others in data.items()}


def make_topic(words: Sequence[Word], corpus: Corpus) -> Topic:
    """Return the topic of words, misspelt ones mended where the plans know a near one."""
    mended = tuple(mend(words, i, corpus) for i in range(len(words)))
    other: list[tuple[int, int, tuple[str, ...]]] = []
    typed = [word.accented or PLAIN for word in mended]
    for start in range(len(mended)):
        for stop in range(min(len(mended), start + MAX_PHRASE), start, -1):
            phrase = " ".join(word.folded for word in mended[start:stop])
            if (found := thesaurus().get(phrase)) and not is_cut(typed, start, stop):
                other.append((start, stop, found))
        if not corpus.knows(mended[start].folded) and (long_form := corpus.written_out(mended[start].folded)):
            other.append((start, start + 1, (long_form,)))
    return Topic(mended, tuple(other))


# The shape of a Vietnamese syllable without its marks: an initial, vowels, a final.
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|oai|oay|oeo|uoi|uou|ieu|yeu|uay|uao|"
    r"ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)


def mend(words: Sequence[Word], i: int, corpus: Corpus) -> Word:
    """Return word i, or the plans' word one slip away when no plan knows it ("thuog" -> "thuong").

    A word of the shape of a syllable is left alone: it is a word that the plans do not use, not a slip.
    Of several such words the one that stands oftenest beside its neighbours in the plans.
    """
    word = words[i]
    typed = word.folded
    if (
        len(typed) < MIN_MENDED
        or not typed.isalpha()
        or SYLLABLE.fullmatch(typed)
        or corpus.knows(typed)
        or typed in thesaurus()
    ):
        return word
    near = [
        known
        for known in corpus.vocabulary
        if abs(len(known) - len(typed)) <= 1 and Levenshtein.distance(known, typed, score_cutoff=1) <= 1
    ]
    if not near:
        return word

    def together(candidate: str) -> int:
        pairs = [f" {words[i - 1].folded} {candidate} "] if i else []
        pairs += [f" {candidate} {words[i + 1].folded} "] if i + 1 < len(words) else []
        return sum(pair in unit.folded for unit in corpus.units for pair in pairs)

    best = max(near, key=together)
    return Word(best, apart=word.apart) if together(best) or len(near) == 1 else word


class Scorer:
    """Scores units for one topic; weights are worked out once."""

    def __init__(self, topic: Topic, corpus: Corpus) -> None:
        self.topic = topic
        self.corpus = corpus
        self.weights = [corpus.weight(word.folded) for word in topic.words]
        self.total = sum(self.weights) + sum(self.pair_weight(i) for i in range(len(topic.words) - 1))

    def pair_weight(self, i: int) -> float:
        """Return the weight of words i and i+1 together, 0 where the plans never set them side by side."""
        if not self.corpus.knows_pair(self.topic.words[i].folded, self.topic.words[i + 1].folded):
            return 0.0
        return PAIR_SHARE * (self.weights[i] + self.weights[i + 1]) / 2

    def score(self, unit: Unit) -> float:
        """Return the share of the topic's weight that unit and its headings hold, 0 to 1."""
        if not self.total:
            return 0.0
        found = [self.word_share(unit, word) for word in self.topic.words]
        pairs = [self.pair_share(unit, i) for i in range(len(found) - 1)]
        for i, share in enumerate(pairs):
            if share == 1.0:  # the pair stands there: other accents on one word are a slip of the copy
                found[i], found[i + 1] = max(found[i], SLIP), max(found[i + 1], SLIP)
        for start, stop, others in self.topic.other:
            phrase = f" {' '.join(word.folded for word in self.topic.words[start:stop])} "
            if stop - start > 1 and phrase not in unit.folded:
                found[start:stop] = [min(share, PART_OF_PHRASE) for share in found[start:stop]]
            share = max(phrase_share(unit, other) for other in others) * OTHER_WORDS
            for i in range(start, stop):
                found[i] = max(found[i], share)
            for i in range(start, stop - 1):
                pairs[i] = max(pairs[i], share)
        held = sum(w * share for w, share in zip(self.weights, found, strict=True))
        held += sum(self.pair_weight(i) * share for i, share in enumerate(pairs))
        return held / self.total

    def word_share(self, unit: Unit, word: Word) -> float:
        """Return how much of a word unit and its headings hold, 0 to 1; less where the accents differ."""
        folded = f" {word.folded} "
        if folded in unit.folded:
            if not word.accented:
                return UNSURE if word.meant and f" {word.meant} " not in unit.accented else 1.0
            same = f" {same_word(word.accented)} " in unit.accented
            return 1.0 if same or f" {word.accented} " in unit.accented else OTHER_ACCENTS
        return HEADING_SHARE if folded in unit.above or folded in self.title(unit) else 0.0

    def title(self, unit: Unit) -> str:
        """Return the title of a unit's plan, the heading above all others."""
        return self.corpus.titles.get(unit.plan_id, "")

    def pair_share(self, unit: Unit, i: int) -> float:
        """Return how much of words i and i+1 side by side unit and its headings hold, 0 to 1."""
        pair = f" {self.topic.words[i].folded} {self.topic.words[i + 1].folded} "
        above = pair in unit.above or pair in self.title(unit)
        return 1.0 if pair in unit.folded else HEADING_SHARE if above else 0.0

    def missing(self, unit: Unit) -> list[str]:
        """Return the topic's words that neither unit nor heading holds in any form."""
        held = set()
        for start, stop, others in self.topic.other:
            if max(phrase_share(unit, other) for other in others) >= 1:
                held |= set(range(start, stop))
        return [
            w.folded
            for i, w in enumerate(self.topic.words)
            if i not in held and self.word_share(unit, w) < HEADING_SHARE
        ]


def same_word(accented: str) -> str:
    """Return the other spelling of a word that has two ("qui" for "quy"), or the word itself."""
    return SAME_WORD.get(accented, accented)


def phrase_share(unit: Unit, phrase: str) -> float:
    """Return how much of a folded phrase unit and its headings hold, 0 to 1."""
    if f" {phrase} " in unit.folded:
        return 1.0
    if f" {phrase} " in unit.above:
        return HEADING_SHARE
    words = phrase.split()
    return SCATTERED if len(words) > 2 and all(f" {w} " in unit.folded for w in words) else 0.0


def words_of(text: str) -> list[Word]:
    """Return the words of text, accents kept where they were typed."""
    plain = fold(text).split()
    toned = fold_tone(text).split()
    if len(plain) != len(toned):  # marks that no letter takes: compare without accents only
        return [Word(word) for word in plain]
    typed_accents = any(p != t for p, t in zip(plain, toned, strict=True))
    return [Word(p, t if typed_accents else "") for p, t in zip(plain, toned, strict=True)]
