"""Questions turned round, held against the assignments of the plans counted by other means."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from tests.answer.loaded import WordsOnly

HOME_AFFAIRS = "Sở Nội vụ"
INFORMATION = "Sở Thông tin và Truyền thông"


def _without(library: WordsOnly, agency_id: str) -> set[str]:
    return {
        str(plan.place)
        for plan in library.plans.values()
        if not any(held.agency_id == agency_id and not held.collective for held in plan.assignments)
    }


def _lines(answer: Answer) -> set[str]:
    return {line.text for group in answer.groups for line in group.lines}


@pytest.mark.parametrize(
    "question",
    [
        "Nơi nào không giao việc cho Sở Nội vụ?",
        "Kế hoạch nào chưa giao việc cho Sở Nội vụ?",
        "Sở Nội vụ không được giao việc ở kế hoạch nào?",
        "ke hoach nao khong giao viec cho so noi vu",
    ],
)
def test_the_plans_that_give_an_agency_nothing_are_named(question: str, library: WordsOnly) -> None:
    answer = ask([question], library)
    without = _without(library, HOME_AFFAIRS)
    assert 0 < len(without) < len(library.plans)
    assert answer.status == "answered"
    named = {str(plan.place) for plan in library.plans.values() if str(plan.place) in answer.summary}
    assert named == without


@pytest.mark.parametrize("turn", ["ngoài", "trừ", "không kể"])
def test_who_else_leads_leaves_out_the_one_named(turn: str, library: WordsOnly) -> None:
    answer = ask([f"{turn} Sở TT&TT thì Cao Bằng còn ai chủ trì?"], library)
    held = library.plans["cao-bang"].assignments
    leads = {one.agency for one in held if one.role in ("lead", "request")}
    assert _lines(answer) == leads - {one.agency for one in held if one.agency_id == INFORMATION}
    assert {citation.plan_id for citation in answer.citations} == {"cao-bang"}


def test_tasks_with_and_without_a_time_are_counted_apart(library: WordsOnly) -> None:
    dated = _lines(ask(["Cao Bằng có bao nhiêu việc có thời hạn?"], library))
    undated = _lines(ask(["Cao Bằng có bao nhiêu việc không có thời hạn?"], library))
    assert dated
    assert undated
    assert dated.isdisjoint(undated)


def test_no_longer_there_is_one_question(library: WordsOnly) -> None:
    answer = ask(["Giờ không còn Sở TT&TT thì ai làm việc này?"], library)
    assert answer.intent == "successor"
    assert "“giờ”" not in answer.summary
