"""A case to discuss in a class, told by a language model about given clauses: only the story is made up.

The story and its questions may name only what the clauses name, the story in no other role; each hint is held
against its clauses like any written answer. What falls is left out and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from answer.model import PART_OF_PARAGRAPH, Citation, Line, Removed
from answer.understanding.question import World
from answer.written.drafts import Checker
from answer.written.given import Given, as_clauses, clause_given, fenced, gives_orders, too_much
from answer.written.sentences import clean_draft, sentences_of
from answer.written.writing import Messages
from prompts.loader import Prompt

LABEL = "Tình huống giả định"
PARTS = re.compile(r"^\W*(?P<name>TÌNH HUỐNG|CÂU HỎI|GỢI Ý)[^\n]{0,20}$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it may be shown, under LABEL.

    story      sentences of the made-up situation
    questions  to discuss
    hints      what the plan says to them, each with its citations
    removed    what was left out, with reasons
    """

    story: tuple[str, ...]
    questions: tuple[str, ...]
    hints: tuple[Line, ...]
    citations: tuple[Citation, ...]
    removed: tuple[Removed, ...]

    @property
    def usable(self) -> bool:
        """Whether all three parts have something left."""
        return bool(self.story and self.questions and self.hints)


def case_givens(citations: Sequence[Citation], world: World) -> tuple[Given, ...]:
    """Return the clauses of citations as a case is made of them; those that give orders are left out."""
    found = (clause_given(citation, world) for citation in citations)
    return tuple(given for given in found if not gives_orders(given.text))


def case_messages(givens: Sequence[Given], focus: str, prompts: Mapping[str, Prompt]) -> Messages | None:
    """Return what to ask a model; None where there are no clauses, or too many."""
    if not givens or too_much(givens) or gives_orders(focus):
        return None
    return prompts["case"].filled(focus=fenced(focus, "CHỦ ĐỀ"), clauses=as_clauses(givens, {}))


def checked_case(draft: str, givens: Sequence[Given], world: World) -> Case:
    """Return what of a draft may be shown."""
    parts = _parts(clean_draft(draft))
    checker = Checker(givens, world.book)
    removed: list[Removed] = []
    story = _named_only(parts.get("tình huống", ""), checker.misnamed, removed)
    questions = _named_only(parts.get("câu hỏi", ""), checker.invented, removed)
    verdict = checker.verdict(parts.get("gợi ý", ""))
    cited = tuple(given.citation for given in givens if given.n in verdict.cited)
    hints = tuple(
        Line(line.text.replace(PART_OF_PARAGRAPH, " "), line.citations) for line in verdict.paragraphs
    )
    return Case(story, questions, hints, cited, (*removed, *verdict.removed))


def _named_only(text: str, fault: Callable[[str], str | None], removed: list[Removed]) -> tuple[str, ...]:
    """Return the sentences of a made-up part in which there is no fault."""
    kept = []
    for sentence in sentences_of(text):
        if reason := fault(sentence.words):
            removed.append(Removed(sentence.words, reason))
        else:
            kept.append(sentence.words)
    return tuple(kept)


def _parts(draft: str) -> dict[str, str]:
    """Return the parts of a draft by name, lower case; {} where it has none."""
    marks = list(PARTS.finditer(draft))
    stops = [*(mark.start() for mark in marks[1:]), len(draft)]
    return {mark["name"].lower(): draft[mark.end() : stop] for mark, stop in zip(marks, stops, strict=False)}
