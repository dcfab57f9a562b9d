"""Files read in processes of their own: two at a time, none for longer than it may take.

A file that makes its reader hang or die (a damaged PDF does both) costs its process and is told; the
others are read on. Run as `python -m index.reader_process` a process takes a path a line and gives a
line of JSON for each.

multiprocessing is not used: its children import the main module again, and under Streamlit that is the
page itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pydantic import TypeAdapter

from index.copies import PlanCopy, read_copy
from ingest import errors
from ingest.errors import PlanBotError, UnreadableFileError

FILE_SECONDS = 900
"""How long one file may take: a scan of some hundred pages on a slow machine stays below."""
AT_ONCE = min(os.cpu_count() or 1, 4)
# A plan of text takes 0.05 s to read, the start of a process 0.5 s.
PLAIN = (".txt", ".md")
FEW = 40
_FAILED = b"!"  # opens the line of a file that could not be read
_ROOT = Path(__file__).resolve().parent.parent

Outcome = PlanCopy | PlanBotError
Read = Callable[[Path], PlanCopy]


class ReaderProcess:
    """A child process that reads files, started with the first one, and anew after one that ended it."""

    def __init__(self, seconds: float = FILE_SECONDS, command: Sequence[str] = ()) -> None:
        self._seconds = seconds
        self._command = command or (sys.executable, "-m", "index.reader_process")
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> PlanCopy:
        """Return the copy at path; raises UnreadableFileError, also when reading it never ends."""
        line = self._asked(path)
        if line.startswith(_FAILED):
            raise _error(json.loads(line.removeprefix(_FAILED)))
        copy: PlanCopy = _adapter().validate_json(line)
        return copy

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _asked(self, path: Path) -> bytes:
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            line = _exchange(process, path)
        finally:
            clock.cancel()
        if line.endswith(b"\n"):
            return line
        self.close()
        raise _lost(path, late=late.is_set())

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            environment = os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
        return self._process


def _exchange(process: subprocess.Popen[bytes], path: Path) -> bytes:
    """Return the line that answers for path; cut, or nothing, where the process ended instead."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    return process.stdout.readline()


def _lost(path: Path, *, late: bool) -> UnreadableFileError:
    if late:
        return UnreadableFileError(
            f"Đọc {path.name} quá lâu nên đã dừng.", remedy="Hãy tách tệp thành từng phần ngắn hơn."
        )
    return UnreadableFileError(
        f"{path.name} làm chương trình đọc tệp dừng đột ngột: tệp có thể bị hỏng.",
        remedy="Hãy mở tệp bằng chương trình khác rồi lưu lại thành tệp mới.",
    )


def _error(answer: dict[str, Any]) -> PlanBotError:
    """Return the error a child raised, of its own kind where that is one of the reading."""
    kind = getattr(errors, str(answer["kind"]), UnreadableFileError)
    known = isinstance(kind, type) and issubclass(kind, UnreadableFileError)
    return (kind if known else UnreadableFileError)(answer["what"], remedy=answer["remedy"])


@contextmanager
def readers(count: int) -> Iterator[Read]:
    """Give a function that reads a file in the next free one of count processes; they end with it."""
    free: SimpleQueue[ReaderProcess] = SimpleQueue()
    made = [ReaderProcess() for _ in range(count)]
    for process in made:
        free.put(process)

    def read(path: Path) -> PlanCopy:
        process = free.get()
        try:
            return process.read(path)
        finally:
            free.put(process)

    try:
        yield read
    finally:
        for process in made:
            process.close()


def read_copies(
    paths: Sequence[Path], tick: Callable[[int], None], read: Read | None = None
) -> list[Outcome]:
    """Return what came of each file, in order; tick is called with the number done.

    In processes where it pays: for formats that take time or may harm, or for many files. read, where
    given, is called in this process instead.
    """
    if read is None and (len(paths) > FEW or any(path.suffix.lower() not in PLAIN for path in paths)):
        return _in_processes(paths, tick)
    outcomes: list[Outcome] = []
    for path in paths:
        outcomes.append(_outcome(read or read_copy, path))
        tick(len(outcomes))
    return outcomes


def _in_processes(paths: Sequence[Path], tick: Callable[[int], None]) -> list[Outcome]:
    count = min(AT_ONCE, len(paths))
    # Leaving early ends the processes first: the threads that wait for them then end too.
    with ThreadPoolExecutor(count) as threads, readers(count) as read:
        futures: list[Future[Outcome]] = [threads.submit(_outcome, read, path) for path in paths]
        try:
            for done, _ in enumerate(as_completed(futures), 1):
                tick(done)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _outcome(read: Read, path: Path) -> Outcome:
    try:
        return read(path)
    except PlanBotError as error:
        return error


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(PlanCopy)


def _record(path: Path) -> bytes:
    """Return what came of a file as one line of JSON."""
    try:
        return bytes(_adapter().dump_json(read_copy(path)))
    except PlanBotError as error:
        told = {"kind": type(error).__name__, "what": error.what, "remedy": error.remedy}
    except Exception as error:  # a reader's fault on one file must not cost the others
        told = {
            "kind": "UnreadableFileError",
            "what": f"Không đọc được {path.name} ({type(error).__name__}).",
            "remedy": "Tệp có thể bị hỏng: hãy lưu lại thành tệp mới rồi thử lại.",
        }
    return _FAILED + json.dumps(told).encode()


def main() -> None:
    """Answer each path on standard input by a line on standard output, until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    for line in sys.stdin.buffer:
        answers.write(_record(Path(json.loads(line))) + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
