"""Example questions made from what is loaded, so that each of them has an answer. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ingest.plan import Assignment, Plan

SHORTEST, LONGEST = 18, 80
"""Characters of a task that reads well inside a question."""

_FIRST_PHRASE = re.compile(r"[;:.(“\"]|, (?=\D)")


def example_questions(plans: Mapping[str, Plan], *, count: int = 4) -> tuple[str, ...]:
    """Return up to count questions of different kinds, spread over the plans.

    In order: the duties of the agency with work in most plans, who leads a task, a deadline, who
    signed, where the money comes from, and the duties of further agencies where a kind is missing.
    """
    found = dict.fromkeys(question for question in _questions(plans) if question)
    return tuple(found)[:count]


def _questions(plans: Mapping[str, Plan]) -> Iterator[str]:
    busiest = _agencies_by_reach(plans.values())
    used: set[str] = set()
    if busiest:
        yield f"{busiest[0]} phải làm những gì?"
    for ask in (_who_leads, _deadline, _funding, _signer):
        fresh = [plan for plan in plans.values() if plan.id not in used]
        for plan in fresh or plans.values():
            if question := ask(plan):
                used.add(plan.id)
                yield question
                break
    for agency in busiest[1:]:
        yield f"{agency} phải làm những gì?"


def _agencies_by_reach(plans: Iterable[Plan]) -> list[str]:
    """Return agencies with work of their own, those found in most plans first, then the busiest."""
    reach: defaultdict[str, set[str]] = defaultdict(set)
    duties: Counter[str] = Counter()
    for plan in plans:
        for duty in plan.assignments:
            if duty.agency_id and not duty.collective:
                reach[duty.agency_id].add(plan.id)
                duties[duty.agency_id] += 1
    return sorted(reach, key=lambda agency: (-len(reach[agency]), -duties[agency], agency))


def _who_leads(plan: Plan) -> str:
    task = _shortest_task(duty for duty in plan.assignments if duty.role == "lead")
    return f"Ai chủ trì {task}{_at(plan)}?" if task else ""


def _deadline(plan: Plan) -> str:
    task = _shortest_task(duty for duty in plan.assignments if duty.deadline)
    return f"Khi nào phải {task}{_at(plan)}?" if task else ""


def _funding(plan: Plan) -> str:
    told = any("kinh phí" in clause.text.lower() for clause in plan.clauses)
    return f"Kinh phí thực hiện{_at(plan)} lấy từ đâu?" if told and plan.place else ""


def _signer(plan: Plan) -> str:
    return f"Ai ký kế hoạch của {plan.place}?" if plan.signer and plan.place else ""


def _shortest_task(duties: Iterable[Assignment]) -> str:
    """Return the shortest first phrase of a task that still says what is to be done, or ""."""
    phrases = (_first_phrase(duty.task) for duty in duties if not duty.collective)
    fitting = [phrase for phrase in phrases if SHORTEST <= len(phrase) <= LONGEST]
    return min(fitting, key=len, default="")


def _first_phrase(task: str) -> str:
    phrase = _FIRST_PHRASE.split(" ".join(task.split()), maxsplit=1)[0].strip(" -–")
    # A capital opens a clause; one after it ("Tổ chức") would be a name ("Báo Cần Thơ").
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() or phrase[1:2] == " " else phrase


def _at(plan: Plan) -> str:
    return f" ở {plan.place}" if plan.place else ""
