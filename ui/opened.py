"""The open index and its embedding model, shared by every reader of one running app."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import ClassVar, Literal

import streamlit as st

from ingest.errors import PlanBotError
from ui.escape import as_html
from ui.services import Library, Services

BY_WORDS = "Đang chỉ tìm theo từ ngữ: không nạp được mô hình tìm theo nghĩa."

State = Literal["waiting", "loading", "ready", "failed"]


@dataclass(slots=True)
class Warming:
    """How far the embedding model of one index is loaded; written by the thread that loads it."""

    THREAD: ClassVar[str] = "load-embedding-model"

    state: State = "waiting"
    problem: str = ""

    @property
    def done(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.state in ("ready", "failed")

    def start(self, library: Library, services: Services) -> None:
        """Load the model in a thread, once; the page meanwhile answers from assignments."""
        if self.state == "waiting":
            self.state = "loading"
            threading.Thread(
                target=self._load, args=(library, services), name=self.THREAD, daemon=True
            ).start()

    def _load(self, library: Library, services: Services) -> None:
        try:
            services.warm(library)
        except PlanBotError as error:
            self.state, self.problem = "failed", f"{BY_WORDS} {error.what} {error.remedy}"
        except Exception as error:  # a model by name may fail in any way; the page must say so
            self.state, self.problem = "failed", f"{BY_WORDS} {type(error).__name__}."
        else:
            self.state, self.problem = ("failed", library.degraded) if library.degraded else ("ready", "")


def open_library(services: Services) -> Library:
    """Return the index of the generation now on disk, opened once for all readers.

    Raises PlanBotError when there is no index, or it cannot be read.
    """
    return _opened(services.generation(), services)


def draw_closed(error: PlanBotError) -> None:
    """Say why there is no index to work with, and what to do."""
    st.html(
        '<div class="pb-card" role="alert"><h3>Chưa mở được kho kế hoạch</h3>'
        f"<p>{as_html(error.what)}</p><p>{as_html(error.remedy)}</p>"
        "<p>Hoặc dừng chương trình rồi chạy lại bằng <code>make run</code>: lệnh này tự lập chỉ mục."
        "</p></div>"
    )


def warming_of(library: Library) -> Warming:
    """Return how far the models of this index are loaded."""
    return _warming(library.generation)


# One older generation is kept: a reader may be in the middle of a page when the index changes.
@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(generation: str, _services: Services) -> Library:
    return _services.open_index()


@st.cache_resource(show_spinner=False, max_entries=2)
def _warming(generation: str) -> Warming:
    return Warming()
