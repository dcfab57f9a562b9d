"""One answer watched on its way: what may be set for a trial, and the steps that are told.

`ask` takes both and answers as ever without them. A trial changes one answer and nothing else: what was
measured stays where it is (docs/answers.md, docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from answer.corpus import Unit
from answer.understanding.topic import Topic

if TYPE_CHECKING:
    from answer.desk import Found
    from answer.understanding.question import Question


@dataclass(frozen=True, slots=True)
class Weights:
    """What one answer is worked out with; None keeps the measured value.

    hits          passages asked of the index
    dense_weight  what likeness in meaning counts beside words, where the index orders its hits
    dense_share   what full likeness in meaning adds to the share of words, 0 to 1
    strictness    times the usual gate: 1 keeps it, 0 lets everything through
    """

    hits: int | None = None
    dense_weight: float | None = None
    dense_share: float | None = None
    strictness: float = 1.0


USUAL = Weights()


@dataclass(frozen=True, slots=True)
class Understood:
    """The last turn as a whole question, the kinds of chips earlier turns gave it, and the plans asked."""

    question: Question
    kept: frozenset[str]
    plan_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What the index returned for words, best first."""

    words: str
    plan_ids: tuple[str, ...]
    hits: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its share of the topic's words and its likeness in meaning, both 0 to 1, and their sum."""

    unit: Unit
    words: float
    likeness: float
    score: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """All units that were held against a topic, best first."""

    topic: Topic
    scored: Sequence[Scored]


@dataclass(frozen=True, slots=True)
class Tried:
    """A unit held against the gate: the share of the topic's terms it says, and whether that was enough."""

    unit: Unit
    share: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Gated:
    """How much of the topic's terms the best place says, the share it had to say, and the units taken.

    No unit is taken where it says too little, or lacks a word that no plan says. tried are the best
    places, as far as they were held against the gate.
    """

    gate: float
    best: float
    taken: tuple[Unit, ...]
    tried: tuple[Tried, ...] = ()


Step = Understood | Searched | Ranked | Gated
Observer = Callable[[Step], None]


def unobserved(step: Step) -> None:
    """Tell nobody."""
