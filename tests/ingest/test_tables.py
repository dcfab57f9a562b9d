"""Tables, however the text keeps their columns apart."""

from __future__ import annotations

import pytest

from ingest.clean import read_lines
from ingest.parse import parse_plan
from ingest.plan import Column
from ingest.read import agency_book
from ingest.table_header import column_of
from ingest.tables import Row, Table, take_tables

TABBED = """TT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp
1. Tuyên truyền\t\t\t
1.1\tMở chuyên mục\tSở Y tế\tBáo tỉnh
1.2\tIn tờ rơi dài quá một\tSở Tài chính\tCông an

3

\ttrang giấy\t\tvà Quân sự
-----\t--\t---\t-
"""
PIPED = """| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
|:---:|---|---|---|
| **I** | **Hạ tầng** | | |
| 1 | Quy hoạch<br>chung | Sở Xây dựng | Quý I |
| 2 | Làm đường | | |
| 3 | Cấp nước | nt | Quý II |
"""
ROWS = (("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("I", "NHÓM"), ("1", "Rà soát\nvăn bản", "", "2026"))
CELL_A_LINE = "".join(
    "|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row)
    for row in (*ROWS, ("2", "Báo cáo", "Sở Y tế", "2027"))
)
TWO_LINE_HEADER = """TT\tNội dung\tCơ quan thực hiện\t\tThời gian
\t\tChủ trì\tPhối hợp\t
1\tRà soát\tSở Y tế\tSở Nội vụ\tQuý I
"""


def one_table(text: str) -> Table:
    tables, _ = take_tables(text, read_lines(text))
    assert len(tables) == 1
    return tables[0]


def shown(row: Row) -> tuple[str, str, dict[str, str]]:
    return row.kind, row.number, {cell.column: cell.text for cell in row.cells}


def test_tabs_groups_and_a_row_cut_by_a_page() -> None:
    group, first, second = (shown(row) for row in one_table(TABBED).rows)
    assert group == ("group", "1", {"task": "Tuyên truyền"})
    assert first == ("row", "1.1", {"task": "Mở chuyên mục", "lead": "Sở Y tế", "support": "Báo tỉnh"})
    assert second[2]["task"] == "In tờ rơi dài quá một trang giấy"
    assert second[2]["support"] == "Công an và Quân sự"


def test_pipes_breaks_in_cells_and_merged_cells() -> None:
    group, first, second, third = (shown(row) for row in one_table(PIPED).rows)
    assert group == ("group", "I", {"task": "Hạ tầng"})
    assert first[2] == {"task": "Quy hoạch chung", "lead": "Sở Xây dựng", "deadline": "Quý I"}
    assert second[2] == {"task": "Làm đường", "lead": "Sở Xây dựng", "deadline": "Quý I"}
    assert third[2] == {"task": "Cấp nước", "lead": "Sở Xây dựng", "deadline": "Quý II"}


def test_one_cell_a_line_with_an_empty_cell() -> None:
    group, first, second = (shown(row) for row in one_table(CELL_A_LINE).rows)
    assert group == ("group", "I", {"task": "NHÓM"})
    assert first == ("row", "1", {"task": "Rà soát văn bản", "deadline": "2026"})
    assert second == ("row", "2", {"task": "Báo cáo", "lead": "Sở Y tế", "deadline": "2027"})


def test_a_header_over_two_rows() -> None:
    (row,) = one_table(TWO_LINE_HEADER).rows
    assert shown(row)[2] == {
        "task": "Rà soát",
        "lead": "Sở Y tế",
        "support": "Sở Nội vụ",
        "deadline": "Quý I",
    }


def test_a_header_that_is_printed_again_is_no_row() -> None:
    rows = one_table(
        TABBED.replace("-----\t--\t---\t-\n", TABBED.splitlines()[0] + "\n2\tXong\tSở Y tế\t\n")
    ).rows
    assert [row.number for row in rows] == ["1", "1.1", "1.2", "2"]


def test_a_letterhead_with_tabs_is_no_table() -> None:
    text = "UBND TỈNH X\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\tX, ngày 1 tháng 1 năm 2024\n"
    tables, rest = take_tables(text, read_lines(text))
    assert tables == []
    assert len(rest) == 2


@pytest.mark.parametrize(
    "title, column",
    [
        ("TT", "number"),
        ("Số thứ tự", "number"),
        ("Nội dung công việc", "task"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Phân công thực hiện", "lead"),
        ("Cơ quan chủ trì, phối hợp", "lead"),
        ("Cơ quan phối hợp thực hiện", "support"),
        ("Thời gian hoàn thành", "deadline"),
        ("Sản phẩm đầu ra", "product"),
        ("Đơn vị tính", "other"),
        ("Ghi chú", "other"),
    ],
)
def test_titles_say_what_columns_hold(title: str, column: Column) -> None:
    assert column_of(title) == column


def test_partners_labelled_inside_a_cell_support() -> None:
    plan = parse_plan(
        "KẾ HOẠCH\nVệ sinh\n\nI. NHIỆM VỤ\n\nTT\tNhiệm vụ\tĐơn vị chủ trì/ phối hợp\n"
        "1\tRà soát\tChủ trì: Sở Y tế. Phối hợp: Viện Vật liệu xây dựng; Trạm Thú y\n"
        "2\tKiểm tra\tSở Nội vụ\n",
        "x",
        agency_book(),
    )
    assert [(held.path, held.agency, held.role) for held in plan.assignments] == [
        ("I.1", "Sở Y tế", "lead"),
        ("I.1", "Viện Vật liệu xây dựng", "support"),
        ("I.1", "Trạm Thú y", "support"),
        ("I.2", "Sở Nội vụ", "lead"),
    ]
