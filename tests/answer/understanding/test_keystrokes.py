"""Telex and VNI keys left on the page: read as the letters they stand for, and only where they are keys."""

from __future__ import annotations

import pytest

from answer.understanding.keystrokes import displayed, read_keys
from ingest.fold import fold_tone

# As typed, and the syllable that was meant.
KEYED = {
    "Nhieemj": "nhiệm",
    "vuj": "vụ",
    "Caanf": "cần",
    "Thow": "thơ",
    "ddeer": "để",
    "thuowng": "thương",
    "thuwowng": "thương",
    "quyeets": "quyết",
    "hojc": "học",
    "nôpj": "nộp",
    "Băngf": "bằng",
    "Kha1nh": "khánh",
    "Ho2a": "hoà",
    "nhie6m5": "nhiệm",
    "so73": "sở",
    "d9u7o7c5": "được",
}


@pytest.mark.parametrize("typed", KEYED)
def test_a_syllable_typed_as_keys_is_read(typed: str) -> None:
    keyed = read_keys(typed)
    assert keyed is not None
    assert fold_tone(keyed.written) == fold_tone(KEYED[typed])


@pytest.mark.parametrize(
    "word",
    ["COVID19", "Q3", "T10", "mp3", "mục1", "5G", "QL1A", "camera", "book", "zoom", "wifi", "pano"],
)
def test_other_words_are_left_alone(word: str) -> None:
    assert read_keys(word) is None
    assert displayed(f"kế hoạch {word} ở đâu") == f"kế hoạch {word} ở đâu"


def test_a_whole_question_typed_as_keys_is_read() -> None:
    assert displayed("Nhieemj vuj cuar Sowr Ngoaij vuj Caanf Thow") == "Nhiệm vụ của Sở Ngoại vụ Cần Thơ"


def test_a_tone_key_alone_says_nothing() -> None:
    assert displayed("tuyến bus ở đâu") == "tuyến bus ở đâu"
    assert displayed("họp quy1 ở đâu") == "họp quy1 ở đâu"


def test_a_word_that_may_be_spelled_so_is_keys_beside_other_keys() -> None:
    assert displayed("nhiệm vụ của Coong an tỉnh Traf Vinh") == "nhiệm vụ của Công an tỉnh Trà Vinh"
    assert displayed("cái xoong ở bếp ăn") == "cái xoong ở bếp ăn"


def test_among_words_without_accents_the_letters_have_none_either() -> None:
    assert displayed("so ngoai vuj can tho lam gi") == "so ngoai vu can tho lam gi"
    assert displayed("han nopj bao cao cao bangf") == "han nop bao cao cao bang"
