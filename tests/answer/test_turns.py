"""Conversations: a follow-up changes what it names, a whole question starts afresh, chips correct."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer, Chip
from tests.answer.loaded import WordsOnly, cited, direct_paths, plain

FOREIGN = "Sở Ngoại vụ Cần Thơ làm gì?"

# The turns, and the same thing asked whole.
FOLLOW_UPS = (
    ((FOREIGN, "Còn Công an thì sao?"), "Công an Cần Thơ làm gì?"),
    ((FOREIGN, "Thế ở Cao Bằng?"), "Sở Ngoại vụ Cao Bằng làm gì?"),
    (("Tập huấn ở Cao Bằng dành cho ai?", "Quý mấy?"), "Tập huấn ở Cao Bằng quý mấy?"),
    (
        ("Tập huấn ở Cao Bằng dành cho ai?", "Quý mấy tổ chức?", "Đơn vị nào làm?"),
        "Đơn vị nào làm tập huấn ở Cao Bằng?",
    ),
    (("Cần Giờ tập huấn những nội dung gì?", "Ai được mời học?"), "Ai được mời học tập huấn ở Cần Giờ?"),
    (("Ai ký kế hoạch Cần Thơ?", "Còn Cao Bằng?"), "Ai ký kế hoạch Cao Bằng?"),
    (("Kinh phí ở Cần Thơ lấy đâu ra?", "còn Khánh Hòa"), "Kinh phí ở Khánh Hòa lấy đâu ra?"),
    (
        ("Ai chủ trì triển lãm Hoàng Sa?", "Ai phối hợp?", "Khi nào?"),
        "Triển lãm Hoàng Sa khi nào?",
    ),
    (
        ("Cao Bằng làm gì ở cửa khẩu Trà Lĩnh?", "Những ai phối hợp?"),
        "Những ai phối hợp ở cửa khẩu Trà Lĩnh?",
    ),
    (("Báo Cần Thơ làm gì?", "Thế Đài thì sao?"), "Đài Phát thanh và Truyền hình Cần Thơ làm gì?"),
    (("Kế hoạch Cần Thơ số mấy?", "ngày nào?", "ai ký?"), "Ai ký kế hoạch Cần Thơ?"),
    (
        ("Công an huyện Cần Giờ làm gì?", "có việc nào phối hợp không?"),
        "Công an huyện Cần Giờ phối hợp việc gì?",
    ),
    (("Ai chủ trì tập huấn ở Khánh Hòa?", "Ở Cần Thơ thì ai?"), "Ai chủ trì tập huấn ở Cần Thơ?"),
    (("Sở Ngoại vụ làm gì?", "chỉ Khánh Hòa thôi"), "Sở Ngoại vụ Khánh Hòa làm gì?"),
    ((FOREIGN, "Sở Tài chính?"), "Sở Tài chính Cần Thơ làm gì?"),
    (
        ("Sở TT&TT Trà Vinh chủ trì việc gì?", "phối hợp thì sao?"),
        "Sở TT&TT Trà Vinh phối hợp việc gì?",
    ),
    (
        ("Công an Trà Vinh phải làm gì?", "Tóm lại riêng phần bảo mật thôi"),
        "Công an Trà Vinh làm gì về bảo mật?",
    ),
    (("Khánh Hòa báo cáo trước ngày nào?", "Gửi về đâu?"), "Báo cáo ở Khánh Hòa gửi về đâu?"),
)


@pytest.mark.parametrize(("turns", "whole"), FOLLOW_UPS)
def test_a_follow_up_is_answered_as_if_asked_whole(
    turns: tuple[str, ...], whole: str, library: WordsOnly
) -> None:
    asked_whole = ask([whole], library)
    assert asked_whole.status == "answered"
    assert set(cited(ask(turns, library))) == set(cited(asked_whole))


@pytest.mark.parametrize(("turns", "whole"), FOLLOW_UPS)
def test_a_follow_up_without_accents_is_answered_the_same(
    turns: tuple[str, ...], whole: str, library: WordsOnly
) -> None:
    bare = [plain(turn) for turn in turns]
    assert set(cited(ask(bare, library))) == set(cited(ask([whole], library)))


def kinds(answer: Answer, *, kept: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for chip in answer.chips:
        if chip.kept == kept:
            found.setdefault(chip.kind, []).append(chip.value)
    return found


def test_what_was_kept_is_marked_on_the_chips(library: WordsOnly) -> None:
    answer = ask([FOREIGN, "Còn Công an thì sao?"], library)
    assert kinds(answer, kept=True) == {"intent": ["duties"], "plan": ["can-tho"]}
    assert kinds(answer, kept=False) == {"agency": ["Công an cấp tỉnh"]}
    answer = ask([FOREIGN, "Thế ở Cao Bằng?"], library)
    assert kinds(answer, kept=True) == {"intent": ["duties"], "agency": ["Sở Ngoại vụ"]}
    assert kinds(answer, kept=False) == {"plan": ["cao-bang"]}


@pytest.mark.parametrize(
    "whole",
    [
        "Ai ký kế hoạch Trà Vinh?",
        "Triển lãm Hoàng Sa ở Cao Bằng tổ chức khi nào?",
        "Sở Công Thương Trà Vinh phải làm gì?",
        "Kinh phí của kế hoạch Khánh Hòa lấy từ đâu?",
        "So sánh kinh phí Cần Thơ và Cao Bằng",
    ],
)
def test_a_whole_question_starts_afresh(whole: str, library: WordsOnly) -> None:
    alone, after = ask([whole], library), ask([FOREIGN, whole], library)
    assert cited(after) == cited(alone)
    assert kinds(after, kept=True) == {}


def test_a_fact_missing_in_the_plan_moved_to_is_said(library: WordsOnly) -> None:
    answer = ask(["Ai ký kế hoạch Cần Thơ?", "Còn Cần Giờ thì sao?"], library)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert "Cần Giờ" in answer.summary


def test_a_greeting_before_a_question_changes_nothing(library: WordsOnly) -> None:
    assert cited(ask(["xin chào", FOREIGN], library)) == cited(ask([FOREIGN], library))


def test_the_same_turns_give_the_same_answer(library: WordsOnly) -> None:
    turns = [FOREIGN, "Thế ở Cao Bằng?"]
    first, second = ask(turns, library), ask(turns, library)
    assert (first.summary, first.groups, first.citations) == (second.summary, second.groups, second.citations)


# -- chips corrected by hand -------------------------------------------------------------------------------


def chip(answer: Answer, kind: str) -> Chip:
    return next(chip for chip in answer.chips if chip.kind == kind)


def test_another_plan_chosen_on_the_chips_is_answered_from(library: WordsOnly) -> None:
    first = ask([FOREIGN], library)
    others = [one for one in first.chips if one.kind != "plan"]
    answer = ask([FOREIGN], library, chips=[*others, Chip("plan", "cao-bang", "Cao Bằng")])
    assert direct_paths(answer, "cao-bang") == {"II.7.1", "II.7.3", "IV.5.¶1"}
    assert {plan for plan, _ in cited(answer)} == {"cao-bang"}


def test_a_plan_taken_away_means_all_plans(library: WordsOnly) -> None:
    first = ask([FOREIGN], library)
    answer = ask([FOREIGN], library, chips=[one for one in first.chips if one.kind != "plan"])
    assert {group.plan_id for group in answer.groups if not group.folded} == {
        "can-tho",
        "cao-bang",
        "khanh-hoa",
    }


def test_another_agency_chosen_on_the_chips(library: WordsOnly) -> None:
    first = ask([FOREIGN], library)
    others = [one for one in first.chips if one.kind != "agency"]
    answer = ask([FOREIGN], library, chips=[*others, Chip("agency", "Sở Tài chính", "Sở Tài chính")])
    assert direct_paths(answer, "can-tho") == {"IV.3.¶1"}
    assert chip(answer, "agency").label == "Sở Tài chính"


def test_a_role_chosen_on_the_chips_narrows_the_work(library: WordsOnly) -> None:
    first = ask([FOREIGN], library)
    answer = ask([FOREIGN], library, chips=[*first.chips, Chip("role", "support", "phối hợp")])
    assert direct_paths(answer, "can-tho") == {"IV.4.c"}


def test_chips_that_are_left_alone_change_nothing(library: WordsOnly) -> None:
    for text in (FOREIGN, "Triển lãm Hoàng Sa ở Cao Bằng khi nào?", "Ai ký kế hoạch Cần Thơ?"):
        first = ask([text], library)
        again = ask([text], library, chips=first.chips)
        assert (again.summary, cited(again)) == (first.summary, cited(first))


def test_another_place_named_is_not_answered_from_the_kept_one(library: WordsOnly) -> None:
    for turn in ("Hà Nội thì sao?", "Thế ở Đồng Nai?", "con ha noi"):
        answer = ask(["Sở Công Thương Trà Vinh làm gì?", turn], library)
        assert (answer.status, answer.citations) == ("not_found", ())
        assert "Chưa nạp kế hoạch nào của" in answer.summary


def test_plans_chosen_beforehand_bound_the_answer(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ phải làm gì?"], library, plans=["khanh-hoa"])
    assert {plan for plan, _ in cited(answer)} == {"khanh-hoa"}
    assert answer.ledger.plans == 1


# -- asking back -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "   ", "?", "ai?", "làm gì"])
def test_a_question_that_names_nothing_is_asked_back_with_ways_on(text: str, library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.status == "clarify"
    assert answer.summary.endswith("?")
    assert answer.citations == ()
    assert answer.options
    for option in answer.options:
        assert ask([option], library).status == "answered"


def test_a_question_without_a_place_is_answered_plan_by_plan_not_asked_back(library: WordsOnly) -> None:
    answer = ask(["Đài PT-TH phải làm j"], library)
    assert answer.status == "answered"
    groups = {group.plan_id for group in answer.groups if not group.folded}
    assert groups == {"can-tho", "cao-bang", "tra-vinh"}


def test_another_matter_takes_the_place_of_the_one_before(library: WordsOnly) -> None:
    turns = ["Cao Bằng có tổ chức triển lãm không?", "Quý mấy?", "thế còn tập huấn quý mấy"]
    assert "Quý III/2023" in ask(turns, library).summary


def test_a_rule_of_plans_is_asked_of_the_plan_talked_of(library: WordsOnly) -> None:
    talk = ["Sở Ngoại vụ Cần Thơ làm gì?"]
    assert {plan for plan, _ in cited(ask([*talk, "Các sở báo cáo cho ai?"], library))} == {"can-tho"}
    everywhere = {plan for plan, _ in cited(ask([*talk, "Các kế hoạch lấy tiền đâu?"], library))}
    assert everywhere == set(library.plans)


def test_a_question_to_no_plan_that_is_loaded_says_so(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ làm gì?"], library, plans=["khong-co"])
    assert answer.status == "not_found"
    assert "không có trong các kế hoạch đã nạp" in answer.summary
    nothing = ask(["Sở Ngoại vụ làm gì?"], WordsOnly({}))
    assert nothing.status == "not_found"
    assert "Chưa nạp kế hoạch nào" in nothing.summary
