"""The work of bodies that no agency list holds, asked for in everyday words: "chủ rừng phải làm gì?"."""

from __future__ import annotations

from dataclasses import replace

from answer.desk import Desk, Draft
from answer.kinds.duties import answer_duties
from answer.understanding.bodies import COMMON
from answer.understanding.topic import Topic
from answer.understanding.wording import spelt_out
from ingest.agencies import Named
from ingest.fold import fold, fold_tone

OWN_SHARE = 0.5  # of the telling words of a body's name, that the question must say


def answer_unlisted(desk: Desk) -> Draft | None:
    """Answer what the bodies have to do that the topic names; None where it names no doer of the plans."""
    words = desk.question.topic.words
    said = spelt_out(" ".join(word.folded for word in words)).split()
    accented = [word.accented for word in words if word.accented]
    if len(said) == 1 and not accented:
        return None  # "dai" is "đài" and "đại"
    places = {word for plan in desk.plans for word in fold(plan.place or "").split()}
    held = (a for plan in desk.plans for a in plan.assignments if a.agency_id is None)
    names = [name for name in dict.fromkeys(a.agency for a in held) if _is_called(name, said, places)]
    names = [name for name in names if set(accented) <= set(fold_tone(name).split())]
    if not names:
        return None
    agencies = tuple(Named(name, None, collective=False, generic=False, start=0, stop=0) for name in names)
    named = replace(desk, question=replace(desk.question, agencies=agencies, topic=Topic(())))
    named.citer = desk.citer
    return answer_duties(named)


def _is_called(name: str, said: list[str], places: set[str]) -> bool:
    """Return whether words name a body: all of them stand in its name, and they are most of what tells it."""
    words = fold(name).split()
    telling = [word for word in words if word not in COMMON | places]
    own = [word for word in said if word not in COMMON]
    return bool(own) and all(word in words for word in own) and len(own) >= OWN_SHARE * len(telling)
