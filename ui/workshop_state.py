"""What a trainer has open, kept in the browser session, and what the parts of the page work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from answer.trial import USUAL, Weights
from answer.understanding.question import World
from answer.written.case_writing import ToldCase
from training.question_sets import Asked
from training.quiz_items import Quiz
from training.replay import Outcome
from training.trace import Halves, Trace
from ui.place import plan_name
from ui.services import CaseWriting, Services
from ui.state import Conversation

_KEY = "workshop"


@dataclass(slots=True)
class Workshop:
    """The open part of the page and what was last made in each.

    weights   the trial in trace was worked out with
    found     what was searched for its steps, by words: a click must not search again
    made      the set last made, with what it was made from: making it again would cost a second
    outcomes  of the set last asked, which title names; at is when
    answers   given to the quiz, by the key of their field; None until it is handed in
    serial    counts quizzes, so that fields of an old one do not live on in the next
    telling   a language model at work on the cases of the quiz; told is what came of it
    """

    part: str = ""
    talk: Conversation = field(default_factory=Conversation)
    trace: Trace | None = None
    weights: Weights = USUAL
    found: dict[str, Halves] = field(default_factory=dict)
    made: tuple[tuple[str, int, int], tuple[Asked, ...]] | None = None
    outcomes: Sequence[Outcome] = ()
    title: str = ""
    at: datetime | None = None
    quiz: Quiz | None = None
    answers: dict[str, str | int | None] | None = None
    serial: int = 0
    telling: CaseWriting | None = None
    told: tuple[ToldCase, ...] = ()

    def take_quiz(self, quiz: Quiz) -> None:
        """Put a new quiz in the place of the old one, of which nothing stays."""
        if self.telling is not None:
            self.telling.stop()
        self.telling, self.told = None, ()
        self.quiz, self.answers = quiz, None
        self.serial += 1


@dataclass(frozen=True, slots=True)
class Room:
    """What every part of the page works with; library is searched, world is the same plans made ready."""

    library: Any
    world: World
    state: Workshop
    services: Services

    def plan_title(self, plan_id: str) -> str:
        """Return the short name of a plan."""
        return plan_name(self.world.plans[plan_id])


def workshop() -> Workshop:
    """Return the workshop of this browser session, a new one at first."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Workshop()
    kept: Workshop = st.session_state[_KEY]
    return kept
