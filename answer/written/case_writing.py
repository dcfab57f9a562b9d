"""Cases told by a language model, one after the other, in a thread of their own.

The page looks at how far it is; whoever asked may stop it, and what is done by then stays.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from answer.errors import WriterUnavailableError
from answer.model import Citation
from answer.understanding.question import World
from answer.written.cases import Case, case_givens, case_messages, checked_case
from answer.written.writing import Messages
from prompts.loader import Prompt

NOT_TO_BE_TOLD = "điều khoản hoặc chủ đề này không giao được cho mô hình."
STOPPED = "đã dừng theo yêu cầu."
NOT_ENOUGH = "bản mô hình kể không còn đủ tình huống, câu hỏi và gợi ý sau khi đối chiếu."
UNCHECKED = "không kiểm tra được bản mô hình kể."

log = logging.getLogger(__name__)


class Teller(Protocol):
    """As much of `answer.written.writer.Writer` as is used."""

    prompts: Mapping[str, Prompt]

    def stream(self, messages: Messages, *, stopped: Callable[[], bool] = ...) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class CaseWish:
    """A case wanted: the clauses it is about, under their numbers, and what the class is to discuss."""

    citations: tuple[Citation, ...]
    focus: str


@dataclass(frozen=True, slots=True)
class ToldCase:
    """What came of a wish: the case as far as it stands, kept also where too little is left to be used.

    reason  why it cannot be used, as the end of a sentence for the reader; "" where it can
    """

    case: Case | None
    reason: str = ""


class CaseWriting:
    """Cases being written: `told` grows to one for each wish, in their order."""

    def __init__(self, wishes: Sequence[CaseWish], teller: Teller, world: World) -> None:
        self.wishes = tuple(wishes)
        self.told: tuple[ToldCase, ...] = ()
        self._teller, self._world = teller, world
        self._stop = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._write, name="case writing", daemon=True).start()

    @property
    def done(self) -> bool:
        return len(self.told) == len(self.wishes)

    def stop(self) -> None:
        """End it now, whatever the model is doing; what is not told by now stays as it was composed."""
        self._stop.set()
        with self._lock:
            left = len(self.wishes) - len(self.told)
            self.told = (*self.told, *(ToldCase(None, STOPPED) for _ in range(left)))

    def _write(self) -> None:
        for wish in self.wishes:
            told = self._tell(wish)
            with self._lock:
                if self._stop.is_set():
                    return
                self.told = (*self.told, told)

    def _tell(self, wish: CaseWish) -> ToldCase:
        try:
            return tell_case(wish, self._teller, self._world, stopped=self._stop.is_set)
        except WriterUnavailableError as error:
            return ToldCase(None, error.reason)
        except Exception as error:  # the composed case must stay, whatever a draft did to us
            log.error("Checking a case failed: %s", type(error).__name__)
            return ToldCase(None, UNCHECKED)


def tell_case(
    wish: CaseWish, teller: Teller, world: World, *, stopped: Callable[[], bool] = lambda: False
) -> ToldCase:
    """Return a case as a model tells it, held to its clauses; raises WriterUnavailableError as the model
    fails."""
    givens = case_givens(wish.citations, world)
    messages = case_messages(givens, wish.focus, teller.prompts)
    if messages is None:
        return ToldCase(None, NOT_TO_BE_TOLD)
    case = checked_case("".join(teller.stream(messages, stopped=stopped)), givens, world)
    return ToldCase(case, "" if case.usable else NOT_ENOUGH)
