"""Edge: a LangChain chat model by name and address, asked with limits, one retry and a way to stop.

Nothing of the settings but the model's name is ever shown or logged: messages of errors come from the other
side and may repeat the key, so only the kind of an error goes on.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from answer.ask import Library, ask, world_of
from answer.errors import WriterSettingsError, WriterUnavailableError
from answer.model import Answer
from answer.understanding.question import World
from answer.written.case_writing import CaseWish, CaseWriting
from answer.written.patience import pieces_within
from answer.written.rewrite import accepted, rewrite_messages
from answer.written.writing import STOPPED, Messages, Task, composed, settled, task_for
from prompts.loader import Prompt, load_prompts

State = Literal["unknown", "ready", "failing"]
LONGEST_DRAFT = 12_000  # characters; a model that goes on beyond has lost its way
MAX_TOKENS = 2_000
LONGEST_REWRITE = 6_000  # characters of a rewritten question, a model's thinking before it included
PATIENCE = 60.0  # seconds without a word before a model is given up
TOTAL = 5 * PATIENCE  # seconds for a whole draft
TRIES = 2
REWRITING = 10.0  # seconds for making a follow-up whole: it is read as typed where that takes longer
PROBE: Messages = ("Trả lời bằng một từ.", "Sẵn sàng?")
SECRET = "LLM_API_KEY"

log = logging.getLogger(__name__)


class Chat(Protocol):
    """As much of LangChain's BaseChatModel as is used."""

    def stream(self, input: Any, config: Any = None, **options: Any) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """Which model writes, and where it is; the key never shows in repr.

    model     its name on the server ("qwen3:8b"), or "provider:name" for another LangChain integration that
              is installed ("ollama:qwen3:8b" with langchain-ollama)
    base_url  of an OpenAI-compatible server ("http://máy-chủ:11434/v1")
    """

    model: str
    base_url: str | None = None
    key: str | None = field(default=None, repr=False)
    patience: float = PATIENCE


def settings_from(values: Mapping[str, str]) -> WriterSettings | None:
    """Return the settings in values (LLM_MODEL, LLM_BASE_URL, LLM_API_KEY, LLM_TIMEOUT); None when none is
    named.

    Raises WriterSettingsError where a model is named and cannot be reached with what is given.
    """
    model = values.get("LLM_MODEL", "").strip()
    if not model:
        return None
    base_url = values.get("LLM_BASE_URL", "").strip() or None
    if base_url is None and _integration(model)[0] == "openai":
        # Without an address the library would send questions to an outside service.
        raise WriterSettingsError(
            "Đã đặt LLM_MODEL mà thiếu LLM_BASE_URL.",
            remedy="Hãy đặt địa chỉ máy chủ mô hình, ví dụ LLM_BASE_URL=http://127.0.0.1:11434/v1.",
        )
    if base_url is not None and urlsplit(base_url).scheme not in ("http", "https"):
        raise WriterSettingsError(
            "LLM_BASE_URL không phải địa chỉ bắt đầu bằng http:// hoặc https://.",
            remedy="Ví dụ: LLM_BASE_URL=http://127.0.0.1:11434/v1.",
        )
    try:
        patience = float(values.get("LLM_TIMEOUT") or PATIENCE)
        if not patience > 0:
            raise ValueError
    except ValueError as error:
        raise WriterSettingsError(
            "LLM_TIMEOUT không phải số giây.", remedy="Ví dụ: LLM_TIMEOUT=60."
        ) from error
    return WriterSettings(model, base_url, _key_in(values), patience)


def wanted_settings(values: Mapping[str, str]) -> WriterSettings:
    """Return the settings in values for who asks for a model; raises WriterSettingsError also where none is
    named."""
    settings = settings_from(values)
    if settings is None:
        raise WriterSettingsError(
            "Chưa đặt mô hình ngôn ngữ.",
            remedy="Hãy đặt LLM_MODEL và LLM_BASE_URL, ví dụ LLM_BASE_URL=http://127.0.0.1:11434/v1.",
        )
    return settings


def _key_in(values: Mapping[str, str]) -> str | None:
    """Return the key, which goes into a header of the request and so has to be plain ASCII; None where there
    is none."""
    key = values.get(SECRET, "").strip()
    if not re.fullmatch(r"[!-~]*", key):
        raise WriterSettingsError(
            f"{SECRET} có chữ có dấu, dấu cách hoặc ký tự lạ nên không gửi đi được.",
            remedy="Hãy chép lại khóa của máy chủ mô hình: chỉ có chữ không dấu, chữ số và dấu, viết liền.",
        )
    return key or None


def _integration(model: str) -> tuple[str, str]:
    """Return LangChain's provider and the name on its server; a prefix counts where its package is
    installed."""
    provider, parted, name = model.partition(":")
    module = f"langchain_{provider.replace('-', '_')}"
    if parted and module.isidentifier() and importlib.util.find_spec(module) is not None:
        return provider, name
    return "openai", model


def open_writer(settings: WriterSettings) -> Writer:
    """Return the writer of these settings; nothing is sent yet. Raises PromptError and
    WriterSettingsError."""
    prompts = load_prompts()
    from langchain.chat_models import init_chat_model

    provider, name = _integration(settings.model)
    options: dict[str, Any] = {"temperature": 0.0}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if settings.key:
        options["api_key"] = settings.key
    if provider == "openai":
        options |= {"timeout": settings.patience, "max_retries": 0, "extra_body": {"max_tokens": MAX_TOKENS}}
        options.setdefault("api_key", "none")  # the library wants one, in ASCII; local servers do not
    try:
        chat = init_chat_model(name, model_provider=provider, **options)
    except Exception:
        raise WriterSettingsError(
            f"Không mở được mô hình {settings.model}.",
            remedy="Hãy kiểm tra LLM_MODEL, LLM_BASE_URL và gói LangChain của nhà cung cấp.",
        ) from None
    return Writer(chat, settings.model, prompts, patience=settings.patience, ends=provider == "openai")


class Writer:
    """A language model and the prompts it is asked with.

    name   of the model, to be shown
    state  how the last call went: "unknown" before the first
    ends   whether the model's last piece says that it is the last: then a cut is told from an end
    """

    def __init__(
        self,
        chat: Chat,
        name: str,
        prompts: Mapping[str, Prompt],
        *,
        patience: float = PATIENCE,
        ends: bool = False,
    ) -> None:
        self.name, self.prompts = name, prompts
        self.state: State = "unknown"
        self._chat, self._patience, self._ends = chat, patience, ends

    def stream(
        self,
        messages: Messages,
        *,
        stopped: Callable[[], bool] = lambda: False,
        within: float | None = None,
    ) -> Generator[str, None, None]:
        """Yield the words of a draft as they come; ends early, without an error, once stopped says so.

        within  seconds for all of it, asked for once; None: five times the patience, asked for once more
                where nothing came

        Raises WriterUnavailableError when the model fails, falls silent or is cut off, also after words have
        come.
        """
        total = TOTAL / PATIENCE * self._patience if within is None else within
        for left in reversed(range(TRIES if within is None else 1)):
            begun = False
            try:
                for piece in self._pieces(messages, stopped, total):
                    begun = True
                    self.state = "ready"
                    yield piece
            except WriterUnavailableError as error:
                if left and error.retry and not begun and not stopped():
                    continue
                self.state = "failing"
                log.warning("The language model failed: %s", error.reason)
                raise
            return

    def complete(self, messages: Messages, *, most: int = LONGEST_DRAFT, within: float | None = None) -> str:
        """Return a whole short text, thinking left out by who reads it; within, and errors, as of `stream`.

        most  characters after which the model has lost its way and is cut off
        """
        text = ""
        with closing(self.stream(messages, within=within)) as pieces:
            for piece in pieces:
                text += piece
                if len(text) > most:
                    break
        return text

    def probe(self) -> None:
        """Ask for one word, so that `state` is known before the first question; never raises."""
        try:
            next(self.stream(PROBE), "")
        except WriterUnavailableError:
            return

    def whole(self, turns: Sequence[str], library: Library) -> str | None:
        """Return the last turn as a question that stands alone; None where it does, or that fails."""
        return whole_question(turns, world_of(library), self)

    def begin(self, answer: Answer, library: Library) -> Writing | None:
        """Start to write an answer; None where there is nothing, or too much, to write about."""
        world = world_of(library)
        task = task_for(answer, world, self.prompts)
        return Writing(task, self, world) if task else None

    def begin_cases(self, wishes: Sequence[CaseWish], library: Library) -> CaseWriting:
        """Start to write cases for a class, one after the other."""
        return CaseWriting(wishes, self, world_of(library))

    def _pieces(self, messages: Messages, stopped: Callable[[], bool], total: float) -> Iterator[str]:
        size, ended = 0, False
        asked = [("system", messages[0]), ("human", messages[1])]
        stream = pieces_within(lambda: self._chat.stream(asked), silence=self._patience, total=total)
        try:
            for chunk in stream:
                ended = ended or bool(chunk.response_metadata.get("finish_reason"))
                if stopped():
                    return
                if piece := str(chunk.text):
                    size += len(piece)
                    yield piece
                if size > LONGEST_DRAFT:
                    return
        except GeneratorExit:
            raise
        except TimeoutError:
            late = "viết quá lâu chưa xong." if size else "quá thời gian chờ mà chưa có chữ nào."
            raise WriterUnavailableError(late, retry=not size) from None
        except Exception as error:
            cut = WriterUnavailableError("kết nối bị cắt giữa chừng.") if size else None
            raise cut or _unavailable(error) from None
        finally:
            stream.close()
        if not size:
            raise WriterUnavailableError("không viết gì.", retry=True)
        if self._ends and not ended:
            raise WriterUnavailableError("kết nối bị cắt giữa chừng.")


def _unavailable(error: Exception) -> WriterUnavailableError:
    """Return what went wrong in our own words; the error's might hold the key or what was asked."""
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return WriterUnavailableError("máy chủ không nhận khóa truy cập.")
    if status == 404:
        return WriterUnavailableError("máy chủ không có mô hình này.")
    if isinstance(status, int) and status >= 500:
        return WriterUnavailableError("máy chủ báo lỗi.", retry=True)
    if isinstance(status, int):
        return WriterUnavailableError("máy chủ từ chối yêu cầu.")
    if "Timeout" in kinds:
        return WriterUnavailableError("quá thời gian chờ mà chưa có chữ nào.", retry=True)
    if "Connect" in kinds:
        return WriterUnavailableError("không kết nối được máy chủ.", retry=True)
    return WriterUnavailableError("máy chủ trả về nội dung không đọc được.", retry=True)


# -- one answer ----------------------------------------------------------------------------------------


class Writing:
    """One answer being written, in a thread of its own: the page looks at it, the reader may stop it.

    text    the words so far, unchecked
    answer  None until done: then checked, or the composed one with a line that says why
    """

    def __init__(self, task: Task, writer: Writer, world: World) -> None:
        self._task, self._writer, self._world = task, writer, world
        self._pieces: list[str] = []
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.answer: Answer | None = None
        threading.Thread(target=self._write, name="writing", daemon=True).start()

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def done(self) -> bool:
        return self.answer is not None

    def stop(self) -> None:
        """End the writing now, whatever the model is doing; the composed answer stays."""
        self._stop.set()
        self._settle(composed(self._task.answer, STOPPED))

    def _settle(self, answer: Answer) -> None:
        with self._lock:
            self.answer = self.answer or answer

    def _write(self) -> None:
        try:
            for piece in self._writer.stream(self._task.messages, stopped=self._stop.is_set):
                self._pieces.append(piece)
            answer = settled(self._task, self.text, self._world)
        except WriterUnavailableError as error:
            answer = composed(self._task.answer, error.reason)
        except Exception as error:  # the answer must come, whatever a draft did to us
            log.error("Checking a draft failed: %s", type(error).__name__)
            answer = composed(self._task.answer, "không kiểm tra được bản viết.")
        self._settle(answer)


def whole_question(turns: Sequence[str], world: World, writer: Writer) -> str | None:
    """Return the last turn as the model makes it whole, None where it adds, loses or fails."""
    messages = rewrite_messages(turns, world, writer.prompts)
    if messages is None:
        return None
    try:
        return accepted(turns, writer.complete(messages, most=LONGEST_REWRITE, within=REWRITING), world)
    except WriterUnavailableError:
        return None


def ask_and_write(turns: Sequence[str], library: Any, writer: Writer, **options: Any) -> Answer:
    """Return the answer to the last of turns, made whole and told in prose by a model as far as it stands.

    options as of `answer.ask.ask`. Where the model fails, the composed answer with a line that says so.
    """
    world = world_of(library)
    whole = whole_question(turns, world, writer)
    answer = ask([whole] if whole else turns, library, **options)
    task = task_for(answer, world, writer.prompts)
    if task is None:
        return answer
    try:
        draft = "".join(writer.stream(task.messages))
    except WriterUnavailableError as error:
        return composed(answer, error.reason)
    return settled(task, draft, world)
