"""Loaded plans are made ready once, whoever asks first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import answer.ask
from answer.ask import world_of
from answer.understanding.question import World
from tests.answer.loaded import WordsOnly, read_folder


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
