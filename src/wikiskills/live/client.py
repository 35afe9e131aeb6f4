"""One polite client for all services: it says who asks, asks little at once, waits when told to, and gives up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import requests
import urllib3

from wikiskills import __version__
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.live.answer import AgainError, Answer, Limits, parsed
from wikiskills.live.gate import Clock, Gate
from wikiskills.live.patience import asked_pause, own_pause
from wikiskills.live.response_cache import ResponseCache
from wikiskills.live.service import Request, Service
from wikiskills.lock import say_nothing
from wikiskills.whole_file import write_whole

T = TypeVar("T")
_LATER = "the service may be down or busy; try again later"


@dataclass(frozen=True)
class Manners:
    """Bounds: tries, requests at once over all services, and the longest wait that is obeyed; times in seconds.

    An answer may be silent for `silence`, and last `whole`. `most_bytes` bounds an answer after it is unpacked.
    """

    tries: int = 5
    at_once: int = 3
    longest_pause: float = 300
    connect: float = 10
    silence: float = 30
    whole: float = 300
    most_bytes: int = 100_000_000


def user_agent(contact: str) -> str:
    """Say who asks, as Wikimedia's User-Agent policy wants it: client/version (contact) library/version.

    Raises `WikiskillsError` where `contact` names nobody.
    """
    if not contact.strip() or not contact.isprintable() or not contact.isascii():
        hint = "set 'contact' in course.yml, or WIKISKILLS_CONTACT, to a URL or address in ASCII"
        message = f"this names nobody to contact: '{contact}'"
        raise WikiskillsError([Problem(Location("User-Agent"), "E636", message, hint)])
    return f"wikiskills/{__version__} ({contact}) python-requests/{requests.__version__}"


class Client:
    """Asks services. One client may be used from several threads; all of them together keep its manners."""

    def __init__(  # noqa: PLR0913 - the first is needed, each other one has its usual value
        self,
        contact: str,
        *,
        bases: Mapping[str, str] | None = None,
        manners: Manners | None = None,
        cache: ResponseCache | None = None,
        clock: Clock | None = None,
        tell: Callable[[str], None] = say_nothing,
    ) -> None:
        self.bases, self.manners, self.cache = bases or {}, manners or Manners(), cache
        self.clock, self.tell = clock or Clock(), tell
        self._all = threading.BoundedSemaphore(self.manners.at_once)
        self._gates: dict[str, Gate] = {}
        self._guard = threading.Lock()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent(contact)
        self._session.max_redirects = 5

    def json(self, request: Request, busy: Callable[[Any], bool] = lambda _: False) -> Any:
        """Ask for JSON, or take it from the cache. Where `busy` says so of an answer, wait and ask again.

        Raises `WikiskillsError`, as every way to ask does.
        """
        address = request.address(self.bases)
        question = b"\0".join([address.encode(), request.accept.encode(), request.content() or b""])
        kept = self.cache.get(question) if self.cache else None
        if kept is not None:
            return parsed(kept, address)
        data, value = self.ask(request, lambda answer: _json(answer, request.accept, busy))
        if self.cache:
            self.cache.put(question, data)
        return value

    def download(self, request: Request, target: Path, most_bytes: int) -> Path:
        """Fetch a file of at most `most_bytes`; `target` is there when it is whole, and not before."""
        patient = replace(self.manners, most_bytes=most_bytes, whole=24 * 3600)
        self.ask(request, lambda answer: write_whole(target, answer.chunks()), patient)
        return target

    def ask(self, request: Request, use: Callable[[Answer], T], manners: Manners | None = None) -> T:
        """Give an answer to `use`, and what that makes of it back; again from the start when something breaks."""
        bounds, gate = manners or self.manners, self._gate(request.service)
        for tries in range(1, bounds.tries + 1):
            with gate.entered(), self._all:
                try:
                    return self._once(request, use, bounds)
                except AgainError as again:
                    pause = self._pause(again, tries, bounds)
                    gate.close_for(pause)
                    self.tell(f"{again.problem.message}; next try in {pause:.0f} s")
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _gate(self, service: Service) -> Gate:
        with self._guard:
            if service.name not in self._gates:
                self._gates[service.name] = Gate(self.clock, threading.BoundedSemaphore(service.at_once))
            return self._gates[service.name]

    def _pause(self, again: AgainError, tries: int, bounds: Manners) -> float:
        """Say how long to wait; raise what went wrong where that is too long or there were enough tries."""
        if again.pause is not None and again.pause > bounds.longest_pause:
            hint = f"the service asks to wait {again.pause:,.0f} seconds: try again then"
            raise WikiskillsError([replace(again.problem, hint=hint)]) from again
        if tries == bounds.tries:
            message = f"{again.problem.message} (tried {tries} times)"
            raise WikiskillsError([replace(again.problem, message=message)]) from again
        return own_pause(tries, self.clock.chance()) if again.pause is None else again.pause

    def _once(self, request: Request, use: Callable[[Answer], T], bounds: Manners) -> T:
        address = request.address(self.bases)
        try:
            with self._sent(request, address, bounds) as response:
                self._refuse_bad(response, address)
                kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                pause = asked_pause(response.headers.get("Retry-After"), self.clock.wall())
                limits = Limits(self.clock.now, self.clock.now() + bounds.whole, bounds.most_bytes)
                return use(Answer(address, kind, response.raw, limits, pause))
        except requests.TooManyRedirects as error:
            raise _final(
                address, "E632", "the address leads on and on to others", "look for its new address"
            ) from error
        except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as error:
            problem = Problem(Location(address), "E630", f"the connection failed: {_reason(error)}", _LATER)
            raise AgainError(problem) from error
        except requests.RequestException as error:
            raise _final(address, "E632", f"the question cannot be asked: {error}", "look at the address") from error

    def _sent(self, request: Request, address: str, bounds: Manners) -> requests.Response:
        body = request.content()
        headers = {"Accept": request.accept, **({} if body is None else {"Content-Type": "application/json"})}
        return self._session.request(
            "GET" if body is None else "POST", address, data=body, headers=headers, stream=True,
            timeout=(bounds.connect, bounds.silence), allow_redirects=body is None,
        )  # fmt: skip

    def _refuse_bad(self, response: requests.Response, address: str) -> None:
        """Raise where the status says that there is no answer, now or ever."""
        status, where = response.status_code, Location(address)
        pause = asked_pause(response.headers.get("Retry-After"), self.clock.wall())
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise AgainError(Problem(where, "E631", "the service says that we ask too much (429)", _LATER), pause)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise AgainError(Problem(where, "E630", f"the service failed ({status} {response.reason})", _LATER), pause)
        if response.is_redirect:
            hint = f"it is now at {response.headers['Location']}: change the setting 'services'"
            raise _final(address, "E632", f"the service has moved ({status})", hint)
        if status != HTTPStatus.OK:
            hint = _detail(response) or "look at the address, and at the documentation of the service"
            raise _final(address, "E632", f"the service refuses ({status} {response.reason})", hint)


def _json(answer: Answer, accept: str, busy: Callable[[Any], bool]) -> tuple[bytes, Any]:
    answer.require(accept)
    data = b"".join(answer.chunks())
    value = answer.json(data)
    if busy(value):
        raise AgainError(answer.problem("E630", "the service is too busy (maxlag)", _LATER), answer.pause)
    return data, value


def _final(address: str, code: str, message: str, hint: str) -> WikiskillsError:
    return WikiskillsError([Problem(Location(address), code, message, hint)])


def _reason(error: Exception) -> str:
    """Name the innermost cause: the outer ones repeat it, with names of classes."""
    inner = [part for part in (*error.args, getattr(error, "reason", None)) if isinstance(part, Exception)]
    return _reason(inner[-1]) if inner else str(error).rpartition("): ")[2] or type(error).__name__


def _detail(response: requests.Response) -> str:
    """Give what a refusal says about itself, if that is short JSON."""
    body = response.raw.read(10_000, decode_content=True)
    try:
        told = parsed(body, "")
    except WikiskillsError:
        return ""
    detail = told.get("detail") or told.get("title") if isinstance(told, dict) else None
    return " ".join(detail.split())[:300] if isinstance(detail, str) else ""
