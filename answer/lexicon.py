"""Words of Vietnamese that are written as several syllables: "hộ chiếu", "thuốc lá"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.fold import fold, fold_tone

LONGEST = 4  # syllables of a word
PARTED = " 0 "  # between words that are folded in one go: a word that no dictionary holds


@cache
def dictionary() -> frozenset[str]:
    """Return words of two to LONGEST syllables: with accents, tone placement unified, and without.

    They come with pyvi, which ships the list its segmentation was trained with; nothing else of it is loaded.
    """
    listed = (files("pyvi") / "models" / "words.txt").read_text("utf-8").splitlines()
    words = PARTED.join(word for word in listed if 1 <= word.count(" ") < LONGEST)
    return frozenset(fold_tone(words).split(PARTED)) | frozenset(fold(words).split(PARTED))


def is_cut(syllables: Sequence[str], start: int, stop: int) -> bool:
    """Return whether syllables start to stop are only part of a word: "cử" of "bầu cử"."""
    before = start > 0 and " ".join(syllables[start - 1 : stop]) in dictionary()
    return before or (stop < len(syllables) and " ".join(syllables[start : stop + 1]) in dictionary())
