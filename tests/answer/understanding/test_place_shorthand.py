"""Initials are a place where a place is expected, and what they otherwise stand for everywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.ask import world_of
from answer.understanding.place_shorthand import with_places_written_out
from answer.understanding.question import World
from tests.answer.loaded import WordsOnly


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


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("Bà Rịa - Vũng Tàu", "Sở Y tế BRVT làm gì"),
        ("Thừa Thiên Huế", "Sở Y tế TTH làm gì"),
        ("Thái Nguyên", "so y te tnguyen lam gi"),
    ],
)
def test_names_of_more_words_have_short_forms_too(place: str, typed: str, library: WordsOnly) -> None:
    plan = replace(next(iter(library.plans.values())), place=place)
    world = world_of(WordsOnly({plan.id: plan}))
    assert place in with_places_written_out(typed, world.corpus, world.book)


def test_initials_of_three_places_name_none(library: WordsOnly) -> None:
    one = next(iter(library.plans.values()))
    places = ("Bắc Giang", "Bình Gia", "Bảo Giang")
    world = world_of(WordsOnly({place: replace(one, id=place, place=place) for place in places}))
    assert with_places_written_out("Sở Y tế BG làm gì", world.corpus, world.book) == "Sở Y tế BG làm gì"
