"""An answer told in prose by a language model: what it is asked, and what of its draft is kept.

No model in here: `messages_for` says what to ask; `settled` holds the draft against the clauses and returns
the answer to show. The composed answer with its ledger stays as it is: a model adds prose to it, never facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answer.citing import Citer
from answer.desk import lines_of
from answer.model import Answer, Citation, Written
from answer.understanding.question import World
from answer.written.drafts import Checker, Verdict
from answer.written.given import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    Given,
    as_clauses,
    clause_given,
    fenced,
    given_for,
    gives_orders,
    lines_by_citation,
    too_much,
)
from ingest.plan import Clause, Plan
from prompts.loader import Prompt

Messages = tuple[str, str]
"""(system, user), as a chat model wants them."""

NOT_WRITTEN = "Câu trả lời này ghép từ văn bản, không qua mô hình ngôn ngữ: {why}"
STOPPED = "anh/chị đã dừng việc viết."
NOTHING_STANDS = "không câu nào mô hình viết chứng minh được từ các điều khoản."


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is to write about an answer: the messages, and the clauses its draft is held against."""

    answer: Answer
    messages: Messages
    givens: tuple[Given, ...]


def writable(answer: Answer) -> bool:
    """Return whether an answer is one to be told in prose: something was found, and there are clauses."""
    return answer.status in ("answered", "partial") and bool(answer.citations)


def task_for(answer: Answer, world: World, prompts: Mapping[str, Prompt]) -> Task | None:
    """Return what to ask a model about an answer; None where there is nothing, or too much, to write about.

    A refusal and a clarifying question are ours alone, and a question that gives orders to a program never
    reaches a model.
    """
    if not writable(answer) or gives_orders(answer.question):
        return None
    if answer.intent == "summary" and len({c.plan_id for c in answer.citations}) == 1:
        return _summary_task(answer, world, prompts["summary"])
    givens = given_for(answer, world)
    if not givens or too_much(givens):
        return None
    clauses = as_clauses(givens, lines_by_citation(answer))
    messages = prompts["answer"].filled(question=fenced(answer.question, "CÂU HỎI"), clauses=clauses)
    return Task(answer, messages, givens)


def settled(task: Task, draft: str, world: World) -> Answer:
    """Return the answer with what of the draft stands; the composed one, saying so, where nothing does."""
    verdict = Checker(task.givens, world.book).verdict(draft)
    answer = _with_citations(task, verdict)
    if not verdict.paragraphs:
        answer = composed(answer, NOTHING_STANDS)
    listed = lines_of(group for group in answer.groups if not group.folded)
    missing = sum(not set(line.citations) & verdict.cited for line in listed)
    written = Written(verdict.paragraphs, verdict.sentences, verdict.removed, missing)
    return replace(answer, written=written)


def composed(answer: Answer, why: str) -> Answer:
    """Return the composed answer with a line that says why no model wrote it."""
    return replace(answer, written=None, notes=(*answer.notes, NOT_WRITTEN.format(why=why)))


def _with_citations(task: Task, verdict: Verdict) -> Answer:
    """Return the answer with the citations that only the prose uses added behind its own."""
    known = {citation.n for citation in task.answer.citations}
    more = tuple(g.citation for g in task.givens if g.n in verdict.cited and g.n not in known)
    return replace(task.answer, citations=(*task.answer.citations, *more))


# -- a plan summed up ----------------------------------------------------------------------------------


def _summary_task(answer: Answer, world: World, prompt: Prompt) -> Task | None:
    """Return what to ask for the summary of one plan: its clauses, of every section some."""
    plan = world.plans[answer.citations[0].plan_id]
    citations = _numbered_on(answer.citations, plan, clauses_to_sum_up(plan))
    givens = tuple(clause_given(citation, world) for citation in citations)
    givens = tuple(given for given in givens if not gives_orders(given.text))
    if not givens:
        return None
    title = fenced(plan.title or plan.number or plan.id, "TÊN KẾ HOẠCH")
    return Task(answer, prompt.filled(title=title, clauses=as_clauses(givens, {})), givens)


def clauses_to_sum_up(plan: Plan) -> list[Clause]:
    """Return clauses of every part of a plan, the first ones of each heading, as many as a model is given."""
    by_heading: dict[tuple[str, ...], list[Clause]] = {}
    for clause in plan.clauses:
        if clause.kind != "footnote":
            by_heading.setdefault(clause.headings, []).append(clause)
    chosen: list[Clause] = []
    size = 0
    for depth in range(max(map(len, by_heading.values()), default=0)):
        for clauses in by_heading.values():
            room = len(chosen) < MAX_CLAUSES and size < MAX_CHARACTERS
            if depth < len(clauses) and room:
                chosen.append(clauses[depth])
                size += len(clauses[depth].text)
    return sorted(chosen, key=lambda clause: clause.spans[0] if clause.spans else (0, 0))


def _numbered_on(known: Sequence[Citation], plan: Plan, clauses: Sequence[Clause]) -> list[Citation]:
    """Return citations of clauses: those the answer has under their own numbers, others numbered on."""
    citer = Citer({plan.id: plan})
    for clause in clauses:
        citer.cite_piece(plan.id, clause)
    numbers = {(c.path, c.spans): c.n for c in known if c.plan_id == plan.id}
    following = max((c.n for c in known), default=0)
    out = []
    for citation in citer.citations:
        n = numbers.get((citation.path, citation.spans))
        if n is None:
            n = following = following + 1
        out.append(replace(citation, n=n))
    return out
