"""Headings and the marked text of a cited place, on a plan outlined by hand."""

from __future__ import annotations

import dataclasses

from tests.ui.fake import CLAUSES, TEXT, cite, sea_plan, spans_of
from ui.full_text import full_text_html
from ui.place import Place, cited_place, heading_path, holds, pieces, plan_name


def test_headings_stand_above_a_clause_with_their_marks() -> None:
    place = cited_place(cite(1, "II.1.a"))
    assert heading_path(sea_plan(), place) == ("II. TỔ CHỨC THỰC HIỆN", "1. Sở Du lịch")


def test_headings_of_a_whole_block_end_with_its_own() -> None:
    block = Place("an-giao", "II.2", "", "2. Sở Y tế", spans_of("2. Sở Y tế"))
    assert heading_path(sea_plan(), block) == ("II. TỔ CHỨC THỰC HIỆN", "2. Sở Y tế")


def test_the_frame_of_a_document_has_a_path_of_its_own() -> None:
    number = Place("an-giao", "Thể thức.number", "", "Số: 12/KH-UBND", spans_of("Số: 12/KH-UBND"))
    assert heading_path(sea_plan(), number) == ("Thể thức văn bản", "Số, ký hiệu")


def test_pieces_are_the_whole_text_with_the_clause_marked() -> None:
    plan = sea_plan()
    found = list(pieces(plan, cite(1, "II.1.b").spans))
    assert "".join(text for _, text in found) == TEXT
    assert [text for kind, text in found if kind == "marked"] == [CLAUSES[2][2]]
    assert ("heading", "I. MỤC ĐÍCH") in found
    assert ("residue", "**") in found


def test_a_span_beyond_the_text_does_not_break_the_pieces() -> None:
    plan = sea_plan()
    found = list(pieces(plan, ((len(TEXT) - 3, len(TEXT) + 50),)))
    assert "".join(text for _, text in found) == TEXT


def test_the_marked_text_is_escaped() -> None:
    page = full_text_html(sea_plan(), cited_place(cite(1, "II.1.b")))
    assert "&lt;b&gt;hằng tuần&lt;/b&gt;" in page
    assert "<b>hằng tuần" not in page
    assert page.count("<mark>") == 1


def test_a_place_whose_words_were_replaced_is_noticed() -> None:
    place = cited_place(cite(1, "II.1.a"))
    assert holds(sea_plan(), place)
    replaced = dataclasses.replace(sea_plan(), text=TEXT.replace("hội chợ", "lễ hội"))
    assert not holds(replaced, place)


def test_plans_are_told_apart_by_place_and_number() -> None:
    plan = sea_plan()
    assert plan_name(plan) == "An Giao · 12/KH-UBND"
    assert plan_name(dataclasses.replace(plan, number=None)) == "An Giao"
    assert plan_name(dataclasses.replace(plan, number=None, place=None)) == "Truyền thông về du lịch biển"
