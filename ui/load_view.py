"""Who carries what: agencies by plans, load of each agency, deadlines by quarter; marks open their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from review.load import Cell, Quarter, cells_of, quarters_of
from review.matrix import Row
from ui import charts
from ui.behaviour import scroll_to
from ui.board import Board
from ui.escape import as_html
from ui.filter_bar import told
from ui.matrix_view import chosen_rows, summary
from ui.rows_table import draw_rows
from ui.state import Reading
from ui.take_away import draw_assignments

MAX_AGENCIES = 20
MAX_PLANS = 10
HOW = (
    "Cách đếm: số điều khoản nêu đích danh cơ quan, tách chủ trì (kể cả tham mưu, được đề nghị) và phối hợp; "
    "không tính việc giao chung cho nhóm."
)
INK = {"light": "#1c1f24", "dark": "#e8eaed"}
SHAPES = {"heat": "Cơ quan × kế hoạch", "bars": "Khối lượng từng cơ quan", "time": "Thời hạn theo quý"}


def draw_load(board: Board, open_: Reading) -> None:
    """Draw the view."""
    filters, selection = chosen_rows(board)
    st.html(f'<p class="pb-proof" role="status">{as_html(summary(board, filters, selection))}</p>')
    if not selection.rows:
        return
    shape = st.segmented_control(
        "Biểu đồ",
        list(SHAPES),
        format_func=lambda name: SHAPES[name],
        default="heat",
        required=True,
        key="load-shape",
        label_visibility="collapsed",
        persist_state="session",
    )
    if shape == "time":
        title, numbers = _draw_timeline(selection.rows)
    else:
        title, numbers = _draw_agencies(selection.rows, shape)
    if numbers:
        rows = [board.rows[number] for number in numbers]
        with st.container(key="load-picked"):
            st.html(f'<h3 class="pb-group">{as_html(title)} · {len(rows)} nhiệm vụ</h3>')
        scroll_to(".st-key-load-picked", token=f"{shape}-{title}", channel="load")
        draw_rows(rows, board, open_, key=f"load-rows-{shape}")
        draw_assignments(board, rows, f"{told(filters, selection, board)}; {title}", key="load")
    elif title:
        st.html(f'<p class="pb-empty">{as_html(title)}</p>')


PICK_HINT = "Bấm vào một ô, một cột hoặc chọn một dòng của bảng số để xem các nhiệm vụ."


def _draw_agencies(rows: Sequence[Row], shape: str) -> tuple[str, Iterable[int]]:
    """Draw agencies by plans or by load; return what was picked of it."""
    cells = cells_of(rows)
    if not cells:
        return "Các dòng này chỉ giao cho nhóm, không nêu đích danh cơ quan nào.", ()
    agencies = list(dict.fromkeys(cell.agency for cell in cells))[:MAX_AGENCIES]
    plans = list(dict.fromkeys(cell.plan_id for cell in cells))[:MAX_PLANS]
    st.html(f'<p class="pb-proof">Trong biểu đồ: số việc chủ trì · số việc phối hợp. {HOW}</p>')
    _tell_rest(cells, agencies, plans if shape == "heat" else None)
    if shape == "heat":
        shown = [cell for cell in cells if cell.plan_id in plans]
        picked = _draw(charts.heat_map(shown, agencies, _ink()), key="chart-heat", alt=SHAPES["heat"])
    else:
        picked = _draw(charts.load_bars(cells, agencies, _ink()), key="chart-bars", alt=SHAPES["bars"])
    from_table = _draw_figures(cells, key=f"figures-{shape}")
    return _picked_cells(cells, picked) if picked else from_table or (PICK_HINT, ())


def _tell_rest(cells: Sequence[Cell], agencies: Sequence[str], plans: Sequence[str] | None) -> None:
    every = len({cell.agency for cell in cells})
    parts = [f"{len(agencies)} trong {every} cơ quan, nhiều việc nhất trước"] if len(agencies) < every else []
    if plans is not None and len(plans) < (count := len({cell.plan_id for cell in cells})):
        parts.append(f"{len(plans)} trong {count} kế hoạch")
    if parts:
        st.caption(f"Biểu đồ hiện {', '.join(parts)}; lọc để xem phần khác, bảng số có đủ.")


def _picked_cells(cells: Sequence[Cell], picked: dict[str, Any]) -> tuple[str, Iterable[int]]:
    own = [cell for cell in cells if cell.agency == picked.get("agency")]
    if "plan_id" in picked:
        own = [cell for cell in own if cell.plan_id == picked["plan_id"]]
        return _cells_title(own), sorted({n for cell in own for n in cell.rows})
    lead = picked.get("role") == "Chủ trì"
    numbers = {n for cell in own for n in (cell.lead if lead else cell.support)}
    return f"{picked.get('agency')} · {picked.get('role')}", sorted(numbers)


def _cells_title(cells: Sequence[Cell]) -> str:
    return f"{cells[0].agency} · {cells[0].plan_name}" if cells else ""


def _draw_figures(cells: Sequence[Cell], *, key: str) -> tuple[str, Iterable[int]] | None:
    """Draw the same figures as a table, for the keyboard, narrow screens and long lists."""
    names = charts.distinct_names(cells)
    with st.expander("Bảng số"):
        chosen = st.dataframe(
            {
                "Cơ quan": [cell.agency for cell in cells],
                "Kế hoạch": [names[cell.plan_id] for cell in cells],
                "Chủ trì": [len(cell.lead) for cell in cells],
                "Phối hợp": [len(cell.support) for cell in cells],
                "Nhiệm vụ": [len(cell.rows) for cell in cells],
            },
            hide_index=True,
            key=key,
            on_select="rerun",
            selection_mode="single-row",
            alt="Số nhiệm vụ của từng cơ quan trong từng kế hoạch",
        )
    at = chosen.selection.rows
    return (_cells_title([cells[at[0]]]), cells[at[0]].rows) if at and at[0] < len(cells) else None


def _draw_timeline(rows: Sequence[Row]) -> tuple[str, Iterable[int]]:
    quarters = quarters_of(rows)
    written = sum(row.deadline is not None for row in rows)
    dated = sum(len(quarter.rows) for quarter in quarters)
    st.html(
        f'<p class="pb-proof">{dated} thời hạn ghi ngày hoặc quý; {written - dated} thời hạn chỉ ghi '
        f"định kỳ hoặc không đủ ngày, tháng, năm; {len(rows) - written} nhiệm vụ không ghi thời hạn.</p>"
    )
    if not quarters:
        return "Không có thời hạn nào ghi ngày hoặc quý cụ thể.", ()
    chart = charts.timeline(quarters, date.today(), _ink())
    picked = _draw(chart, key="chart-time", alt=SHAPES["time"])
    named: dict[str, list[Quarter]] = {}
    for quarter in quarters:
        named.setdefault(quarter.name, []).append(quarter)
    chosen = named.get(str(picked.get("quarter"))) if picked else None
    if chosen is None:
        return PICK_HINT, ()
    return chosen[0].name, sorted(number for quarter in chosen for number in quarter.rows)


def _ink() -> str:
    """Return the colour of words in the reader's theme."""
    return INK["dark" if st.context.theme.type == "dark" else "light"]


def _draw(chart: Any, *, key: str, alt: str) -> dict[str, Any]:
    """Draw a chart; return the names of the mark that is picked, {} where none is."""
    with st.container(key=f"wide-{key}"):
        event = st.altair_chart(chart, key=key, on_select="rerun", selection_mode=charts.PICK, alt=alt)
    picked = event.selection.get(charts.PICK) or []
    return dict(picked[0]) if isinstance(picked, list) and picked else {}
