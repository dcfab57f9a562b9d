"""Outline, assignments and frame of the five sample plans, as proofread line by line against the sources.

A golden file changes with the reason in the commit: it says what the plan says, not what the parser does.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.parse import parse_plan
from ingest.plan import Plan, slice_text
from ingest.read import agency_book, read_plan
from tests.ingest.as_text import assignments_text, frame_text, outline_text

PLANS = Path(__file__).parents[2] / "data" / "plans"
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("can-gio", "can-tho", "cao-bang", "khanh-hoa", "tra-vinh")


@pytest.fixture(scope="module", params=NAMES)
def plan(request: pytest.FixtureRequest) -> Plan:
    return read_plan(PLANS / f"{request.param}.txt")


@pytest.mark.parametrize(
    "kind, as_text", [("outline", outline_text), ("assignments", assignments_text), ("frame", frame_text)]
)
def test_plan_is_read_as_proofread(plan: Plan, kind: str, as_text: Callable[[Plan], str]) -> None:
    assert as_text(plan) == (GOLDEN / f"{plan.id}.{kind}").read_text("utf-8")


@pytest.mark.parametrize("width", [80, 100])
def test_a_copy_with_wrapped_lines_reads_the_same(plan: Plan, width: int) -> None:
    wrapped = "\n".join(
        line if "\t" in line else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in plan.text.split("\n")
    )
    again = parse_plan(wrapped, plan.id, agency_book())
    assert outline_text(again) == outline_text(plan)
    assert assignments_text(again) == assignments_text(plan)


def clause_text(name: str, path: str) -> str:
    plan = read_plan(PLANS / f"{name}.txt")
    return next(clause.text for clause in plan.clauses if clause.path == path)


def test_a_footnote_split_by_a_page_is_one_clause_and_leaves_its_neighbours_alone() -> None:
    note = clause_text("can-gio", "II.1.-1.fn1")
    assert "1191/QĐ-TTg ngày 05 tháng 8 năm 2020 của Thủ tướng" in note
    assert note.endswith("Thành phố Hồ Chí Minh.")
    assert clause_text("can-gio", "III.1.-3").endswith("tập đoàn kinh tế thế giới đầu tư.")


def test_a_table_row_cut_by_a_page_is_one_row() -> None:
    row = clause_text("khanh-hoa", "III.4.1")
    assert "có hiệu quả những thông tin, luận điệu sai trái" in row
    assert row.endswith("vai trò lãnh đạo của Đảng")


def test_sentences_cut_by_pages_go_on_even_with_a_capital() -> None:
    assert "Cổng thông tin điện tử Ủy ban nhân dân thành phố; thông tin" in clause_text("can-tho", "IV.1.a")
    assert "và Ủy ban nhân dân các huyện" in clause_text("tra-vinh", "II.2.¶3")


def test_labelled_lines_without_a_dash_belong_to_their_block() -> None:
    plan = read_plan(PLANS / "cao-bang.txt")
    block = [(held.agency, held.role) for held in plan.assignments if held.path == "II.7.3"]
    assert block == [
        ("Sở Ngoại vụ", "lead"),
        ("Các Sở, Ban ngành", "support"),
        ("Ủy ban nhân dân các huyện, thành phố", "support"),
    ]


def test_the_words_that_prove_an_assignment_stand_where_it_says(plan: Plan) -> None:
    for held in plan.assignments:
        assert held.evidence, held
        assert slice_text(plan.text, held.evidence).strip(), held


def test_everything_but_initials_and_handwriting_was_read(plan: Plan) -> None:
    assert plan.coverage.share > 0.999
    assert plan.coverage.unassigned == 0
