"""A plan's file as it is, in a dialog: its pages where it has some, and the text that was read."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from index.store import Source
from ingest.errors import PlanBotError
from ingest.plan import Plan
from ui.escape import as_html
from ui.full_text import HEIGHT, full_text_html
from ui.place import Place, plan_name


@st.dialog("Xem văn bản", width="large")
def show(plan: Plan, source: Source | None, path: Path | None) -> None:
    """Open the dialog; path is of the file as it was read, None where it is gone."""
    st.html(f'<p class="pb-formal">{as_html(plan_name(plan))}</p>')
    if path is None or source is None or source.format not in ("pdf", "scan"):
        _draw_text(plan)
        return
    printed, read = st.tabs(["Trang in", "Chữ đã đọc"])
    with printed:
        _draw_page(plan, path)
    with read:
        _draw_text(plan)


def _draw_text(plan: Plan) -> None:
    with st.container(height=HEIGHT, border=True, key="source-text"):
        st.html(full_text_html(plan, Place(plan.id, "", "", "", ())))


def _draw_page(plan: Plan, path: Path) -> None:
    from ingest.readers.page_image import page_png

    count = max(len(plan.pages), 1)
    page = st.number_input("Trang", 1, count, 1, key=f"source-page-{plan.id}") if count > 1 else 1
    try:
        png = page_png(path, path.stat().st_mtime_ns, int(page))
    except (PlanBotError, OSError) as error:
        st.html(f'<p class="pb-note" role="alert">{as_html(str(error))}</p>')
        return
    with st.container(height=HEIGHT, border=True, key="source-page"):
        st.image(png, caption=f"Trang {page}/{count}", width="stretch")
