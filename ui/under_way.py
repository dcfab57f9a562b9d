"""Work of a language model that goes on while the page is used: how far it is, and a button to stop it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def draw_under_way(
    look: Callable[[], None],
    stop: Callable[[], None],
    label: str,
    *,
    every: float,
    key: str,
    beside: bool = False,
) -> None:
    """Draw what look draws, again every so many seconds, with the button that stops the work.

    Only look runs again and again: while a run of the page is busy, Streamlit holds back every click. beside
    puts the button to the right of it.
    """
    with st.container(
        key=key, horizontal=beside, vertical_alignment="center" if beside else "top", gap="small"
    ):
        st.fragment(look, run_every=every)()
        st.button(label, key=f"stop-{key}", icon=":material/stop_circle:", type="tertiary", on_click=stop)
