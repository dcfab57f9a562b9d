"""One turn of the conversation: the question, what was understood of it, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from answer.model import Answer, Chip
from ingest.plan import Plan
from ui.behaviour import copy_button
from ui.chips import draw_chips
from ui.escape import as_html, as_label
from ui.labels import STATUS_TITLES
from ui.ledger import draw_proof
from ui.lines import draw_groups
from ui.services import Services
from ui.state import Conversation, Turn
from ui.written import draw_listed, draw_writing, draw_written

NOT_GROUNDS = "Đoạn gần nhất, không phải căn cứ trả lời"
FILE_NAME = "tra-loi-ke-hoach.txt"
WORD_NAME = "tra-loi-ke-hoach.docx"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_question(question: str) -> None:
    """Draw what the user asked."""
    st.html(f'<div class="pb-question">{as_html(question)}</div>')


def draw_answer(
    turn: Turn,
    answer: Answer,
    talk: Conversation,
    plans: Mapping[str, Plan],
    services: Services,
    *,
    key: str,
    change: Callable[[tuple[Chip, ...]], None] | None,
) -> None:
    """Draw an answer; change, given for the newest one, answers again from corrected chips."""
    intents = services.intents()
    # What a reader cannot choose (a request for private data) has no name and is no chip.
    chips = [chip for chip in answer.chips if chip.kind != "intent" or chip.value in intents]
    draw_chips(chips, plans, change, intents=intents, key=key)
    st.html(_opening_html(answer, turn.whole))
    _draw_body(turn, answer, talk, key=key, newest=change is not None)
    if answer.nearest:
        _draw_nearest(answer)
    if answer.notes:
        notes = "".join(f"<li>{as_html(note)}</li>" for note in answer.notes)
        st.html(f'<ul class="pb-notes" aria-label="Lưu ý">{notes}</ul>')
    _draw_options(answer, turn, talk, key=key)
    draw_proof(answer, talk, key=key)
    if answer.groups:
        _draw_copy(answer, services, key=key)


def _draw_body(turn: Turn, answer: Answer, talk: Conversation, *, key: str, newest: bool) -> None:
    """Draw the lines of an answer, under what a language model writes or wrote of them."""
    if turn.writing is not None:
        draw_writing(turn.writing, key=key)
        draw_listed(answer, talk, key=key, newest=newest, opened=False)
    elif answer.written is not None:
        draw_written(answer, answer.written, talk, key=key, newest=newest)
    else:
        draw_groups(answer, talk, key=key, newest=newest)


def _opening_html(answer: Answer, whole: str) -> str:
    first, _, rest = answer.summary.partition("\n")
    summary = f'<p class="pb-proof">Hiểu câu hỏi là: “{as_html(whole)}”</p>' if whole else ""
    summary += f'<p class="pb-summary">{as_html(first)}</p>'
    if rest.strip():
        summary += f'<p class="pb-proof">{as_html(rest.strip())}</p>'
    if answer.status == "answered":
        return summary
    title = STATUS_TITLES[answer.status]
    head = f"<h3>{title}</h3>" if title else ""
    return f'<div class="pb-card {answer.status}">{head}{summary}</div>'


def _draw_nearest(answer: Answer) -> None:
    label = as_label(f"{NOT_GROUNDS} · {len(answer.nearest)} đoạn")
    with st.expander(label):
        for passage in answer.nearest:
            st.html(f'<p class="pb-near"><b>{as_html(passage.label)}</b><br>{as_html(passage.quote)}</p>')


def _draw_options(answer: Answer, turn: Turn, talk: Conversation, *, key: str) -> None:
    if not answer.options:
        return
    st.html(
        f'<p class="pb-proof">{"Ý anh/chị là:" if answer.status == "clarify" else "Có thể hỏi tiếp:"}</p>'
    )
    with st.container(horizontal=True, key=f"options-{key}", gap="small"):
        for number, option in enumerate(answer.options):
            st.button(
                as_label(option),
                key=f"option-{key}-{number}",
                wrap=True,
                on_click=talk.put,
                args=(option, turn.plans),
            )


def _draw_copy(answer: Answer, services: Services, *, key: str) -> None:
    text = services.as_text(answer)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"copy-{key}"):
        copy_button("Sao chép câu trả lời", text, key=f"copy-answer-{key}")
        st.download_button(
            "Tải về (.txt)",
            text,
            file_name=FILE_NAME,
            mime="text/plain; charset=utf-8",
            key=f"download-{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        st.download_button(
            "Tải .docx",
            partial(services.as_docx, answer),
            file_name=WORD_NAME,
            mime=WORD_TYPE,
            key=f"download-docx-{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/description:",
        )
