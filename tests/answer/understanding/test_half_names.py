"""Departments with a part of the name by its initials, and what must not be taken for one."""

from __future__ import annotations

import pytest

from answer.understanding.half_names import with_whole_names
from ingest.read import agency_book


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Sở Nông nghiệp và PTNT lo gì?", "Sở Nông nghiệp và Phát triển nông thôn lo gì?"),
        ("sở nông nghiệp & ptnt lo gì?", "Sở Nông nghiệp và Phát triển nông thôn lo gì?"),
        ("Sở VH, TT và DL chủ trì việc gì?", "Sở Văn hóa, Thể thao và Du lịch chủ trì việc gì?"),
        ("so giao duc va dt", "Sở Giáo dục và Đào tạo"),
        ("Phòng VH và TT huyện", "Phòng Văn hóa và Thông tin huyện"),
        ("Sở Lao động - TB và XH", "Sở Lao động - Thương binh và Xã hội"),
    ],
)
def test_a_part_by_its_initials_is_written_out(text: str, whole: str) -> None:
    assert with_whole_names(text, agency_book().agencies) == whole


@pytest.mark.parametrize(
    "text", ["Sở TT&TT làm gì?", "Sở Y tế và Sở Tài chính", "Sở Thông tin, Sở Y tế", "cơ sở dữ liệu và đt"]
)
def test_other_words_are_left(text: str) -> None:
    assert with_whole_names(text, agency_book().agencies) == text
