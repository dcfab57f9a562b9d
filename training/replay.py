"""A question set asked anew: each answer held against what the set says of it, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from answer.model import Answer
from answer.present import as_record
from evaluation.metrics import SAME_STATUS, Score, fold_text, says, score
from evaluation.questions import Question
from ingest.errors import PlanBotError
from training.question_sets import Asked

STATUS_NAMES = {
    "answered": "Trả lời",
    "partial": "Trả lời một phần",
    "clarify": "Hỏi lại",
    "not_found": "Không tìm thấy",
    "out_of_scope": "Ngoài phạm vi",
}
SHOWN = 90  # characters of a clause in a reason

Ask = Callable[[Sequence[str]], Answer]
"""The turns of one conversation -> the answer to the last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    passed   None where the set does not say what a right answer holds
    reasons  in Vietnamese; why it failed, or could not be judged
    """

    asked: Asked
    answer: Answer | None
    passed: bool | None
    reasons: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The turns on one line, the last one asked."""
        return " → ".join(self.asked.question.turns)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions passed, failed and were not judged."""

    passed: int
    failed: int
    unjudged: int

    @property
    def total(self) -> int:
        """All questions asked."""
        return self.passed + self.failed + self.unjudged


def replay(questions: Sequence[Asked], ask: Ask, places: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the outcome of each question as soon as it is there; places are plan id -> place, for facts."""
    for asked in questions:
        try:
            answer = ask(asked.question.turns)
        except PlanBotError as error:
            yield Outcome(asked, None, False, (f"{error.what} {error.remedy}",))
        else:
            yield judged(asked, answer, places)


def judged(asked: Asked, answer: Answer, places: Mapping[str, str]) -> Outcome:
    """Return an answer held against its question."""
    if not asked.judged:
        return Outcome(asked, answer, None, (asked.trouble,) if asked.trouble else ())
    question = asked.question
    if question.gold or question.status == "not_found":
        result = score(question, as_record(answer), places)
        reasons = _reasons(result, answer)
        return Outcome(asked, answer, result.right, () if result.right else reasons)
    reasons = _without_clauses(question, answer)
    return Outcome(asked, answer, not reasons, reasons)


def tally_of(outcomes: Sequence[Outcome]) -> Tally:
    """Return the counts over outcomes."""
    passed = sum(outcome.passed is True for outcome in outcomes)
    failed = sum(outcome.passed is False for outcome in outcomes)
    return Tally(passed, failed, len(outcomes) - passed - failed)


def _reasons(result: Score, answer: Answer) -> tuple[str, ...]:
    question = result.question
    found = [] if result.status_ok else [_status_reason(question, answer)]
    said = fold_text(as_record(answer)["text"])
    found += [f"Nói điều không được nói: “{words}”." for words in question.must_not if says(said, words)]
    if result.status_ok:
        found += [f"Không dẫn điều khoản: “{_cut(clause.quotes[0])}”." for clause in result.missed]
        found += [f"Thiếu chi tiết: “{fact}”." for fact in result.lost]
    if not found:
        share = round(100 * (result.precision or 0))
        found.append(f"Dẫn nhiều điều khoản không liên quan (đúng {share}%).")
    return tuple(found)


def _status_reason(question: Question, answer: Answer) -> str:
    name = STATUS_NAMES[answer.status]
    if question.status == "not_found":
        return f"Lẽ ra phải nói không có trong kế hoạch, nhưng kết quả là “{name}”."
    return f"Kế hoạch có nội dung này, nhưng kết quả là “{name}”."


def _without_clauses(question: Question, answer: Answer) -> tuple[str, ...]:
    """Return what is wrong where a set names only facts, or only that there is an answer."""
    text = fold_text(as_record(answer)["text"])
    reasons = []
    if SAME_STATUS.get(answer.status, answer.status) != question.status:
        reasons.append(_status_reason(question, answer))
    reasons += [
        f"Thiếu chi tiết: “{fact[0]}”." for fact in question.facts if not any(says(text, f) for f in fact)
    ]
    reasons += [f"Nói điều không được nói: “{words}”." for words in question.must_not if says(text, words)]
    return tuple(reasons)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + "…"
