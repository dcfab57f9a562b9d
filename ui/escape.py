"""Words of documents and of users, made harmless before they reach the browser.

Two ways out only: `as_html` for text drawn with ``st.html`` and `as_label` for the short labels of
buttons and expanders, which Streamlit reads as markdown whether we like it or not.
"""

from __future__ import annotations

import html
import re

WORD_JOINER = "\u2060"
"""Has no width and forbids a line break: splits a pattern without being seen."""

MARKS = "\\`*_{}[]<>#!|~$:&+-.)"
"""What means something to markdown, its tables, mathematics or directives; ")" and "." in "1)", "1."."""

_MARK = re.compile(f"([{re.escape(MARKS)}])")

# Streamlit rewrites these after markdown was read, so a backslash does not stop it: web and mail
# addresses become links, ":smile:" a picture, ":material/x:" an icon, "->" and "--" other signs.
_REWRITTEN_LATER = (
    re.compile(r"(?<=:)(?=[\w+/-])"),
    re.compile(r"(?<=[hH][tT][tT][pP])(?=[sS]?:)"),
    re.compile(r"(?<=[wW]{3})(?=\.)"),
    re.compile(r"(?<=\S)(?=@)"),
    re.compile(r"(?<=[-<>=~])(?=[->=])"),
)


def as_html(text: str) -> str:
    """Return text as HTML that shows exactly these characters and nothing else."""
    return html.escape(text, quote=True)


def as_label(text: str) -> str:
    """Return text as one line of markdown that shows these words and starts nothing.

    White space is folded to single spaces; word joiners are put where Streamlit would make a link,
    a picture or another sign of the characters.
    """
    line = " ".join(text.split())
    for place in _REWRITTEN_LATER:
        line = place.sub(WORD_JOINER, line)
    return _MARK.sub(r"\\\1", line)
