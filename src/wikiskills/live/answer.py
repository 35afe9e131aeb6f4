"""What comes back from a service: its bytes within bounds of size and time, and whether they are what was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from wikiskills.errors import Location, Problem, WikiskillsError

_CHUNK = 1 << 16
_SHOWN = 80


class AgainError(Exception):
    """Something that may go away: what it is, and the seconds to wait that the service asked for, if it did."""

    def __init__(self, problem: Problem, pause: float | None = None) -> None:
        super().__init__(str(problem))
        self.problem, self.pause = problem, pause


class _Body(Protocol):
    def read1(self, amt: int, *, decode_content: bool) -> bytes: ...


@dataclass(frozen=True)
class Limits:
    """How much of an answer is read: until `deadline` on the clock `now`, and at most `most` bytes."""

    now: Callable[[], float]
    deadline: float
    most: int


@dataclass(frozen=True)
class Answer:
    """An answer whose body has not been read: its media type, and the seconds to wait that it asks for."""

    address: str
    kind: str
    body: _Body
    limits: Limits
    pause: float | None

    def chunks(self) -> Iterator[bytes]:
        """Give the body, decoded, as it comes in; raise where it is too long or too slow.

        Each piece is what the connection has at that moment, so that a service that sends a byte at a time is noticed.
        """
        size = 0
        while chunk := self.body.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > self.limits.most:
                hint = "ask for less at once; if this size is right, raise the limit 'most_bytes'"
                raise self.error("E634", f"the answer is larger than {self.limits.most:,} bytes", hint)
            if self.limits.now() > self.limits.deadline:
                raise AgainError(self.problem("E630", "the answer took too long", "try again later"))
            yield chunk

    def lines(self) -> Iterator[str]:
        """Give the lines of a text in UTF-8, without their ends."""
        rest = b""
        for chunk in self.chunks():
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line.removesuffix(b"\r").decode(errors="replace")
        if rest:
            yield rest.decode(errors="replace")

    def require(self, *kinds: str) -> None:
        """Raise `WikiskillsError` where the answer is of another kind, such as a page that says that all is broken."""
        if self.kind not in kinds and not ("application/json" in kinds and self.kind.endswith("+json")):
            start = next(self.chunks(), b"")
            what = f"the answer is {self.kind or 'of no kind'}, not {kinds[0]}; it begins with {_start(start)}"
            raise self.error("E633", what, "open the address in a browser; is the service where it was?")

    def json(self, data: bytes) -> Any:
        """Read the bytes of this answer as JSON; raise `WikiskillsError` where they are none."""
        return parsed(data, self.address)

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Say what is wrong with this answer."""
        return Problem(Location(self.address), code, message, hint)

    def error(self, code: str, message: str, hint: str = "") -> WikiskillsError:
        """Make an error of what is wrong with this answer."""
        return WikiskillsError([self.problem(code, message, hint)])


def parsed(data: bytes, address: str) -> Any:
    """Read JSON; raise `WikiskillsError` with the place where it breaks off or goes wrong."""
    try:
        return json.loads(data)
    except ValueError as error:
        what = f"the answer is not valid JSON ({error}); it begins with {_start(data)}"
        hint = "open the address in a browser, and try again later"
        raise WikiskillsError([Problem(Location(address), "E633", what, hint)]) from error


def unexpected(address: str, what: str) -> WikiskillsError:
    """Say that an answer has another shape than the one documented."""
    hint = "the service may have changed; compare the answer with its documentation"
    return WikiskillsError([Problem(Location(address), "E633", what, hint)])


def _start(data: bytes) -> str:
    text = data[: _SHOWN * 4].decode(errors="replace")
    return repr(" ".join(text.split())[:_SHOWN])
