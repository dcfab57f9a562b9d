"""Vietnamese text in the forms that are searched, never in the form that is quoted.

``fold`` and ``fold_tone`` give words; ``fold_map`` gives a string that can be searched and led back
to the place in the source. All three take NFC and NFD text alike.

The order of the words never changes, so ``fold(t)`` equals the words of ``fold_map(t)`` joined by spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Letters that stand for "d" once folded and have no decomposition of their own. The Icelandic eth and
# the African D look like Đ and are typed for it (DOMAIN: "Ð for Đ").
_LETTER_D = frozenset("đĐðÐɖƉ")
_TYPED_FOR_DD = str.maketrans("ðÐɖƉ", "đĐđĐ")

# A word is a run of letters and digits; "_" is punctuation here although \w holds it.
_WORD = re.compile(r"[^\W_]+")
# The same where accents are kept: a mark that no letter composes with (two tones on one vowel) stays in.
_ACCENTED_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")

# The tone of a syllable ending in oa, oe or uy is printed on either vowel: hòa/hoà, khỏe/khoẻ, ủy/uỷ.
# The form on the last vowel is chosen because it is the only one when a consonant follows (hoàn).
# "qúy", "qùa" and "gìa" are slips of the same kind: "qu" and "gi" are consonants there.
_TONE = "[\u0300\u0301\u0303\u0309\u0323]"  # huyền, sắc, ngã, hỏi, nặng, in NFD
_MISPLACED_TONE = re.compile(f"(?<=o){_TONE}[ae]|(?<=u){_TONE}y|(?<=qu){_TONE}[aeio]|(?<=gi){_TONE}[aeou]")


class _FoldedChars(dict[str, str]):
    """One character -> its folded form: "", one character, or two ("ß" -> "ss"). Filled as met."""

    def __missing__(self, char: str) -> str:
        self[char] = folded = _fold_char(char)
        return folded


def _fold_char(char: str) -> str:
    # Soft hyphens, zero-width spaces and byte-order marks are invisible to the reader.
    if unicodedata.category(char) == "Cf":
        return ""
    if char in _LETTER_D:
        return "d"
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFD", char).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


_FOLDED = _FoldedChars()


def fold(text: str) -> str:
    """Return the words of text, lower case, without accents, joined by single spaces.

    "Sở TT&TT, Ủy ban" -> "so tt tt uy ban". Everything that is not a letter or a digit parts words.
    """
    return " ".join(_WORD.findall("".join(map(_FOLDED.__getitem__, text))))


def fold_tone(text: str) -> str:
    """Return the words of text, lower case, accents kept, the tone always on the same vowel.

    "Ủy ban", "Uỷ ban" and "UỶ BAN" all give "uỷ ban" in NFC; words are parted as by `fold`.
    """
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    marked = unicodedata.normalize("NFD", visible.translate(_TYPED_FOR_DD).casefold())
    moved = _MISPLACED_TONE.sub(_tone_last, _MISPLACED_TONE.sub(_tone_last, marked))  # "qùoa": by two vowels
    return " ".join(_ACCENTED_WORD.findall(unicodedata.normalize("NFC", moved)))


def _tone_last(found: re.Match[str]) -> str:
    tone_and_vowel = found.group()
    return tone_and_vowel[1] + tone_and_vowel[0]


def fold_map(text: str) -> tuple[str, list[int]]:
    """Return text in lower case without accents, and where each of its characters comes from.

    The string keeps punctuation and white space; only case, accents and invisible characters go.
    The list has one offset a character and a last one, ``len(text)``: a match ``[i, j)`` in the folded
    string stands at ``text[offsets[i]:offsets[j]]``, marks of NFD text included (see `source_span`).
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        folded = _FOLDED[char]
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    offsets.append(len(text))
    return "".join(pieces), offsets


def source_span(offsets: Sequence[int], start: int, stop: int) -> tuple[int, int]:
    """Return the span of the source behind ``[start, stop)`` of a folded string.

    A match that ends inside a letter folded to two ("ß" -> "ss") takes the whole letter.
    """
    if stop > start and offsets[stop] == offsets[stop - 1]:
        stop += 1
    return offsets[start], offsets[stop]
