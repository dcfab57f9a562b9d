"""Doers in brackets beside a duty, and brackets that name nobody who does it."""

from __future__ import annotations

import pytest

from ingest.parse import parse_plan
from ingest.plan import Role
from ingest.read import agency_book

HEAD = "UBND TỈNH HÀ GIANG\n\nKẾ HOẠCH\nA\n\nII. NHIỆM VỤ\n\n1. Việc chung\n\n"


def roles(clause: str) -> list[tuple[str, Role]]:
    plan = parse_plan(f"{HEAD}a) {clause}\n\nb) Việc khác.\n", "x", agency_book())
    return [(held.agency, held.role) for held in plan.assignments]


@pytest.mark.parametrize(
    "bracket, expected",
    [
        ("Sở Y tế chủ trì", [("Sở Y tế", "lead")]),
        ("do Sở Y tế thực hiện", [("Sở Y tế", "lead")]),
        ("giao Sở Y tế", [("Sở Y tế", "lead")]),
        ("Sở Y tế, Sở Nội vụ chủ trì", [("Sở Y tế", "lead"), ("Sở Nội vụ", "lead")]),
        ("Sở Y tế chủ trì, Sở Nội vụ phối hợp", [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ", [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]),
        ("chủ trì: Sở Y tế; phối hợp: Sở Nội vụ", [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]),
        ("Sở Y tế tham mưu, trước ngày 15/6/2026", [("Sở Y tế", "advise")]),
        ("giao Sở Y tế tổng hợp", [("Sở Y tế", "lead")]),
        ("Sở Y tế là đơn vị chủ trì", [("Sở Y tế", "lead")]),
        ("Trưởng các thôn, bản thực hiện", [("Trưởng các thôn, bản", "lead")]),
    ],
)
def test_a_bracket_says_who_does_the_duty_beside_it(bracket: str, expected: list[tuple[str, Role]]) -> None:
    assert roles(f"Khám cho 500 người ({bracket}); hoàn thành trong năm.") == expected


@pytest.mark.parametrize(
    "bracket",
    [
        "theo Công văn số 12/SYT-NV của Sở Y tế",
        "tại các xã Vĩnh Xương, Phú Hữu",
        "do Cục Thống kê thực hiện năm 2023",
        "số liệu của Sở Y tế",
        "gồm Sở Y tế, Sở Nội vụ",
        "trừ các đơn vị do Sở Y tế quản lý",
    ],
)
def test_other_brackets_name_nobody_who_does_it(bracket: str) -> None:
    assert roles(f"Khám cho 500 người ({bracket}).") == []


@pytest.mark.parametrize(
    "row, expected",
    [
        ("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]),
        ("Sở Y tế (cơ quan chủ trì); Sở Nội vụ, Công an tỉnh (phối hợp)", [
            ("Sở Y tế", "lead"), ("Sở Nội vụ", "support"), ("Công an tỉnh", "support")]),
    ],
)  # fmt: skip
def test_a_role_in_brackets_beside_each_name_is_its_own(row: str, expected: list[tuple[str, Role]]) -> None:
    assert roles(f"{row}: rà soát văn bản.") == expected


def test_a_partner_in_brackets_leaves_the_duty_to_its_heading() -> None:
    plan = parse_plan(
        f"{HEAD}2. Sở Y tế\n\na) Khám cho 500 người (Sở Nội vụ phối hợp).\n", "x", agency_book()
    )
    found = {(held.agency, held.role) for held in plan.assignments}
    assert found == {("Sở Y tế", "lead"), ("Sở Nội vụ", "support")}
