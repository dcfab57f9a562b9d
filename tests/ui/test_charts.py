"""What charts are made of: their figures are those of the cells, and every mark names its rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from review.load import Cell, Quarter
from ui.charts import PICK, distinct_names, heat_map, load_bars, timeline

CELLS = (
    Cell("Sở Y tế", "an-giao-1", "An Giao", (1, 2), (2,)),
    Cell("Sở Y tế", "an-giao-2", "An Giao", (4,), ()),
    Cell("Sở Du lịch", "hai-an", "Hải An", (), (7,)),
)
AGENCIES = ("Sở Y tế", "Sở Du lịch")


def _values(chart: Any) -> list[dict[str, Any]]:
    layers = chart.to_dict()["layer"]
    return [
        value for layer in layers[:1] for value in layer.get("data", chart.to_dict().get("data"))["values"]
    ]


def test_two_plans_of_one_place_stay_apart() -> None:
    names = distinct_names(CELLS)
    assert names == {
        "an-giao-1": "An Giao (an-giao-1)",
        "an-giao-2": "An Giao (an-giao-2)",
        "hai-an": "Hải An",
    }
    shown = _values(heat_map(CELLS, AGENCIES, "#000000"))
    assert [(value["plan_id"], value["told"], value["total"]) for value in shown] == [
        ("an-giao-1", "2 · 1", 2),
        ("an-giao-2", "1 · 0", 1),
        ("hai-an", "0 · 1", 1),
    ]


def test_bars_add_up_all_plans() -> None:
    shown = {
        (value["agency"], value["role"]): value["count"]
        for value in _values(load_bars(CELLS, AGENCIES, "#000"))
    }
    assert shown == {
        ("Sở Y tế", "Chủ trì"): 3,
        ("Sở Y tế", "Phối hợp"): 1,
        ("Sở Du lịch", "Chủ trì"): 0,
        ("Sở Du lịch", "Phối hợp"): 1,
    }


def test_a_quarter_has_passed_the_day_after_its_last() -> None:
    quarters = [
        Quarter(2024, 1, "a", "A", (1, 2)),
        Quarter(2024, 1, "b", "B", (3,)),
        Quarter(2024, 2, "a", "A", (4,)),
    ]
    for day, states in (
        (date(2024, 3, 31), ["Chưa hết quý"] * 2),
        (date(2024, 4, 1), ["Đã qua", "Chưa hết quý"]),
    ):
        shown = _values(timeline(quarters, day, "#000000"))
        assert [(value["quarter"], value["count"]) for value in shown] == [
            ("Quý I/2024", 3),
            ("Quý II/2024", 1),
        ]
        assert [value["state"] for value in shown] == states


def test_every_chart_can_be_picked_from() -> None:
    quarters = [Quarter(2024, 1, "a", "A", (1,))]
    made = (
        heat_map(CELLS, AGENCIES, "#000"),
        load_bars(CELLS, AGENCIES, "#000"),
        timeline(quarters, date(2024, 1, 1), "#000"),
    )
    assert [[param["name"] for param in chart.to_dict()["params"]] for chart in made] == [[PICK]] * 3
