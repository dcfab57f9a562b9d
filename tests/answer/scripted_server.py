"""A small OpenAI-compatible server that says what a test scripts: slow, cut off, refusing, in pieces."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What one request gets.

    pieces  of the text, streamed one event each
    status  of the answer; other than 200 the body says body
    pause   seconds before each piece
    cut     close the connection after the pieces, without the end of the stream
    body    sent as it is instead of a stream, where not empty
    """

    pieces: Sequence[str] = ()
    status: int = 200
    pause: float = 0.0
    cut: bool = False
    body: str = ""


@dataclass
class Scripted:
    """A running server: its address, and the requests it got."""

    address: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def scripted_server(*replies: Reply) -> Iterator[Scripted]:
    """Yield a server that gives these replies in turn, the last one ever after."""
    left = list(replies)
    state = Scripted("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            state.requests.append(json.loads(self.rfile.read(length)))
            state.keys.append(self.headers.get("Authorization", ""))
            reply = left.pop(0) if len(left) > 1 else left[0]
            try:
                self._say(reply)
            except OSError:
                self.close_connection = True  # the client has gone

        def _say(self, reply: Reply) -> None:
            self.send_response(reply.status)
            if reply.body or reply.status != 200:
                body = (reply.body or json.dumps({"error": {"message": "scripted"}})).encode()
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)
                return
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in reply.pieces:
                time.sleep(reply.pause)
                self._event(json.dumps(_chunk({"content": piece}, None), ensure_ascii=False))
            if reply.cut:
                self.close_connection = True
                self.connection.close()
                return
            self._event(json.dumps(_chunk({}, "stop")))
            self._event("[DONE]")
            self.wfile.write(b"0\r\n\r\n")

        def _event(self, data: str) -> None:
            payload = f"data: {data}\n\n".encode()
            self.wfile.write(f"{len(payload):x}\r\n".encode() + payload + b"\r\n")
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet: what was asked stands in the state."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def _chunk(delta: dict[str, str], reason: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
    return {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
