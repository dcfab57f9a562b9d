"""Figures of sentences are compared as values, and may say less than the clause, never more."""

from __future__ import annotations

import pytest

from answer.written.figures import figures_in, unsaid

CLAUSE = (
    "Báo cáo trước ngày 15/12 hàng năm (bắt đầu từ năm 2024), tập huấn trong Quý III/2023 cho"
    " 120 cán bộ, kinh phí "
    "1.500 triệu đồng theo Quyết định số 2086/QĐ-UBND ngày 12/8/2020; khai mạc 6 tháng 4 năm 2023; 02 lớp."
)
DOCUMENT = figures_in("Kế hoạch số 239 /KH-UBND ngày 06/12/2023")


def missing(sentence: str, *, dated: bool = False) -> str:
    return unsaid(figures_in(sentence), [figures_in(CLAUSE)], DOCUMENT, dated=dated)


@pytest.mark.parametrize(
    "sentence",
    [
        "trước 15/12 hằng năm",
        "chậm nhất ngày 15 tháng 12",
        "từ năm 2024",
        "quý 3 năm 2023",
        "trong quý III",
        "Quyết định 2086/QĐ-UBND ngày 12.08.2020",
        "ngày 06/04/2023",
        "tháng 4/2023",
        "120 cán bộ, 1.500 triệu đồng",
        "hai lớp",
        "Kế hoạch số 239/KH-UBND năm 2023",
    ],
)
def test_what_the_clause_says_stands_in_any_form(sentence: str) -> None:
    assert missing(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "trước 15/11",
        "trước 15/12/2024",
        "sau ngày 15/12",
        "quý IV",
        "quý III/2024",
        "quý III/24",
        "hàng tháng",
        "năm 2026",
        "Quyết định 2087/QĐ-UBND",
        "130 cán bộ",
        "1.500 tỷ đồng",
        "bốn lớp",
        "50%",
        "ngày 06/12/2023",
    ],
)
def test_what_it_does_not_say_falls(sentence: str) -> None:
    assert missing(sentence) != ""


def test_the_day_of_the_document_may_be_said_of_the_document() -> None:
    assert missing("ban hành ngày 6 tháng 12 năm 2023", dated=True) == ""
    assert missing("ban hành ngày 7 tháng 12 năm 2023", dated=True) != ""
