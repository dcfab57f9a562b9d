"""The steps of one answer, as `answer.ask.ask` took them, for showing in a workshop.

Nothing is worked out a second time: the steps are those that `ask` told while it answered, and the
halves of a search are the scores of the index itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, cast

from answer.ask import Library, ask, world_of
from answer.corpus import Unit
from answer.model import Answer
from answer.trial import USUAL, Gated, Ranked, Scored, Searched, Step, Tried, Understood, Weights

CANDIDATES = (
    200  # hits of a search that are looked at by half, as many as each half proposes (index.retriever)
)
NEAR_MISSES = 5


class Weighed(Protocol):
    """A hit with the scores it was made of (index.retriever.Hit)."""

    @property
    def plan_id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def lexical(self) -> float: ...
    @property
    def dense(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units held against a topic.

    scored  best first
    gate    the share of the topic's terms that a unit had to say; None where the order alone was wanted
    best    the share that the best place says
    taken   the units that passed on, () where none did
    tried   the best places, held against the gate
    """

    topic: str
    scored: tuple[Scored, ...]
    gate: float | None = None
    taken: tuple[Unit, ...] = ()
    best: float = 0.0
    tried: tuple[Tried, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether anything was let through."""
        return bool(self.taken)

    def near_misses(self, count: int = NEAR_MISSES) -> tuple[Scored, ...]:
        """Return the best units that were not taken, best first."""
        taken = {unit.key for unit in self.taken}
        others = (found for found in self.scored if found.unit.key not in taken and found.score > 0)
        return tuple(islice(others, count))


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer and the steps that led to it.

    understood  what the question was taken for; None only where `ask` failed to tell
    searches    each search of the index once, in order
    rankings    in order; those with a gate decide, the others only put in order
    """

    answer: Answer
    understood: Understood | None
    searches: tuple[Searched, ...]
    rankings: tuple[Ranking, ...]

    @property
    def decisive(self) -> Ranking | None:
        """The ranking whose gate decided: the last that let something through, else the last of all."""
        gated = [ranking for ranking in self.rankings if ranking.gate is not None]
        return next((ranking for ranking in reversed(gated) if ranking.passed), gated[-1] if gated else None)


def traced(
    turns: Sequence[str],
    library: Library,
    *,
    plans: Collection[str] | None = None,
    weights: Weights = USUAL,
) -> Trace:
    """Return the answer `ask` gives to the last of turns, with its steps; weights are for this one."""
    steps: list[Step] = []
    answer = ask(turns, library, plans=plans, weights=weights, observe=steps.append)
    understood = next((step for step in steps if isinstance(step, Understood)), None)
    searches = {(s.words, s.plan_ids): s for s in reversed(steps) if isinstance(s, Searched)}
    return Trace(answer, understood, tuple(reversed(searches.values())), _rankings(steps))


def _rankings(steps: Sequence[Step]) -> tuple[Ranking, ...]:
    """Return every ranking, with the gate that was told right after it."""
    found: list[Ranking] = []
    for step in steps:
        if isinstance(step, Ranked):
            found.append(Ranking(step.topic.text, tuple(step.scored)))
        elif isinstance(step, Gated) and found:
            last = found[-1]
            found[-1] = replace(last, gate=step.gate, taken=step.taken, best=step.best, tried=step.tried)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Halves:
    """The hits of one search in three orders, best first; dense is () where words alone were searched."""

    lexical: tuple[Weighed, ...]
    dense: tuple[Weighed, ...]
    fused: tuple[Weighed, ...]


def halves_of(
    library: Library,
    words: str,
    *,
    plans: Collection[str] | None = None,
    weights: Weights = USUAL,
) -> Halves:
    """Return what the index finds for words, by words, by meaning and together."""
    look_up = cast(Callable[..., Sequence[Weighed]], library.search)
    other = {} if weights.dense_weight is None else {"dense_weight": weights.dense_weight}
    hits = look_up(words, k=CANDIDATES, plans=plans, **other)
    by_words = [hit for hit in hits if hit.lexical > 0]
    by_meaning = [(hit.dense, hit) for hit in hits if hit.dense is not None]
    return Halves(
        tuple(sorted(by_words, key=lambda hit: -hit.lexical)),
        tuple(hit for _, hit in sorted(by_meaning, key=lambda pair: -pair[0])),
        tuple(hits),
    )


def missed_by_search(
    answer: Answer, hits: Sequence[Weighed], library: Library
) -> tuple[tuple[str, str], ...]:
    """Return (plan id, path) of the clauses an answer cites that are not among hits.

    Lines of one labelled block count as one place, as they do in an answer.
    """
    unit_of = world_of(library).corpus.unit_of
    found = {unit.key if (unit := unit_of.get(key)) else key for key in ((h.plan_id, h.path) for h in hits)}
    cited = ((citation.plan_id, citation.path) for citation in answer.citations)
    places = dict.fromkeys(unit.key if (unit := unit_of.get(key)) else key for key in cited)
    return tuple(place for place in places if place not in found)
