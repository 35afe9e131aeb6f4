"""Download a file over HTTP: where it broke off it goes on, errors are tried again, nothing waits for ever."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from wikiskills.live.patience import asked_pause, own_pause
from wikiskills.sources.content import Unavailable, Unreachable

_CHUNK = 1 << 16
_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Bounds:
    """How long a download may take, in seconds, and how often it is tried."""

    silence: float = 20
    """Without a byte for so long, a connection counts as broken."""
    slowest: float = 5_000
    """Bytes per second that a file must come with, on average, after the grace."""
    grace: float = 60
    tries: int = 4
    longest_pause: float = 60
    scale: float = 1
    """Factor of the pauses between tries that are ours to choose."""


@dataclass(frozen=True)
class Download:
    """What to get, and where to put it. `size` is in bytes; `advance` is told how many have arrived."""

    address: str
    part: Path
    size: int
    agent: str
    advance: Callable[[int], None]
    bounds: Bounds = Bounds()


class _Interrupted(Exception):  # noqa: N818 - no error yet: the next try may succeed
    """A try that failed, but another one may succeed, after `pause` seconds if the server says so."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


def download(job: Download) -> None:
    """Fill `job.part` with the bytes at an address, from where it stands; raise `Unavailable` where that is impossible.

    A file that is longer than `size` is cut off one byte behind it: whoever checks it sees that it is wrong.
    """
    bounds = job.bounds
    deadline = time.monotonic() + bounds.grace + job.size / bounds.slowest
    for tries in range(1, bounds.tries + 1):
        try:
            return _try(job, deadline)
        except _Interrupted as error:
            pause = own_pause(tries, random.random()) * bounds.scale if error.pause is None else error.pause  # noqa: S311 - no secret
            if tries == bounds.tries or pause > bounds.longest_pause or time.monotonic() + pause > deadline:
                raise Unreachable(f"{error} (tried {tries} times)") from error
            time.sleep(pause)
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _try(job: Download, deadline: float) -> None:
    """Try once to get what is missing."""
    begun = job.part.stat().st_size if job.part.exists() else 0
    if begun >= job.size:
        begun = 0
    headers = {"User-Agent": job.agent, "Accept-Encoding": "identity"}
    if begun:
        headers["Range"] = f"bytes={begun}-"
    timeout = (job.bounds.silence, job.bounds.silence)
    try:
        with requests.get(job.address, headers=headers, stream=True, timeout=timeout) as response:
            _refuse_errors(response)
            goes_on = response.headers.get("Content-Range", "").startswith(f"bytes {begun}-")
            if response.status_code == HTTPStatus.PARTIAL_CONTENT and not goes_on:
                job.part.unlink(missing_ok=True)
                raise _Interrupted("the server sent another part of the file")
            _receive(job, response, begun if response.status_code == HTTPStatus.PARTIAL_CONTENT else 0, deadline)
    except (requests.RequestException, HTTPError) as error:
        raise _Interrupted(_reason(error)) from error


def _refuse_errors(response: requests.Response) -> None:
    status = response.status_code
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise _Interrupted("the server cannot go on where the download broke off")
    if status in _TRY_AGAIN:
        pause = asked_pause(response.headers.get("Retry-After"), time.time())
        raise _Interrupted(f"{status} {response.reason}", pause)
    if not response.ok:
        raise Unavailable(f"{status} {response.reason}")


def _receive(job: Download, response: requests.Response, begun: int, deadline: float) -> None:
    """Write what comes behind the first `begun` bytes; raise where it comes too slowly.

    Where less comes than was announced, urllib3 raises.
    """
    arrived = begun
    with job.part.open("ab" if begun else "wb", buffering=0) as stream:
        for chunk in _chunks(response):
            stream.write(chunk[: job.size + 1 - arrived])
            arrived += len(chunk)
            job.advance(min(arrived, job.size))
            if arrived > job.size:
                return
            if time.monotonic() > deadline:
                raise Unavailable(f"too slow: {arrived} of {job.size} bytes came in time")


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """Give bytes as they come in, however few: a server that drips must not keep us waiting for a full block."""
    while chunk := response.raw.read1(_CHUNK):
        yield chunk


def _reason(error: Exception) -> str:
    """Say in a few words why a connection failed."""
    if isinstance(error, requests.Timeout):
        return "the server does not answer in time"
    if isinstance(error, requests.ConnectionError):
        return "the host cannot be reached"
    if isinstance(error, HTTPError):
        return "the connection broke off"
    return type(error).__name__
