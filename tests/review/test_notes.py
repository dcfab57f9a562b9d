"""Confirmations and notes: kept, told apart from the document, and adrift when the clause has changed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from answer.ask import world_of
from ingest.parse import parse_plan
from ingest.read import agency_book
from review.errors import NotesError
from review.marks import Kind, Mark, mark_on, standing
from review.matrix import Row, rows_of
from review.notes import keep_mark, read_marks
from tests.answer.loaded import WordsOnly
from tests.review.test_checks import PLAN

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def _rows(text: str) -> tuple[Row, ...]:
    return rows_of(world_of(WordsOnly({"an-giao": parse_plan(text, "an-giao", agency_book())})))


def _fair(rows: tuple[Row, ...]) -> Row:
    return next(row for row in rows if "hội chợ" in row.task)


def _mark(row: Row, kind: Kind, value: str, *, who: str = "Trần An", minutes: int = 0) -> Mark:
    at = NOON + timedelta(minutes=minutes)
    return mark_on(row, row.assignments[0], kind, value, who=who, at=at)


def test_what_was_kept_is_read_again_whole(tmp_path: Path) -> None:
    file = tmp_path / "var" / "review.sqlite"
    row = _fair(_rows(PLAN))
    kept = [_mark(row, "deadline", "2024-03-14"), _mark(row, "note", "Đã hỏi lại; sẽ lùi 'một' tuần.")]
    for mark in kept:
        keep_mark(file, mark)
    assert list(read_marks(file)) == kept
    assert read_marks(file)[0].day == date(2024, 3, 14)


def test_without_a_file_nothing_is_made_by_reading(tmp_path: Path) -> None:
    assert read_marks(tmp_path / "review.sqlite") == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 20])
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "review.sqlite"
    file.write_bytes(content)
    with pytest.raises(NotesError):
        read_marks(file)
    with pytest.raises(NotesError):
        keep_mark(file, _mark(_fair(_rows(PLAN)), "note", "x"))
    assert file.read_bytes() == content


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "review.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (id)")
    with pytest.raises(NotesError, match="không phải tệp ghi chú"):
        keep_mark(file, _mark(_fair(_rows(PLAN)), "note", "x"))


def test_a_mark_survives_a_rebuild_that_moves_its_clause() -> None:
    before, moved = _rows(PLAN), _rows(PLAN.replace("1. Sở Du lịch\na)", "1. Sở Du lịch\na) Lập đề án.\nb)"))
    mark = _mark(_fair(before), "deadline", "2024-03-14")
    assert _fair(moved).unit.path != _fair(before).unit.path
    found = standing([mark], moved).confirmed_day(_fair(moved).number)
    assert found == mark


@pytest.mark.parametrize(
    "old, new",
    [
        ("hội chợ biển, hoàn thành trước ngày 15/3/2024", "hội chợ biển, hoàn thành trước ngày 20/3/2024"),
        ("1. Sở Du lịch\n", "1. Sở Công Thương\n"),
    ],
)
def test_a_changed_clause_or_doer_sets_the_mark_adrift(old: str, new: str) -> None:
    mark = _mark(_fair(_rows(PLAN)), "deadline", "2024-03-14")
    changed = PLAN.replace(old, new)
    assert changed != PLAN
    marked = standing([mark], _rows(changed))
    assert marked.adrift == (mark,)
    assert not marked.by_row


def test_the_last_word_counts_and_can_be_taken_back() -> None:
    rows = _rows(PLAN)
    first, second = (
        _mark(_fair(rows), "deadline", day, minutes=n) for n, day in enumerate(("2024-03-14", "2024-03-10"))
    )
    gone = replace(second, value="", at=NOON + timedelta(minutes=9))
    number = _fair(rows).number
    assert standing([first, second], rows).confirmed_day(number) == second
    assert standing([first, second, gone], rows).by_row == {}


def test_each_person_keeps_a_note_of_their_own() -> None:
    rows = _rows(PLAN)
    notes = [_mark(_fair(rows), "note", "một", who="An"), _mark(_fair(rows), "note", "hai", who="Bình")]
    assert standing(notes, rows).by_row[_fair(rows).number] == tuple(notes)


def test_the_document_is_not_changed_by_a_mark() -> None:
    rows = _rows(PLAN)
    standing([_mark(_fair(rows), "role", "support")], rows)
    assert _fair(rows).assignments[0].role == "lead"
