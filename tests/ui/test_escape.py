"""Words of documents must reach the browser as words."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.escape import MARKS, WORD_JOINER, as_html, as_label

HOSTILE = {
    "<img src=x onerror=alert(1)>": "&lt;img src=x onerror=alert(1)&gt;",
    "a \"b\" & 'c'": "a &quot;b&quot; &amp; &#x27;c&#x27;",
    "</div><style>*{display:none}</style>": "&lt;/div&gt;&lt;style&gt;*{display:none}&lt;/style&gt;",
}


@pytest.mark.parametrize("text, expected", HOSTILE.items())
def test_html_shows_the_characters_themselves(text: str, expected: str) -> None:
    assert as_html(text) == expected


@given(st.text())
def test_html_gives_back_every_text(text: str) -> None:
    escaped = as_html(text)
    assert html.unescape(escaped) == html.unescape(html.escape(text))
    assert not set("<>\"'") & set(escaped)


LABELS = {
    "1. Sở Nội vụ": r"1\. Sở Nội vụ",
    "# Tiêu đề": r"\# Tiêu đề",
    "- Đơn vị": r"\- Đơn vị",
    "~~bỏ~~ | ô": r"\~\~bỏ\~\~ \| ô",
    "**đậm** `mã` $x$": r"\*\*đậm\*\* \`mã\` \$x\$",
    "dòng\n\nhai": "dòng hai",
    r"\*": r"\\\*",
    "Thời gian: Quý II": r"Thời gian\: Quý II",
}


@pytest.mark.parametrize("text, expected", LABELS.items())
def test_label_escapes_every_mark(text: str, expected: str) -> None:
    assert as_label(text) == expected


@pytest.mark.parametrize(
    "text, broken",
    [
        ("xem http://ngoai.example/a", "http" + WORD_JOINER),
        ("xem https://ngoai.example", "http" + WORD_JOINER),
        ("xem www.ngoai.example", "www" + WORD_JOINER),
        ("thư a@b.vn", "a" + WORD_JOINER),
        (":smile:", ":" + WORD_JOINER),
        (":material/close:", ":" + WORD_JOINER),
        (":red[đỏ]", ":" + WORD_JOINER),
        ("a -> b", "-" + WORD_JOINER),
        ("năm 2023--2025", "-" + WORD_JOINER),
    ],
)
def test_label_breaks_what_streamlit_rewrites_after_markdown(text: str, broken: str) -> None:
    assert broken in as_label(text).replace("\\", "")


@given(st.text())
def test_label_keeps_the_words_and_leaves_no_bare_mark(text: str) -> None:
    label = as_label(text)
    shown = []
    signs = iter(label)
    for sign in signs:
        if sign == "\\":
            shown.append(next(signs))
        else:
            assert sign not in MARKS
            shown.append(sign)
    words = "".join(shown).replace(WORD_JOINER, "")
    assert words == " ".join(text.split()).replace(WORD_JOINER, "")
