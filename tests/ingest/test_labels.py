"""Labelled lines: which are some, and whom their labels make doers."""

from __future__ import annotations

import pytest

from ingest.agency_words import listed
from ingest.labels import read_field, roles_of_label
from ingest.parse import parse_plan
from ingest.plan import Role
from ingest.read import agency_book


@pytest.mark.parametrize(
    "words, field",
    [
        ("Đơn vị chủ trì: Sở Ngoại vụ.", "Đơn vị chủ trì"),
        ("Cơ quan, đơn vị thực hiện: Công an", "Cơ quan, đơn vị thực hiện"),
        ("Đơn vị tham mưu, thực hiện: Sở Y tế", "Đơn vị tham mưu, thực hiện"),
        ("Thời gian thực hiện: Quý III/2023;", "Thời gian thực hiện"),
        ("Nội dung: Tiếp tục triển khai", "Nội dung"),
        ("Chủ trì: Sở Y tế", "Chủ trì"),
        ("Phối hợp: Công an", "Phối hợp"),
        ("Phối hợp với Công an tỉnh: kiểm tra", ""),
        ("Chủ trì, phối hợp với các sở", ""),
        ("đơn vị chủ trì: viết thường", ""),
        ("Sở Y tế: Tham mưu", ""),
    ],
)
def test_a_labelled_line_is_told_from_a_sentence(words: str, field: str) -> None:
    assert read_field(words) == field


@pytest.mark.parametrize(
    "label, expected",
    [
        ("Đơn vị chủ trì", ("lead",)),
        ("Đơn vị chủ trì tham mưu", ("lead",)),
        ("Đơn vị thực hiện", ("lead",)),
        ("Đơn vị tham mưu", ("advise",)),
        ("Đơn vị tham mưu, thực hiện", ("advise", "lead")),
        ("Đơn vị phối hợp", ("support",)),
        ("Cơ quan phối hợp thực hiện", ("support",)),
        ("Thời gian thực hiện", ()),
        ("Nội dung thực hiện", ()),
    ],
)
def test_labels_give_roles(label: str, expected: tuple[Role, ...]) -> None:
    assert roles_of_label(label) == expected


# Heads of labels that are neither a body nor a role; each stands before any word of duty.
THINGS = (
    "Địa điểm | Thời gian | Hình thức | Kinh phí | Nguồn kinh phí | Nguồn vốn | Đối tượng | Phạm vi"
    "| Sản phẩm | Kết quả | Giải pháp | Lộ trình | Tiến độ | Số lượng | Quy mô | Thành phần | Nội dung"
    "| Phương thức | Cách thức | Chỉ tiêu | Tổng kinh phí"
)


@pytest.mark.parametrize("what", ["thực hiện", "tổ chức", "chủ trì", "phối hợp", "triển khai"])
@pytest.mark.parametrize("head", listed(THINGS))
def test_a_label_whose_head_is_no_body_names_no_doer(head: str, what: str) -> None:
    assert read_field(f"{head} {what}: Sở Y tế") == f"{head} {what}"
    assert roles_of_label(f"{head} {what}") == ()


@pytest.mark.parametrize(
    "name", ["Ban Tổ chức", "Phòng Tổ chức thực hiện chính sách", "Bộ phận Tổ chức cán bộ"]
)
def test_a_body_with_a_word_of_duty_in_its_name_is_no_label(name: str) -> None:
    assert read_field(f"{name}: tiếp nhận hồ sơ") == ""
    assert roles_of_label(name) == ()


def test_where_something_is_held_is_not_who_holds_it() -> None:
    plan = parse_plan(
        "UBND TỈNH HÀ GIANG\n\nKẾ HOẠCH\nA\n\nI. CHƯƠNG TRÌNH\n\n1. Lễ bế mạc\n\n"
        "- Thời gian thực hiện: ngày 20/9/2026.\n\n- Địa điểm tổ chức: Quảng trường 26 tháng 3.\n\n"
        "- Điểm cầu chủ trì: Hội trường Tỉnh ủy.\n\n- Nguồn kinh phí thực hiện: Quỹ Bảo tồn di sản.\n\n"
        "- Cơ quan tổ chức: Sở Văn hóa, Thể thao và Du lịch.\n\n- Phụ trách: Công an tỉnh.\n",
        "x",
        agency_book(),
    )
    held = [(a.path, a.agency, a.role, a.deadline) for a in plan.assignments]
    assert held == [
        ("I.1", "Sở Văn hóa, Thể thao và Du lịch", "lead", "ngày 20/9/2026"),
        ("I.1", "Công an tỉnh", "lead", "ngày 20/9/2026"),
    ]
