"""The pieces of a stream that may fall silent, each waited for so long and no longer.

Whoever reads a stream directly waits as long as it likes to be silent; how a library limits that differs
from one to the next. Here a thread of its own reads it and may be left behind.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from queue import Empty, Full, Queue
from typing import TypeVar

AHEAD = 64  # pieces that may wait to be read
T = TypeVar("T")


class _End:
    """What is read after the last piece: the error the stream ended with, if it did."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def pieces_within(
    opened: Callable[[], Iterator[T]], *, silence: float, total: float
) -> Generator[T, None, None]:
    """Yield the pieces of the stream that opened returns; raise what it raises.

    silence, total  seconds: waited for one piece, and for all of them

    Raises TimeoutError where one is used up. The thread that reads the stream closes it, as soon as it can.
    """
    read: Queue[T | _End] = Queue(AHEAD)
    left = threading.Event()
    threading.Thread(target=_feed, args=(opened, read, left), name="model-stream", daemon=True).start()
    until = time.monotonic() + total
    try:
        while (time_left := until - time.monotonic()) > 0:
            try:
                piece = read.get(timeout=min(silence, time_left))
            except Empty:
                raise TimeoutError from None
            if isinstance(piece, _End):
                if piece.error is not None:
                    raise piece.error
                return
            yield piece
        raise TimeoutError
    finally:
        left.set()


def _feed(opened: Callable[[], Iterator[T]], read: Queue[T | _End], left: threading.Event) -> None:
    try:
        with _closed_at_the_end(opened()) as stream:
            for piece in stream:
                if left.is_set():
                    break
                _put(piece, read, left)
    except Exception as error:  # the reader is told, whatever it is
        _put(_End(error), read, left)
    else:
        _put(_End(), read, left)


@contextmanager
def _closed_at_the_end(stream: Iterator[T]) -> Iterator[Iterator[T]]:
    """Close a stream that can be closed at the end, whatever the end is: that cuts its connection."""
    try:
        yield stream
    finally:
        if close := getattr(stream, "close", None):
            close()


def _put(piece: T | _End, read: Queue[T | _End], left: threading.Event) -> None:
    """Hand on a piece as soon as there is room, unless the reader has left."""
    while not left.is_set():
        try:
            read.put(piece, timeout=1)
        except Full:
            continue
        return
