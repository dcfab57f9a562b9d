"""Ordinary phrases that begin like an agency's name: "Chính phủ số", "bộ phận" (data/phrases.json).

One table for documents and for questions. A name that ends inside such a phrase is not read; one that is
longer than the phrase, or that a number or a word of the entry's own shows to be meant, is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.agency_data import DATA
from ingest.agency_words import Phrases, Words, key_of
from ingest.errors import AgencyDataError
from ingest.fold import fold
from ingest.typed_words import accents_fit

_REMEDY = "Hãy sửa tệp danh mục cụm từ rồi chạy lại."
_NUMBERED = "số"  # "Nghị định của Chính phủ số 61/2018/NĐ-CP"


@dataclass(frozen=True, slots=True)
class Phrase:
    """An ordinary phrase; unless are words after it that give the name its meaning back."""

    words: str
    unless: frozenset[str]


class OrdinaryPhrases:
    """The table, looked up at a word of a text: as spelled, or with accents left out as in questions."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        table = {phrase.words: phrase for phrase in phrases}
        self._spelled = Phrases(table)
        self._folded = Phrases({fold(words): phrase for words, phrase in table.items()})

    def cut(self, words: Words, n: int, last: int) -> bool:
        """Return whether a name of words [n, last) is only the beginning of an ordinary phrase."""
        found = self._spelled.at(words, n)
        return found is not None and _goes_past(words, last, *found)

    def cut_as_typed(self, words: Words, n: int, last: int) -> bool:
        """Return the same of a question: accents may be left out, those typed must be the phrase's."""
        found = self._folded.at(replace(words, keys=tuple(map(fold, words.keys))), n)
        if found is None or not _goes_past(words, last, *found):
            return False
        spelled = Words.of(found[0].words).keys
        return all(
            accents_fit(typed, key) for typed, key in zip(words.keys[n : found[1]], spelled, strict=True)
        )


def _goes_past(words: Words, last: int, phrase: Phrase, stop: int) -> bool:
    """Return whether a phrase up to word stop goes on after a name, and what follows leaves it so."""
    if stop <= last:
        return False
    if stop >= len(words) or not words.spaced(stop):
        return True
    after = words.keys[stop]
    numbered = after.isdigit() and phrase.words.endswith(f" {_NUMBERED}")
    return not numbered and not any(_typed_for(after, word) for word in phrase.unless)


def _typed_for(typed: str, spelled: str) -> bool:
    """Return whether a word may be what was typed, accents left out allowed for."""
    return fold(typed) == fold(spelled) and accents_fit(typed, spelled)


@lru_cache(maxsize=2)
def ordinary_phrases(*, asked: bool = False) -> OrdinaryPhrases:
    """Return the project's table; asked adds the phrases that count in questions only.

    Raises AgencyDataError when the file is missing or malformed.
    """
    return OrdinaryPhrases(read_phrases(DATA / "phrases.json", asked=asked))


def read_phrases(path: Path, *, asked: bool) -> tuple[Phrase, ...]:
    """Return the phrases of the file, each a word with what it goes on with."""
    try:
        entries = json.loads(path.read_text("utf-8"))["phrases"]
        return tuple(
            phrase for entry in entries if asked or not entry.get("questions") for phrase in _of(entry)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AgencyDataError(f"Không đọc được danh mục cụm từ {path.name}.", remedy=_REMEDY) from error


def _of(entry: Mapping[str, Any]) -> Iterable[Phrase]:
    unless = frozenset(map(key_of, entry.get("unless", ())))
    return (Phrase(f"{entry['word']} {further}", unless) for further in entry["goes_on"])
