"""Vietnamese as it was written before Unicode: TCVN3 (the ABC fonts) and VNI, and the proof that a text is.

Nothing is converted on a guess: "Chính phủ" taken for TCVN3 becomes "Chớnh phủ". A text is converted where
the font it is set in says so, or where it is Vietnamese after the conversion and was none before.

Sources: TCVN 5712:1993, character set VN3 (one byte a letter; capitals stand in fonts of their own, whose
names end in "H"); VNI for Windows (a letter, then the sign of its tone, both out of Windows-1252).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Literal

import regex as re

Encoding = Literal["TCVN3", "VNI"]

# -- TCVN3 --------------------------------------------------------------------------------------------

# From A1 on; "." where VN3 has no letter.
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_TCVN3) if letter != "."}
TCVN3_LETTERS = frozenset(map(chr, TCVN3))
WORD = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """Return text, whose letters are those of TCVN3 read as Latin-1, in Unicode.

    VN3 has no accented capitals: of a word or line set in capitals only the letters without accents
    were typed as such ("KÕ HO¹CH"). Those around them say that the others are capitals, too.
    """
    return "".join(_tcvn3_line(line) for line in text.splitlines(keepends=True))


def _tcvn3_line(line: str) -> str:
    typed = [character for character in line if character.isascii() and character.isalpha()]
    if len(typed) > 1 and all(character.isupper() for character in typed):
        return line.translate(TCVN3).upper()
    return re.sub(r"[A-Za-z\u00a1-\u00fe]+", lambda word: _tcvn3_word(word[0]), line)


def _tcvn3_word(word: str) -> str:
    typed = [character for character in word if character.isascii()]
    capitals = len(typed) > 1 and all(character.isupper() for character in typed)
    return word.translate(TCVN3).upper() if capitals else word.translate(TCVN3)


# -- VNI ----------------------------------------------------------------------------------------------

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301\u0300\u0309\u0303\u0323"
_TONES = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# Signs after a letter, in the order of _TONES: on the bare letter, with circumflex, with breve.
_SIGNS = (("", "ùøûõï"), (_CIRCUMFLEX, "áàåãä"), (_BREVE, "éèúüë"))
_BARE = {"â": _CIRCUMFLEX, "ê": _BREVE}
_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    marks = {sign: shape + tone for shape, signs in _SIGNS for sign, tone in zip(signs, _TONES, strict=True)}
    table = {
        letter + sign: unicodedata.normalize("NFC", _SINGLE.get(letter, letter) + mark)
        for letter, (sign, mark) in product("aeouyôö", (marks | _BARE).items())
    } | _SINGLE
    table = {typed: letter for typed, letter in table.items() if len(letter) == 1}
    for typed, letter in tuple(table.items()):
        for sign in {typed[1:], typed[1:].upper()}:
            table[typed[0].upper() + sign] = letter.upper()
    return table


VNI = _vni_table()
VNI_LETTERS = frozenset("".join(VNI)) - frozenset("aeouyAEOUY")
_VNI_UNIT = re.compile("|".join(sorted(VNI, key=len, reverse=True)))


def from_vni(text: str) -> str:
    """Return text, typed in a VNI font, in Unicode."""
    return _VNI_UNIT.sub(lambda unit: VNI[unit[0]], text)


# -- proof --------------------------------------------------------------------------------------------

# The syllable: first consonants, vowels, last consonants; accents other than tones stay.
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oao|oay|oe|oeo|oi|ôi|ơi|oo|ua|uâ|uây|uê"
    r"|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|y)"
    r"(?:ng|nh|ch|[cmnpt])?"
)
MIN_WORDS = 20  # accented words that a proof needs
MIN_VIETNAMESE = 0.97  # share of them that must be Vietnamese after the conversion
MAX_BEFORE = 0.5  # share that may be without it: mere chance leaves "ho" and "ph" as they were


def is_syllable(word: str) -> bool:
    """Return whether word can be a Vietnamese syllable with at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = sum(letters.count(tone) for tone in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return tones <= 1 and SYLLABLE.fullmatch(bare) is not None


def share_of_vietnamese(text: str) -> tuple[float, int]:
    """Return the share of accented words that can be Vietnamese, 0 to 1, and how many words have accents."""
    words = [word for word in WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)


@dataclass(frozen=True, slots=True)
class Converted:
    """Text in Unicode and what it was written in before."""

    text: str
    encoding: str


def proven(
    raw: str, conversions: tuple[tuple[str, Callable[[str], str]], ...] | None = None
) -> Converted | None:
    """Return raw in Unicode where one conversion, and only one, proves to be the right one; else None."""
    before, words = share_of_vietnamese(raw)
    if words >= MIN_WORDS and before > MAX_BEFORE:
        return None
    found = []
    for name, convert in conversions or CONVERSIONS:
        text = convert(raw)
        share, words = share_of_vietnamese(text)
        if words >= MIN_WORDS and share >= MIN_VIETNAMESE:
            found.append(Converted(text, name))
    return found[0] if len(found) == 1 else None


CONVERSIONS: tuple[tuple[str, Callable[[str], str]], ...] = (("TCVN3 (ABC)", from_tcvn3), ("VNI", from_vni))


def warning_of(encoding: str) -> str:
    """Return the sentence that tells the reader that the letters were converted."""
    return f"Chữ viết bằng bảng mã {encoding} đã được chuyển sang Unicode; hãy đối chiếu với bản gốc."


# -- fonts --------------------------------------------------------------------------------------------


def font_encoding(font: str) -> tuple[Encoding, bool] | None:
    """Return what a font's name says: the encoding, and whether it shows capitals only; None for others."""
    if re.match(r"\.Vn", font, re.IGNORECASE):
        return "TCVN3", font.endswith("H")
    return ("VNI", False) if re.match(r"VNI[-\s]", font, re.IGNORECASE) else None


def in_unicode(text: str, font: str) -> str:
    """Return text as it shows in font: converted where the font's name proves its encoding.

    Text that holds letters no legacy font has is Unicode already, whatever its font is called.
    """
    found = font_encoding(font)
    if found is None or any(ord(character) > 0xFF and character.isalpha() for character in text):
        return text
    encoding, capitals = found
    if encoding == "VNI":
        return from_vni(text)
    return text.translate(TCVN3).upper() if capitals else text.translate(TCVN3)
