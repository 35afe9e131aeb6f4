"""Queries of the Action API of a wiki, continued to their end, and no further.

Source of the shapes: https://www.mediawiki.org/wiki/API:Continue and https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.live.answer import unexpected
from wikiskills.live.client import Client
from wikiskills.live.service import ACTION, Request

MAXLAG = 5
"""Seconds that the databases may lag behind before we step back; what Wikimedia recommends."""
_USUAL = {"action": "query", "format": "json", "formatversion": "2", "maxlag": str(MAXLAG)}
_SAME = ("revid", "rcid", "pageid", "title", "name")


def answers(client: Client, wiki: str, query: Mapping[str, str], most: int = 500) -> Iterator[Mapping[str, Any]]:
    """Give each answer to a query of the wiki with this host, as in `en.wikipedia.org`; at most `most` of them.

    Raises `WikiskillsError` for errors of the API, and where it says to continue as it did before or without end.
    """
    further: dict[str, str] = {}
    seen = []
    for _ in range(most):
        request = Request(ACTION, parameters={**_USUAL, **query, **further}, wiki=wiki)
        answer = client.json(request, busy=_is_lagging)
        address = request.address(client.bases)
        _refuse_error(answer, address)
        yield answer
        if "continue" not in answer:
            return
        seen.append(further)
        further = {key: str(value) for key, value in answer["continue"].items()}
        if further in seen:
            raise _endless(address, "the service says to continue from a place where it was before")
    raise _endless(address, f"the query did not end after {most} answers")


def listed(client: Client, wiki: str, query: Mapping[str, str], most: int = 500) -> Iterator[Mapping[str, Any]]:
    """Give the items of a query with `list`, each once: lists that change meanwhile can give one twice."""
    seen = set()
    for answer in answers(client, wiki, query, most):
        for item in _part(answer, query["list"], wiki):
            identity = next(((key, item[key]) for key in _SAME if key in item), repr(item))
            if identity not in seen:
                seen.add(identity)
                yield item


def pages(client: Client, wiki: str, query: Mapping[str, str], most: int = 500) -> Iterator[Mapping[str, Any]]:
    """Give the pages of a query with `prop`, each whole: an answer may have a part of what is asked about a page."""
    batch: dict[Any, dict[str, Any]] = {}
    for answer in answers(client, wiki, query, most):
        for page in _part(answer, "pages", wiki):
            whole = batch.setdefault(page.get("pageid", page.get("title")), {})
            for key, value in page.items():
                whole[key] = whole[key] + value if isinstance(value, list) and key in whole else value
        if "batchcomplete" in answer:
            yield from batch.values()
            batch.clear()
    yield from batch.values()


def _part(answer: Mapping[str, Any], name: str, wiki: str) -> list[dict[str, Any]]:
    part = answer.get("query", {}).get(name, [])
    if not isinstance(part, list):
        raise unexpected(wiki, f"'{name}' is no list")
    return part


def _is_lagging(answer: Any) -> bool:
    return isinstance(answer, dict) and isinstance(error := answer.get("error"), dict) and error.get("code") == "maxlag"


def _refuse_error(answer: Any, address: str) -> None:
    if not isinstance(answer, dict):
        raise unexpected(address, "the answer is no object")
    if isinstance(error := answer.get("error"), dict):
        message = f"the wiki refuses: {error.get('info') or error.get('code')}"
        hint = "look at the parameters; Special:ApiSandbox of the wiki explains them"
        raise WikiskillsError([Problem(Location(address), "E632", message, hint)])


def _endless(address: str, what: str) -> WikiskillsError:
    return WikiskillsError([Problem(Location(address), "E635", what, "ask for less, or raise the number of answers")])
