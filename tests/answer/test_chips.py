"""Chips: all that was understood is shown; left alone they change nothing, changed they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from answer.ask import ask
from answer.chips import REFUSAL_LABELS
from answer.model import Answer, Chip
from evaluation.questions import FOLLOW_UPS, SHIPPED_QUESTIONS, read_questions
from tests.answer.invented_plans import ELSEWHERE, Layout
from tests.answer.loaded import WordsOnly, cited, plain
from tests.answer.test_eval_questions import UNANSWERABLE
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of


def sent(answer: Answer) -> list[Chip]:
    """Return the chips of an answer as the form sends them back: in its own order, kept by nobody."""
    back = [replace(chip, kept=False) for chip in reversed(answer.chips)]
    return [chip for chip in back if chip.value not in REFUSAL_LABELS]


def agree(turns: Sequence[str], library: WordsOnly) -> None:
    first = ask(turns, library)
    again = ask(turns, library, chips=sent(first))
    assert replace(again, seconds=0.0) == replace(first, seconds=0.0), turns


@pytest.mark.parametrize("file", [SHIPPED_QUESTIONS, FOLLOW_UPS, UNANSWERABLE], ids=lambda file: file.stem)
def test_chips_left_alone_change_no_answer(file: object, library: WordsOnly) -> None:
    for question in read_questions(file):  # type: ignore[arg-type]
        agree(question.turns, library)


@SEED
@LAYOUT
def test_chips_left_alone_change_no_answer_about_invented_plans(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    task = plan.tasks[0]
    for turns in (
        [f"{task.lead} {plan.place} làm gì?", "Còn kinh phí?"],
        [f"Ai chủ trì {task.asked}?", "Ai phối hợp?", "Bao giờ xong?"],
        [f"{task.lead} ở {ELSEWHERE[0]} làm gì?"],
        [f"Mục {task.path.split('.')[1]} phần {task.path.split('.')[0]} {plan.place} nói gì?", "Ai chủ trì?"],
        [f"Kế hoạch số {plan.number} nói gì về {task.asked}?"],
        [f"Nghị định {plan.basis} quy định gì?"],
        [f"Có phải {task.lead} không chủ trì {task.asked}?"],
        [f"Ai chủ trì {task.asked} và hạn bao giờ, kinh phí lấy đâu?"],
    ):
        agree(turns, library)


def chips_of_kind(answer: Answer, kind: str) -> list[Chip]:
    return [chip for chip in answer.chips if chip.kind == kind]


def test_a_place_that_is_not_loaded_is_shown_and_can_be_taken_away(library: WordsOnly) -> None:
    turns = ["Sở Ngoại vụ Đồng Nai phải làm gì?"]
    answer = ask(turns, library)
    (place,) = chips_of_kind(answer, "place")
    assert (place.value, answer.status) == ("Đồng Nai", "not_found")
    without = ask(turns, library, chips=[chip for chip in answer.chips if chip.kind != "place"])
    assert without.status == "answered"
    assert without.citations


def test_the_number_of_a_document_is_shown(library: WordsOnly) -> None:
    answer = ask(["Nghị định 72/2015/NĐ-CP nói về gì?"], library)
    assert [chip.value for chip in chips_of_kind(answer, "number")] == ["72/2015/NĐ-CP"]


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Điểm c khoản 4 mục IV kế hoạch Cần Thơ nói gì?", "mục IV, khoản 4, điểm c"),
        ("Ai chủ trì mục 3.2 của Cao Bằng?", "mục 3.2"),
        ("Điều 3 quyết định Trà Vinh nói gì?", "Điều 3"),
    ],
)
def test_the_place_in_a_plan_is_shown(question: str, shown: str, library: WordsOnly) -> None:
    assert [chip.label for chip in chips_of_kind(ask([question], library), "label")] == [shown]


def test_the_place_in_a_plan_is_kept_and_can_be_taken_away(library: WordsOnly) -> None:
    turns = ["Ai chủ trì nội dung 7.1 của Cao Bằng?", "hạn bao giờ?"]
    answer = ask(turns, library)
    (label,) = chips_of_kind(answer, "label")
    assert (label.value, label.kept) == ("7.1", True)
    other = [chip for chip in ask(turns[:1], library).chips if chip.kind != "label"]
    moved = ask(turns[:1], library, chips=[*other, Chip("label", "7.2", "mục 7.2")])
    assert cited(moved) == [("cao-bang", "II.7.2")]


@pytest.mark.parametrize(
    "question, label, typed",
    [
        ("cong an tinh cao bang phai lam gi", "Công an tỉnh Cao Bằng", ""),
        ("so ngoai vu phai lam gi", "Sở Ngoại vụ", ""),
        ("Sở TT&TT Khánh Hòa làm gì?", "Sở Thông tin và Truyền thông", ""),
        ("sở ttt Khánh Hòa làm gì?", "Sở Thông tin và Truyền thông", "sở ttt"),
        ("bo chqs tinh tra vinh lam gi", "Bộ Chỉ huy Quân sự tỉnh", "bo chqs tinh"),
        ("đài pt-th làm gì", "Đài Phát thanh và Truyền hình (tỉnh/thành phố)", "đài pt-th"),
        ("UBND các huyện ở Cao Bằng làm gì?", "Ủy ban nhân dân các huyện", ""),
    ],
)
def test_an_agency_is_shown_by_its_name_with_other_words_typed_beside(
    question: str, label: str, typed: str, library: WordsOnly
) -> None:
    answer = ask([question], library)
    assert [(chip.label, chip.typed) for chip in chips_of_kind(answer, "agency")] == [(label, typed)]
    assert label in answer.summary


@SEED
@LAYOUT
def test_agencies_of_invented_plans_are_shown_by_their_names(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    for agency in plan.agencies:
        for question in (f"{agency} {plan.place} làm gì?", plain(f"{agency} {plan.place} làm gì?").lower()):
            (chip,) = chips_of_kind(ask([question], library), "agency")
            assert (chip.label, chip.typed) == (agency, "")
