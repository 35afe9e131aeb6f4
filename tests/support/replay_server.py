"""A server on loopback that answers as the services of Wikimedia do, well or badly, and remembers what it was asked."""

from __future__ import annotations

import http.server
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from wikiskills.live.client import Client, Manners
from wikiskills.live.gate import Clock
from wikiskills.live.response_cache import ResponseCache
from wikiskills.live.service import SERVICES

JSON = "application/json; charset=utf-8"
START = 1_700_000_000.0
"""The time on the fake clock, in seconds since 1970: 2023-11-14 22:13:20 UTC."""


@dataclass(frozen=True)
class Reply:
    """An answer: its body, of which only `cut` bytes are sent, each `drip` seconds after the one before.

    With `reset` the connection is then torn down, not closed.
    """

    body: bytes
    status: int = 200
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip: float = 0
    reset: bool = False


def as_json(value: Any, **more: Any) -> Reply:
    """Answer with a value as JSON."""
    return Reply(json.dumps(value).encode(), **more)


def moved(target: str, status: int = 301) -> Reply:
    """Answer that what is asked for stands elsewhere."""
    return Reply(b"", status, headers={"Location": target})


@dataclass(frozen=True)
class Asked:
    """What the server was asked."""

    method: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Replay:
    """A server that runs: its address, and what it was asked so far; `most` requests were under way at once."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    under_way: int = 0
    most: int = 0


@contextmanager
def replaying(answer: Callable[[Asked], Reply]) -> Iterator[Replay]:
    """Run a server that gives each question to `answer`."""
    guard = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with guard:
                replay.under_way += 1
                replay.most = max(replay.most, replay.under_way)
                asked = self.question()
                replay.asked.append(asked)
            try:
                self.send(answer(asked))
            finally:
                with guard:
                    replay.under_way -= 1

        do_POST = do_HEAD = do_GET  # noqa: N815 - the names that the base class looks for

        def question(self) -> Asked:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            return Asked(self.command, parts.path, dict(parse_qsl(parts.query)), dict(self.headers), body)

        def send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            length = {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))}
            for name, value in {**length, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            sent = reply.body[: 0 if self.command == "HEAD" else reply.cut]
            self.close_connection = len(sent) < len(reply.body) or bool(reply.drip)
            with suppress(OSError):  # the client has hung up
                for piece in [bytes([byte]) for byte in sent] if reply.drip else [sent]:
                    self.wfile.write(piece)
                    time.sleep(reply.drip)
            if reply.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class has
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    replay = Replay(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()


def in_turn(*replies: Reply) -> Callable[[Asked], Reply]:
    """Give these answers one after the other, then the last again and again."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@dataclass
class FakeClock:
    """A clock that sleeping moves, and looking at it too: by `step` seconds."""

    time: float = START
    step: float = 0
    slept: list[float] = field(default_factory=list)

    def look(self) -> float:
        """Give the time, and move on."""
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on at once, and remember."""
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def clock(self) -> Clock:
        """Give the clock as the client takes it; chance is always 0, so that no pause is shortened."""
        return Clock(self.look, self.look, self.sleep, lambda: 0.0)


def client_of(
    replay: Replay, fake: FakeClock, *, manners: Manners | None = None, cache: ResponseCache | None = None
) -> Client:
    """Make a client that takes the server for all services."""
    bases = {service.name: replay.address for service in SERVICES}
    return Client("mailto:test@example.org", bases=bases, manners=manners, cache=cache, clock=fake.clock())
