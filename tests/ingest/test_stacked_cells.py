"""Tables of which only the lines are left: one cell below the other, no sign between them."""

from __future__ import annotations

import pytest

from ingest.clean import read_lines
from ingest.plan import Column
from ingest.tables import take_tables

TITLES = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")
ROWS = (
    ("1", "Khơi thông 12 km kênh mương nội đồng", "Phòng Nông nghiệp", "Hội Nông dân", "Trước ngày 15/4"),
    ("2", "Tập huấn trồng dâu", "Trạm Khuyến nông", "UBND các xã", "Quý II"),
    ("3", "Khảo sát giống tằm lưỡng hệ", "Trạm Khuyến nông", "Hợp tác xã Tằm Vàng", "Hằng tháng"),
)
AFTER = "IV. KINH PHÍ\n\nBố trí 120 triệu đồng từ ngân sách huyện."


def stacked(rows: tuple[tuple[str, ...], ...], joint: str) -> str:
    return joint.join(cell for row in rows for cell in row)


def taken(text: str) -> tuple[list[tuple[str, str, dict[Column, str]]], str]:
    """Return the rows of the one table of text, and the words that belong to none."""
    tables, rest = take_tables(text, read_lines(text))
    rows = [row for table in tables for row in table.rows]
    shown: list[tuple[str, str, dict[Column, str]]] = [
        (row.kind, row.number, {cell.column: cell.text for cell in row.cells}) for row in rows
    ]
    return shown, " ".join(line.text for line in rest)


def wanted(row: tuple[str, ...]) -> tuple[str, str, dict[Column, str]]:
    columns: tuple[Column, ...] = ("task", "lead", "support", "deadline")
    return "row", row[0], dict(zip(columns, row[1:], strict=True))


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
def test_cells_below_each_other_are_rows(joint: str) -> None:
    rows, rest = taken(f"III. NHIỆM VỤ\n\n{stacked((TITLES, *ROWS), joint)}\n\n{AFTER}")
    assert rows == [wanted(row) for row in ROWS]
    assert rest == "III. NHIỆM VỤ IV. KINH PHÍ Bố trí 120 triệu đồng từ ngân sách huyện."


def test_a_cell_on_several_lines_is_one_cell() -> None:
    first = ("1", "Khơi thông 12 km\nkênh mương nội đồng", *ROWS[0][2:])
    rows, _ = taken(stacked((TITLES, first, *ROWS[1:]), "\n\n"))
    assert rows[0][2]["task"].split() == ROWS[0][1].split()
    rows, _ = taken(stacked((TITLES, first, *ROWS[1:]), "\n"))  # told by its lower case
    assert rows[0][2]["task"].split() == ROWS[0][1].split()


def test_an_empty_cell_before_the_time_is_left_empty() -> None:
    alone = ("2", "Tập huấn trồng dâu", "Trạm Khuyến nông", "Quý II")
    rows, _ = taken(stacked((TITLES, ROWS[0], alone, ROWS[2]), "\n\n"))
    assert rows[1] == (
        "row",
        "2",
        {"task": "Tập huấn trồng dâu", "lead": "Trạm Khuyến nông", "deadline": "Quý II"},
    )
    assert [row[1] for row in rows] == ["1", "2", "3"]


def test_groups_and_numbers_of_columns() -> None:
    numbers = tuple(f"({place})" for place in range(1, 6))
    second = tuple((str(int(row[0])), *row[1:]) for row in ROWS[:2])
    text = stacked((TITLES, numbers, ("I", "Thủy lợi"), ROWS[0], ("II", "Tằm tơ"), *second), "\n\n")
    rows, _ = taken(text)
    assert [(kind, number) for kind, number, _ in rows] == [
        ("group", "I"),
        ("row", "1"),
        ("group", "II"),
        ("row", "1"),
        ("row", "2"),
    ]
    assert rows[2][2] == {"task": "Tằm tơ"}


@pytest.mark.parametrize(
    "text",
    [
        "STT\n\nNội dung công việc\n\nĐơn vị chủ trì\n\nCác đơn vị căn cứ kế hoạch này để thực hiện.",
        stacked((TITLES, ROWS[0]), "\n\n"),  # one row: as likely a stray heading
        "1\n\nNội dung\n\nĐơn vị chủ trì\n\n2\n\nLàm đường\n\nSở Xây dựng",
    ],
)
def test_what_only_looks_like_a_table_stays_text(text: str) -> None:
    rows, rest = taken(text)
    assert rows == []
    assert rest.split() == text.split()
