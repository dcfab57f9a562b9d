"""The chat's own desk for what is read off assignments alone: nothing is searched by meaning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from answer.desk import Desk, Found
from answer.understanding.question import Question, World


def desk_for(question: Question, world: World, plan_ids: Collection[str], today: date) -> Desk:
    """Return a desk for question on plans, in the order they were loaded; today holds for deadlines."""
    ordered = tuple(plan_id for plan_id in world.plans if plan_id in plan_ids)
    return Desk(question, world, ordered, _nothing, today)


def _nothing(words: str, plan_ids: Collection[str]) -> Sequence[Found]:
    return ()
