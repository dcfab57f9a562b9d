"""How hurried clerks, villagers, newcomers, foreigners and auditors ask, and what is understood of it.

ways_of_asking.jsonl says for each question which agencies, plans, intents and roles are meant, which words
must be in the topic and which must not ("noise"). It is asked of the five plans and six invented ones. The
rules were made from the half called "learn"; "keep" shows what they are worth on other questions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answer.ask import world_of
from answer.understanding.question import World, read_question
from ingest.fold import fold
from ingest.read import read_plan
from tests.answer.loaded import PLANS, ROOT, WordsOnly, plain

ASKED = [json.loads(line) for line in (Path(__file__).parent / "ways_of_asking.jsonl").open("rb")]
INVENTED = ROOT / "tests" / "ingest" / "invented"
FILES = (
    *sorted(PLANS.glob("*.txt")),
    *(
        INVENTED / name
        for name in (
            "giao-thong-khong-dong-trong.txt",
            "phong-chay-tinh.txt",
            "an-toan-thuc-pham-dieu-khoan.txt",
            "nong-thon-moi-bang.md",
            "quyet-dinh-chuyen-doi-so.txt",
            "y-te-huyen.txt",
        )
    ),
)
LEAST = {("learn", "typed"): 0.88, ("learn", "plain"): 0.76, ("keep", "typed"): 0.7, ("keep", "plain"): 0.65}


@pytest.fixture(scope="module")
def eleven_plans() -> World:
    return world_of(WordsOnly({path.stem: read_plan(path) for path in FILES}))


def misread(asked: dict[str, Any], text: str, world: World) -> list[str]:
    """Return what is understood otherwise than expected; [] when all is right."""
    question = read_question(text, world)
    named = [{one.agency_id, *one.also} for one in question.agencies]
    words = fold(question.topic.text).split()
    right = {
        "agencies": len(named) == len(asked["agencies"])
        and all(any(agency in one for one in named) for agency in asked["agencies"]),
        "plans": set(question.plans) == set(asked["plans"]) and not question.elsewhere,
        "intent": not asked["intents"] or question.intent in asked["intents"],
        "roles": asked["roles"] is None or set(question.roles) == set(asked["roles"]),
        "topic": set(asked["about"]) <= set(words)
        and not (set(asked["noise"]) - set(asked["about"])).intersection(words),
    }
    return [part for part, is_right in right.items() if not is_right]


@pytest.mark.parametrize(("half", "spelling"), LEAST)
def test_questions_are_understood_however_they_are_put(half: str, spelling: str, eleven_plans: World) -> None:
    asked = [one for one in ASKED if one["half"] == half]
    wrong = {}
    for one in asked:
        text = one["text"] if spelling == "typed" else plain(one["text"])
        if parts := misread(one, text, eleven_plans):
            wrong[one["id"]] = parts
    shown = wrong if half == "learn" else f"{len(wrong)} misread"
    assert len(asked) - len(wrong) >= LEAST[half, spelling] * len(asked), shown
