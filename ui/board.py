"""What the page "Phân công" works on: the matrix of the open index and what people have said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from answer.ask import world_of
from answer.citing import spans_of
from answer.model import Answer
from answer.understanding.question import World
from ingest.errors import PlanBotError
from review.checks import CHECKS, found_by, named
from review.compare import Comparison, compared
from review.marks import Mark, Marked, standing
from review.matrix import Row, rows_of
from ui.place import Place, plan_name
from ui.services import Library, Services


@dataclass(frozen=True, slots=True)
class Board:
    """One index made ready for review.

    marked   confirmations and notes that stand today
    problem  why they could not be read, in Vietnamese; "" where they were
    """

    library: Library
    services: Services
    world: World
    rows: tuple[Row, ...]
    marked: Marked
    problem: str = ""

    def names(self) -> dict[str, str]:
        """Return how plans are told apart, by id: "Cần Thơ · 239/KH-UBND"."""
        return {plan_id: plan_name(plan) for plan_id, plan in self.world.plans.items()}

    def row_at(self, place: Place | None) -> Row | None:
        """Return the row that stands at a place, or None."""
        if place is None:
            return None
        found = (row for row in self.rows if row.unit.key == (place.plan_id, place.path))
        return next(found, None)


def board_of(library: Library, services: Services) -> Board:
    """Return the board of an index; the matrix is made once, what people said is read anew."""
    world, rows = _matrix(library.generation, library)
    try:
        history, problem = services.read_marks(), ""
    except PlanBotError as error:
        history, problem = (), f"{error.what} {error.remedy}"
    return Board(library, services, world, rows, _standing(library.generation, history, rows), problem)


@st.cache_resource(show_spinner="Đang đọc phân công trong các kế hoạch…", max_entries=2)
def _matrix(generation: str, _library: Library) -> tuple[World, tuple[Row, ...]]:
    world = world_of(_library)  # type: ignore[arg-type]  # an opened index is searched, too
    return world, rows_of(world)


def _standing(generation: str, history: tuple[Mark, ...], rows: tuple[Row, ...]) -> Marked:
    if not history:
        return Marked({}, ())
    last = history[-1]
    return _standing_once(generation, len(history), f"{last.at} {last.value}", history, rows)


@st.cache_resource(show_spinner=False, max_entries=2)
def _standing_once(
    generation: str, count: int, last: str, _history: tuple[Mark, ...], _rows: tuple[Row, ...]
) -> Marked:
    return standing(_history, _rows)


def row_place(row: Row) -> Place:
    """Return the place of a row, to be opened as a clause card."""
    return Place(row.plan.id, row.unit.path, row.label, row.quote, spans_of(row.unit), row.page)


def check_found(board: Board, name: str, plan_ids: tuple[str, ...], today: date) -> Answer:
    """Return what a check finds in plans; worked out once a day and index."""
    return _check(board.library.generation, name, plan_ids, today, board.world)


@st.cache_resource(show_spinner=False, max_entries=100)
def _check(generation: str, name: str, plan_ids: tuple[str, ...], today: date, _world: World) -> Answer:
    return found_by(named(CHECKS, name), _world, plan_ids, today)


def comparison(board: Board, subject: str, plan_ids: tuple[str, ...]) -> Comparison:
    """Return what each plan says of a subject, asked of the chat once an index."""
    return _comparison(board.library.generation, subject, plan_ids, board)


@st.cache_resource(show_spinner="Đang đối chiếu…", max_entries=100)
def _comparison(generation: str, subject: str, plan_ids: tuple[str, ...], _board: Board) -> Comparison:
    def ask(question: str, plans: object) -> Answer:
        return _board.services.ask((question,), _board.library, plans=plans)  # type: ignore[arg-type]

    return compared(subject, plan_ids, _board.world, ask)
