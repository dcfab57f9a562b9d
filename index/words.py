"""Text -> the terms the lexical index holds.

Three forms of the same words, because none is enough (docs/retrieval.md has the figures):
accent-stripped syllables find what is typed without accents, bigrams of them tell apart what stripping
made alike (64 % of running syllables are ambiguous once stripped, 8 % of bigrams), and the words pyvi
finds, accents kept, reward a question that is written in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Protocol

from ingest.fold import fold, fold_tone

# Part of the manifest: raise it when the terms of a text change.
WORDS_VERSION = "1"

# What offices write for short in every plan, spelled out on both sides (DOMAIN 3, column "Tên khác hay
# gặp"). Left out is what means several things: TT, CT, KH, QĐ, BTG. Two letters parted by "&" are two
# syllables once folded.
ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc",
    "tttt": "thong tin va truyen thong",
    "stttt": "so thong tin va truyen thong",
    "btttt": "bo thong tin va truyen thong",
    "ttdn": "thong tin doi ngoai",
    "bchqs": "bo chi huy quan su",
    "bdbp": "bo doi bien phong",
    "vhttdl": "van hoa the thao va du lich",
    "khcn": "khoa hoc va cong nghe",
    "khdt": "ke hoach va dau tu",
    "ptth": "phat thanh truyen hinh",
    "cntt": "cong nghe thong tin",
    "vp": "van phong",
    "tp": "thanh pho",
    "tw": "trung uong",
}
ABBREVIATED_PAIRS = {
    ("tt", "tt"): "thong tin va truyen thong",
    ("kh", "dt"): "ke hoach va dau tu",
    ("kh", "cn"): "khoa hoc va cong nghe",
    ("pt", "th"): "phat thanh truyen hinh",
}

# "ký" and "kí", "quý" and "quí", "công ty" and "công ti" are one word in two spellings: after these
# consonants a lone y is written i as well. Never after a vowel: "ay" and "ai" are different words.
_Y_FOR_I = re.compile(r"\b(h|k|l|m|s|t|v|qu)y\b")

# pyvi's longest words ("chủ_nghĩa_xã_hội") have four syllables, names a few more.
_LONGEST_WORD = 5


class Segmenter(Protocol):
    """Vietnamese text -> the same text with the syllables of a word joined by "_"."""

    def __call__(self, text: str) -> str: ...


def syllables(text: str) -> list[str]:
    """Return the syllables of text, folded, abbreviations spelled out, in order.

    "Ký tên, UBND" -> ["ki", "ten", "uy", "ban", "nhan", "dan"].
    """
    folded = _Y_FOR_I.sub(r"\1i", fold(text)).split()
    spelled: list[str] = []
    for at, word in enumerate(folded):
        if at and (folded[at - 1], word) in ABBREVIATED_PAIRS:
            spelled[-1] = ABBREVIATED_PAIRS[folded[at - 1], word]
        else:
            spelled.append(ABBREVIATIONS.get(word, word))
    return " ".join(spelled).split()


def bigrams(text: str) -> list[str]:
    """Return each pair of neighbouring syllables: "Sở Nội vụ" -> ["so_noi", "noi_vu"].

    Pairs do not reach over a line end: headings and cells stand on lines of their own.
    """
    return [f"{first}_{second}" for line in text.splitlines() for first, second in pairwise(syllables(line))]


def words(text: str) -> list[str]:
    """Return the words pyvi finds, accents kept, tone placement unified: ["sở", "tài_chính"].

    The first call imports pyvi (about 2 s and 170 MiB where scikit-learn is not loaded yet).
    """
    segmented = segmenter()(text)
    folded = (fold_tone(word.replace("_", " ")).replace(" ", "_") for word in segmented.split())
    return [word for word in folded if word]


def known_words(text: str, known: Callable[[str], bool]) -> list[str]:
    """Return the words of text by longest match against those known says the index holds.

    For questions, instead of pyvi: as good (docs/retrieval.md), and nothing has to be loaded.
    A syllable that opens no known word stands alone.
    """
    parts = fold_tone(text).split()
    found: list[str] = []
    at = 0
    while at < len(parts):
        lengths = range(min(_LONGEST_WORD, len(parts) - at), 1, -1)
        length = next((n for n in lengths if known("_".join(parts[at : at + n]))), 1)
        found.append("_".join(parts[at : at + length]))
        at += length
    return found


@cache
def segmenter() -> Segmenter:
    """Return pyvi's word segmentation; imported here because it is slow to load."""
    from pyvi import ViTokenizer

    segment: Segmenter = ViTokenizer.tokenize
    return segment
