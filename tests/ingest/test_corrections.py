"""Metadata put right by a person: checked, laid over what was read, marked."""

from __future__ import annotations

import pytest

from ingest.corrections import CorrectionError, checked, corrected, differences, same_number
from tests.index.samples import make_plan

PLAN = make_plan("rung", [("II", "Nhiệm vụ")], [("II.1", "Trồng rừng")])


def test_only_what_was_put_right_changes_and_is_marked() -> None:
    plan = corrected(PLAN, {"number": "7/KH-UBND", "date": None})
    assert (plan.number, plan.date, plan.place) == ("7/KH-UBND", None, PLAN.place)
    assert plan.corrected == ("number", "date")
    assert (plan.text, plan.clauses) == (PLAN.text, PLAN.clauses)
    assert corrected(PLAN, {}) is PLAN
    assert corrected(PLAN, {"text": "khác"}) is PLAN  # no field of metadata


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("date", "06/12/2023", "2023-12-06"),
        ("date", "6-1-2024", "2024-01-06"),
        ("date", "2024-02-29", "2024-02-29"),
        ("number", " 239 /KH-UBND", "239/KH-UBND"),
        ("number", "57-KL/TW", "57-KL/TW"),
        ("title", "  Du lịch \n biển ", "Du lịch biển"),
        ("place", "   ", None),
    ],
)
def test_what_is_typed_is_tidied(field: str, typed: str, kept: str | None) -> None:
    assert checked(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [("date", "30/02/2024"), ("date", "tháng 5"), ("number", "không số"), ("number", "Số 5/KH-UBND của tỉnh"),
     ("title", "a" * 1001)],
)  # fmt: skip
def test_what_cannot_be_is_told(field: str, typed: str) -> None:
    with pytest.raises(CorrectionError):
        checked(field, typed)


def test_only_differences_are_kept() -> None:
    wanted = {"number": PLAN.number, "place": "Nam Giang", "date": None}
    assert differences(PLAN, wanted) == {"place": "Nam Giang", "date": None}


def test_numbers_are_compared_however_they_are_written() -> None:
    assert same_number("239/KH-UBND", "239 / KH - UBND")
    assert not same_number("239/KH-UBND", "239/QĐ-UBND")
    assert not same_number(None, None)
