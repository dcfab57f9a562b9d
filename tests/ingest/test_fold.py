"""Folding: what is searched, and the way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fold import fold, fold_map, fold_tone, source_span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sở TT&TT, Ủy ban", "so tt tt uy ban"),
        ("239/KH-UBND ngày 06/12/2023", "239 kh ubnd ngay 06 12 2023"),
        ("Điểm đ) khoản 4", "diem d khoan 4"),
        ("Ðồng Nai", "dong nai"),  # U+00D0, typed for Đ
        ("nước\u00a0ngoài\u200b", "nuoc ngoai"),
        ("tuyên\u00adtruyền", "tuyentruyen"),  # a soft hyphen does not part a word
        ("__a__", "a"),
        ("", ""),
        ("…—", ""),
    ],
)
def test_fold_gives_plain_words(text: str, words: str) -> None:
    assert fold(text) == words
    assert fold(unicodedata.normalize("NFD", text)) == words


@pytest.mark.parametrize(
    ("variants", "form"),
    [
        (("Ủy ban", "Uỷ ban", "UỶ BAN"), "uỷ ban"),
        (("Khánh Hòa", "Khánh Hoà"), "khánh hoà"),
        (("sức khỏe", "sức khoẻ"), "sức khoẻ"),
        (("Quý III", "Qúy III"), "quý iii"),
        (("đánh giá", "đánh gía"), "đánh giá"),
        (("của", "cuả"), None),  # "ua" carries its tone on u: not one of the printed variants
        (("tuyến", "tuyến"), "tuyến"),
        (("mía", "mía"), "mía"),  # i is the vowel here, not part of "gi"
        (("Điện", "Ðiện"), "điện"),
    ],
)
def test_tone_placement_is_one_form(variants: tuple[str, ...], form: str | None) -> None:
    folded = [fold_tone(v) for v in variants] + [fold_tone(unicodedata.normalize("NFD", v)) for v in variants]
    if form is None:
        assert len(set(folded)) == 2
    else:
        assert set(folded) == {form}


def test_tones_are_kept_apart() -> None:
    assert fold_tone("ma má mà mả mã mạ") == "ma má mà mả mã mạ"


def test_a_match_leads_back_to_its_place() -> None:
    text = "Giao: Sở Ngoại vụ"
    folded, offsets = fold_map(text)
    assert folded == "giao: so ngoai vu"
    start = folded.index("ngoai")
    assert source_span(offsets, start, start + 5) == (9, 14)
    assert text[9:14] == "Ngoại"


def test_a_match_in_decomposed_text_takes_its_marks() -> None:
    text = unicodedata.normalize("NFD", "Sở Ngoại vụ.")
    folded, offsets = fold_map(text)
    start = folded.index("vu")
    first, last = source_span(offsets, start, start + 2)
    assert text[first:last] == unicodedata.normalize("NFD", "vụ")


def test_a_letter_folded_to_two_is_taken_whole() -> None:
    folded, offsets = fold_map("aßb")
    assert folded == "assb"
    assert source_span(offsets, 0, 2) == (0, 2)
    assert source_span(offsets, 2, 4) == (1, 3)


@given(st.text())
def test_the_map_covers_every_text(text: str) -> None:
    folded, offsets = fold_map(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert all(folded[i] in fold_map(text[offsets[i]])[0] for i in range(len(folded)))


@given(st.text())
def test_the_words_are_those_of_the_map(text: str) -> None:
    folded, _ = fold_map(text)
    assert fold(text) == " ".join("".join(c if c.isalnum() else " " for c in folded).split())


@given(st.text(alphabet="aàảãáạâầấđĐôồưừoòeèuùyỳqugi &/-.,\n"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_tone(fold_tone(text)) == fold_tone(text)
    assert fold(fold_tone(text)) == fold(text)
