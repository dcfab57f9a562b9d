"""Example questions made from what is loaded, so that each of them has an answer. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ingest.plan import Assignment, Plan

SHORTEST, LONGEST = 22, 100
"""Characters of a task that reads well inside a question."""

_FIRST_PHRASE = re.compile(r"[;:.(“\"]")
_ROLE_FIRST = ("chủ trì", "phối hợp", "tham mưu", "chịu trách nhiệm", "đề nghị")


def example_questions(plans: Mapping[str, Plan], *, count: int = 4) -> tuple[str, ...]:
    """Return up to count questions of different kinds, spread over the plans.

    In order: the duties of the agency with work in most plans, a deadline, who leads a task, where
    the money comes from, who signed, and the duties of further agencies where a kind is missing.
    """
    found = dict.fromkeys(question for question in _questions(plans) if question)
    return tuple(found)[:count]


def _questions(plans: Mapping[str, Plan]) -> Iterator[str]:
    busiest = _agencies_by_reach(plans.values())
    if busiest:
        yield f"{busiest[0]} phải làm những gì?"
    used: set[str] = set()
    for ask in (_deadline, _who_leads, _funding, _signer):
        fresh = [plan for plan in plans.values() if plan.id not in used]
        found = [ask(plan) for plan in fresh or plans.values()]
        best = max(found, key=lambda each: each.worth, default=None)
        if best and best.question:
            used.add(best.plan_id)
            yield best.question
    for agency in busiest[1:]:
        yield f"{agency} phải làm những gì?"


@dataclass(frozen=True, slots=True)
class _Found:
    """A question one plan can answer; worth compares it with the same kind from other plans."""

    plan_id: str
    question: str = ""
    worth: tuple[int, ...] = (0,)


def _agencies_by_reach(plans: Iterable[Plan]) -> list[str]:
    """Return agencies with work of their own, those found in most plans first, then the busiest.

    Each by the name most used for it: plans say "Công an tỉnh", not "Công an cấp tỉnh".
    """
    reach: defaultdict[str, set[str]] = defaultdict(set)
    duties: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for plan in plans:
        for duty in plan.assignments:
            if duty.agency_id and not duty.collective:
                reach[duty.agency_id].add(plan.id)
                duties[duty.agency_id][duty.agency] += 1
    order = sorted(reach, key=lambda agency: (-len(reach[agency]), -duties[agency].total(), agency))
    return [duties[agency].most_common(1)[0][0] for agency in order]


def _who_leads(plan: Plan) -> _Found:
    task, worth = _best_task(plan, (duty for duty in plan.assignments if duty.role == "lead"))
    return _Found(plan.id, f"Ai chủ trì {task}{_at(plan, task)}?", worth) if task else _Found(plan.id)


def _deadline(plan: Plan) -> _Found:
    dated = (duty for duty in plan.assignments if any(map(str.isdigit, duty.deadline or "")))
    task, worth = _best_task(plan, dated)
    return _Found(plan.id, f"Khi nào phải {task}{_at(plan, task)}?", worth) if task else _Found(plan.id)


def _funding(plan: Plan) -> _Found:
    told = sum("kinh phí" in clause.text.lower() for clause in plan.clauses)
    if not told or not plan.place:
        return _Found(plan.id)
    return _Found(plan.id, f"Kinh phí thực hiện ở {plan.place} lấy từ đâu?", (1, told))


def _signer(plan: Plan) -> _Found:
    if not plan.signer or not plan.place:
        return _Found(plan.id)
    return _Found(plan.id, f"Ai ký kế hoạch của {plan.place}?", (1,))


def _best_task(plan: Plan, duties: Iterable[Assignment]) -> tuple[str, tuple[int, ...]]:
    """Return the task that makes the best question, "" when none fits, and what it is worth.

    Whole tasks before first phrases, work told apart from its doers (a table row, a labelled block)
    before prose, then the shortest. A phrase that names an agency of the plan would give the answer.
    """
    agencies = {duty.agency for duty in plan.assignments}
    prose = {clause.path for clause in plan.clauses if clause.kind != "row"}
    headings = {section.path: section.heading for section in plan.sections}
    best, worth = "", (0, 0, 0)
    for duty in duties:
        task = headings.get(duty.path, duty.task)
        phrase = _first_phrase(task)
        fits = SHORTEST <= len(phrase) <= LONGEST and not phrase.startswith(_ROLE_FIRST)
        if duty.collective or not fits or any(name in phrase for name in agencies):
            continue
        whole = phrase.lower() == task.strip(" .:;").lower()
        own = (1 + whole, int(duty.path not in prose), LONGEST - len(phrase))
        best, worth = max((worth, best), (own, phrase))[::-1]
    return best, worth


def _first_phrase(task: str) -> str:
    phrase = _FIRST_PHRASE.split(" ".join(task.split()), maxsplit=1)[0].strip(" -–")
    # A capital opens a clause, and is none inside a sentence: "Tổ chức" -> "tổ chức".
    return phrase[:1].lower() + phrase[1:]


def _at(plan: Plan, phrase: str) -> str:
    return f" ở {plan.place}" if plan.place and plan.place not in phrase else ""
