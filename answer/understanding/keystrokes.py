"""Vietnamese typed with the input method off: the keys of Telex and VNI -> the letters they stand for.

"Nhieemj vuj cuar Sowr", "Kha1nh Ho2a", "nôpj": what stands on the page when the keyboard was left in another
mode. A word is changed only into a syllable of the language, and a tone key alone ("bus", "quy1") says
nothing unless other words of the question are typed so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import regex as re

from answer.understanding.lexicon import spelled
from index.accents import has_accents
from ingest.fold import fold, fold_tone

WORD = re.compile(r"\p{L}[\p{L}\d]*")
CIRCUMFLEX, HORN, BREVE = "\u0302", "\u031b", "\u0306"
TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
VNI_TONES = dict(zip("12345", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
VOWELS = frozenset("aeiouy")
ON_LAST_VOWEL = ("oa", "oe", "uy")  # fold_tone's place of the tone
DOUBLED = re.compile(r"oong$")  # "Coong an"; of few words, "xoong", it is the spelling
MIN_WEAK = 2  # words with nothing but a tone key before any of them is read so
# A tone key at the end that no foreign word has there: "vuj", "Bangf"; not "gif", "gas"
SURE_TONE = re.compile(r"(?:j|(?<=[ghmn])f)$")


@dataclass(slots=True)
class _Syllable:
    """A syllable while its keys are read: its letters in NFD, its tone, and whether keys made it plain."""

    letters: list[str] = field(default_factory=list)
    tone: str = ""
    keyed: bool = False
    sure: bool = False

    def mark(self, mark: str, bases: str) -> bool:
        """Put mark on the last plain vowel of bases, a horn on both of "uo"; False without such a vowel."""
        for i in range(len(self.letters) - 1, -1, -1):
            if self.letters[i] in bases:
                self.letters[i] += mark
                if mark == HORN and i and self.letters[i - 1 : i + 1] == ["u", f"o{HORN}"]:
                    self.letters[i - 1] += HORN
                self.keyed = self.sure = True
                return True
        return False

    def stroke(self) -> bool:
        """Make the "d" a syllable opens with a "đ"; False where it opens with none."""
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        self.keyed = self.sure = True
        return True

    def set_tone(self, tone: str) -> bool:
        """Give the syllable its tone; False without a vowel or with a tone already."""
        if self.tone or not any(letter[0] in VOWELS for letter in self.letters):
            return False
        self.tone, self.keyed = tone, True
        return True

    def written(self) -> str:
        """Return the syllable as it is written, tone placed as `fold_tone` places it."""
        letters = list(self.letters)
        if self.tone:
            letters[self._toned()] += self.tone
        return unicodedata.normalize("NFC", "".join(letters))

    def _toned(self) -> int:
        vowels = [i for i, letter in enumerate(self.letters) if letter[0] in VOWELS]
        marked = [i for i in vowels if len(self.letters[i]) > 1]
        plain = "".join(letter[0] for letter in self.letters)
        if len(vowels) > 1 and plain.startswith(("gi", "qu")):
            vowels = vowels[1:]
        closed = vowels[-1] < len(self.letters) - 1
        both = "".join(plain[i] for i in vowels)
        if marked:
            return marked[-1]
        return vowels[-1] if closed or both in ON_LAST_VOWEL else vowels[len(vowels) > 2]


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a word stands for; sure where its keys cannot be read otherwise, not by a tone key alone."""

    written: str
    sure: bool


# "quy1 va quy2": a number run on to its word, no tone key
NUMBERED = re.compile(r"(?:quy|thang|nam|cap|muc|dieu|khoan|lop|tuan|ngay|dot|phan|khu|so)\d")


def displayed(text: str) -> str:
    """Return text with what was typed as keys put as letters; text itself where no word was.

    Among words without accents, where most are not typed as keys, they are given without accents, too.
    """
    found = {one.start(): (one[0], keyed) for one in WORD.finditer(text) if (keyed := read_keys(one[0]))}
    if not any(keyed.sure for _, keyed in found.values()) and len(found) < MIN_WEAK:
        return text
    rest = WORD.sub(lambda one: "" if one.start() in found else one[0], text)
    accents = has_accents(rest) or len(found) >= len(WORD.findall(rest))

    def shown(one: re.Match[str]) -> str:
        if one.start() not in found:
            return one[0]
        written = found[one.start()][1].written
        written = written if accents else fold(written)
        return written.capitalize() if one[0][0].isupper() else written

    return WORD.sub(shown, text)


def read_keys(word: str) -> Keyed | None:
    """Return what a word typed as keys stands for; None of a word that is none, or of no syllable."""
    lower = unicodedata.normalize("NFC", word.lower())
    real = fold_tone(lower) in _syllables()
    if len(word) < 2 or word[1:].isupper() or NUMBERED.fullmatch(lower):
        return None
    if real and not DOUBLED.search(lower):
        return None
    sure = SURE_TONE.search(lower) is not None
    for read in (_of_telex, _of_vni):
        syllable = read(lower)
        if syllable is None or not syllable.keyed:
            continue
        written = syllable.written()
        if fold_tone(written) in _syllables():
            return Keyed(written, not real and (syllable.sure or sure))
        # "nopj": the mark left out, the tone typed; "tri65n": the wrong tone
        if (sure or (read is _of_vni and syllable.sure)) and fold(written) in _syllables():
            return Keyed(fold(written), sure=True)
    return None


@cache
def _syllables() -> frozenset[str]:
    """Return the syllables of the language, as they are written and without accents."""
    written = frozenset(syllable for word in spelled() for syllable in word.split())
    return written | frozenset(map(fold, written))


def _typed(letters: Iterable[str], syllable: _Syllable) -> None:
    """Add letters typed with their accents: keys beside them are surely slips of the input method."""
    for letter in letters:
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in TELEX_TONES.values())
        syllable.letters.append("".join(mark for mark in marks if mark not in tones))
        syllable.tone = tones or syllable.tone
        syllable.sure = syllable.sure or len(marks) > 1 or letter == "đ"


def _of_telex(word: str) -> _Syllable | None:
    """Return the syllable that Telex makes of the keys of word; None where digits stand in it."""
    syllable = _Syllable()
    for i, key in enumerate(word):
        before = word[i - 1] if i else ""
        if key.isdigit():
            return None
        if key in TELEX_TONES and syllable.set_tone(TELEX_TONES[key]):
            continue
        if key == "w" and (syllable.mark(HORN, "ou") or syllable.mark(BREVE, "a")):
            continue
        if key in "aeo" and key == before and syllable.mark(CIRCUMFLEX, key):
            continue
        if key == "d" and i and syllable.stroke():
            continue
        _typed(key, syllable)
    return syllable


def _of_vni(word: str) -> _Syllable | None:
    """Return the syllable that VNI makes of the keys of word; None where a digit can be none of them."""
    syllable = _Syllable()
    for i, key in enumerate(word):
        if not key.isdigit():
            _typed(key, syllable)
            continue
        marked = (
            (key == "6" and syllable.mark(CIRCUMFLEX, "aeo"))
            or (key == "7" and syllable.mark(HORN, "ou"))
            or (key == "8" and syllable.mark(BREVE, "a"))
            or (key == "9" and syllable.stroke())
            or (key in VNI_TONES and syllable.set_tone(VNI_TONES[key]))
        )
        if not marked:
            return None
        syllable.sure = syllable.sure or i < len(word) - 1
    return syllable
