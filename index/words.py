"""Text -> the terms the lexical index holds.

Three forms of the same words, because none is enough (TECH.md, measured again in docs/retrieval.md):
accent-stripped syllables find what is typed without accents, bigrams of them tell apart what stripping
made alike (64 % of running syllables are ambiguous once stripped, 8 % of bigrams), and the words pyvi
finds, accents kept, reward a question that is written in full.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Protocol

from ingest.fold import fold, fold_tone

# Part of the manifest: raise it when the terms of a text change.
WORDS_VERSION = "1"

# "ký" and "kí", "quý" and "quí", "công ty" and "công ti" are one word in two spellings: after these
# consonants a lone y is written i as well. Never after a vowel: "ay" and "ai" are different words.
_Y_FOR_I = re.compile(r"\b(h|k|l|m|s|t|v|qu)y\b")


class Segmenter(Protocol):
    """Vietnamese text -> the same text with the syllables of a word joined by "_"."""

    def __call__(self, text: str) -> str: ...


def syllables(text: str) -> list[str]:
    """Return the syllables of text, folded, in order: "Ký Quyết định" -> ["ki", "quyet", "dinh"]."""
    return _Y_FOR_I.sub(r"\1i", fold(text)).split()


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


@cache
def segmenter() -> Segmenter:
    """Return pyvi's word segmentation; imported here because it is slow to load."""
    from pyvi import ViTokenizer

    segment: Segmenter = ViTokenizer.tokenize
    return segment
