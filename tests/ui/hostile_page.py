"""A page of labels that try to become something else; run by the browser test, not by the app."""

from __future__ import annotations

import streamlit as st

from tests.ui.fake import HOSTILE
from ui.escape import as_html, as_label

for number, text in enumerate(HOSTILE):
    st.button(as_label(text), key=f"button-{number}")
    st.expander(as_label(text), key=f"fold-{number}", on_change="rerun")
    with st.container(key=f"html-{number}"):
        st.html(f"<p>{as_html(text)}</p>")
st.html("<p>hết</p>")
