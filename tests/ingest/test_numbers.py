"""Numbers of documents, state and party, however they are spaced."""

from __future__ import annotations

import pytest

from ingest.numbers import head_number, numbers_in


@pytest.mark.parametrize(
    "words, values",
    [
        ("Số: 239 /KH-UBND", ["239/KH-UBND"]),
        ("Quyết định số 348/QĐ-TTg và số 26/2020/QĐ-UBND", ["348/QĐ-TTg", "26/2020/QĐ-UBND"]),
        ("Tờ trình số 4315/TTr-STTTT", ["4315/TTr-STTTT"]),
        ("Công văn số 5740/BTTTT-TTĐN ngày 25/11/2022", ["5740/BTTTT-TTĐN"]),
        ("Kết luận số 57-KL/TW, Kế hoạch số 141-KH/TU", ["57-KL/TW", "141-KH/TU"]),
        ("Quyết định số 961-QĐ-TU, 12-KH-UBND, 2020-CT-9", ["961-QĐ-TU"]),
        ("Nghị quyết số 202/2025/QH15", ["202/2025/QH15"]),
        ("ngày 15/12/2023, 24/24 giờ, tỷ lệ 1/2", []),
        ("Kế hoạch số 141/KH-TU viết khác", ["141/KH-TU"]),
    ],
)
def test_numbers_are_found_and_closed_up(words: str, values: list[str]) -> None:
    found = numbers_in(words)
    assert [number.value for number in found] == values
    for number in found:
        assert words[number.start : number.stop].replace(" ", "") == number.value


def test_only_the_number_after_so_is_the_document_s_own() -> None:
    head = head_number("UBND TỈNH\nSố: 13980 /KH-UBND\nKhánh Hòa, ngày 29 tháng 12 năm 2023")
    assert head is not None
    assert head.value == "13980/KH-UBND"
    assert head_number("Kèm theo Tờ trình 12/TTr-SYT") is None
    assert head_number("Số:      /KH-UBND") is None
