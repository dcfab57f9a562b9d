"""Metadata a person put right: told as theirs, never as what the copy prints."""

from __future__ import annotations

from pathlib import Path

from answer.ask import ask
from answer.model import Answer
from ingest.corrections import corrected
from ingest.read import read_plan
from tests.answer.loaded import WordsOnly

PLANS = Path(__file__).parents[2] / "data/plans"


def _asked(question: str, name: str, **values: str | None) -> Answer:
    plan = corrected(read_plan(PLANS / f"{name}.txt"), values)
    return ask([question], WordsOnly({plan.id: plan}))


def test_a_number_the_copy_lacks_is_told_as_a_persons_word() -> None:
    answer = _asked("Số kế hoạch của Cao Bằng là gì?", "cao-bang", number="999/KH-UBND")
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.notes == (
        "Trong thư viện, người dùng ghi số, ký hiệu của bản Cao Bằng là 999/KH-UBND.",
        "Đã xem phần đầu và phần ký của kế hoạch Cao Bằng.",
    )


def test_a_number_that_was_changed_is_cited_as_printed() -> None:
    answer = _asked("Số kế hoạch của Cần Thơ?", "can-tho", number="240/KH-UBND")
    assert answer.status == "answered"
    assert [line.text for group in answer.groups for line in group.lines] == ["Số, ký hiệu: 239/KH-UBND"]
    assert answer.notes == ("Trong thư viện, người dùng ghi số, ký hiệu của bản Cần Thơ là 240/KH-UBND.",)


def test_what_was_not_asked_for_is_not_told() -> None:
    answer = _asked("Ngày ban hành kế hoạch của Cần Thơ?", "can-tho", number="240/KH-UBND")
    assert answer.status == "answered"
    assert not [note for note in answer.notes if "người dùng ghi" in note]
