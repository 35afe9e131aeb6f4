"""Ask servers whether addresses still lead somewhere: politely, one request at a time for each server."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests

from wikiskills.live.client import Manners, user_agent
from wikiskills.live.gate import Clock, Gate
from wikiskills.live.patience import asked_pause, own_pause

BETWEEN = 0.5
"""Seconds that a server has for itself after each request."""
_HOPS = 6
_FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_LATER = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_RESOLVERS = {"doi.org", "dx.doi.org"}
"""Servers whose redirect is the answer: the identifier exists. Many publishers turn programs away."""


class Verdict(StrEnum):
    """What is known of an address."""

    WELL = "well"
    MOVED = "moved"
    DEAD = "dead"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Answer:
    """What became of one address: `detail` says why it is dead or could not be asked, `target` where it moved."""

    verdict: Verdict
    detail: str = ""
    target: str = ""


@dataclass(frozen=True)
class _Reply:
    """What a server says of one address: a status with its name, and where it sends on to; 0 where it says nothing."""

    status: int
    name: str
    target: str = ""

    @property
    def text(self) -> str:
        return f"{self.status} {self.name}" if self.status else self.name


MANNERS = Manners(tries=2, at_once=3, longest_pause=60, connect=10, silence=20)


class Asker:
    """Asks for addresses; it may be used from several threads, which keep its manners together."""

    def __init__(self, contact: str, clock: Clock | None = None, manners: Manners = MANNERS) -> None:
        """Say in each request whom to write to; raises `WikiskillsError` where `contact` names nobody."""
        self.clock, self.manners = clock or Clock(), manners
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent(contact)
        self._gates: dict[str, Gate] = {}
        self._guard = threading.Lock()

    def ask(self, address: str) -> Answer:
        """Follow an address to its end; a change of address counts where each step of it is for good."""
        here, moved, for_good = address, "", True
        for _ in range(_HOPS):
            reply = self._reply(here)
            if not reply.target:
                return _judged(reply, here if here != address else "", moved)
            if urlsplit(here).hostname in _RESOLVERS:
                return Answer(Verdict.WELL)
            here = urljoin(here, reply.target)
            for_good = for_good and reply.status in _FOR_GOOD
            moved = here if for_good else moved
        return Answer(Verdict.NOT_ASKED, "it leads on and on to other addresses")

    def _reply(self, address: str) -> _Reply:
        """Ask for the head of a page, and for the page itself where a server does not like that."""
        gate = self._gate(urlsplit(address).netloc)
        reply = self._patient(gate, "HEAD", address)
        if reply.status < HTTPStatus.BAD_REQUEST or reply.status in _LATER:
            return reply
        return self._patient(gate, "GET", address)

    def _gate(self, host: str) -> Gate:
        with self._guard:
            return self._gates.setdefault(host, Gate(self.clock, threading.BoundedSemaphore(1)))

    def _patient(self, gate: Gate, method: str, address: str) -> _Reply:
        """Ask, and once more where the server says 'later', unless that is too late."""
        for tries in range(1, self.manners.tries + 1):
            with gate.entered():
                reply, pause = self._once(method, address)
                pause = own_pause(tries, self.clock.chance()) if pause is None else pause
                is_last = (
                    reply.status not in _LATER or tries == self.manners.tries or pause > self.manners.longest_pause
                )
                gate.close_for(BETWEEN if is_last else pause)
            if is_last:
                return reply
        raise AssertionError  # pragma: no cover - the last try returns

    def _once(self, method: str, address: str) -> tuple[_Reply, float | None]:
        try:
            with self._session.request(
                method, address, stream=True, allow_redirects=False,
                timeout=(self.manners.connect, self.manners.silence),
            ) as response:  # fmt: skip
                target = response.headers.get("Location", "") if response.is_redirect else ""
                pause = asked_pause(response.headers.get("Retry-After"), self.clock.wall())
                return _Reply(response.status_code, response.reason or "", target), pause
        except requests.RequestException as error:
            return _Reply(0, _reason(error)), None


def _judged(reply: _Reply, end: str, moved: str) -> Answer:
    """Judge what the last server says; `end` is its address, where others led to it, `moved` the new one for good."""
    detail = f"{reply.text}, at {end}" if end else reply.text
    if reply.status in _GONE:
        return Answer(Verdict.DEAD, detail)
    if not 0 < reply.status < HTTPStatus.BAD_REQUEST:
        return Answer(Verdict.NOT_ASKED, detail)
    return Answer(Verdict.MOVED if moved else Verdict.WELL, target=moved)


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(error, requests.Timeout):
        return "it does not answer in time"
    if isinstance(error, requests.ConnectionError):
        return "it cannot be reached"
    return f"it cannot be asked ({type(error).__name__})"
