"""What a language model writes of an answer: unchecked while it comes, then the sentences that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from answer.model import PART_OF_PARAGRAPH, Answer, Citation, Line, Removed, Written
from ui.escape import as_html, as_label
from ui.lines import draw_groups
from ui.marks import draw_marks
from ui.services import Writer, Writing
from ui.state import Conversation
from ui.under_way import draw_under_way

LOOK = 0.25
"""Seconds between two looks at what has been written."""
LOOK_AGAIN = 1.5
"""Seconds between two looks at whether the model has answered."""
UNCHECKED = "Mô hình đang viết · chưa kiểm tra"
CHECKED = "Do mô hình ngôn ngữ viết · từng câu đã đối chiếu với điều khoản được dẫn"
LISTED = "Danh sách trích từ văn bản"
MODES = {
    "unknown": "Mô hình {name}: chưa dùng lần nào.",
    "ready": "Mô hình {name}: đang trả lời được.",
    "failing": "Mô hình {name}: không trả lời được, câu trả lời được ghép từ văn bản.",
}
MODE_OFF = "Không dùng mô hình ngôn ngữ: câu trả lời được ghép từ văn bản."


def draw_mode(writer: Writer | None) -> None:
    """Draw the light that says which mode answers; looks again by itself until the model has answered
    once."""
    again = LOOK_AGAIN if writer is not None and writer.state == "unknown" else None
    st.fragment(partial(_mode_line, writer), run_every=again)()


def _mode_line(writer: Writer | None) -> None:
    state = writer.state if writer else "off"
    told = MODES[state].format(name=writer.name) if writer else MODE_OFF
    st.html(
        f'<p class="pb-notice pb-mode {state}" role="status">'
        f'<span class="pb-light" aria-hidden="true"></span>{as_html(told)}</p>'
    )


# -- while it is written -------------------------------------------------------------------------------


def draw_writing(writing: Writing, *, key: str) -> None:
    """Draw the words as they come, with the button that stops them; the page is drawn anew at the end."""
    draw_under_way(partial(_draw_words, writing), writing.stop, "Dừng viết", every=LOOK, key=f"writing-{key}")


def _draw_words(writing: Writing) -> None:
    if writing.answer is not None:
        st.rerun()
    words = as_html(writing.text) or '<span class="pb-wait">Đang chờ mô hình…</span>'
    st.html(
        f'<div class="pb-written unchecked"><p class="pb-mark-note" role="status">{UNCHECKED}</p>'
        f'<div class="pb-words" aria-live="off">{words}</div></div>'
    )


# -- when it is checked --------------------------------------------------------------------------------


def draw_written(answer: Answer, written: Written, talk: Conversation, *, key: str, newest: bool) -> None:
    """Draw the sentences that stand with their marks, those taken out, and the composed list under them."""
    if written.paragraphs:
        cited = {citation.n: citation for citation in answer.citations}
        with st.container(key=f"written-{key}"):
            st.html(f'<p class="pb-mark-note">{CHECKED}</p>')
            for number, line in enumerate(written.paragraphs):
                _draw_paragraph(line, cited, talk, key=f"{key}-w{number}")
    if written.removed:
        draw_removed(written.removed)
    draw_listed(answer, talk, key=key, newest=newest, opened=bool(written.missing))


def _draw_paragraph(line: Line, cited: Mapping[int, Citation], talk: Conversation, *, key: str) -> None:
    """Draw a paragraph over the whole width, its marks as buttons under it."""
    text = line.text.replace(PART_OF_PARAGRAPH, " ")
    st.html(f'<p class="pb-line">{as_html(text)}</p>')
    if proofs := [cited[n] for n in line.citations if n in cited]:
        with st.container(key=f"marks-{key}", horizontal=True, gap="xsmall"):
            draw_marks(proofs, talk, key=key)


def draw_removed(removed: Sequence[Removed]) -> None:
    """Draw what was taken out of a model's words, folded, each with the reason."""
    with st.expander(as_label(f"Đã bỏ {len(removed)} câu không chứng minh được")):
        for one in removed:
            st.html(f'<p class="pb-near"><s>{as_html(one.text)}</s><br>Lý do: {as_html(one.reason)}.</p>')


def draw_listed(answer: Answer, talk: Conversation, *, key: str, newest: bool, opened: bool) -> None:
    """Draw the composed list: open where the prose leaves something of it out."""
    if not answer.groups:
        return
    written = answer.written
    missing = written.missing if written is not None and written.paragraphs else 0
    if opened:
        told = f"Bản viết chưa nhắc đến {missing} dòng; danh sách đầy đủ:" if missing else f"{LISTED}:"
        st.html(f'<p class="pb-note">{as_html(told)}</p>')
        draw_groups(answer, talk, key=key, newest=newest)
        return
    count = sum(len(group.lines) for group in answer.groups)
    box = st.expander(as_label(f"{LISTED} · {count} dòng"), key=f"listed-{key}", on_change="rerun")
    if box.open:
        with box:
            draw_groups(answer, talk, key=f"{key}-l", newest=newest)
