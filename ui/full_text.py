"""The whole text of a plan in a dialog, the cited words marked and scrolled into view."""

from __future__ import annotations

import streamlit as st

from ingest.plan import Plan
from ui.behaviour import scroll_to
from ui.escape import as_html
from ui.place import PieceKind, Place, pieces

HEIGHT = 560
"""Pixels of the text window: fits a 768-pixel laptop screen with the dialog's frame."""

_TAGS: dict[PieceKind, str] = {"heading": "b", "marked": "mark", "residue": "i"}


def full_text_html(plan: Plan, place: Place) -> str:
    """Return the plan's text as HTML, every character of it escaped, the place in <mark>."""
    return '<div class="pb-full">' + "".join(_piece(*piece) for piece in pieces(plan, place.spans)) + "</div>"


def _piece(kind: PieceKind, text: str) -> str:
    tag = _TAGS.get(kind)
    return f"<{tag}>{as_html(text)}</{tag}>" if tag else as_html(text)


@st.dialog("Trong toàn văn", width="large")
def show(plan: Plan, place: Place) -> None:
    """Open the dialog."""
    st.html(f'<p class="pb-formal">{as_html(place.label)}</p>')
    with st.container(height=HEIGHT, border=True, key="full-text-window"):
        st.html(full_text_html(plan, place))
    scroll_to(
        ".st-key-full-text-window mark", token=f"{plan.id}:{place.spans}", channel="full-text", block="center"
    )
