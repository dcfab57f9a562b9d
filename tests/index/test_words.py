"""Text -> terms."""

from __future__ import annotations

import unicodedata

import pytest

from index.words import bigrams, known_words, syllables, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Ngoại vụ", "so ngoai vu"),
        ("so ngoai vu", "so ngoai vu"),
        ("Ký kết, quý III", "ki ket qui iii"),
        ("kí kết, quí III", "ki ket qui iii"),
        ("ngày này", "ngay nay"),  # a y after a vowel stays
        ("UBND tỉnh", "uy ban nhan dan tinh"),
        ("Ủy ban nhân dân tỉnh", "uy ban nhan dan tinh"),
        ("Sở TT&TT", "so thong tin va truyen thong"),
        ("sở tttt", "so thong tin va truyen thong"),
        ("Báo KH", "bao kh"),  # Khánh Hòa, kế hoạch or khoa học: left as it is
        ("239/KH-UBND", "239 kh uy ban nhan dan"),
        ("", ""),
    ],
)
def test_syllables(text: str, expected: str) -> None:
    assert " ".join(syllables(text)) == expected
    assert " ".join(syllables(unicodedata.normalize("NFD", text))) == expected


def test_bigrams_stay_on_their_line() -> None:
    assert bigrams("Sở Nội vụ\nCông an") == ["so_noi", "noi_vu", "cong_an"]
    assert bigrams("một") == []


def test_pyvi_words_keep_their_accents() -> None:
    assert words("Sở Tài chính, Ủy ban") == ["sở", "tài_chính", "uỷ_ban"]
    assert words("…") == []


def test_known_words_are_the_longest_the_index_holds() -> None:
    held = {"tài_chính", "sở_tài_chính", "chính_sách"}
    assert known_words("Sở Tài chính sách", held.__contains__) == ["sở_tài_chính", "sách"]
    assert known_words("tài chính sách", set().__contains__) == ["tài", "chính", "sách"]
    assert known_words("", held.__contains__) == []
