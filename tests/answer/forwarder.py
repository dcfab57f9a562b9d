"""A forwarder between a client and a real server: notes what is asked, cuts the connection where told."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

BLOCK = 65_536


@dataclass
class Forwarder:
    """What stands between.

    address    for the client, as the server's own
    cut_after  bytes of an answer after which the connection is cut; None for never
    asked      bytes of every request, in order
    """

    address: str
    cut_after: int | None = None
    asked: list[bytes] = field(default_factory=list)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The JSON body of every request."""
        return [json.loads(one.partition(b"\r\n\r\n")[2]) for one in self.asked]


@contextmanager
def forwarding(server: str) -> Iterator[Forwarder]:
    """Yield a forwarder to a server at "http://host:port/v1"."""
    host, _, port = server.removeprefix("http://").partition("/")[0].partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        state = Forwarder(f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        threading.Thread(target=_accept, args=(listener, (host, int(port)), state), daemon=True).start()
        yield state


def _accept(listener: socket.socket, server: tuple[str, int], state: Forwarder) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return  # closed: the test is over
        threading.Thread(target=_serve, args=(client, server, state), daemon=True).start()


def _serve(client: socket.socket, server: tuple[str, int], state: Forwarder) -> None:
    with client, socket.create_connection(server) as behind:
        state.asked.append(b"")
        asking = threading.Thread(
            target=_ask, args=(client, behind, state, len(state.asked) - 1), daemon=True
        )
        asking.start()
        left = state.cut_after
        with suppress(OSError):
            while (left is None or left > 0) and (block := behind.recv(BLOCK)):
                client.sendall(block if left is None else block[:left])
                left = None if left is None else left - len(block)
        for end in (client, behind):  # wakes the thread that waits for more of the request
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        asking.join(timeout=5)


def _ask(client: socket.socket, behind: socket.socket, state: Forwarder, n: int) -> None:
    with suppress(OSError):
        while block := client.recv(BLOCK):
            state.asked[n] += block
            behind.sendall(block)
