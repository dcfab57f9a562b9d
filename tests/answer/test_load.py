"""How much work plans give agencies, counted in clauses, and the days that deadlines name."""

from __future__ import annotations

from datetime import date

import pytest

from answer.load import loads_of
from answer.understanding.due import last_day, literal_day
from answer.understanding.question import World


def test_a_clause_counts_once_for_an_agency_however_often_it_is_named(world: World) -> None:
    for plan_id in world.plans:
        units = world.corpus.in_plans([plan_id])
        for load in loads_of(units):
            holding = [
                unit
                for unit in units
                if any(not a.collective and a.agency == load.agency for a in unit.assignments)
            ]
            assert [unit.path for unit in load.units] == [unit.path for unit in holding]


def test_groups_carry_no_load(world: World) -> None:
    named = {load.agency for load in loads_of(world.corpus.in_plans(["khanh-hoa"]))}
    assert "Sở Thông tin và Truyền thông" in named
    assert "Các sở, ban, ngành" not in named


@pytest.mark.parametrize(
    "deadline, day, end",
    [
        ("trước ngày 15 tháng 11 năm 2023", date(2023, 11, 15), date(2023, 11, 15)),
        ("từ ngày 01/3/2024 đến ngày 15/3/2024", date(2024, 3, 15), date(2024, 3, 15)),
        ("Quý II/2024", None, date(2024, 6, 30)),
        ("trước ngày 15/12 hàng năm", None, None),
        ("31/02/2024", None, None),
    ],
)
def test_only_a_day_in_words_is_literal(deadline: str, day: date | None, end: date | None) -> None:
    assert (literal_day(deadline), last_day(deadline)) == (day, end)
