"""Checks on plans: those the chat answers too agree with it, the others with a plan read by hand."""

from __future__ import annotations

from datetime import date

import pytest

from answer.ask import ask, world_of
from answer.corpus import deadline_of
from answer.model import Answer
from answer.understanding.due import last_day
from answer.understanding.question import World
from ingest.parse import parse_plan
from ingest.read import agency_book
from review.checks import CHECKS, count_of, found_by, named
from tests.answer.loaded import WordsOnly, cited

TODAY = date(2024, 1, 10)

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH AN GIAO
-------
Số: 12/KH-UBND
An Giao, ngày 03 tháng 4 năm 2024

KẾ HOẠCH
Truyền thông về du lịch biển

I. NỘI DUNG
1. Giới thiệu bãi biển
a) Quay phim giới thiệu các bãi biển của tỉnh tới du khách trong nước.
b) In tờ rơi giới thiệu các bãi biển bằng nhiều thứ tiếng.

II. TỔ CHỨC THỰC HIỆN
1. Sở Du lịch
a) Chủ trì, phối hợp với các cơ quan liên quan mở hội chợ biển, hoàn thành trước ngày 15/3/2024.
2. Sở Y tế, Sở Tài chính
a) Bố trí kinh phí và trực cấp cứu tại các bãi biển của tỉnh.
3. Sở Xây dựng
a) Phối hợp với Sở Du lịch kiểm tra các công trình ven biển.

Nơi nhận:
- Sở Du lịch;
- Sở Y tế;
- Sở Tài chính;
- Sở Nội vụ;
- Lưu: VT.
"""


@pytest.fixture(scope="module")
def made() -> World:
    return world_of(WordsOnly({"an-giao": parse_plan(PLAN, "an-giao", agency_book())}))


def _found(name: str, world: World, today: date = TODAY) -> Answer:
    return found_by(named(CHECKS, name), world, tuple(world.plans), today)


def _texts(answer: Answer) -> list[str]:
    return [line.text for group in answer.groups for line in group.lines]


@pytest.mark.parametrize(
    "name, question",
    [
        ("no-lead", "Việc nào chưa có ai chủ trì?"),
        ("no-deadline", "Nhiệm vụ nào không ghi thời hạn?"),
        ("idle", "Cơ quan nào nhận văn bản mà không được giao nhiệm vụ?"),
        ("passed", "Việc nào quá hạn?"),
    ],
)
def test_a_check_finds_what_the_chat_answers(
    name: str, question: str, world: World, library: WordsOnly
) -> None:
    told, found = ask([question], library, today=TODAY), _found(name, world)
    assert count_of(found) > 0
    assert found.summary == told.summary
    assert cited(found) == cited(told)
    assert [len(group.lines) for group in found.groups] == [len(group.lines) for group in told.groups]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_says_how_it_was_decided_and_proves_its_lines(check: object, world: World) -> None:
    answer = found_by(check, world, tuple(world.plans), TODAY)  # type: ignore[arg-type]
    assert answer.notes
    assert answer.dropped == 0
    assert answer.checked == count_of(answer)


@pytest.mark.parametrize(
    "name, texts",
    [
        ("two-leads", ["Sở Y tế, Sở Tài chính: Bố trí kinh phí và trực cấp cứu tại các bãi biển của tỉnh."]),
        ("idle", ["Sở Nội vụ: không được giao việc"]),
        ("not-received", ["Sở Xây dựng: 1 việc"]),
        ("nobody", ["Giới thiệu bãi biển: 2 nội dung"]),
    ],
)
def test_a_made_up_plan_is_found_wanting_where_it_is(name: str, texts: list[str], made: World) -> None:
    assert _texts(_found(name, made)) == texts


def test_a_partner_without_a_name_is_found(made: World) -> None:
    assert [text.split(":")[0] for text in _texts(_found("generic-partner", made))] == [
        "“các cơ quan liên quan”"
    ]


def test_a_deadline_before_the_day_of_issue_is_found(made: World, world: World) -> None:
    (text,) = _texts(_found("before-issue", made))
    assert text.startswith("trước ngày 15/3/2024, trước ngày ban hành 03/04/2024: ")
    assert count_of(_found("before-issue", world)) == 0
    assert "Cao Bằng" in _found("before-issue", world).notes[0]


def test_only_help_is_found_where_nobody_leads(made: World) -> None:
    (text,) = _texts(_found("support-only", made))
    assert "Sở Xây dựng" in text


def test_a_deadline_passes_the_day_after(made: World) -> None:
    assert count_of(_found("passed", made, date(2024, 3, 15))) == 0
    assert count_of(_found("passed", made, date(2024, 3, 16))) == 1


def test_passed_deadlines_are_all_that_ended(world: World) -> None:
    ended = [
        unit
        for unit in world.corpus.units
        if unit.assignments and (end := last_day(deadline_of(unit) or "")) is not None and end < TODAY
    ]
    assert count_of(_found("passed", world)) == len(ended)


def test_nothing_loaded_finds_nothing() -> None:
    empty = world_of(WordsOnly({}))
    assert [count_of(found_by(check, empty, (), TODAY)) for check in CHECKS] == [0] * len(CHECKS)


def test_a_finding_tells_its_total_and_the_plans_without_any(world: World) -> None:
    found = _found("no-lead", world)
    counts = {group.plan_id: len(group.lines) for group in found.groups}
    without = [plan.place for plan in world.plans.values() if plan.id not in counts]
    assert without
    assert found.summary.startswith(f"{sum(counts.values())} nội dung chưa nêu ai chủ trì. ")
    assert all(f"{place}: 0" in found.summary for place in without)
