"""Words of Vietnamese that are written as several syllables: "hộ chiếu", "thuốc lá"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.fold import fold, fold_tone

LONGEST = 4  # syllables of a word
PARTED = " 0 "  # between words that are folded in one go: a word that no dictionary holds


@cache
def spelled() -> tuple[str, ...]:
    """Return words of two to LONGEST syllables, tone placement unified.

    They come with pyvi, which ships the list its segmentation was trained with; nothing else of it is loaded.
    """
    listed = (files("pyvi") / "models" / "words.txt").read_text("utf-8").splitlines()
    return tuple(fold_tone(PARTED.join(w for w in listed if 1 <= w.count(" ") < LONGEST)).split(PARTED))


@cache
def dictionary() -> frozenset[str]:
    """Return the words of `spelled` with accents and without."""
    return frozenset(spelled()) | frozenset(fold(PARTED.join(spelled())).split(PARTED))


def is_cut(syllables: Sequence[str], start: int, stop: int) -> bool:
    """Return whether syllables start to stop are only part of a word: "cử" of "bầu cử"."""
    before = start > 0 and " ".join(syllables[start - 1 : stop]) in dictionary()
    return before or (stop < len(syllables) and " ".join(syllables[start : stop + 1]) in dictionary())
