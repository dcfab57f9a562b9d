"""Questions without accents get those of the plans."""

from __future__ import annotations

import pytest

from index.accents import Accents, has_accents

TEXTS = [
    "Sở Ngoại vụ phối hợp với Công an tỉnh",
    "Số lượng ngoài nước, vũ khí",
    "Công nghệ an toàn, Khánh Hòa",
    "Khánh Hòa, Khánh Hoà, Khánh Hòa",
]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("so ngoai vu lam gi?", "sở ngoại vụ làm gì?"),
        ("So ngoai vu", "Sở ngoại vụ"),
        ("SO NGOAI VU", "SỞ NGOẠI VỤ"),
        ("so luong vu khi", "số lượng vũ khí"),  # the same syllables beside other neighbours
        ("cong an tinh 2023 khanh hoa", "công an tỉnh 2023 khánh hòa"),  # the commoner spelling
        ("sở ngoai vu", "sở ngoai vu"),  # one accent typed: the writer can type them
        ("", ""),
        ("???", "???"),
    ],
)
def test_accents_follow_the_neighbours(typed: str, read: str) -> None:
    assert Accents(TEXTS).restore(typed) == read


def test_another_language_is_left_alone() -> None:
    typed = "When is the report of an agency due in Khanh Hoa?"
    assert Accents(TEXTS).restore(typed) == typed


def test_nothing_known_changes_nothing() -> None:
    assert Accents([]).restore("xyz qwerty") == "xyz qwerty"


@pytest.mark.parametrize(
    ("text", "accented"),
    [("so", False), ("sở", True), ("đi", True), ("Đi", True), ("so\u0309", True), ("", False)],
)
def test_has_accents(text: str, accented: bool) -> None:
    assert has_accents(text) is accented


def test_words_of_the_language_decide_where_the_texts_hold_nothing() -> None:
    accents = Accents([*TEXTS, "khoảng trống"], ["học phí", "khoáng sản"])
    assert accents.spelled(["hoc", "phi"]) == ["học", "phí"]
    assert accents.spelled(["khoang", "trong"]) == ["khoảng", "trống"]
    assert accents.spelled(["khoang", "san"]) == ["khoáng", "sản"]
    assert accents.joins("học", "phí")
    assert not accents.joins("phí", "học")
