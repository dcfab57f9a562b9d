"""What stands around a cited place: neighbours, and the lines of the block it is part of."""

from __future__ import annotations

from answer.citing import make_citation
from answer.corpus import units_of
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.read import agency_book
from tests.answer.loaded import read_folder
from tests.ui.fake import cite, sea_plan, spans_of
from ui.place import Place, cited_place, holds
from ui.surroundings import Surroundings, block_lines, opening_words, surroundings, unit_place

BLOCKS = """\
II. NỘI DUNG THỰC HIỆN

1. Khử khuẩn bể chứa nước

- Nội dung: Khử khuẩn bể chứa ở các xã vùng cao.
- Đơn vị chủ trì: Sở Y tế.
- Đơn vị phối hợp: Sở Xây dựng.

2. Kiểm định cầu treo

- Thời gian thực hiện: Quý III/2024.
- Đơn vị chủ trì: Sở Giao thông vận tải.

III. KINH PHÍ

Từ ngân sách tỉnh.
"""


def block_plan() -> Plan:
    return parse_plan(BLOCKS, "khoi", agency_book())


def around(path: str) -> Surroundings:
    return surroundings(sea_plan(), cited_place(cite(1, path)))


def quoting(plan: Plan, path: str, *lines: str) -> Place:
    """Return the place of a block that quotes its heading and the lines at some paths."""
    section = next(section for section in plan.sections if section.path == path)
    runs = [section.spans, *(clause.spans for clause in plan.clauses if clause.path in lines)]
    return cited_place(make_citation(plan, path, runs, 1))


def test_neighbours_are_those_printed_next() -> None:
    found = around("II.1.b")
    assert found.block is None
    assert found.before is not None
    assert found.after is not None
    assert (found.before.path, found.after.path) == ("II.1.a", "II.2.a")
    assert opening_words(found.after) == "a) Bố trí trực cấp cứu tại bãi biển."


def test_the_ends_of_a_plan_have_one_neighbour() -> None:
    assert around("I.1").before is None
    assert around("II.3.a").after is None
    number = Place("an-giao", "Thể thức.number", "", "Số: 12/KH-UBND", spans_of("Số: 12/KH-UBND"))
    found = surroundings(sea_plan(), number)
    assert found.unit is None
    assert found.after is not None
    assert found.after.path == "I.1"


def test_a_block_shows_all_its_lines_and_marks_those_quoted() -> None:
    plan = block_plan()
    place = quoting(plan, "II.1", "II.1.-1", "II.1.-2")
    block = surroundings(plan, place).block
    assert block is not None
    assert list(block_lines(block, place)) == [
        ("1. Khử khuẩn bể chứa nước", True),
        ("- Nội dung: Khử khuẩn bể chứa ở các xã vùng cao.", True),
        ("- Đơn vị chủ trì: Sở Y tế.", True),
        ("- Đơn vị phối hợp: Sở Xây dựng.", False),
    ]


def test_next_to_a_block_stands_the_next_block_and_no_line_of_it() -> None:
    plan = block_plan()
    found = surroundings(plan, quoting(plan, "II.2", "II.2.-2"))
    assert found.before is not None
    assert found.after is not None
    assert opening_words(found.before) == "1. Khử khuẩn bể chứa nước"
    assert found.after.path == "III.¶1"


def test_one_line_of_a_block_is_shown_in_its_block() -> None:
    plan = block_plan()
    line = next(clause for clause in plan.clauses if clause.path == "II.1.-3")
    place = cited_place(make_citation(plan, line.path, [line.spans], 1))
    block = surroundings(plan, place).block
    assert block is not None
    assert [quoted for _, quoted in block_lines(block, place)] == [False, False, False, True]


def test_leafing_opens_a_unit_whole() -> None:
    plan = block_plan()
    for unit in units_of(plan):
        place = unit_place(plan, unit, "")
        assert holds(plan, place)
        assert surroundings(plan, place).unit == unit
        if unit.head is not None:
            assert all(quoted for _, quoted in block_lines(unit, place))


def test_a_footnote_is_shown_with_its_clause_and_is_no_neighbour() -> None:
    plan = read_folder().plans["can-gio"]
    note = next(clause for clause in plan.clauses if clause.kind == "footnote")
    owner = next(unit for unit in units_of(plan) if unit.path == note.path.rpartition(".")[0])
    found = surroundings(plan, unit_place(plan, owner, ""))
    assert [each.path for each in found.notes] == [note.path]
    assert found.after is not None
    assert found.after.path == "II.1.-2"
