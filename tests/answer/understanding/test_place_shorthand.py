"""Initials are a place where a place is expected, and what they otherwise stand for everywhere else."""

from __future__ import annotations

import pytest

from answer.understanding.place_shorthand import with_places_written_out
from answer.understanding.question import World


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sở Ngoại vụ CT làm gì", "Sở Ngoại vụ Cần Thơ làm gì"),
        ("so ngoai vu ct lam gi", "so ngoai vu Cần Thơ lam gi"),
        ("stc cb lo khoản nào", "stc Cao Bằng lo khoản nào"),
        ("CB nộp báo cáo hạn nào", "Cao Bằng nộp báo cáo hạn nào"),
        ("kh của TV ai ký", "kh của Trà Vinh ai ký"),
        ("ở CG giao xã việc gì", "ở Cần Giờ giao xã việc gì"),
        ("kh KH ai ký", "kh Khánh Hòa ai ký"),
        ("sở công thương tvinh", "sở công thương Trà Vinh"),
        ("vp ub ctho lo gì", "vp ub Cần Thơ lo gì"),
        ("đài ptth khoa làm gì", "đài ptth Khánh Hòa làm gì"),
        ("cong an o cb", "cong an o Cao Bằng"),
    ],
)
def test_initials_stand_for_a_loaded_plans_place(typed: str, meant: str, world: World) -> None:
    assert with_places_written_out(typed, world.corpus, world.book) == meant


@pytest.mark.parametrize(
    "text",
    [
        "KH này ai ký",
        "KH số 13980 của tỉnh",
        "KH của tỉnh giao Sở Y tế việc gì",
        "CT 01/CT-TTg nói gì",
        "CT số 01 của Thủ tướng",
        "CT UBND TP chỉ đạo gì",
        "sở nào ct, sở nào ph",
        "sở ngoại vụ ct việc gì",
        "CB, CC, VC học lớp nào",
        "tập huấn cho cb xã",
        "số 13980/KH-UBND",
        "TV của tỉnh phát gì",
        "ở kh này có gì",
        "khoa học, chuyên khoa, khoa y",
        "HP, YB giao ai",  # no plan of theirs is loaded
    ],
)
def test_initials_of_something_else_are_left_alone(text: str, world: World) -> None:
    assert with_places_written_out(text, world.corpus, world.book) == text
