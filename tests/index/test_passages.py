"""Plan -> passages, and a path said as the administration says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.citation import citation_label, place_label
from index.passages import passages_of
from ingest.plan import Cell, Clause, slice_text
from tests.index.samples import make_plan

HEADINGS = [("IV", "Tổ chức thực hiện"), ("IV.1", "Sở Du lịch"), ("V", "Kinh phí")]
CLAUSES = [("IV.1.a", "Xây dựng bến tàu"), ("IV.1.b", "Báo cáo hằng năm")]


def test_every_clause_and_every_empty_heading_is_a_passage() -> None:
    found = passages_of(make_plan("hai-phong", HEADINGS, CLAUSES))
    assert [(p.id, p.kind) for p in found] == [
        ("hai-phong#V", "heading"),
        ("hai-phong#IV.1.a", "point"),
        ("hai-phong#IV.1.b", "point"),
    ]


def test_a_passage_carries_its_plan_and_its_headings() -> None:
    passage = passages_of(make_plan("hai-phong", HEADINGS, CLAUSES))[1]
    assert passage.headings == ("IV. Tổ chức thực hiện", "1. Sở Du lịch")
    assert passage.context == (
        "12/KH-UBND, Hải Phong, Kế hoạch, Phát triển du lịch biển\nIV. Tổ chức thực hiện\n1. Sở Du lịch"
    )
    assert passage.embedded_texts == (
        "Hải Phong\nIV. Tổ chức thực hiện\n1. Sở Du lịch",
        "Hải Phong\nXây dựng bến tàu",
    )
    assert passage.indexed_text == (
        "12/KH-UBND Hải Phong\nIV. Tổ chức thực hiện\n1. Sở Du lịch\nXây dựng bến tàu"
    )
    assert passage.label == "điểm a khoản 1 mục IV Kế hoạch số 12/KH-UBND ngày 05/03/2024"
    assert (passage.mark, passage.number, passage.page) == ("a)", "12/KH-UBND", None)


def test_the_quote_is_sliced_from_the_source() -> None:
    plan = make_plan("hai-phong", HEADINGS, CLAUSES)
    for passage in passages_of(plan):
        assert passage.quote == slice_text(plan.text, passage.spans)
    assert passages_of(plan)[1].quote == "Xây dựng bến tàu"


def test_a_repeated_path_gets_an_id_of_its_own() -> None:
    found = passages_of(make_plan("p", [], [("Kết.¶1", "Một"), ("Kết.¶1", "Hai"), ("Kết.¶2", "Ba")]))
    assert [p.id for p in found] == ["p#Kết.¶1", "p#Kết.¶1~2", "p#Kết.¶2"]


def test_a_rule_of_dashes_is_no_passage() -> None:
    found = passages_of(make_plan("p", [], [("I.1", "-----"), ("I.2", "Có chữ")]))
    assert [p.path for p in found] == ["I.2"]


def test_a_row_is_searched_by_every_cell_and_quoted_by_its_task() -> None:
    plan = make_plan("p", [("III", "Nhiệm vụ")], [("III.1", "Mở lớp tập huấn")])
    cells = (
        Cell("task", "Nội dung", "Mở lớp tập huấn", plan.clauses[0].spans),
        Cell("lead", "Chủ trì", "Sở Nội vụ", ()),
        Cell("deadline", "Thời hạn", "", ()),
    )
    row = replace(plan.clauses[0], kind="row", label="1", cells=cells)
    passage = passages_of(replace(plan, clauses=(row,)))[0]
    assert passage.text == "Nội dung: Mở lớp tập huấn\nChủ trì: Sở Nội vụ"
    assert passage.quote == "Mở lớp tập huấn"
    assert passage.label == "dòng 1 mục III Kế hoạch số 12/KH-UBND ngày 05/03/2024"


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Sở Ngoại vụ.", "Đơn vị chủ trì\nSở Ngoại vụ."),
        ("Đơn vị chủ trì: Sở Ngoại vụ.", "Đơn vị chủ trì: Sở Ngoại vụ."),
    ],
)
def test_the_label_of_a_labelled_line_is_searched_once(text: str, searched: str) -> None:
    plan = make_plan("p", [], [("II.-1", text)])
    clause: Clause = replace(plan.clauses[0], field="Đơn vị chủ trì")
    assert passages_of(replace(plan, clauses=(clause,)))[0].text == searched


def test_the_file_name_stands_in_for_a_missing_place() -> None:
    passage = passages_of(make_plan("cao-bang", [], [("I.1", "Một")], place=None, number=None))[0]
    assert passage.embedded_texts == ("cao bang", "cao bang\nMột")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("IV.4.c", "điểm c khoản 4 mục IV"),
        ("III.2.-3", "gạch đầu dòng thứ 3 khoản 2 mục III"),
        ("III.1.¶2", "đoạn 2 khoản 1 mục III"),
        ("II.3.2", "khoản 3.2 mục II"),
        ("II.3.2.-1", "gạch đầu dòng thứ 1 khoản 3.2 mục II"),
        ("I.2.đ", "điểm đ khoản 2 mục I"),
        ("II.1.-1.fn1", "chú thích 1 gạch đầu dòng thứ 1 khoản 1 mục II"),
        ("Mở đầu.¶1", "đoạn 1 phần mở đầu"),
        ("Kết.¶2", "đoạn 2 phần kết"),
        ("Điều 2", "Điều 2"),
        ("Điều 2.1.a", "điểm a khoản 1 Điều 2"),
    ],
)
def test_places_are_said_from_the_inside_out(path: str, words: str) -> None:
    assert place_label(path) == words


def test_a_plan_issued_by_a_decision_is_named_through_it() -> None:
    plan = make_plan("p", [], [("QĐ.Điều 2", "Thi hành"), ("IV.1", "Nhiệm vụ")], number="1899/QĐ-UBND")
    assert citation_label(plan, "QĐ.Điều 2") == "Điều 2 Quyết định số 1899/QĐ-UBND ngày 05/03/2024"
    assert citation_label(plan, "IV.1") == (
        "khoản 1 mục IV Kế hoạch kèm theo Quyết định số 1899/QĐ-UBND ngày 05/03/2024"
    )


def test_a_missing_number_is_said() -> None:
    plan = replace(make_plan("p", [], [("I.1", "Một")], number=None), date=None)
    assert citation_label(plan, "I.1") == "khoản 1 mục I Kế hoạch (bản này không ghi số)"
