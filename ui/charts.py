"""Charts of loads and deadlines. Every mark carries the names by which the page finds its rows.

Numbers stand in words or figures beside every colour, so that a chart reads in both themes and on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from review.load import Cell, Quarter

LEAD, SUPPORT = "#1f5fa8", "#7fb069"
PASSED, AHEAD = "#b0492f", "#1f5fa8"
ROW = 30
"""Pixels of one agency in a chart."""
LABEL = 250
"""Pixels that the name of an agency may take."""
PICK = "picked"
"""Name of the selection in every chart."""


def heat_map(cells: Sequence[Cell], agencies: Sequence[str], ink: str) -> alt.LayerChart:
    """Return agencies by plans: the figures of a cell are its rows to do and to help in ("3 · 2").

    ink  the colour of words in the reader's theme
    """
    names = distinct_names(cells)
    values: list[dict[str, Any]] = [
        {
            "agency": cell.agency,
            "plan": names[cell.plan_id],
            "plan_id": cell.plan_id,
            "total": len(cell.rows),
            "told": f"{len(cell.lead)} · {len(cell.support)}",
            "lead": len(cell.lead),
            "support": len(cell.support),
        }
        for cell in cells
        if cell.agency in agencies
    ]
    most = max((value["total"] for value in values), default=1)
    base = alt.Chart(_data(values)).encode(
        x=alt.X(
            "plan:N",
            title=None,
            sort=list(names.values()),
            axis=_axis(ink, orient="top", labelAngle=0, labelLimit=130),
        ),
        y=alt.Y("agency:N", title=None, sort=list(agencies), axis=_axis(ink, labelLimit=LABEL)),
        tooltip=[
            alt.Tooltip("agency:N", title="Cơ quan"),
            alt.Tooltip("plan:N", title="Kế hoạch"),
            alt.Tooltip("lead:Q", title="Chủ trì"),
            alt.Tooltip("support:Q", title="Phối hợp"),
        ],
    )
    boxes = base.mark_rect(cursor="pointer", stroke="#8a94a3", strokeWidth=0.5).encode(
        color=alt.Color("total:Q", scale=alt.Scale(scheme="blues", domain=[0, most]), legend=None)
    )
    figures = base.mark_text(fontSize=13, fontWeight=600).encode(
        text="told:N",
        color=alt.condition(f"datum.total > {most * 0.55}", alt.value("#ffffff"), alt.value("#14213a")),
    )
    pick = alt.selection_point(name=PICK, fields=["agency", "plan_id"])
    height = ROW * len(agencies) + 30
    made: alt.LayerChart = (boxes.add_params(pick) + figures).properties(height=height)
    return made


def distinct_names(cells: Sequence[Cell]) -> dict[str, str]:
    """Return what plans are called, by id, in order; two of one place are told apart by their files."""
    names = {cell.plan_id: cell.plan_name for cell in cells}
    often = Counter(names.values())
    return {plan_id: name if often[name] == 1 else f"{name} ({plan_id})" for plan_id, name in names.items()}


def load_bars(cells: Sequence[Cell], agencies: Sequence[str], ink: str) -> alt.LayerChart:
    """Return how many rows each agency is to do and to help in, in all plans together."""
    values: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    for agency in agencies:
        own = [cell for cell in cells if cell.agency == agency]
        lead, support = sum(len(cell.lead) for cell in own), sum(len(cell.support) for cell in own)
        values += [
            {"agency": agency, "role": "Chủ trì", "count": lead},
            {"agency": agency, "role": "Phối hợp", "count": support},
        ]
        totals.append({"agency": agency, "count": lead + support, "told": f"{lead} · {support}"})
    x = alt.X("count:Q", title="Số nhiệm vụ", axis=_axis(ink, tickMinStep=1, format="d"))
    y = alt.Y("agency:N", title=None, sort=list(agencies), axis=_axis(ink, labelLimit=LABEL))
    pick = alt.selection_point(name=PICK, fields=["agency", "role"])
    bars = (
        alt.Chart(_data(values))
        .mark_bar(cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=_two(ink, "role:N", ("Chủ trì", LEAD), ("Phối hợp", SUPPORT)),
            order=alt.Order("role:N"),
            tooltip=[
                alt.Tooltip("agency:N", title="Cơ quan"),
                alt.Tooltip("role:N", title="Vai"),
                alt.Tooltip("count:Q", title="Số nhiệm vụ"),
            ],
        )
        .add_params(pick)
    )
    figures = alt.Chart(_data(totals)).mark_text(align="left", dx=5, fontSize=13, color=ink)
    made: alt.LayerChart = (bars + figures.encode(x=x, y=y, text="told:N")).properties(
        height=ROW * len(agencies) + 60
    )
    return made


def timeline(quarters: Sequence[Quarter], today: date, ink: str) -> alt.LayerChart:
    """Return how many deadlines end in each quarter, those of past quarters told apart."""
    counts: dict[str, dict[str, Any]] = {}
    for quarter in quarters:
        state = "Đã qua" if quarter.last_day < today else "Chưa hết quý"
        count = counts.setdefault(quarter.name, {"quarter": quarter.name, "state": state, "count": 0})
        count["count"] += len(quarter.rows)
    base = alt.Chart(_data(list(counts.values()))).encode(
        x=alt.X("quarter:N", title=None, sort=list(counts), axis=_axis(ink, labelAngle=0)),
        y=alt.Y("count:Q", title="Số thời hạn", axis=_axis(ink, tickMinStep=1, format="d")),
        tooltip=[
            alt.Tooltip("quarter:N", title="Quý"),
            alt.Tooltip("count:Q", title="Số thời hạn"),
            alt.Tooltip("state:N", title="Đến hôm nay"),
        ],
    )
    bars = base.mark_bar(cursor="pointer", size=48).encode(
        color=_two(ink, "state:N", ("Đã qua", PASSED), ("Chưa hết quý", AHEAD))
    )
    figures = base.mark_text(dy=-8, fontSize=13, fontWeight=600, color=ink).encode(text="count:Q")
    pick = alt.selection_point(name=PICK, fields=["quarter"])
    made: alt.LayerChart = (bars.add_params(pick) + figures).properties(height=240)
    return made


def _axis(ink: str, **settings: Any) -> alt.Axis:
    """Return an axis whose words are as dark as the page's own: the theme's are too pale to print."""
    return alt.Axis(labelColor=ink, titleColor=ink, labelFontSize=13, labelFlush=False, **settings)


def _data(values: list[dict[str, Any]]) -> Any:
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _two(ink: str, field: str, *named: tuple[str, str]) -> alt.Color:
    """Return a colour for each of two names, told in a legend above the chart."""
    names, colours = zip(*named, strict=True)
    legend = alt.Legend(title=None, orient="top", labelLimit=200, labelColor=ink, labelFontSize=13)
    return alt.Color(field, scale=alt.Scale(domain=list(names), range=list(colours)), legend=legend)
