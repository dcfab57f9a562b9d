"""A copy that sets its accents beside the letters is answered like any other."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from answer.ask import ask, world_of
from answer.present import as_text
from evaluation.questions import default_questions, read_questions
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLANS = Path(__file__).parents[2] / "data/plans"


def _decomposed() -> WordsOnly:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(PLANS.glob("*.txt"))}
    read = {
        plan_id: parse_plan(unicodedata.normalize("NFD", text), plan_id, agency_book())
        for plan_id, text in texts.items()
    }
    return WordsOnly(read)


def test_answers_do_not_change_with_the_form_of_the_accents(library: WordsOnly) -> None:
    apart = _decomposed()
    assert world_of(apart).unproven == world_of(library).unproven
    for question in read_questions(default_questions()):
        here, there = ask(list(question.turns), library), ask(list(question.turns), apart)
        assert there.status == here.status, question.id
        assert cited(there) == cited(here), question.id
        assert unicodedata.normalize("NFC", as_text(there)) == as_text(here), question.id


def test_quotes_stay_as_the_file_spells_them() -> None:
    apart = _decomposed()
    answer = ask(["Sở Ngoại vụ phải làm gì?"], apart)
    assert answer.citations
    for citation in answer.citations:
        text = apart.plans[citation.plan_id].text
        assert all(text[start:stop] in citation.quote for start, stop in citation.spans)
        assert unicodedata.is_normalized("NFD", citation.quote)
