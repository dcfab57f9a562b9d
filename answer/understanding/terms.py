"""The words of a topic as a reader takes them: "hộ chiếu" is one word, not "hộ" and "chiếu".

Most Vietnamese words have two syllables. A clause that says "hỗ trợ" and "trình chiếu" says nothing of
passports, so whether a clause speaks of a topic is told by whole words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.corpus import Corpus, Unit
from answer.understanding.lexicon import LONGEST, dictionary, is_cut
from answer.understanding.topic import (
    HEADING_SHARE,
    OTHER_ACCENTS,
    OTHER_WORDS,
    SLIP,
    Topic,
    Word,
    phrase_share,
    same_word,
    thesaurus,
)
from answer.understanding.wording import FOLDED_LIGHT_WORDS, LIGHT_WORDS
from ingest.fold import fold

WHOLE = 0.3  # more weight for each further syllable: "thuốc lá điện tử" tells more than "thuốc"
LIGHT = 0.15  # of a word's weight, where it tells little of any subject ("lớn", "mở", "dự kiến")
OFTEN = 0.1  # between two ways to part words: the one whose words all clauses hold
PARTS = 0.3  # of a word, where only its syllables stand apart


@dataclass(frozen=True, slots=True)
class Term:
    """Words start to stop (exclusive) of a topic that are one word; weight says how much it tells."""

    start: int
    stop: int
    weight: float


class Terms:
    """The terms of a topic, and how much of them a unit says."""

    def __init__(self, topic: Topic, corpus: Corpus) -> None:
        self.topic, self.corpus = topic, corpus
        runs = runs_of(topic.words, corpus)
        self.terms = [Term(start, stop, self._weight(start, stop)) for start, stop in runs]
        self.total = sum(term.weight for term in self.terms)

    def share(self, unit: Unit) -> float:
        """Return the share of the terms' weight that unit and its headings say, 0 to 1; 1 without terms."""
        if not self.total:
            return 1.0
        telling = self._telling(unit)
        return sum(term.weight * self._held(term, unit) for term in telling) / sum(t.weight for t in telling)

    def _telling(self, unit: Unit) -> list[Term]:
        """Return the terms that tell units of a plan apart: none of its subject, unless all are."""
        title = self.corpus.titles.get(unit.plan_id, "")
        return [term for term in self.terms if not self._names_subject(term, title)] or self.terms

    def beside_title(self, plan_ids: Iterable[str]) -> list[Word]:
        """Return the words of the topic that say more than what all of the plans are about."""
        titles = [self.corpus.titles.get(plan_id, "") for plan_id in plan_ids]
        more = [t for t in self.terms if not titles or not all(self._names_subject(t, o) for o in titles)]
        return [word for term in more for word in self.topic.words[term.start : term.stop]]

    def _names_subject(self, term: Term, title: str) -> bool:
        """Return whether the title says a term, or what plans write for it."""
        phrases = [_folded(self.topic.words[term.start : term.stop])]
        for start, stop, others in self.topic.other:
            phrases += others if (start, stop) == (term.start, term.stop) else ()
        return any(f" {phrase} " in title for phrase in phrases)

    def lacks_a_word(self, unit: Unit) -> bool:
        """Return whether the topic has a word that no plan says, and unit nothing that stands for it."""
        unheld = [term for term in self._telling(unit) if self._held(term, unit) <= PARTS]
        lacking = [self.topic.words[term.start : term.stop] for term in unheld]
        return any(not _is_light(words) and not self.corpus.count_of(_folded(words)) for words in lacking)

    def unsaid(self, unit: Unit) -> list[str]:
        """Return the telling terms that unit does not say in any form, as they were typed."""
        unheld = [term for term in self._telling(unit) if self._held(term, unit) <= PARTS]
        words = [self.topic.words[term.start : term.stop] for term in unheld]
        return [_said(own) for own in words if not _is_light(own)]

    def says(self, words: str, unit: Unit) -> bool:
        """Return whether unit holds the telling terms that are these folded words, where there are any."""
        terms = [(term, self.topic.words[term.start : term.stop]) for term in self.terms]
        same = [term for term, own in terms if _folded(own) == words and not _is_light(own)]
        return all(self._held(term, unit) > PARTS for term in same)

    def _weight(self, start: int, stop: int) -> float:
        words = self.topic.words[start:stop]
        units = len(self.corpus.units)
        told = math.log(1 + units / (0.5 + self.corpus.count_of(_folded(words))))
        return told * (1 + WHOLE * (stop - start - 1)) * (LIGHT if _is_light(words) else 1.0)

    def _held(self, term: Term, unit: Unit) -> float:
        """Return how much of a term unit and its headings hold, 0 to 1: its words, or the plans' for them."""
        words = self.topic.words[term.start : term.stop]
        phrase = f" {_folded(words)} "
        held = 0.0
        if phrase in unit.folded and len(words) == 1 and _only_cut(words[0], unit):
            held = PARTS
        elif phrase in unit.folded:
            held = 1.0 if _same_accents(words, unit) else SLIP if _is_slip(words) else OTHER_ACCENTS
        elif phrase in unit.above:
            held = HEADING_SHARE
        elif len(words) > 1:
            held = PARTS * sum(f" {word.folded} " in unit.folded for word in words) / len(words)
        for start, stop, others in self.topic.other:
            if start <= term.start and term.stop <= stop:
                held = max(held, OTHER_WORDS * max(phrase_share(unit, other) for other in others))
        return held


def runs_of(words: Sequence[Word], corpus: Corpus) -> list[tuple[int, int]]:
    """Return the words as runs (start, stop) that are one word each, the plans' own words first.

    Of all ways to part them the one with the fewest runs, and among these the one that the plans know best:
    "điện tử học sinh" is "điện tử" and "học sinh".
    """
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for stop in range(1, len(words) + 1):
        ways = [
            (best[start][0] + _cost(words[start:stop], corpus), [*best[start][1], (start, stop)])
            for start in range(max(0, stop - LONGEST), stop)
            if stop - start == 1 or _is_word(words[start:stop], corpus)
        ]
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _cost(words: Sequence[Word], corpus: Corpus) -> float:
    """Return what a run costs: more where no plan says it, a little less the oftener plans do."""
    count = corpus.count_of(_folded(words)) if len(words) > 1 else 0
    return 1.0 - OFTEN * count / (1 + len(corpus.units)) if len(words) == 1 or count else 1.2


def _is_slip(words: Sequence[Word]) -> bool:
    """Return whether words are a word of the language only with other accents ("ngộ đọc")."""
    return len(words) > 1 and _said(words) not in dictionary() and _folded(words) in dictionary()


def _is_word(words: Sequence[Word], corpus: Corpus) -> bool:
    if any(word.apart for word in words[1:]):
        return False
    known_slip = _is_slip(words) and bool(corpus.count_of(_folded(words)))
    return known_slip or _said(words) in dictionary() or _folded(words) in thesaurus()


def _only_cut(word: Word, unit: Unit) -> bool:
    """Return whether a syllable stands in unit only as part of other words: "giá" of "giá trị"."""
    said = unit.accented.split()
    places = [i for i, syllable in enumerate(said) if fold(syllable) == word.folded]
    return bool(places) and all(is_cut(said, i, i + 1) for i in places)


def _is_light(words: Sequence[Word]) -> bool:
    return _said(words) in LIGHT_WORDS or (not words[0].accented and _folded(words) in FOLDED_LIGHT_WORDS)


def _same_accents(words: Sequence[Word], unit: Unit) -> bool:
    if not all(word.accented for word in words) or f" {_said(words)} " in unit.accented:
        return True
    return f" {' '.join(same_word(word.accented) for word in words)} " in unit.accented


def _folded(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)


def _said(words: Sequence[Word]) -> str:
    """Return words with the accents they were typed with."""
    return " ".join(word.accented or word.folded for word in words)
