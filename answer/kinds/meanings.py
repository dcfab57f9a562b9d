"""What the words of roles mean, and how they differ: "chủ trì, phối hợp khác phối hợp chỗ nào?"."""

from __future__ import annotations

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, cite, shortened, task_of
from answer.model import Line
from answer.role_words import NOT_DEFINED, WORDS
from ingest.fold import fold

ASKS_MEANING = re.compile(
    r"\bkhac (?:nhau|gi|voi|nhu the nao|the nao|cho|o cho)\b|\bkhac\b.*\b(?:nao|gi|sao)\b|\bphan biet\b|"
    r"\bnghia la (?:gi|sao)\b|\bla (?:gi|sao|lam gi|the nao)\b|\bgiai thich\b|"
    r"\bhieu (?:the nao|nhu the nao|ra sao)\b"
)
_NAMES = {fold(word).removesuffix(" voi").strip(): word for word, *_ in WORDS}
ROLE_WORD = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b")
# Words of such questions besides the words of roles, folded.
_ASKING = (
    "khac nhau gi voi nhu the nao cho o phan biet nghia la sao lam giai thich hieu ra nguoi moi giua va vai "
    "tro tu cum trong ke hoach dung em anh chi toi minh giup"
)
ASKING = frozenset(_ASKING.split())
SHOWN = 160  # characters of an example


def answer_meaning(desk: Desk) -> Draft | None:
    """Answer what words of roles mean, each with a clause that uses it; None where more is asked."""
    question = desk.question
    if question.agencies or question.plans or not ASKS_MEANING.search(question.folded):
        return None
    asked = list(dict.fromkeys(_NAMES[found[0]] for found in ROLE_WORD.finditer(question.folded)))
    left = {word.folded for word in question.topic.words} - set(" ".join(_NAMES).split()) - ASKING
    if not asked or left:
        return None
    said = [f"“{word}”: {meaning} {beware}" for word, meaning, beware, *_ in WORDS if word in asked]
    found = {word: unit for word in asked if (unit := _example(desk, word)) is not None}
    groups = desk.per_plan(
        lambda plan: [_line(desk, word, unit) for word, unit in found.items() if unit.plan_id == plan.id]
    )
    return Draft("answered", " ".join(said), groups, (NOT_DEFINED,))


def _example(desk: Desk, word: str) -> Unit | None:
    """Return the first clause that gives work in this word, or None."""
    pattern, roles = next((pattern, roles) for name, _, _, pattern, roles in WORDS if name == word)
    for unit in desk.units():
        gives = any(held.role in roles for held in unit.assignments)
        if gives and unit.head is None and pattern.search(task_of(unit)):
            return unit
    return None


def _line(desk: Desk, word: str, unit: Unit) -> Line:
    ours = f"Ví dụ “{word}”"
    said = f"{ours}: {shortened(task_of(unit), SHOWN)}"
    return Line(said, (cite(desk, unit, unit.assignments),), ours=(ours,))
