"""The clause card: a cited clause with its headings, its neighbours and its place in the whole text."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from answer.corpus import Unit
from ingest.errors import PlanBotError
from ingest.plan import Clause, Plan
from ui import full_text
from ui.behaviour import copy_button, scroll_to
from ui.escape import as_html
from ui.opened import open_library
from ui.place import Place, clause_at, heading_path, holds, plan_name
from ui.services import Services
from ui.state import Reading
from ui.surroundings import block_lines, opening_words, piece_words, surroundings, unit_place

# On a phone the card covers the lower half of the page: the line it was opened from is brought above it.
OPENED_LINE = '[class*="st-key-line-"]:has([class*="st-key-mark-"] button[kind="primary"])'
GONE = "Kế hoạch này không còn trong chỉ mục hoặc đã được thay bản khác; đây là lời văn lúc trả lời."


def draw_clause_card(reading: Reading, plans: Mapping[str, Plan], services: Services) -> None:
    """Draw the card of the open place; nothing where none is open: the room is then the page's."""
    place = reading.place
    if place is None:
        return
    if reading.chosen:
        st.html('<span class="pb-chosen"></span>')
        scroll_to(OPENED_LINE, token=f"{place.n} {place.label}", channel="opened", narrow=True)
    with st.container(key="close"):
        st.button(
            "Đóng điều khoản", key="close-card", icon=":material/close:", on_click=reading.show, args=(None,)
        )
    plan = plans.get(place.plan_id)
    if plan is None or not holds(plan, place):
        _draw_orphan(place)
    else:
        _draw_card(place, plan, reading, services)
    # Another clause begins at its beginning, however far the one before was read.
    scroll_to(
        ".st-key-proof .pb-plan", token=f"{place.plan_id} {place.spans}", channel="card", block="nearest"
    )


def _draw_orphan(place: Place) -> None:
    st.html(f'<p class="pb-note">{GONE}</p>')
    st.html(f'<div class="pb-clause">{as_html(place.quote)}</div>')
    _draw_formal(place)


def _draw_card(place: Place, plan: Plan, reading: Reading, services: Services) -> None:
    around = surroundings(plan, place)
    st.html(_head_html(place, plan, own=opening_words(around.block) if around.block else ""))
    if around.before:
        st.html(_near_html(opening_words(around.before)))
    if around.block is not None:
        st.html(_block_html(around.block, place))
    else:
        st.html(_clause_html(place, clause_at(plan, place)))
    for note in around.notes:
        st.html(f'<p class="pb-near-clause pb-whole">{as_html(piece_words(note))}</p>')
    if around.after:
        st.html(_near_html(opening_words(around.after)))
    with st.container(horizontal=True, gap="small", key="leaf"):
        _draw_step("‹ trước", around.before, plan, reading, services, key="previous")
        _draw_step("sau ›", around.after, plan, reading, services, key="next")
        if st.button("Trong toàn văn", key="full-text", icon=":material/article:"):
            full_text.show(plan, place)
    _draw_print(place, services)
    _draw_formal(place)


def _draw_print(place: Place, services: Services) -> None:
    """Draw the printed pages of the place where the reader wants them: a page takes a moment to render."""
    library = open_library(services)
    if not place.spans or not services.has_print(library, place.plan_id):
        return
    with st.container(horizontal=True, gap="small", key="print"):
        wanted = st.toggle(
            "Ảnh trang gốc", key="show-print", help="Xem chỗ này trên trang in, có khung đánh dấu."
        )
        whole = wanted and st.toggle("Cả trang", key="whole-page")
    if not wanted:
        return
    try:
        with st.spinner("Đang mở trang…"):
            pages = services.show_print(library, place.plan_id, place.spans, whole=whole)
    except PlanBotError as error:
        st.html(f'<p class="pb-note">{as_html(f"{error.what} {error.remedy}")}</p>')
        return
    for page in pages:
        st.image(page.png, caption=f"Trang {page.page} trong tệp gốc", width="stretch")


def _head_html(place: Place, plan: Plan, *, own: str) -> str:
    """Return what stands above the words: plan, title, headings without the block's own."""
    above = [heading for heading in heading_path(plan, place) if heading != own]
    crumbs = "".join(
        f'<li style="--depth:{depth}">{as_html(heading)}</li>' for depth, heading in enumerate(above)
    )
    mark = f"[{place.n}] " if place.n else ""
    title = f'<p class="pb-crumbs pb-clamp">{as_html(plan.title)}</p>' if plan.title else ""
    return (
        f'<h3 class="pb-plan">{mark}{as_html(plan_name(plan))}</h3>{title}'
        f'<ul class="pb-crumbs" aria-label="Đường dẫn mục">{crumbs}</ul>'
    )


def _near_html(words: str) -> str:
    return f'<p class="pb-near-clause">{as_html(words)}</p>'


def _block_html(block: Unit, place: Place) -> str:
    """Return a block's heading and lines; those that are not quoted stand between the others in grey."""
    lines = (
        f'<p class="{"quoted" if quoted else "beside"}">{as_html(words)}</p>'
        for words, quoted in block_lines(block, place)
    )
    return f'<div class="pb-clause pb-block">{"".join(lines)}</div>'


def _clause_html(place: Place, clause: Clause | None) -> str:
    label = f'<span class="label">{as_html(clause.label)}</span> ' if clause and clause.label else ""
    cells = _cells_html(clause) if clause else ""
    field = f"{clause.field}: " if clause and clause.field and clause.field not in place.quote else ""
    # A row is quoted cell by cell; here its cells stand under the titles of their columns instead.
    words = clause.text if clause and cells else place.quote
    return f'<div class="pb-clause">{label}{as_html(field + words)}{cells}</div>'


def _cells_html(clause: Clause) -> str:
    rest = [cell for cell in clause.cells if cell.column not in ("number", "task") and cell.text]
    pairs = "".join(f"<dt>{as_html(cell.header)}</dt><dd>{as_html(cell.text)}</dd>" for cell in rest)
    return f'<dl class="pb-cells">{pairs}</dl>' if pairs else ""


def _draw_step(
    label: str, to: Unit | None, plan: Plan, reading: Reading, services: Services, *, key: str
) -> None:
    place = unit_place(plan, to, services.label(plan, to.path)) if to else None
    st.button(label, key=key, disabled=place is None, on_click=reading.show, args=(place,))


def _draw_formal(place: Place) -> None:
    page = f" (trang {place.page})" if place.page else ""
    st.html(f'<p class="pb-formal"><small>Trích dẫn</small><br>{as_html(place.label + page)}</p>')
    copy_button("Sao chép trích dẫn", place.label, key="copy-citation")
