"""Loaded plans are made ready once, whoever asks first."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import answer.ask
from answer.ask import well_read, world_of
from answer.understanding.question import World
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import invented_plans
from tests.answer.loaded import PLANS, WordsOnly, plain, read_folder


def test_two_who_ask_at_once_share_one_world(monkeypatch: pytest.MonkeyPatch) -> None:
    library, make = WordsOnly(read_folder().plans), answer.ask._proven_world
    made: list[World] = []
    begun, both = threading.Event(), threading.Event()

    def slowly(plans: object) -> World:
        begun.set()
        assert both.wait(60)
        made.append(make(library.plans))
        return made[-1]

    monkeypatch.setattr(answer.ask, "_proven_world", slowly)
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(world_of, library)
        assert begun.wait(60)
        second = readers.submit(world_of, library)
        both.set()
        assert first.result() is second.result()
    assert len(made) == 1


@pytest.mark.parametrize("seed", [11, 23, 37])
def test_a_copy_that_was_read_whole_may_be_called_complete(seed: int) -> None:
    plans = {one.id: parse_plan(one.text, one.id, agency_book()) for one in invented_plans(seed)}
    world = world_of(WordsOnly(plans))
    assert all(well_read(plan, world) for plan in world.plans.values())


@pytest.mark.parametrize("name", ["can-gio", "can-tho", "cao-bang"])
def test_a_copy_whose_accents_are_lost_is_never_called_complete(name: str) -> None:
    bare = parse_plan(plain((PLANS / f"{name}.txt").read_text("utf-8")), name, agency_book())
    world = world_of(WordsOnly({name: bare}))
    assert not well_read(world.plans[name], world)


def test_a_copy_that_lost_headings_of_agencies_is_not_called_complete() -> None:
    lines = (PLANS / "tra-vinh.txt").read_text("utf-8").splitlines()
    headings = [n for n, line in enumerate(lines) if re.match(r"[#* ]*\d+\. ", line) and len(line) < 90]
    text = "\n".join(line for n, line in enumerate(lines) if n not in headings[1::2])
    assert len(headings) > 5
    world = world_of(WordsOnly({"tra-vinh": parse_plan(text, "tra-vinh", agency_book())}))
    assert not well_read(world.plans["tra-vinh"], world)
