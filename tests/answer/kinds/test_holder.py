"""Who holds a post: the signer where the plan is signed by that post, an honest no else, never the title."""

from __future__ import annotations

import pytest

from answer.ask import ask
from tests.answer.invented_plans import Layout
from tests.answer.loaded import WordsOnly, cited, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of

CHAIR = (
    "Chủ tịch UBND tỉnh {place} tên gì?",
    "Chủ tịch UBND tỉnh {place} là ai?",
    "Ai là Chủ tịch tỉnh {place}?",
)
OTHERS = (
    "Phó Chủ tịch UBND tỉnh {place} là ai?",
    "Chủ tịch UBND huyện ở {place} tên gì?",
    "Giám đốc Sở Y tế {place} là ai?",
    "Chủ tịch Hội đồng nhân dân tỉnh {place} là ai?",
    "Bí thư Tỉnh ủy {place} tên là gì?",
)


@SEED
@LAYOUT
@pytest.mark.parametrize("question", CHAIR)
def test_the_signer_is_named_where_the_plan_is_signed_by_that_post(
    seed: int, layout: Layout, question: str
) -> None:
    library, plan = plan_of(seed, layout)
    asked = question.format(place=plan.place)
    for text in (asked, plain(asked)):
        answer = ask([text], library)
        assert answer.status == "answered"
        assert plan.signer in answer.summary
        assert {path.split(".")[0] for _, path in cited(answer)} == {"Thể thức"}


@SEED
@LAYOUT
@pytest.mark.parametrize("question", OTHERS)
def test_nobody_is_named_for_another_post(seed: int, layout: Layout, question: str) -> None:
    library, plan = plan_of(seed, layout)
    answer = ask([question.format(place=plan.place)], library)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert plan.signer not in answer.summary


def test_a_deputy_signs_for_the_chair(library: WordsOnly) -> None:
    deputy = ask(["Phó Chủ tịch UBND tỉnh Cao Bằng là ai?"], library)
    assert deputy.summary.startswith("Người ký: Lê Hải Hòa")
    chair = ask(["Chủ tịch UBND tỉnh Cao Bằng là ai?"], library)
    assert chair.status == "not_found"
    assert any("Lê Hải Hòa (KT. CHỦ TỊCH PHÓ CHỦ TỊCH)" in note for note in chair.notes)


def test_a_copy_without_a_signature_says_so(library: WordsOnly) -> None:
    answer = ask(["Chủ tịch UBND huyện Cần Giờ là ai?"], library)
    assert answer.status == "not_found"
    assert answer.summary.startswith("Bản đã nạp của Cần Giờ không có người ký")


def test_he_is_who_the_turn_before_spoke_of(library: WordsOnly) -> None:
    turns = ["Cho xin số điện thoại Chủ tịch UBND thành phố Cần Thơ", "Vậy ông ấy tên gì?"]
    assert "Trần Việt Trường" in ask(turns, library).summary
    other = ["Lương của Giám đốc Sở TT&TT Cần Thơ là bao nhiêu?", "Ông ấy tên gì?"]
    assert ask(other, library).status == "not_found"


@pytest.mark.parametrize(
    "question", ["Kế hoạch Cần Thơ tên gì?", "Chủ tịch UBND các huyện ở Trà Vinh có trách nhiệm gì?"]
)
def test_what_asks_for_no_person_is_answered_as_ever(question: str, library: WordsOnly) -> None:
    answer = ask([question], library)
    assert answer.status == "answered"
    assert not answer.summary.startswith("Người ký")
