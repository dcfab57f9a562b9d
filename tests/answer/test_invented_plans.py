"""No table of answers: plans put together by a seed are asked the same kinds of questions as data/plans.

Agencies, places, numbers, topics and dates are others (tests/answer/invented_plans.py); what is expected
comes from the generator.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from answer.ask import ask
from answer.model import Answer
from answer.present import as_text
from ingest.fold import fold
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import ELSEWHERE, IDLE, LAYOUTS, Invented, Layout, Task, invented_plans
from tests.answer.loaded import WordsOnly, cited, direct_paths, group_paths, lines, plain

SEEDS = (11, 23, 37)


@cache
def world_of_seed(seed: int) -> tuple[WordsOnly, tuple[Invented, ...]]:
    plans = tuple(invented_plans(seed))
    read = {plan.id: parse_plan(plan.text, plan.id, agency_book()) for plan in plans}
    return WordsOnly(read), plans


SEED = pytest.mark.parametrize("seed", SEEDS)
LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)
Spelling = Callable[[str], str]
SPELLING = pytest.mark.parametrize("spelling", [str, plain], ids=["accents", "no accents"])


def plan_of(seed: int, layout: Layout) -> tuple[WordsOnly, Invented]:
    library, plans = world_of_seed(seed)
    return library, next(plan for plan in plans if plan.layout == layout)


def tasks_of(layout: Layout, wanted: Callable[[Task], object]) -> list[tuple[WordsOnly, Invented, Task]]:
    """Return of each plan of a layout the first task that has what is wanted; some plan has one."""
    found: list[tuple[WordsOnly, Invented, Task]] = []
    for seed in SEEDS:
        library, plan = plan_of(seed, layout)
        found += [(library, plan, task) for task in plan.tasks if wanted(task)][:1]
    assert found
    return found


def at(plan: Invented, answer: Answer) -> set[str]:
    """Return the paths cited, all of which must be of the plan."""
    assert {plan_id for plan_id, _ in cited(answer)} == {plan.id}
    return {path for _, path in cited(answer)}


def says(answer: Answer, words: str) -> bool:
    return fold(words) in fold(as_text(answer))


@SEED
@LAYOUT
@SPELLING
def test_an_agencys_work_is_complete(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    for agency in plan.agencies:
        answer = ask([spelling(f"{agency} {plan.place} phải làm gì?")], library)
        assert answer.status == "answered"
        assert direct_paths(answer, plan.id) == plan.paths_of(agency), agency
        assert group_paths(answer, plan.id) <= {"Kết.¶1"}
        assert answer.ledger.complete


@SEED
def test_an_agencys_work_in_every_plan(seed: int) -> None:
    library, plans = world_of_seed(seed)
    for agency in {name for plan in plans for name in plan.agencies}:
        answer = ask([f"{agency} có nhiệm vụ gì?"], library)
        for plan in plans:
            assert direct_paths(answer, plan.id) == plan.paths_of(agency), (agency, plan.id)


def exact(plan: Invented, answer: Answer, task: Task, fact: str) -> None:
    assert answer.status == "answered"
    assert at(plan, answer) == {task.path}
    assert says(answer, fact)


@SEED
@LAYOUT
@SPELLING
def test_who_leads(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        exact(plan, ask([spelling(f"Ai chủ trì {task.asked}?")], library), task, task.lead)


@SEED
@LAYOUT
@SPELLING
def test_who_supports(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        if task.partner:
            answer = ask([spelling(f"Đơn vị nào phối hợp {task.asked}?")], library)
            exact(plan, answer, task, task.partner)


@SEED
@LAYOUT
@SPELLING
def test_by_when(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        answer = ask([spelling(f"Khi nào {task.asked}?")], library)
        if task.deadline:
            exact(plan, answer, task, task.deadline)
        else:
            assert answer.status == "not_found"
            assert answer.citations == ()


@SEED
@LAYOUT
@SPELLING
def test_the_frame_of_the_document(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    for question, fact, entry in (
        ("Kế hoạch {} số mấy?", plan.number, "number"),
        ("Ai ký kế hoạch {}?", plan.signer, "signer"),
        ("Kế hoạch {} ban hành ngày nào?", plan.date, "date"),
    ):
        answer = ask([spelling(question.format(plan.place))], library)
        assert answer.status == "answered"
        assert f"Thể thức.{entry}" in at(plan, answer)
        assert says(answer, fact)
    digits = plan.number.partition("/")[0]
    assert says(ask([f"Kế hoạch {digits} do ai ký?"], library), plan.signer)


@SEED
@LAYOUT
@SPELLING
def test_bases_funding_and_reporting(seed: int, layout: Layout, spelling: Spelling) -> None:
    library, plan = plan_of(seed, layout)
    bases = ask([spelling(f"Kế hoạch {plan.place} căn cứ vào đâu?")], library)
    assert at(plan, bases) == {"Mở đầu.¶1"}
    assert says(bases, plan.basis)
    money = ask([spelling(f"Kinh phí ở {plan.place} lấy từ đâu?")], library)
    assert at(plan, money) == {"II.¶1" if layout == "prose" else "III.¶1"}
    assert says(money, plan.funding)
    report = ask([spelling(f"{plan.place} báo cáo gửi về đâu?")], library)
    assert at(plan, report) == {"Kết.¶1"}
    assert says(report, plan.report_to)
    due = ask([spelling(f"{plan.place} báo cáo trước ngày nào?")], library)
    assert at(plan, due) == {"Kết.¶1"}
    assert says(due, plan.report_by)


@SEED
@LAYOUT
def test_an_agency_that_only_receives_the_plan(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    answer = ask([f"{IDLE} {plan.place} phải làm gì?"], library)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert any("chỉ có trong Nơi nhận" in note for note in answer.notes)
    gap = ask([f"Cơ quan nào nhận kế hoạch {plan.place} mà không được giao việc?"], library)
    assert [line.agency for line in lines(gap)] == [IDLE]


@SEED
def test_places_that_are_not_loaded(seed: int) -> None:
    library, plans = world_of_seed(seed)
    for place in (*ELSEWHERE, "Cần Thơ", "Trà Vinh"):
        answer = ask([f"{plans[0].tasks[0].lead} {place} phải làm gì?"], library)
        assert answer.status == "not_found"
        assert answer.citations == ()
        assert f"Chưa nạp kế hoạch nào của {place}" in answer.summary


@SEED
@LAYOUT
def test_what_the_plan_does_not_say(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    for text in (
        f"Ai chủ trì triển lãm Hoàng Sa ở {plan.place}?",
        f"Kinh phí ở {plan.place} là bao nhiêu tiền?",
    ):
        answer = ask([text], library)
        assert answer.status == "not_found"
        assert answer.citations == ()


@SEED
def test_two_plans_are_compared_side_by_side(seed: int) -> None:
    library, plans = world_of_seed(seed)
    one, other = plans[0], plans[2]
    answer = ask([f"So sánh kinh phí của {one.place} và {other.place}"], library)
    assert set(cited(answer)) == {(one.id, "II.¶1"), (other.id, "III.¶1")}
    assert says(answer, one.funding)


@SEED
@LAYOUT
def test_a_follow_up_keeps_the_frame(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    first, second = plan.agencies[:2]
    answer = ask([f"{first} {plan.place} phải làm gì?", f"Còn {second} thì sao?"], library)
    assert direct_paths(answer, plan.id) == plan.paths_of(second)
    dated = next((task for task in plan.tasks if task.deadline), None)
    if dated is not None:
        answer = ask([f"Ai chủ trì {dated.asked}?", "Khi nào?"], library)
        exact(plan, answer, dated, str(dated.deadline))


@SEED
@LAYOUT
def test_tasks_are_counted(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    read = library.plans[plan.id]
    answer = ask([f"Kế hoạch {plan.place} có bao nhiêu nhiệm vụ?"], library)
    count = len({held.path for held in read.assignments})
    assert f"{count} nhiệm vụ" in answer.summary
    assert len(lines(answer)) == count
