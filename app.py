"""Streamlit entry: settings from the environment, services for the pages, navigation; nothing else.

What opens the index and answers is imported inside the functions that need it: the page is drawn first.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from answer.model import Answer, Chip
from ingest.plan import Plan, Span
from ui.chat import chat_page
from ui.labels import APP_TITLE
from ui.services import Library, Services, Writer

if TYPE_CHECKING:
    from review.marks import Mark

INDEX_FOLDER = Path(os.environ.get("INDEX_FOLDER") or "var/index")
PLANS_FOLDER = Path(os.environ.get("PLANS_FOLDER") or "data/plans")
# Beside the index, not in it: what people have confirmed outlives every rebuild.
NOTES_FILE = Path(os.environ.get("NOTES_FILE") or INDEX_FOLDER.with_name("review.sqlite"))
EMBEDDING_MODEL = os.environ.get("EMBEDDING_MODEL") or None
# A file of ours: an emoji or a named icon would be fetched from an outside service.
ICON = Path(__file__).with_name("ui") / "icon.svg"
# Pixels; leaves both panes of the chat wide enough at 1280. (A comment: a bare string here is drawn.)
SIDEBAR_WIDTH = 260


def _generation() -> str:
    from index.store import current_generation

    return current_generation(INDEX_FOLDER)


def _open_index() -> Library:
    from index.retriever import open_index

    return open_index(INDEX_FOLDER, model=EMBEDDING_MODEL)


def _warm(index: Any) -> None:
    from answer.ask import world_of

    world_of(index)  # seconds of work with hundreds of plans; no question needs to wait for it
    index.warm()


def _ask(
    turns: Sequence[str],
    index: Any,
    *,
    plans: Collection[str] | None = None,
    chips: Sequence[Chip] | None = None,
) -> Answer:
    from answer.ask import ask

    return ask(turns, index, plans=plans, chips=chips)


def _as_text(answer: Answer) -> str:
    from answer.present import as_text

    return as_text(answer)


def _label(plan: Plan, path: str) -> str:
    from index.citation import citation_label

    return citation_label(plan, path)


def _intents() -> Mapping[str, str]:
    from answer.chips import INTENT_LABELS

    return INTENT_LABELS


def _has_print(index: Any, plan_id: str) -> bool:
    source = index.sources.get(plan_id)
    return source is not None and source.format in ("pdf", "scan")


def _show_print(index: Any, plan_id: str, spans: Sequence[Span], *, whole: bool = False) -> Any:
    from ingest.errors import UnreadableFileError
    from ingest.readers.page_image import framed

    path = index.source(plan_id)
    if path is None:
        raise UnreadableFileError(
            "Tệp gốc không còn ở chỗ cũ hoặc đã thay đổi nên không mở được ảnh trang.",
            remedy="Hãy lập lại chỉ mục từ thư mục chứa tệp.",
        )
    return framed(path, index.boxes(plan_id), spans, whole=whole)


def _read_marks() -> tuple[Mark, ...]:
    from review.notes import read_marks

    return read_marks(NOTES_FILE)


def _keep_mark(mark: Mark) -> None:
    from review.notes import keep_mark

    keep_mark(NOTES_FILE, mark)


def _as_docx(answer: Answer) -> bytes:
    from export.answer_docx import answer_report

    return answer_report(answer, day=date.today())


def _llm_settings() -> dict[str, str]:
    """Return the settings of the language model: from the environment, else from Streamlit's secrets."""
    names = ("LLM_MODEL", "LLM_BASE_URL", "LLM_API_KEY", "LLM_TIMEOUT")
    try:
        secrets = {name: str(st.secrets[name]) for name in names if name in st.secrets}
    except (FileNotFoundError, StreamlitSecretNotFoundError):
        secrets = {}
    return secrets | {name: os.environ[name] for name in names if os.environ.get(name)}


@st.cache_resource(show_spinner=False)
def _open_writer() -> Writer | None:
    from answer.written.writer import open_writer, settings_from
    from prompts.loader import load_prompts

    load_prompts()  # a faulty prompt is told at the start, also where no model is set yet
    settings = settings_from(_llm_settings())
    if settings is None:
        return None
    writer = open_writer(settings)
    threading.Thread(target=writer.probe, daemon=True).start()
    return writer


SERVICES = Services(
    generation=_generation,
    open_index=_open_index,
    warm=_warm,
    ask=_ask,
    as_text=_as_text,
    label=_label,
    intents=_intents,
    has_print=_has_print,
    show_print=_show_print,
    read_marks=_read_marks,
    keep_mark=_keep_mark,
    as_docx=_as_docx,
    open_writer=_open_writer,
)


def _chat() -> None:
    chat_page(SERVICES)


def _library() -> None:
    from index.librarian import Librarian
    from ui.library import library_page

    library_page(SERVICES, Librarian(INDEX_FOLDER, PLANS_FOLDER, model=EMBEDDING_MODEL))


def _assignments() -> None:
    from ui.assignments import assignments_page

    assignments_page(SERVICES)


def _workshop() -> None:
    from ui.workshop import workshop_page

    workshop_page(SERVICES)


st.set_page_config(
    page_title=APP_TITLE, page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
)
st.navigation(
    [
        st.Page(_chat, title="Hỏi đáp", url_path="hoi-dap", default=True),
        st.Page(_assignments, title="Phân công", url_path="phan-cong"),
        st.Page(_workshop, title="Tập huấn", url_path="tap-huan"),
        st.Page(_library, title="Thư viện", url_path="thu-vien"),
    ],
    position="top",
).run()
