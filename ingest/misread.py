"""Letters that OCR takes for others where a plan's skeleton hangs on them: titles and section numbers.

Mended only in the form that is read and searched; what is quoted stays as it was read off the page. Each
repair needs proof in the line itself: fixed words of the frame, or a heading in capitals after a number.
"""

from __future__ import annotations

import regex as re

from ingest.fold import fold, fold_tone
from ingest.letterhead import KINDS

Mend = tuple[int, int, str]
"""Start and stop of what is misread, and what it was."""

# Lines of a frame that stand alone; OCR confuses the marks on capitals (QUYÉT ĐỊNH, KÉẺ HOẠCH).
FIXED = (
    *KINDS,
    *(f"{kind}:" for kind in ("QUYẾT ĐỊNH", "QUYẾT NGHỊ")),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "PHỤ LỤC",
)
# A doubled vowel is one letter read twice ("KÉẺ"): in the folded form "kee hoach".
DOUBLED = re.compile(r"([aeiouy])\1")
FIXED_BY_FOLD = {DOUBLED.sub(r"\1", fold(words)) + words[len(words.rstrip(":")) :]: words for words in FIXED}
LINE = re.compile(r"^[^\S\n]*(?P<words>\S[^\n]{3,45}?)[^\S\n]*$", re.MULTILINE)

# "HI." for "III.", "1I." for "II.": what stands in for upright strokes, before a heading in capitals.
NUMBER = re.compile(
    r"^(?=\S*[IVXH])(?P<number>[IVXHLl1|!T]{2,6})(?=[.,]\s+\p{Lu}{2,}[^\n\p{Ll}]*$)", re.MULTILINE
)
STROKES = str.maketrans({"H": "II", "l": "I", "1": "I", "|": "I", "!": "I", "L": "I", "T": "I"})
ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")


def mends_of(text: str) -> list[Mend]:
    """Return what is misread in text, in order."""
    return sorted([*_fixed_lines(text), *_section_numbers(text)])


def _fixed_lines(text: str) -> list[Mend]:
    mends: list[Mend] = []
    for line in LINE.finditer(text):
        words = line["words"]
        if not words[0].isupper():
            continue
        colon = ":" if words.endswith(":") else ""
        meant = FIXED_BY_FOLD.get(DOUBLED.sub(r"\1", fold(words)) + colon)
        if meant and meant != words and meant.isupper() == words.isupper() and _differs(words, meant):
            mends.append((*line.span("words"), meant))
    return mends


def _differs(words: str, meant: str) -> bool:
    """Return whether words are misread and not only spelt or spaced in another way."""
    return fold_tone(words) != fold_tone(meant)


def _section_numbers(text: str) -> list[Mend]:
    mends: list[Mend] = []
    for found in NUMBER.finditer(text):
        number = found["number"]
        meant = number.translate(STROKES)
        if meant != number and ROMAN.fullmatch(meant):
            mends.append((*found.span("number"), meant))
    return mends
