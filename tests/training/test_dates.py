"""Dates of one form: what a date looks like, and the same in other quarters of its year."""

from __future__ import annotations

import pytest

from training.dates import form_of, moved


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("15/12/2023", (True, True, True)),
        ("Trước ngày 05 tháng 6 năm 2024", (True, True, True)),
        ("trước ngày 15/12 hàng năm", (True, True, False)),
        ("Tháng 11/2023", (False, True, True)),
        ("11/2023", (False, True, True)),
        ("tháng 4 năm 2026", (False, True, True)),
        ("Quý IV/2023", (False, False, True)),
        ("quý 3", (False, False, False)),
        ("Thường xuyên", None),
        ("từ 01/3/2024 đến 15/12/2024", None),
        ("Kế hoạch số 12/KH-UBND", None),
    ],
)
def test_the_form_of_a_date(text: str, form: tuple[bool, bool, bool] | None) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Quý IV/2023", ["Quý I/2023", "Quý II/2023", "Quý III/2023"]),
        ("quý 2 năm 2025", ["quý 1 năm 2025", "quý 3 năm 2025", "quý 4 năm 2025"]),
        (
            "Hạn 15/11/2023",
            ["Hạn 15/08/2023", "Hạn 15/05/2023", "Hạn 15/02/2023"],
        ),
        ("Tháng 5/2026", ["Tháng 8/2026", "Tháng 2/2026", "Tháng 11/2026"]),
        ("30/05/2023", ["30/08/2023", "30/11/2023"]),
        ("Thường xuyên", []),
    ],
)
def test_a_date_in_the_other_quarters_of_its_year(text: str, others: list[str]) -> None:
    assert moved(text) == others
    assert {form_of(other) for other in others} <= {form_of(text)}
