"""Plans beside each other: for each subject a cell per plan, filled by the chat's own answers.

An empty cell is said to be empty only after the whole plan was gone through once more for its words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from answer.citing import Citer
from answer.corpus import Unit, padded
from answer.model import Answer, Citation, Line
from answer.understanding.question import World, read_question
from ingest.agencies import write_out
from ingest.fold import fold

Ask = Callable[[str, Collection[str]], Answer]
"""A question and the ids of the plans to ask -> the chat's answer."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one plan says of one subject.

    question   asked of the chat; the same question there gives the same lines
    lines      what it found, direct work first; citations prove them
    said       where there are no lines of the plan's own: what was found instead, or that nothing was
    mentioned  places that only name the subject, found when the plan was gone through again
    """

    plan_id: str
    question: str
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    said: str = ""
    mentioned: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One subject and its cells, in the order of the plans chosen; agency tells whether it is one."""

    subject: str
    agency: bool
    cells: tuple[Cell, ...]


def compared(subject: str, plan_ids: Sequence[str], world: World, ask: Ask) -> Comparison:
    """Return what each plan says of an agency (its duties) or a topic (its clauses)."""
    words = " ".join(subject.split())
    agency = bool(read_question(words, world).agencies)
    question = f"{words} phải làm gì?" if agency else f"Kế hoạch quy định gì về {words}?"
    cells = (_cell(words, plan_id, question, world, ask, agency=agency) for plan_id in plan_ids)
    return Comparison(words, agency, tuple(cells))


def _cell(subject: str, plan_id: str, question: str, world: World, ask: Ask, *, agency: bool) -> Cell:
    answer = ask(question, (plan_id,))
    own = [line for group in answer.groups if not group.folded for line in group.lines]
    if answer.status in ("answered", "partial") and own:
        return Cell(plan_id, question, tuple(own), answer.citations, _beside(answer))
    shared = [line for group in answer.groups for line in group.lines]
    mentioned = _mentioned(subject, plan_id, world)
    said = _nothing(answer, len(shared), len(mentioned), agency=agency)
    return Cell(plan_id, question, tuple(shared), answer.citations, said, mentioned)


def _beside(answer: Answer) -> str:
    """Return how much work reaches the agency through groups besides its own; "" where none does."""
    shared = sum(len(group.lines) for group in answer.groups if group.folded)
    return f"Ngoài ra có {shared} việc giao chung cho nhóm." if shared else ""


def _nothing(answer: Answer, shared: int, mentioned: int, *, agency: bool) -> str:
    what = "Không giao việc đích danh" if agency else "Không có nội dung này"
    if shared:
        return f"{what}; {shared} việc giao chung cho nhóm."
    if mentioned:
        return (
            f"{what}; chỉ nhắc tới ở {mentioned} chỗ."
            if agency
            else f"{what}; có dùng từ này ở {mentioned} chỗ."
        )
    return f"{what} (đã dò lại {answer.ledger.clauses} điều khoản)."


def _mentioned(subject: str, plan_id: str, world: World) -> tuple[Citation, ...]:
    """Return the places of a plan that hold the subject's words, read again from its units and names."""
    citer = Citer(world.corpus.plans)
    for unit in world.corpus.in_plans([plan_id]):
        if _holds(unit, subject, world):
            citer.cite_unit(unit, unit.clauses if unit.head is not None else ())
    return citer.citations


def _holds(unit: Unit, subject: str, world: World) -> bool:
    """Return whether a unit holds the subject's words in a row, or names the agency it means."""
    words = fold(subject)
    if f" {words} " in unit.folded or f" {fold(write_out(subject))} " in padded(write_out(unit.text)):
        return True
    ids = {i for named in read_question(subject, world).agencies for i in (named.agency_id, *named.also) if i}
    if not ids:
        return False
    paths = {clause.path for clause in unit.clauses} | {unit.path}
    plan = world.plans[unit.plan_id]
    return any(mention.path in paths and mention.agency_id in ids for mention in plan.mentions)
