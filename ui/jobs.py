"""Work that outlasts a run of the page: done in a thread, looked at from the page until it is over."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from index.progress import UNITS, Stage, told
from ingest.errors import PlanBotError

FAULT = "Có lỗi ngoài dự kiến, việc này chưa làm được; kho và chỉ mục giữ nguyên."
FAULT_REMEDY = "Hãy thử lại; nếu vẫn lỗi, báo người quản trị xem nhật ký máy chủ."

log = logging.getLogger(__name__)


class FaultError(PlanBotError):
    """Something failed that nobody foresaw; the log has it."""


@dataclass(slots=True)
class Job:
    """One piece of work; written by its thread, read by pages.

    title   what is being done, who started it, when (seconds since the epoch)
    stage   of a build, None before its first; done of total in it
    result  what the work returned; problem why it did not
    """

    title: str
    who: str = ""
    started: float = field(default_factory=time.time)
    stage: Stage | None = None
    done: int = 0
    total: int = 0
    stage_started: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    problem: PlanBotError | None = None

    def progress(self, stage: Stage, done: int, total: int) -> None:
        """Note how far a build is."""
        if stage != self.stage:
            self.stage, self.stage_started = stage, time.monotonic()
        self.done, self.total = done, total

    @property
    def share(self) -> float:
        """How much of the stage is done, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    def told(self) -> str:
        """Return how far it is, at what pace, and how long the stage will yet take."""
        if self.stage is None:
            return "Đang chuẩn bị…"
        text, unit = told(self.stage, self.done, self.total), UNITS[self.stage]
        seconds = time.monotonic() - self.stage_started
        if not 0 < self.done < self.total or seconds < 1:
            return text
        pace = self.done / seconds
        left = duration((self.total - self.done) / pace)
        return f"{text} · {_number(pace)} {unit}/giây · còn khoảng {left}"

    def run(self, work: Callable[[Job], Any]) -> None:
        """Do the work here and now, and keep what came of it."""
        try:
            self.result = work(self)
        except PlanBotError as error:
            self.problem = error
        except Exception:
            log.exception("%s failed", self.title)
            self.problem = FaultError(FAULT, remedy=FAULT_REMEDY)
        finally:
            self.over.set()

    def start(self, work: Callable[[Job], Any]) -> Job:
        """Do the work in a thread."""
        threading.Thread(target=self.run, args=(work,), name="library-job", daemon=True).start()
        return self


class Workroom:
    """The one build that may be under way in this app; the lock of the index keeps other processes out."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.current: Job | None = None

    @property
    def busy(self) -> Job | None:
        """The build under way, None when there is none."""
        current = self.current
        return current if current and not current.over.is_set() else None

    def start(self, job: Job, work: Callable[[Job], Any]) -> bool:
        """Start the work in a thread; False, and nothing done, while other work is under way."""
        with self._lock:
            if self.busy:
                return False
            self.current = job
        job.start(work)
        return True


@st.cache_resource(show_spinner=False)
def workroom() -> Workroom:
    """Return the workroom of this app, shared by all its readers."""
    return Workroom()


def started_at(job: Job) -> str:
    """Return when a job was started, "14:05"."""
    return f"{datetime.fromtimestamp(job.started):%H:%M}"


def duration(seconds: float) -> str:
    """Return a time as people say it: "40 giây", "3 phút", "1 giờ 5 phút"."""
    if seconds < 60:
        return f"{max(round(seconds), 1)} giây"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest} phút" if hours else f"{minutes} phút"


def _number(pace: float) -> str:
    return f"{pace:.0f}" if pace >= 10 else f"{pace:.1f}".replace(".", ",")
