"""How what is typed fits what is spelled: accents left out or misplaced, telex keys, slips of the hand."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import OSA

from ingest.agency_words import Words
from ingest.fold import fold

_SHORTEST_TELEX = 3
_ACCENTED_SHARE = 0.3
# Slips: one in a word of four letters or more, two in eight or more; over the name one in six letters.
_LETTERS_FOR_A_SLIP, _LETTERS_FOR_TWO, _LETTERS_PER_SLIP = 4, 8, 6
# A name of two words must be typed well unless the slip is plain: "côg an", not "công dân".
_SURE_WORDS = 3
SYLLABLE = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|n(?:gh?|h)?|p|ph|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|n[gh]?|p|t)?"
)
# Names that read as ordinary words without their accents ("số kế hoạch", "các số"): they must be typed right.
ACCENTS_NEEDED = frozenset(("sokehoach", "cacso", "cacbao", "songanh"))
# "số" and "sổ" are words of their own; other accents on "sở" are slips.
_NOT_A_DEPARTMENT = frozenset(("số", "sổ"))
# How the telex input method spells a letter or a tone when it is switched off: "sowr" -> "so".
_TELEX = re.compile("(?<=[aou])w|(?<=a)a|(?<=e)e|(?<=o)o|(?<=d)d|[sfrxj]$")


def is_accented(words: Words) -> bool:
    """Return whether a question is typed with accents; about two words in three of Vietnamese have one."""
    return sum(not key.isascii() for key in words.keys) > _ACCENTED_SHARE * len(words)


def spelled_so(typed: tuple[str, ...], spelled: tuple[str, ...], accented: bool) -> bool:
    """Return whether the accents typed are those of a name, slips and accents left out allowed for.

    accented  whether the question is typed with accents: a word without any is then meant without
    """
    if "".join(map(fold, spelled)) in ACCENTS_NEEDED:
        return typed == spelled
    if spelled[0] == "sở" and typed[0] in _NOT_A_DEPARTMENT:
        return False
    if accented and len(spelled) < _SURE_WORDS:
        return typed == spelled or all(map(str.isascii, typed))
    wrong = sum(not accents_fit(a, b) for a, b in zip(typed, spelled, strict=True))
    return wrong <= (0 if len(spelled) < _SURE_WORDS else max(1, len(spelled) // 3))


def untelexed(folded: str) -> str:
    """Return a word with the keys of telex taken out, where that makes a syllable of it: "sowr" -> "so"."""
    if len(folded) < _SHORTEST_TELEX or SYLLABLE.fullmatch(folded):
        return folded
    plain = _TELEX.sub("", folded)
    return plain if SYLLABLE.fullmatch(plain) else folded


def accents_fit(typed: str, spelled: str) -> bool:
    """Return whether typed has no accent that spelled lacks; accents left out do not count."""
    if typed == spelled or typed.isascii():
        return True
    left, right = _marks(typed), _marks(spelled)
    return len(left) == len(right) and all(a <= b for a, b in zip(left, right, strict=True))


def _marks(word: str) -> list[set[str]]:
    """Return the marks of each letter of a word; the stroke of "đ" counts as one."""
    letters: list[set[str]] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) and letters:
            letters[-1].add(char)
        else:
            letters.append({"đ"} if char == "đ" else set())
    return letters


def bearable(typed: tuple[str, ...], odd: int, plain: int) -> bool:
    """Return whether so many slips can be borne by a name of these words.

    odd    slips in words that are no syllables ("thươg"): surely slips
    plain  slips in words that are ("biến"): perhaps the word that was meant, so the rest must be right
    """
    if odd + plain > max(1, sum(map(len, typed)) // _LETTERS_PER_SLIP):
        return False
    if plain:
        return plain == 1 and len(typed) > _SURE_WORDS
    return len(typed) >= _SURE_WORDS or odd == 1


def slips_between(known: str, typed: str) -> int | None:
    """Return how many slips make known of typed; None where so short a word cannot bear them."""
    longest = max(len(known), len(typed))
    allowed = (longest >= _LETTERS_FOR_A_SLIP) + (longest >= _LETTERS_FOR_TWO)
    if known == typed:
        return 0
    if not allowed or abs(len(known) - len(typed)) > allowed:
        return None
    slips = OSA.distance(known, typed, score_cutoff=allowed)
    return slips if slips <= allowed else None
