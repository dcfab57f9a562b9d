"""Example questions are made of what is loaded."""

from __future__ import annotations

import dataclasses

from tests.ui.fake import sea_plan
from ui.examples import example_questions


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


def test_nothing_loaded_gives_no_questions() -> None:
    assert example_questions({}) == ()
