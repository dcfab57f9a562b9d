"""A follow-up made a whole question by a language model, taken only where it adds nothing.

What comes back is read like a typed question: agencies, plans, numbers or places that the conversation has
not named, or the last turn's own left out, and the turns are read as they were typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex as re

from answer.kinds.refuse import REFUSALS
from answer.pointing import conversation
from answer.turns import leans_on_before
from answer.understanding.question import Question, World, read_question
from answer.written.given import fenced, gives_orders
from answer.written.sentences import clean_draft
from answer.written.writing import Messages
from ingest.fold import fold
from prompts.loader import Prompt

LONGEST = 300  # characters of a question
LABEL = re.compile(r"^\s*(?:câu hỏi(?: đầy đủ)?|viết lại)\s*:\s*", re.IGNORECASE)
MAX_TURNS = 6


def rewrite_messages(turns: Sequence[str], world: World, prompts: Mapping[str, Prompt]) -> Messages | None:
    """Return what to ask a model about the last turn; None where it stands alone or is not to be answered."""
    if len(turns) < 2 or any(gives_orders(turn) for turn in turns):
        return None
    last = read_question(turns[-1], world)
    if last.intent in REFUSALS or not leans_on_before(last):
        return None
    before = fenced("\n".join(turns[-MAX_TURNS:-1]), "CÁC CÂU HỎI TRƯỚC")
    return prompts["rewrite"].filled(turns=before, question=fenced(turns[-1], "CÂU HỎI"))


def accepted(turns: Sequence[str], draft: str, world: World) -> str | None:
    """Return the whole question that a model made of the last turn, or None where it may not be used."""
    lines = [line for line in clean_draft(draft).splitlines() if line.strip()]
    question = LABEL.sub("", lines[0]).strip(" \"“”'") if len(lines) == 1 else ""
    if not question or len(question) > LONGEST or gives_orders(question):
        return None
    read = read_question(question, world)
    said = [read_question(turn, world) for turn in turns]
    kept = set(conversation(turns, world)[-1].question.plans)  # what the turns say as they were typed
    if read.intent in REFUSALS or _adds(read, said) or _loses(read, said[-1]) or not kept <= set(read.plans):
        return None
    return question


def _adds(read: Question, said: Sequence[Question]) -> bool:
    """Return whether a question names what no turn of the conversation has named."""
    known = _names(said)
    words = " ".join(f" {fold(turn.text)} " for turn in said)
    plans = {plan for turn in said for plan in turn.plans}
    numbers = re.findall(r"\d+", read.text)
    return (
        not _names([read]) <= known
        or not set(read.plans) <= plans
        or any(f" {fold(place)} " not in words for place in read.elsewhere)
        or any(number not in re.findall(r"\d+", words) for number in numbers)
        or (bool(read.roles) and not set(read.roles) <= {role for turn in said for role in turn.roles})
    )


def _loses(read: Question, last: Question) -> bool:
    """Return whether a question leaves out an agency, plan or role that the last turn names itself."""
    return not (
        _names([last]) <= _names([read])
        and set(last.plans) <= set(read.plans)
        and set(last.roles) <= set(read.roles)
        and set(last.elsewhere) <= set(read.elsewhere)
    )


def _names(questions: Sequence[Question]) -> set[str]:
    return {named.agency_id or fold(named.name) for one in questions for named in one.agencies}
