"""Example questions are made of what is loaded."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from pathlib import Path

from answer.ask import ask
from ingest.read import read_plan
from tests.ui.fake import sea_plan
from ui.examples import example_questions

PLANS = Path(__file__).parents[2] / "data/plans"


def test_questions_ask_for_what_the_plan_holds() -> None:
    assert example_questions({"an-giao": sea_plan()}) == (
        "Sở Du lịch phải làm những gì?",
        "Khi nào phải tổ chức hội chợ biển, hoàn thành trong Quý II/2024 ở An Giao?",
        "Ai chủ trì bố trí trực cấp cứu tại bãi biển ở An Giao?",
        "Ai ký kế hoạch của An Giao?",
    )


def test_the_agency_with_work_in_most_plans_comes_first() -> None:
    plan = sea_plan()
    health = [duty for duty in plan.assignments if duty.agency_id == "Sở Y tế"]
    other = dataclasses.replace(plan, id="khac", place="Khác", assignments=tuple(health))
    assert example_questions({"an-giao": plan, "khac": other})[0] == "Sở Y tế phải làm những gì?"


def test_work_of_a_group_makes_no_question() -> None:
    plan = sea_plan()
    grouped = tuple(dataclasses.replace(duty, collective=True) for duty in plan.assignments)
    bare = dataclasses.replace(plan, assignments=grouped, signer=None)
    assert example_questions({"an-giao": bare}) == ()


class _Words:
    """The sample plans without search: what stands in assignments and frames needs none."""

    def __init__(self) -> None:
        self.plans = {path.stem: read_plan(path) for path in sorted(PLANS.glob("*.txt"))}

    def search(self, query: str, *, k: int = 10, plans: Collection[str] | None = None) -> list[object]:
        return []


def test_every_example_of_the_sample_plans_has_an_answer() -> None:
    loaded = _Words()
    questions = example_questions(loaded.plans)
    assert len(questions) == 4
    answers = [ask([question], loaded) for question in questions]
    assert [answer.status for answer in answers] == ["answered"] * 4
    assert all(answer.citations for answer in answers)


def test_nothing_loaded_gives_no_questions() -> None:
    assert example_questions({}) == ()
