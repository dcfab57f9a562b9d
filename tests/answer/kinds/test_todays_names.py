"""What agencies and places are called today is told as a note, never as the plans' words."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from answer.present import today_notes
from tests.answer.loaded import WordsOnly, plain


def _notes(answer: Answer, start: str) -> list[str]:
    return [note for note in answer.notes if note.startswith(start)]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh Trà Vinh nay thuộc tỉnh nào?",
        "Trà Vinh sáp nhập vào đâu?",
        "Trà Vinh bây giờ còn không?",
        "Trà Vinh có đổi tên chưa?",
    ],
)
def test_a_place_is_told_with_its_date_and_source(text: str, library: WordsOnly) -> None:
    for spelt in (text, plain(text)):
        answer = ask([spelt], library)
        assert answer.intent == "successor"
        assert answer.status == "not_found"
        assert answer.groups == ()
        (note,) = answer.notes
        assert note.startswith("Trà Vinh, nay: tỉnh Vĩnh Long mới")
        assert note.endswith("(từ 01/7/2025, nguồn: Nghị quyết 202/2025/QH15).")


def test_places_are_told_where_none_is_named(library: WordsOnly) -> None:
    answer = ask(["Tỉnh nào đã sáp nhập?"], library)
    assert [note.partition(",")[0] for note in answer.notes] == [
        "Cần Giờ",
        "Cần Thơ",
        "Cao Bằng",
        "Khánh Hòa",
        "Trà Vinh",
    ]
    (kept,) = _notes(answer, "Cao Bằng")
    assert kept.startswith("Cao Bằng, nay: không thay đổi (nguồn: ")


def test_a_merger_that_plans_speak_of_is_looked_for(library: WordsOnly) -> None:
    answer = ask(["Trà Vinh sáp nhập các thôn, bản vùng sâu thế nào?"], library)
    assert not _notes(answer, "Trà Vinh, nay")


def test_a_department_that_is_kept_is_told_beside_its_work(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Cần Thơ nay còn không?"], library)
    assert _notes(answer, "Cần Thơ: Sở Ngoại vụ nay: vẫn là Sở Ngoại vụ (nguồn: ")
    assert answer.citations


def test_each_note_stands_once_with_its_places(library: WordsOnly) -> None:
    answer = ask(["Sở Thông tin và Truyền thông nay là cơ quan nào?"], library)
    notes = [note for note in answer.notes if " nay: " in note]
    assert len(notes) == len({note.partition(": ")[2] for note in notes})
    assert today_notes(answer) == []


def test_names_of_today_say_where_they_hold_when_places_differ(library: WordsOnly) -> None:
    ((name, note),) = today_notes(ask(["Sở Thông tin và Truyền thông phải làm gì?"], library))
    assert name == "Sở Thông tin và Truyền thông"
    assert note.count("nay: Sở") == 1
    for place in ("Cần Thơ: ", "Cao Bằng: ", "Khánh Hòa: ", "Trà Vinh: "):
        assert note.count(place) == 1
