"""Results of the Wikidata Query Service as rows.

Source of the shape: https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.live.answer import unexpected
from wikiskills.live.client import Client
from wikiskills.live.service import SPARQL, Request

_QUIET = re.compile(r"""<[^<>\s]*>|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\#[^\n]*""")
_LIMIT = re.compile(r"\blimit\s+[0-9]+", re.IGNORECASE)
_ENTITY = "http://www.wikidata.org/entity/"


def sparql_request(query: str) -> Request:
    """Ask a query; `WikiskillsError` where it has no LIMIT, for nobody knows then how much is asked for."""
    if not _LIMIT.search(_QUIET.sub(" ", query)):
        hint = "end the query with LIMIT and a number: the service gives a minute of its time to each user a minute"
        raise WikiskillsError([Problem(Location("SPARQL"), "E638", "the query has no LIMIT", hint)])
    return Request(SPARQL, parameters={"query": query, "format": "json"}, accept="application/sparql-results+json")


def fetch_rows(client: Client, request: Request) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """Get the names of the variables and the rows, see `parse_rows`."""
    answer, address = client.json(request), request.address(client.bases)
    try:
        names = tuple(str(name) for name in answer["head"]["vars"])
    except (KeyError, TypeError) as error:
        raise unexpected(address, f"the answer names no variables: {error!r}") from error
    return names, list(parse_rows(answer, address))


def parse_rows(answer: Any, address: str) -> Iterator[dict[str, str]]:
    """Read a result: one row a solution, texts as they are, items as their ids (`Q42`), '' where nothing is bound."""
    try:
        for solution in answer["results"]["bindings"]:
            bound = {name: str(part["value"]).removeprefix(_ENTITY) for name, part in solution.items()}
            yield {name: bound.get(name, "") for name in answer["head"]["vars"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise unexpected(address, f"the answer is no list of solutions: {error!r}") from error
