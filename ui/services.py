"""What the pages are given by `app.py`, so that a test can give them something else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from answer.model import Answer, Chip
from ingest.plan import Plan, Span

if TYPE_CHECKING:
    from answer.written.case_writing import CaseWish, ToldCase
    from index.store import Source
    from review.marks import Mark


class Library(Protocol):
    """An opened index, as far as a page looks into it."""

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by id."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The files the plans were read from, by plan id."""

    def source(self, plan_id: str) -> Path | None:
        """Return the file of a plan as it was read, None where it is gone or changed."""

    @property
    def generation(self) -> str:
        """Changes whenever the index was built anew."""

    @property
    def degraded(self) -> str:
        """Why it is searched by words alone, to be shown; "" while it is not."""


class PrintedPage(Protocol):
    """A page as it is printed, or a part of it; page counts from 1, png is the image."""

    @property
    def page(self) -> int: ...

    @property
    def png(self) -> bytes: ...


class ShowPrint(Protocol):
    """The printed pages of a cited place, the words framed; none for plans that have no pages."""

    def __call__(
        self, index: Any, plan_id: str, spans: Sequence[Span], *, whole: bool = False
    ) -> Sequence[PrintedPage]:
        """Return the pages, whole or the part around the words; PlanBotError when the file is gone."""


def no_print(
    index: Any, plan_id: str, spans: Sequence[Span], *, whole: bool = False
) -> Sequence[PrintedPage]:
    """Return no page."""
    return ()


def never_printed(index: Any, plan_id: str) -> bool:
    """Return that no page of any plan can be shown."""
    return False


class Ask(Protocol):
    """The one function that answers; turns are the questions so far, the last one to be answered."""

    def __call__(
        self,
        turns: Sequence[str],
        index: Any,
        *,
        plans: Collection[str] | None = None,
        chips: Sequence[Chip] | None = None,
    ) -> Answer:
        """Return the answer; chips, when given, replace what would be understood of the words."""


class Writing(Protocol):
    """An answer that a language model is writing, outside the page's thread."""

    @property
    def text(self) -> str:
        """The words so far, unchecked."""

    @property
    def answer(self) -> Answer | None:
        """None while it is written; then the checked answer, or the composed one with a note."""

    def stop(self) -> None:
        """End it now; the composed answer stays."""


class CaseWriting(Protocol):
    """Cases for a class being told by a language model, in a thread of their own."""

    @property
    def wishes(self) -> Sequence[CaseWish]:
        """What was asked for."""

    @property
    def told(self) -> tuple[ToldCase, ...]:
        """What came of the first of them, as far as it is."""

    @property
    def done(self) -> bool:
        """Whether all are told."""

    def stop(self) -> None:
        """End it now; what is not told stays as it was composed."""


class Writer(Protocol):
    """A language model that tells answers in prose and makes follow-ups whole."""

    @property
    def name(self) -> str:
        """Of the model, to be shown."""

    @property
    def state(self) -> Literal["unknown", "ready", "failing"]:
        """How its last call went."""

    def whole(self, turns: Sequence[str], index: Any) -> str | None:
        """Return the last turn as a question that stands alone; None where it does or that fails."""

    def begin(self, answer: Answer, index: Any) -> Writing | None:
        """Start to write an answer; None where there is nothing to write about."""

    def begin_cases(self, wishes: Sequence[CaseWish], index: Any) -> CaseWriting:
        """Start to tell cases for a class, one after the other."""


def no_writer() -> Writer | None:
    """Return None: no language model is used."""
    return None


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a page calls that touches disk, models or time.

    generation  of the index on disk, read anew each time and cheap; changes when it was rebuilt
    open_index  opens it; raises PlanBotError when there is none or it is damaged
    warm        loads the embedding model; called once an index, outside the page's thread
    as_text     an answer as plain text, to paste into a report
    label       the formal citation of the clause with a path, where no answer has cited it
    intents     what can be asked about, and what each is called
    has_print   whether the pages of a plan can be shown as they are printed: PDF files and scans
    show_print  those pages, the cited words framed
    read_marks  what people have confirmed and noted, oldest first; keep_mark adds to it;
                both raise PlanBotError when the file cannot be used
    as_docx     an answer as a Word file
    open_writer the language model, None where none is set; raises PlanBotError for faulty settings or prompts
    """

    generation: Callable[[], str]
    open_index: Callable[[], Library]
    warm: Callable[[Library], None]
    ask: Ask
    as_text: Callable[[Answer], str]
    label: Callable[[Plan, str], str]
    intents: Callable[[], Mapping[str, str]]
    read_marks: Callable[[], tuple[Mark, ...]]
    keep_mark: Callable[[Mark], None]
    as_docx: Callable[[Answer], bytes]
    has_print: Callable[[Any, str], bool] = never_printed
    show_print: ShowPrint = no_print
    open_writer: Callable[[], Writer | None] = no_writer
