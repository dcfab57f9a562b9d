"""The conversation, kept in the browser session: questions, answers and the clause that is open."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import streamlit as st

from answer.model import Answer, Chip
from ui.place import Place
from ui.services import Writing

_KEY = "conversation"


@dataclass(slots=True)
class Turn:
    """One question and what came of it; neither answer nor error while it is being answered.

    plans  ids asked, () for all
    chips  as corrected by the user; None when understood from the words alone
    revision  counts the corrections
    whole     a follow-up as a language model made it whole; "" where it was read as typed
    writing   the answer being told in prose by a language model; None before and after
    """

    question: str
    plans: tuple[str, ...] = ()
    chips: tuple[Chip, ...] | None = None
    answer: Answer | None = None
    error: str = ""
    revision: int = 0
    whole: str = ""
    writing: Writing | None = None

    def correct(self, chips: tuple[Chip, ...]) -> None:
        """Have the question answered again, understood as the chips say."""
        self.leave()
        self.chips, self.answer, self.error, self.whole = chips, None, "", ""
        self.revision += 1

    def leave(self) -> None:
        """Stop what is still being written."""
        if self.writing is not None:
            self.writing.stop()
            self.writing = None

    def settle(self) -> None:
        """Take over what a language model has finished, if it has."""
        if self.writing is not None and self.writing.answer is not None:
            self.answer, self.writing = self.writing.answer, None

    @property
    def pending(self) -> bool:
        """Whether the question still waits for its answer."""
        return self.answer is None and not self.error


@dataclass(slots=True)
class Reading:
    """The place whose clause is open beside a page.

    chosen  it was picked by the reader, not opened by us with a new answer
    """

    place: Place | None = None
    chosen: bool = False

    def show(self, place: Place | None, *, chosen: bool = True) -> None:
        """Open a place, or close the one that is open."""
        self.place, self.chosen = place, chosen


def reading(page: str) -> Reading:
    """Return what is open on a page in this browser session, nothing at first."""
    key = f"reading-{page}"
    if key not in st.session_state:
        st.session_state[key] = Reading()
    kept: Reading = st.session_state[key]
    return kept


@dataclass(slots=True)
class Conversation(Reading):
    """The turns so far and the place shown beside them.

    serial  counts conversations, so that widgets of an old one do not live on in the next
    """

    turns: list[Turn] = field(default_factory=list)
    serial: int = 0

    def put(self, question: str, plans: tuple[str, ...]) -> None:
        """Add a question, to be answered on the next run of the page."""
        for turn in self.turns:
            if turn.writing is not None:
                turn.answer = turn.writing.answer or turn.answer
                turn.leave()
        self.turns.append(Turn(question.strip(), plans))

    def questions(self, turn: Turn) -> tuple[str, ...]:
        """Return the questions up to this turn that were answered, and its own last."""
        earlier = itertools.takewhile(lambda past: past is not turn, self.turns)
        return (*(past.whole or past.question for past in earlier if past.answer), turn.question)

    def restart(self) -> None:
        """Forget everything said."""
        for turn in self.turns:
            turn.leave()
        self.turns.clear()
        self.show(None)
        self.serial += 1


def conversation() -> Conversation:
    """Return the conversation of this browser session, a new one at first."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Conversation()
    kept: Conversation = st.session_state[_KEY]
    return kept
