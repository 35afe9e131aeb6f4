"""The services of Wikimedia that are asked, where each is found, and one request to one of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from wikiskills.errors import Location, Problem, WikiskillsError


@dataclass(frozen=True)
class Service:
    """A service: its name, its usual address, and how many requests at once it may get."""

    name: str
    base: str
    at_once: int = 3

    @property
    def variable(self) -> str:
        """Name of the environment variable that holds another address for it."""
        return f"WIKISKILLS_{self.name.upper()}_URL"


AQS = Service("aqs", "https://wikimedia.org/api/rest_v1", at_once=1)
"""Pageview counts. Its rules ask for one request at a time."""
ACTION = Service("action", "https://{wiki}/w/api.php")
"""The Action API of each wiki; `{wiki}` stands for its host."""
SPARQL = Service("sparql", "https://query.wikidata.org/sparql", at_once=1)
LIFT_WING = Service("lift_wing", "https://api.wikimedia.org/service/lw/inference/v1")
"""Predictions of models. The host is being retired since July 2026: see the setting `services`."""
EVENTS = Service("events", "https://stream.wikimedia.org/v2/stream", at_once=1)
DUMPS = Service("dumps", "https://dumps.wikimedia.org", at_once=2)
PUBLISHED = Service("published", "https://analytics.wikimedia.org/published/datasets", at_once=1)
"""Data sets that the analytics teams publish, such as pageviews with differential privacy."""

SERVICES = (AQS, ACTION, SPARQL, LIFT_WING, EVENTS, DUMPS, PUBLISHED)


@dataclass(frozen=True)
class Request:
    """One question: the service, the parts of the path below its address, parameters, and a JSON body (then a POST)."""

    service: Service
    path: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    accept: str = "application/json"
    wiki: str = ""

    def address(self, bases: Mapping[str, str]) -> str:
        """Give the whole address, where `bases` has the addresses of services that are not where they usually are."""
        base = bases.get(self.service.name, self.service.base).replace("{wiki}", self.wiki).rstrip("/")
        path = "".join(f"/{quote(part, safe=':')}" for part in self.path)
        return f"{base}{path}{'?' if self.parameters else ''}{urlencode(self.parameters)}"

    def content(self) -> bytes | None:
        """Give the bytes of the body."""
        return None if self.body is None else json.dumps(self.body, sort_keys=True, ensure_ascii=False).encode()


def addresses(settings: Mapping[str, str | None], environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the addresses of services that differ from the usual ones: from the course's settings, then the environment.

    Raises `WikiskillsError` where one is no address.
    """
    found = {name: base for name, base in settings.items() if base}
    found |= {each.name: environment[each.variable] for each in SERVICES if environment.get(each.variable)}
    wrong = [name for name, base in found.items() if not base.startswith(("https://", "http://"))]
    if wrong:
        hint = "write it with https://, as in https://wikimedia.org/api/rest_v1"
        raise WikiskillsError(
            Problem(Location(found[name]), "E630", f"this is no address of the service '{name}'", hint)
            for name in wrong
        )
    return found
