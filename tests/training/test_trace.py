"""What is shown of an answer's way is the way `ask` went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pytest

from answer.ask import HITS, ask
from answer.model import Answer
from answer.seek import GATE
from answer.trial import Weights
from tests.answer.loaded import WordsOnly
from training.trace import halves_of, missed_by_search, traced

QUESTIONS = [
    ("Sở Ngoại vụ phải làm gì?",),
    ("Ai chủ trì tập huấn thông tin đối ngoại ở Cao Bằng?",),
    ("kinh phi o Can Gio do phong nao tham dinh",),
    ("Giá vàng hôm nay bao nhiêu?",),
    ("Sở Ngoại vụ Cần Thơ làm gì?", "Thế ở Cao Bằng?"),
    ("So sánh chế độ báo cáo của Cao Bằng với Khánh Hòa",),
    ("Kế hoạch nói gì về truyền thông nền tảng số?",),
]
TOPIC = "Kế hoạch nói gì về truyền thông nền tảng số?"


@dataclass(frozen=True)
class FoundClause:
    """A hit with scores given by hand."""

    plan_id: str
    path: str
    score: float
    lexical: float
    dense: float | None


class ByHand(WordsOnly):
    """The plans that ship, with a search whose hits were written by hand; keeps what it was asked."""

    def __init__(self, plans: WordsOnly, hits: Sequence[FoundClause]) -> None:
        super().__init__(plans.plans)
        self.hits = hits
        self.asked: list[tuple[str, int, float | None]] = []

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        plans: Collection[str] | None = None,
        dense_weight: float | None = None,
    ) -> Sequence[object]:
        self.asked.append((query, k, dense_weight))
        return [hit for hit in self.hits if plans is None or hit.plan_id in plans][:k]


def _timeless(answer: Answer) -> Answer:
    return replace(answer, seconds=0.0)


@pytest.mark.parametrize("turns", QUESTIONS, ids=lambda turns: turns[-1])
def test_the_answer_watched_is_the_answer(turns: tuple[str, ...], library: WordsOnly) -> None:
    assert _timeless(traced(turns, library).answer) == _timeless(ask(turns, library))


def test_what_went_through_the_gate_is_what_the_answer_cites(library: WordsOnly) -> None:
    trace = traced([TOPIC], library)
    ranking = trace.decisive
    assert ranking is not None
    assert ranking.gate == GATE
    assert trace.answer.status == "answered"
    taken = {unit.key for unit in ranking.taken}
    assert taken == {(citation.plan_id, citation.path) for citation in trace.answer.citations}
    tried = {each.unit.key: each for each in ranking.tried}
    assert all(tried[key].passed and tried[key].share >= GATE for key in taken)
    assert ranking.best == tried[ranking.taken[0].key].share
    assert any(not each.passed for each in ranking.tried)
    assert [found.score for found in ranking.scored] == sorted(
        (found.score for found in ranking.scored), reverse=True
    )
    assert taken.isdisjoint(found.unit.key for found in ranking.near_misses())
    assert len(ranking.near_misses()) == 5


def test_a_stricter_gate_refuses_in_this_trial_only(library: WordsOnly) -> None:
    strict = traced([TOPIC], library, weights=Weights(strictness=3.0))
    assert strict.answer.status == "not_found"
    assert strict.decisive is not None
    assert strict.decisive.gate == pytest.approx(3 * GATE)
    assert not strict.decisive.passed
    assert traced([TOPIC], library).answer.status == "answered"


def test_likeness_counts_as_much_as_the_trial_says(library: WordsOnly) -> None:
    def score_of(share: float) -> tuple[float, float]:
        trace = traced([TOPIC], watched, weights=Weights(dense_share=share))
        rows = trace.rankings[0].scored
        row = next(found for found in rows if found.unit.key == ("can-tho", "IV.3.¶1"))
        return row.words, row.score

    watched = ByHand(library, [FoundClause("can-tho", "IV.3.¶1", 1.0, 0.0, 0.95)])
    words, score = score_of(0.6)
    assert score == pytest.approx(words + 0.6)
    assert score_of(0.0) == (words, words)


def test_the_index_is_asked_as_the_trial_says(library: WordsOnly) -> None:
    watched = ByHand(library, ())
    traced([TOPIC], watched, weights=Weights(hits=7, dense_weight=0.2))
    assert {call[1:] for call in watched.asked} == {(7, 0.2)}
    traced([TOPIC], watched)
    assert watched.asked[-1][1:] == (HITS, None)


def test_each_search_is_told_once_with_its_hits(library: WordsOnly) -> None:
    hit = FoundClause("can-tho", "IV.2.a", 0.9, 0.8, 0.85)
    trace = traced([TOPIC], ByHand(library, [hit]))
    assert [search.words for search in trace.searches] == ["truyền thông nền tảng số"]
    assert trace.searches[0].hits == (hit,)


def test_duties_are_read_off_the_assignments_without_a_search(library: WordsOnly) -> None:
    trace = traced(["Sở Ngoại vụ Cần Thơ phải làm gì?"], ByHand(library, ()))
    assert trace.searches == ()
    assert trace.decisive is None
    assert trace.understood is not None
    assert trace.understood.plan_ids == ("can-tho",)


def test_halves_are_the_same_hits_in_three_orders(library: WordsOnly) -> None:
    first = FoundClause("can-tho", "IV.2.a", 0.9, 0.5, 0.81)
    second = FoundClause("can-tho", "IV.2.b", 0.8, 0.0, 0.90)
    third = FoundClause("can-tho", "IV.4.c", 0.7, 0.7, None)
    halves = halves_of(ByHand(library, [first, second, third]), "tập huấn")
    assert halves.fused == (first, second, third)
    assert halves.lexical == (third, first)
    assert halves.dense == (second, first)


def test_what_a_search_alone_would_have_missed(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Cần Thơ phải làm gì?"], library)
    hits = [FoundClause("can-tho", "IV.4.b", 0.9, 0.5, 0.81)]
    missed = missed_by_search(answer, hits, library)
    assert ("can-tho", "IV.4.a") in missed
    assert ("can-tho", "IV.4.c") in missed
    assert ("can-tho", "IV.4.b") not in missed
