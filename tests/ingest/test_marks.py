"""Numbering marks at the start of a line."""

from __future__ import annotations

import pytest

from ingest.marks import read_mark


@pytest.mark.parametrize(
    "line, kind, name, words",
    [
        ("PHẦN I: MỤC TIÊU", "part", "Phần I", "MỤC TIÊU"),
        ("Phần thứ hai", "part", "Phần II", ""),
        ("Chương II", "part", "Chương II", ""),
        ("A. QUAN ĐIỂM", "part", "A", "QUAN ĐIỂM"),
        ("I. MỤC ĐÍCH", "section", "I", "MỤC ĐÍCH"),
        ("III- TỔ CHỨC", "section", "III", "TỔ CHỨC"),
        ("II/ Nội dung", "section", "II", "Nội dung"),
        ("Mục 2. Yêu cầu", "section", "Mục 2", "Yêu cầu"),
        ("Điều 3. Hiệu lực", "article", "Điều 3", "Hiệu lực"),
        ("1. Sở Y tế", "item", "1", "Sở Y tế"),
        ("1- Ban Tổ chức", "item", "1", "Ban Tổ chức"),
        ("2) Kiểm tra", "item", "2", "Kiểm tra"),
        ("3.2. Phối hợp", "item", "3.2", "Phối hợp"),
        ("2.2.4 Vắc xin", "item", "2.2.4", "Vắc xin"),
        ("II.1. Mục tiêu", "item", "1", "Mục tiêu"),
        ("đ) Tiếp tục", "point", "đ", "Tiếp tục"),
        ("a. Công tác", "point", "a", "Công tác"),
        ("(ii) Nhà ở", "point", "(ii)", "Nhà ở"),
        ("- Bộ Công an;", "bullet", "-", "Bộ Công an;"),
        ("- 01 lãnh đạo", "bullet", "-", "01 lãnh đạo"),
        ("+ Tiếng Mông", "bullet", "+", "Tiếng Mông"),
        ("• Xây dựng", "bullet", "*", "Xây dựng"),
        ("¹ Nghị định", "footnote", "fn1", "Nghị định"),
        ("[12] Theo", "footnote", "fn12", "Theo"),
    ],
)
def test_a_mark_is_read_with_its_name_and_width(line: str, kind: str, name: str, words: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.name, line[mark.width :]) == (kind, name, words)


@pytest.mark.parametrize(
    "line",
    [
        "12 tháng 5 năm 2023",
        "2 đoàn công tác",
        "2.000 người",
        "15/6/2023 của Bộ Chính trị",
        "Phần mềm quản lý",
        "Phần I của Kế hoạch",
        "V/v khắc phục hậu quả bão",
        "an) phối hợp",
        "Mục tiêu chung",
        "Điều tra dịch tễ",
        "2026 - 2030",
        "-10 độ",
        "của Nhà nước",
    ],
)
def test_running_text_has_no_mark(line: str) -> None:
    assert read_mark(line) is None


def test_level_follows_the_kind_of_number() -> None:
    ranks = [
        read_mark(line)
        for line in ("A. X", "I. X", "Điều 1. X", "1. X", "1.1. X", "a) X", "- x", "+ x", "* x")
    ]
    found = [mark.rank for mark in ranks if mark]
    assert found == sorted(found)
    assert len(found) == len(ranks)
