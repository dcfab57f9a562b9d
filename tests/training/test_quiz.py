"""Quizzes: one right answer, proven; others that are wrong beyond doubt; nothing that gives it away."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.corpus import Unit
from answer.successors import today
from answer.understanding.question import World
from answer.verify import quote_stands, stands
from ingest.agencies import write_out
from ingest.fold import fold
from ingest.plan import Assignment
from tests.answer.loaded import WordsOnly
from training.cases import Case
from training.dates import form_of, moved
from training.duties import plan_title
from training.quiz import Wish, make_quiz
from training.quiz_items import GAP, KINDS, Choice, Claim, Kind, Quiz, Row, Table, points_of

SEEDS = st.integers(min_value=0, max_value=10_000)
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=["sample", "invented"])
def plans(request: pytest.FixtureRequest) -> World:
    world: World = request.getfixturevalue("world" if request.param == "sample" else "invented")
    return world


def _quiz(world: World, seed: int, *kinds: Kind, count: int = 8) -> Quiz:
    return make_quiz(world, Wish(count, kinds or KINDS, seed=seed))


def _unit(world: World, quiz: Quiz, proof: tuple[int, ...]) -> Unit:
    citation = quiz.proofs(proof)[0]
    return world.corpus.unit_of[citation.plan_id, citation.path]


def _held_by(world: World, unit: Unit, name: str) -> list[Assignment]:
    plan = world.plans[unit.plan_id]
    return [a for a in unit.assignments if a.agency == name and stands(plan, a, world.book) is None]


def _ids(world: World, name: str) -> set[str]:
    return {i for named in world.book.named_in(name) for i in (named.agency_id, *named.also) if i}


def _reasons_it_may_be_right(world: World, unit: Unit, name: str) -> Iterator[str]:
    """Yield why an agency might be a right answer for a unit after all, worked out from the plan anew."""
    plan = world.plans[unit.plan_id]
    ids = _ids(world, name)
    written = fold(write_out(name))
    if written in unit.folded:
        yield "named in the clause"
    for held in unit.assignments:
        if held.agency_id in ids or written in fold(held.agency) or fold(held.agency) in written:
            yield f"has a part: {held.agency}"
        members = {*world.book.members(held.agency_id or "")}
        maybe = {i for i in ids for group, _ in world.book.groups_covering(i) if group == held.agency_id}
        if held.collective and (ids & members or maybe):
            yield f"in a group: {held.agency}"
        later = today(held.agency_id, plan.place) if held.agency_id else None
        if any(written == fold(new.split(" (")[0]) for new in (later.names if later else ())):
            yield f"took over from {held.agency}"
    for heading in (s for s in plan.sections if s.path in _above(unit)):
        if written in fold(heading.heading):
            yield "named in a heading above"


def _above(unit: Unit) -> tuple[str, ...]:
    return unit.head.headings if unit.head is not None else unit.clauses[0].headings


@FEW
@given(seed=SEEDS)
def test_one_answer_is_proven_and_the_others_are_wrong(plans: World, seed: int) -> None:
    quiz = _quiz(plans, seed, "choice")
    assert quiz.items
    for item in quiz.items:
        assert isinstance(item, Choice)
        unit = _unit(plans, quiz, item.proof)
        right = item.options[item.right]
        assert len(set(map(fold, item.options))) == len(item.options)
        wrong = [option for option in item.options if option != right]
        if item.about == "date":
            assert any(fold(right) == fold(a.deadline or "") for a in unit.assignments) or (
                fold(right) in unit.folded
            )
            assert not [date for date in wrong if fold(date) in unit.folded or fold(date) in fold(right)]
        else:
            assert _held_by(plans, unit, right)
            doubts = {name: list(_reasons_it_may_be_right(plans, unit, name)) for name in wrong}
            assert doubts == {name: [] for name in wrong}


@FEW
@given(seed=SEEDS)
def test_wrong_answers_are_real(plans: World, seed: int) -> None:
    texts = [fold(plan.text) for plan in plans.plans.values()]
    known = {agency.id for agency in plans.book.agencies}
    written = {a.agency for plan in plans.plans.values() for a in plan.assignments} | known
    for item in _quiz(plans, seed, "choice").items:
        assert isinstance(item, Choice)
        for option in item.options:
            if item.about == "date":  # of one form; what stands in no plan is the right one moved
                right = item.options[item.right]
                assert form_of(right) is not None
                assert form_of(option) == form_of(right)
                assert any(fold(option) in text for text in texts) or option in moved(right)
            else:
                assert option in written


@FEW
@given(seed=SEEDS)
def test_every_question_has_four_answers(plans: World, seed: int) -> None:
    assert {len(item.options) for item in _quiz(plans, seed, "choice").items if isinstance(item, Choice)} == {
        4
    }


def test_dates_are_still_asked_for(plans: World) -> None:
    items = [item for seed in range(6) for item in _quiz(plans, seed, "choice").items]
    assert sum(item.about == "date" for item in items if isinstance(item, Choice)) > len(items) / 20


@FEW
@given(seed=SEEDS)
def test_neither_length_nor_words_give_the_answer_away(plans: World, seed: int) -> None:
    for item in _quiz(plans, seed, "choice").items:
        assert isinstance(item, Choice)
        right = item.options[item.right]
        middle = median(len(option) for option in item.options if option != right)
        assert middle / 2 <= len(right) <= middle * 2
        assert fold(right) not in fold(item.words)


def test_the_right_answer_stands_in_every_place(plans: World) -> None:
    places = {
        item.right
        for seed in range(8)
        for item in _quiz(plans, seed, "choice").items
        if isinstance(item, Choice)
    }
    assert places == {0, 1, 2, 3}


@FEW
@given(seed=SEEDS)
def test_claims_are_true_or_false_as_the_key_says(plans: World, seed: int) -> None:
    quiz = _quiz(plans, seed, "claim", count=6)
    for item in quiz.items:
        assert isinstance(item, Claim)
        unit = _unit(plans, quiz, item.proof)
        said = item.stem.split(f"{plan_title(plans.plans[unit.plan_id])}, ")[1]
        name = said.split(" được ")[0]
        assert bool(_held_by(plans, unit, name)) is item.right
        if not item.right:
            assert not list(_reasons_it_may_be_right(plans, unit, name))
            assert any(item.because.startswith(a.agency) for a in unit.assignments)


def test_true_and_false_claims_both_occur(plans: World) -> None:
    claims = [item for seed in range(4) for item in _quiz(plans, seed, "claim").items]
    assert {item.right for item in claims if isinstance(item, Claim)} == {True, False}


@FEW
@given(seed=SEEDS)
def test_each_blank_of_a_table_takes_one_entry_only(plans: World, seed: int) -> None:
    quiz = _quiz(plans, seed, "table", count=3)
    assert quiz.items
    for table in quiz.items:
        assert isinstance(table, Table)
        units = {row: _unit(plans, quiz, row.proof) for row in table.rows}
        for row in table.rows:
            assert table.bank(row).count(row.right) == 1
            assert len(table.bank(row)) > 1
            if row.blank == "agency":
                assert _held_by(plans, units[row], row.agency)
                others = [name for name in table.agencies if name != row.agency]
                assert not [n for n in others if list(_reasons_it_may_be_right(plans, units[row], n))]
            if row.blank == "task":
                assert not _tasks_that_fit(plans, table, row, units[row])
            if row.blank == "deadline":
                assert GAP in row.task or fold(row.right) not in fold(row.task)


def _tasks_that_fit(world: World, table: Table, row: Row, own: Unit) -> list[str]:
    """Return the other entries of the bank of tasks that the row's agency has a part in, too."""
    units = [unit for unit in world.corpus.in_plans([own.plan_id]) if unit.assignments and unit is not own]
    found = []
    for task in table.tasks:
        core = fold(task.removeprefix("… ").removesuffix(" …").split(GAP)[0])
        holders = [unit for unit in units if core and core in unit.folded]
        if task != row.task and any(list(_reasons_it_may_be_right(world, u, row.agency)) for u in holders):
            found.append(task)
    return found


@FEW
@given(seed=SEEDS)
def test_every_proof_is_in_its_plan(plans: World, seed: int) -> None:
    quiz = _quiz(plans, seed)
    assert [citation.n for citation in quiz.citations] == list(range(1, len(quiz.citations) + 1))
    assert all(quote_stands(plans.plans[c.plan_id], c) for c in quiz.citations)


def test_the_same_seed_gives_the_same_quiz(plans: World) -> None:
    assert _quiz(plans, 7) == _quiz(plans, 7)
    assert _quiz(plans, 7).items != _quiz(plans, 8).items


def test_a_clause_is_asked_about_once(plans: World) -> None:
    quiz = _quiz(plans, 3, "choice", "claim", count=40)
    asked = [item.proof for item in quiz.items if not isinstance(item, Case | Table)]
    assert len(asked) == len(set(asked))


def test_only_the_plans_chosen_are_asked_about(world: World) -> None:
    quiz = make_quiz(world, Wish(10, plan_ids=("cao-bang",)))
    assert quiz.plan_ids == ("cao-bang",)
    assert {citation.plan_id for citation in quiz.citations} == {"cao-bang"}


def test_no_more_is_asked_than_plans_yield(world: World) -> None:
    quiz = make_quiz(world, Wish(500, ("choice",), seed=2))
    assert 20 < len(quiz.items) < 120
    assert quiz.asked == 500


def test_nothing_loaded_gives_no_questions() -> None:
    from answer.ask import world_of

    quiz = make_quiz(world_of(WordsOnly({})), Wish(5))
    assert (quiz.items, quiz.citations, quiz.plan_ids) == ((), (), ())


def test_a_case_cites_its_hints(plans: World) -> None:
    quiz = _quiz(plans, 5, "case", count=4)
    assert quiz.items
    for item in quiz.items:
        assert isinstance(item, Case)
        assert "giả định" in item.stem
        unit = _unit(plans, quiz, item.hints[0].proof)
        named = {a.agency for a in unit.assignments}
        assert len(named) > 1
        assert all(name in item.hints[0].text for name in named)
        assert points_of(item) == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("IV.3.¶1", "cơ quan, đơn vị nào sau đây được giao nhiệm vụ"),
        ("IV.9.b", "cơ quan, đơn vị nào sau đây được đề nghị thực hiện nhiệm vụ"),
    ],
)
def test_the_stem_says_the_role_as_the_plan_gives_it(world: World, path: str, words: str) -> None:
    quizzes = [make_quiz(world, Wish(60, ("choice",), ("can-tho",), seed)) for seed in range(4)]
    stems = {
        item.stem
        for quiz in quizzes
        for item in quiz.items
        if isinstance(item, Choice) and quiz.proofs(item.proof)[0].path == path
    }
    assert stems == {f"Theo Kế hoạch số 239/KH-UBND ngày 06/12/2023 (Cần Thơ), {words}"}
