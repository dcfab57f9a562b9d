"""Citation marks: small buttons that open the cited clause beside the answer."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from answer.model import Citation
from ui.escape import as_label
from ui.place import cited_place
from ui.state import Reading


def draw_marks(citations: Iterable[Citation], reading: Reading, *, key: str) -> None:
    """Draw one button a citation; the one whose clause is open stands out."""
    for citation in citations:
        place = cited_place(citation)
        st.button(
            as_label(f"[{citation.n}]"),
            key=f"mark-{key}-{citation.n}",
            type="primary" if place == reading.place else "secondary",
            on_click=reading.show,
            args=(place,),
        )
