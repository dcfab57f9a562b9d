"""How people talk and type, put as officials write: dialect words, chat spellings, words run together.

data/speech.json holds words of the language, never of plans. A word is left alone where it is part of
another ("mô hình", "lỗ hổng", "chi tiết"), and typed without accents where it may be another ("mo", "hong").
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex as re

from answer.understanding.keystrokes import displayed
from answer.understanding.lexicon import dictionary
from answer.understanding.wording import PARTICLES, is_english
from index.accents import has_accents
from ingest.fold import fold, fold_tone
from ingest.typed_words import SYLLABLE

_DATA = json.loads((Path(__file__).parent.parent.parent / "data" / "speech.json").read_text("utf-8"))
AT_EDGES = frozenset(map(fold_tone, _DATA["at_edges"]))
WITHOUT_ACCENTS = frozenset(map(fold, _DATA["without_accents"]))
LONGEST = 4  # words of a phrase of talk
SHORTEST_JOINED = 3  # letters of two words run together
WORD = re.compile(r"[^\W\d_]+")


@cache
def _talk(*, accents: bool) -> dict[tuple[str, ...], str]:
    """Return what is said, as words, and what it means; without accents where accents is false."""
    spelled = fold_tone if accents else fold
    return {tuple(spelled(said).split()): means for said, means in _DATA["talk"].items()}


@cache
def _not_before(*, accents: bool) -> dict[str, frozenset[str]]:
    spelled = fold_tone if accents else fold
    return {spelled(word): frozenset(map(spelled, after)) for word, after in _DATA["not_before"].items()}


def as_written(text: str, *, known: Callable[[str], bool]) -> str:
    """Return a question with its words of talk as they are written: "mần chi rứa" -> "làm gì vậy".

    known  whether a folded word is one the plans use: such a word is not two run together
    """
    composed = unicodedata.normalize("NFC", text)
    return composed if is_english(text) else _without_talk(_parted(displayed(composed), known))


def _parted(text: str, known: Callable[[str], bool]) -> str:
    """Part words that are run together: "báocáo" -> "báo cáo"."""

    def parted(found: re.Match[str]) -> str:
        word = found[0]
        folded = fold(word)
        plain = accents and word.isascii()  # among accented words one without is a foreign one: "camera"
        if plain or word.isupper() or len(folded) < SHORTEST_JOINED:
            return word
        return word if SYLLABLE.fullmatch(folded) or known(folded) else _in_two(word) or word

    accents = has_accents(text)
    return WORD.sub(parted, text)


def _in_two(word: str) -> str | None:
    """Return the two syllables of a word of the dictionary that word runs together, or None."""
    for at in range(1, len(word)):
        pair = f"{word[:at]} {word[at:]}"
        syllables = all(SYLLABLE.fullmatch(half) for half in fold(pair).split())
        if syllables and fold_tone(pair) in dictionary():
            return pair
    return None


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a question, folded as they are compared, and which of them a mark follows."""

    words: tuple[str, ...]
    marked: tuple[bool, ...]
    accents: bool

    @classmethod
    def of(cls, text: str, found: Sequence[re.Match[str]]) -> _Said:
        accents = has_accents(text)
        spelled = fold_tone if accents else fold
        following = [*(one.start() for one in found), len(text)][1:]
        marked = [bool(text[one.end() : start].strip()) for one, start in zip(found, following, strict=True)]
        return cls(tuple(spelled(one[0]) for one in found), tuple(marked), accents)

    def is_talk(self, start: int, stop: int) -> bool:
        """Return whether words start to stop are a phrase of talk and no part of other words."""
        words = self.words
        if stop > len(words) or words[start:stop] not in _talk(accents=self.accents):
            return False
        after = "" if stop == len(words) or self.marked[stop - 1] else words[stop]
        if after in _not_before(accents=self.accents).get(words[stop - 1], ()):
            return False
        if f"{words[stop - 1]} {after}" in dictionary():
            return False
        before = words[start - 1] if start and not self.marked[start - 1] else ""
        inside = f"{before} {words[start]}" in dictionary()  # "quang ba nao" names no lady
        if stop - start > 1:
            # "quy mo" is "quy mô", not "quý mô"
            return self.accents or not (inside or " ".join(words[start:stop]) in dictionary())
        if inside:
            return False
        if not self.accents:
            return words[start] in WITHOUT_ACCENTS and self._ends(stop)
        return words[start] not in AT_EDGES or start == 0 or self._ends(stop)

    def _ends(self, stop: int) -> bool:
        """Return whether nothing but words of talk stands from stop to the end or to a mark."""
        for n in range(stop, len(self.words)):
            if self.marked[n - 1]:
                return True
            if (self.words[n],) not in _talk(accents=self.accents) and self.words[n] not in PARTICLES:
                return False
        return True


def _without_talk(text: str) -> str:
    found = list(WORD.finditer(text))
    said = _Said.of(text, found)
    out, at, i = "", 0, 0
    while i < len(found):
        size = next((n for n in range(LONGEST, 0, -1) if said.is_talk(i, i + n)), 0)
        if size:
            means = _talk(accents=said.accents)[said.words[i : i + size]]
            out += text[at : found[i].start()] + (means if said.accents else fold(means))
            at = found[i + size - 1].end()
        i += max(size, 1)
    return " ".join((out + text[at:]).split())
