"""A clause pasted into the chat with a question after it: "… trên địa bàn tỉnh. Việc này ai phối hợp?"."""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from answer.corpus import Corpus, Unit
from ingest.fold import fold

MIN_WORDS = 9  # of a clause, side by side as a plan has them, before it is taken for pasted
MAX_UNITS = 3  # that have the very words: more of them are a title or a phrase of every plan
# Where a pasted clause ends: at quotes, at the end of a sentence, at a dash or a colon before the question.
SEAM = re.compile(r"[“”\"‘’«»\n]+|(?<=[.;:!?])\s+|\s[-–—]\s|\.{3}")
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The clauses that have the words pasted, and what is asked of them."""

    units: tuple[Unit, ...]
    asked: str


def pasted_in(text: str, corpus: Corpus) -> Pasted | None:
    """Return the clauses that text quotes word for word and what it asks of them; None where it does not."""
    pieces = [piece for piece in SEAM.split(text) if WORD.search(piece)]
    found = {piece: units for piece in pieces if (units := _with_words(fold(piece), corpus))}
    asked = " ".join(piece.strip() for piece in pieces if piece not in found)
    if not found or not WORD.search(asked):
        return None
    units = tuple(dict.fromkeys(unit for units in found.values() for unit in units))
    return Pasted(units, asked) if len(units) <= MAX_UNITS else None


def _with_words(folded: str, corpus: Corpus) -> tuple[Unit, ...]:
    """Return the units that have so many folded words side by side; () of fewer words."""
    if len(folded.split()) < MIN_WORDS:
        return ()
    return tuple(unit for unit in corpus.units if f" {folded} " in unit.folded)
