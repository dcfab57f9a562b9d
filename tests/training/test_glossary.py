"""Words and parts explained: each example is a place in a plan that shows the word."""

from __future__ import annotations

import pytest

from answer.ask import world_of
from answer.corpus import Unit
from answer.role_words import WORDS
from answer.understanding.question import World
from answer.verify import quote_stands
from ingest.fold import fold
from tests.answer.loaded import WordsOnly
from training.duties import own_text
from training.glossary import EXAMPLES, Example, Glossary, Term, glossary_of


@pytest.fixture(scope="module")
def glossary(world: World) -> Glossary:
    return glossary_of(world)


def _term(glossary: Glossary, word: str) -> Term:
    return next(term for term in (*glossary.words, *glossary.parts) if term.word == word)


def _quotes(glossary: Glossary, word: str) -> list[str]:
    return [glossary.citations[example.proof - 1].quote for example in _term(glossary, word).examples]


def _unit(world: World, glossary: Glossary, example: Example) -> Unit:
    citation = glossary.citations[example.proof - 1]
    return world.corpus.unit_of[citation.plan_id, citation.path]


def test_every_citation_slices_back(glossary: Glossary, world: World) -> None:
    assert glossary.citations
    assert all(quote_stands(world.plans[c.plan_id], c) for c in glossary.citations)
    assert [c.n for c in glossary.citations] == list(range(1, len(glossary.citations) + 1))


def test_examples_show_the_word(glossary: Glossary, world: World) -> None:
    for word, _, _, pattern, roles in WORDS:
        for example in _term(glossary, word).examples:
            citation = glossary.citations[example.proof - 1]
            plan = world.plans[citation.plan_id]
            unit = _unit(world, glossary, example)
            held = [a for a in unit.assignments if a.role in roles]
            headings = [s.heading for s in plan.sections if s.path in {a.subject_path for a in held}]
            labels = [clause.field for clause in unit.clauses]
            assert held
            assert pattern.search(" ".join([citation.quote, *labels, *headings]))


def test_examples_come_from_different_plans(glossary: Glossary) -> None:
    for term in (*glossary.words, *glossary.parts):
        plans = [glossary.citations[example.proof - 1].plan_id for example in term.examples]
        assert len(plans) == len(set(plans)) <= EXAMPLES


def test_words_known_to_stand_in_the_plans_have_examples(glossary: Glossary) -> None:
    for word in ("chủ trì, phối hợp với …", "tham mưu", "đề nghị", "các cơ quan, đơn vị liên quan"):
        assert _term(glossary, word).examples
    assert any(
        "đầu mối" in fold(quote) or "đầu mối" in quote.lower() for quote in _quotes(glossary, "đầu mối")
    )


def test_parts_of_a_plan_are_its_own(glossary: Glossary, world: World) -> None:
    numbers = {plan.number.split("/")[0] for plan in world.plans.values() if plan.number}
    assert all(any(number in quote for number in numbers) for quote in _quotes(glossary, "Số, ký hiệu"))
    assert all("TỔ CHỨC THỰC HIỆN" in quote.upper() for quote in _quotes(glossary, "Tổ chức thực hiện"))
    assert _quotes(glossary, "Nơi nhận")


def test_an_example_says_who_does_it_and_shows_the_word(glossary: Glossary, world: World) -> None:
    for word, _, _, pattern, _ in WORDS:
        for example in _term(glossary, word).examples:
            assert example.who
            if pattern.search(own_text(_unit(world, glossary, example))):
                assert pattern.search(example.text)


def test_only_chosen_plans_give_examples(world: World) -> None:
    glossary = glossary_of(world, ("cao-bang",))
    assert {citation.plan_id for citation in glossary.citations} == {"cao-bang"}


def test_without_plans_the_words_are_explained_all_the_same() -> None:
    glossary = glossary_of(world_of(WordsOnly({})))
    assert len(glossary.words) == len(WORDS) + 2
    assert glossary.citations == ()
    assert all(term.meaning and not term.examples for term in (*glossary.words, *glossary.parts))
