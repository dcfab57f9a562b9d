"""What an agency has to do: complete, in every plan, for every agency that any plan assigns work to.

What is expected is worked out here from `Plan.assignments` and the agency list alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from answer.ask import ask
from answer.understanding.question import World
from ingest.plan import Assignment, Plan
from tests.answer.loaded import (
    WordsOnly,
    cited,
    direct_paths,
    group_paths,
    lines,
    mention_paths,
    plain,
    read_folder,
)

LEADS_ONLY = "Cơ quan được giao chủ trì trong Kế hoạch"  # covers those who lead something in the plan
FIVE = read_folder()


ONE_OF_MANY = "Ủy ban nhân dân cấp huyện"  # a single district is not every district: see below


def named_agencies() -> Iterator[tuple[str, str, str]]:
    """Yield (plan id, agency as the plan writes it, agency id) of every single agency with work."""
    for plan in FIVE.plans.values():
        seen = {(a.agency, a.agency_id) for a in plan.assignments if a.agency_id and not a.collective}
        for name, agency_id in sorted(seen, key=str):
            if agency_id != ONE_OF_MANY:
                yield plan.id, name.partition(" (")[0], str(agency_id)


def ids_of(world: World, name: str) -> set[str]:
    """Return every agency a question may mean by name."""
    named = world.book.in_question(name)
    return {str(one.agency_id) for one in named} | {other for one in named for other in one.also}


def expected_direct(plan: Plan, ids: set[str]) -> set[str]:
    return {a.path for a in plan.assignments if a.agency_id in ids}


def through_groups(world: World, plan: Plan, ids: set[str]) -> list[Assignment]:
    """Return the work given to groups that surely cover one of ids, where it is not named itself."""
    covering = {one.id for one in world.book.agencies if ids & {*one.covers, *one.covers_if_exists}}
    leads = any(a.agency_id in ids and a.role == "lead" for a in plan.assignments)
    covering = {*covering, LEADS_ONLY} if leads else covering - {LEADS_ONLY}
    own = expected_direct(plan, ids)
    return [a for a in plan.assignments if a.collective and a.agency_id in covering and a.path not in own]


@pytest.mark.parametrize(("plan_id", "name", "agency_id"), list(named_agencies()))
def test_every_unit_that_names_an_agency_is_in_its_answer(
    plan_id: str, name: str, agency_id: str, library: WordsOnly, world: World
) -> None:
    plan = library.plans[plan_id]
    ids = ids_of(world, name)
    answer = ask([f"{name} phải làm gì?"], library, plans=[plan_id])
    assert agency_id in ids
    assert answer.status == "answered"
    assert direct_paths(answer, plan_id) == expected_direct(plan, ids)
    assert answer.dropped == 0


@pytest.mark.parametrize(("plan_id", "name", "agency_id"), list(named_agencies()))
def test_work_through_a_group_stands_apart_and_names_the_group(
    plan_id: str, name: str, agency_id: str, library: WordsOnly, world: World
) -> None:
    plan = library.plans[plan_id]
    reached = through_groups(world, plan, ids_of(world, name))
    to_do = {a.path for a in reached if a.role != "support"}
    answer = ask([f"{name} phải làm gì?"], library, plans=[plan_id])
    assert to_do <= group_paths(answer, plan_id) <= {a.path for a in reached}
    assert {line.via for line in lines(answer)} <= {None, *(a.agency for a in reached)}
    for group in answer.groups:
        assert group.folded == any(line.via is not None or line.role is None for line in group.lines)


@pytest.mark.parametrize(("plan_id", "name", "agency_id"), list(named_agencies()))
def test_the_ledger_counts_every_way_an_agency_is_held(
    plan_id: str, name: str, agency_id: str, library: WordsOnly, world: World
) -> None:
    plan = library.plans[plan_id]
    ids = ids_of(world, name)
    answer = ask([f"{name} có nhiệm vụ gì?"], library, plans=[plan_id])
    ledger = answer.ledger
    direct = [line for line in lines(answer) if line.via is None and line.role is not None]
    assert (ledger.plans, ledger.clauses) == (1, len(plan.clauses))
    assert ledger.lead + ledger.support == len(expected_direct(plan, ids))
    assert ledger.support == sum(line.role == "support" for line in direct)
    assert ledger.collective == len({a.path for a in through_groups(world, plan, ids)})
    assert answer.checked == len(lines(answer))


def test_a_mere_mention_is_counted_and_is_no_work(library: WordsOnly) -> None:
    # Trà Vinh: II.2.¶3 and III.1.¶3 name the ministry as a partner of others, "Nơi nhận" sends it a copy.
    answer = ask(["Bộ Ngoại giao có nhiệm vụ gì ở Trà Vinh?"], library)
    assert answer.status == "not_found"
    assert answer.ledger.mentioned == 2
    assert mention_paths(answer, "tra-vinh") == {"II.2.¶3", "III.1.¶3"}
    assert (answer.ledger.lead, answer.ledger.support) == (0, 0)


# -- by hand -----------------------------------------------------------------------------------------------


def test_work_of_a_foreign_affairs_department_in_every_plan(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ phải làm gì?"], library)
    assert direct_paths(answer, "can-tho") == {"IV.4.a", "IV.4.b", "IV.4.c"}
    assert direct_paths(answer, "khanh-hoa") == {"III.3.5"}
    assert direct_paths(answer, "cao-bang") == {"II.7.1", "II.7.3", "IV.5.¶1"}
    assert direct_paths(answer, "tra-vinh") == direct_paths(answer, "can-gio") == set()
    assert "7 nhiệm vụ" in answer.summary
    assert "3 kế hoạch: Cần Thơ, Cao Bằng, Khánh Hòa" in answer.summary
    notes = " ".join(answer.notes)
    assert "Cần Giờ: không giao việc cho Sở Ngoại vụ" in notes
    assert "Trà Vinh: không giao việc cho Sở Ngoại vụ" in notes


def test_roles_are_those_of_the_wording(library: WordsOnly) -> None:
    answer = ask(["Sở TT&TT Cần Thơ phải làm những gì?"], library)
    own = [line for group in answer.groups if not group.folded for line in group.lines]
    roles = {cited(answer)[line.citations[0] - 1][1]: line.role for line in own}
    assert roles == {
        "IV.2.a": "lead",
        "IV.1.b": "support",
        "IV.2.b": "support",
        "IV.2.c": "support",
        "IV.2.d": "support",
        "IV.4.c": "support",
        "IV.7.a": "support",
    }


def test_a_request_is_neither_lead_nor_support(library: WordsOnly) -> None:
    answer = ask(["Liên hiệp các tổ chức hữu nghị Cần Thơ làm gì?"], library)
    own = [line for line in lines(answer) if line.role is not None]
    assert [line.role for line in own] == ["request", "request", "request"]
    assert direct_paths(answer, "can-tho") == {"IV.9.a", "IV.9.b", "IV.9.c"}


ROLES = (
    ("Sở TT&TT Cần Thơ chủ trì việc gì?", "can-tho", {"IV.2.a"}),
    ("Sở TT&TT Khánh Hòa chủ trì việc gì?", "khanh-hoa", {"III.3.1", "III.5.2", "III.6.1", "V.1"}),
    ("Sở TT&TT Khánh Hòa phối hợp việc gì?", "khanh-hoa", {"III.2.1", "III.2.2", "III.2.3"}),
    ("Công an huyện Cần Giờ phối hợp việc gì?", "can-gio", {"III.2.-2", "III.4.-2"}),
    ("Sở Ngoại vụ Cao Bằng phối hợp việc gì?", "cao-bang", {"II.7.1"}),
    ("ban tuyên giáo Cao Bằng đi phối hợp việc nào?", "cao-bang", {"II.9", "IV.1.-2", "IV.2.-3"}),
)


@pytest.mark.parametrize(("text", "plan_id", "paths"), ROLES)
def test_a_role_that_is_asked_for_narrows_the_work(
    text: str, plan_id: str, paths: set[str], library: WordsOnly
) -> None:
    for wording in (text, plain(text)):
        answer = ask([wording], library)
        assert direct_paths(answer, plan_id) == paths
        assert group_paths(answer, plan_id) == set()


def test_a_topic_that_is_asked_for_narrows_the_work(library: WordsOnly) -> None:
    answer = ask(["Công an Trà Vinh làm gì về chế độ bảo mật?"], library)
    assert cited(answer) == [("tra-vinh", "III.8.¶1")]


def test_deadlines_stand_with_the_work(library: WordsOnly) -> None:
    answer = ask(["Sở TT&TT Cao Bằng chủ trì việc gì, xếp theo hạn?"], library)
    deadlines = [line.deadline for line in lines(answer)]
    assert deadlines[:2] == ["Quý III/2023", "Quý IV/2023"]
    assert set(deadlines[2:]) == {None}


def test_two_agencies_are_answered_together(library: WordsOnly) -> None:
    answer = ask(["Công an và quân sự Cần Thơ làm gì?"], library)
    assert direct_paths(answer, "can-tho") == {"IV.5.a", "IV.5.b", "IV.5.c"}
    assert "Công an thành phố và Bộ Chỉ huy Quân sự thành phố" in answer.summary


def test_one_district_has_its_own_work(library: WordsOnly) -> None:
    answer = ask(["UBND huyện Trùng Khánh Cao Bằng được giao việc gì?"], library)
    assert "II.3.1" in direct_paths(answer, "cao-bang")


def test_a_group_may_be_asked_about_itself(library: WordsOnly) -> None:
    answer = ask(["Các cơ quan báo chí ở Khánh Hòa phải làm gì?"], library)
    rows = {"III.1.1", "III.1.2", "III.2.2", "III.2.3", "III.3.2", "III.4.1", "III.6.2"}
    assert direct_paths(answer, "khanh-hoa") == {*rows, "V.2"}


def test_completeness_is_claimed_only_of_well_read_plans(library: WordsOnly) -> None:
    assert ask(["Sở Ngoại vụ Cần Thơ làm gì?"], library).ledger.complete
    plan = library.plans["can-tho"]
    poor = replace(plan.coverage, read=plan.coverage.total // 2, unread=plan.coverage.total // 2)
    badly_read = WordsOnly({"can-tho": replace(plan, coverage=poor)})
    answer = ask(["Sở Ngoại vụ Cần Thơ làm gì?"], badly_read)
    assert not answer.ledger.complete
    assert any("chưa trọn vẹn" in note for note in answer.notes)


def test_work_of_two_agencies_together(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ và Sở TT&TT Cần Thơ cùng làm việc gì?"], library)
    assert direct_paths(answer, "can-tho") == {"IV.4.c"}


def test_who_leads_what_opens_with_advice_advises(library: WordsOnly) -> None:
    answer = ask(["Phòng Nội vụ Cần Giờ tham mưu gì?"], library)
    assert direct_paths(answer, "can-gio") == {"III.5.¶1"}


def test_which_plan_gives_an_agency_work_asks_for_no_document(library: WordsOnly) -> None:
    answer = ask(["Kế hoạch nào có giao việc cho Sở Nội vụ?"], library)
    assert direct_paths(answer, "tra-vinh") == {"III.7.¶1"}


def test_work_through_groups_is_counted_as_it_is_told(library: WordsOnly) -> None:
    answer = ask(["Sở Nông nghiệp và PTNT Cao Bằng làm gì?"], library)
    told = sum(int(count) for note in answer.notes for count in re.findall(r"(\d+) việc", note))
    assert answer.ledger.collective == told
