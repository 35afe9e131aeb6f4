"""A sample of what happens on the wikis, from EventStreams.

Source of the format: https://html.spec.whatwg.org/multipage/server-sent-events.html
Canary events only show that a stream is alive, and are left out: https://wikitech.wikimedia.org/wiki/Event_Platform/EventStreams_HTTP_Service
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from wikiskills.live.answer import AgainError, Answer
from wikiskills.live.client import Client
from wikiskills.live.service import EVENTS, Request

Event = Mapping[str, Any]


def stream_request(stream: str) -> Request:
    """Ask for a stream, as in `recentchange`."""
    return Request(EVENTS, (stream,), accept="text/event-stream")


def fetch_events(client: Client, request: Request, count: int) -> list[Event]:
    """Listen until `count` events came; from the start again where the stream breaks off before.

    Events name who edits: keep only the parts that you need (see `parts`), and none that say who it was.
    """

    def listen(answer: Answer) -> list[Event]:
        answer.require("text/event-stream")
        found = list(islice(parse_events(answer.lines()), count))
        if len(found) < count:
            message = f"the stream ended after {len(found)} of {count} events"
            raise AgainError(answer.problem("E630", message, "try again later, or ask for fewer"))
        return found

    return client.ask(request, listen)


def parse_events(lines: Iterable[str]) -> Iterator[Event]:
    """Read the lines of a stream; canary events, comments and what is no JSON object are left out."""
    data: list[str] = []
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            if name == "data":
                data.append(value.removeprefix(" "))
            continue
        event = _event("\n".join(data))
        data.clear()
        if event and not is_canary(event):
            yield event


def is_canary(event: Event) -> bool:
    """Tell whether an event was made by a machine to show that its stream is alive."""
    return parts(event, ["meta.domain"]) == ("canary",)


def parts(event: Event, paths: Iterable[str]) -> tuple[Any, ...]:
    """Take parts out of an event, each named by its path as in `meta.dt`; None where it has no such part."""
    return tuple(_part(event, path.split(".")) for path in paths)


def _part(value: Any, path: list[str]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _event(data: str) -> Event | None:
    try:
        event = json.loads(data) if data else None
    except ValueError:
        return None  # a stream goes on for ever: one damaged event must not end it
    return event if isinstance(event, dict) else None
