"""Streams that come, fail, fall silent or never end."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from answer.written.patience import pieces_within

LONG = 60.0  # seconds: never reached


def test_pieces_come_through_in_order() -> None:
    assert list(pieces_within(lambda: iter("abc"), silence=LONG, total=LONG)) == ["a", "b", "c"]


def test_what_the_stream_raises_is_raised_after_its_pieces() -> None:
    def failing() -> Iterator[str]:
        yield "a"
        raise ValueError("cut")

    read = pieces_within(failing, silence=LONG, total=LONG)
    assert next(read) == "a"
    with pytest.raises(ValueError, match="cut"):
        next(read)


def test_a_silent_stream_is_left_behind() -> None:
    spoke = threading.Event()

    def silent() -> Iterator[str]:
        yield "a"
        spoke.wait(LONG)

    read = pieces_within(silent, silence=0.2, total=LONG)
    assert next(read) == "a"
    with pytest.raises(TimeoutError):
        next(read)
    spoke.set()


def test_a_stream_that_never_ends_is_left_after_the_whole_time() -> None:
    endless = pieces_within(lambda: itertools.repeat("a"), silence=LONG, total=0.2)
    with pytest.raises(TimeoutError):
        deque(endless, maxlen=0)


def test_a_reader_who_leaves_has_the_stream_closed() -> None:
    closed = threading.Event()

    def endless() -> Iterator[str]:
        try:
            while True:
                yield "a"
        finally:
            closed.set()

    read = pieces_within(endless, silence=LONG, total=LONG)
    assert next(read) == "a"
    read.close()
    assert closed.wait(LONG)


@pytest.mark.parametrize("fails", [True, False])
def test_a_stream_is_closed_whatever_its_end(*, fails: bool) -> None:
    class Stream:
        def __init__(self) -> None:
            self.closed = threading.Event()

        def __iter__(self) -> Iterator[str]:
            return self

        def __next__(self) -> str:
            raise ValueError("cut") if fails else StopIteration

        def close(self) -> None:
            self.closed.set()

    stream = Stream()
    read = pieces_within(lambda: stream, silence=LONG, total=LONG)
    with pytest.raises(ValueError, match="cut") if fails else nullcontext():
        assert list(read) == []
    assert stream.closed.wait(LONG)
