"""Which calls of a lesson ask a server for something, which address they name, and which headers they send."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.values import HOLE, Keys, argument, keys_of, keys_set_on, keywords_of, name_of, text_of

_METHODS = "get|post|put|patch|delete|head|options|request|stream|send"
_SESSION = (
    r"requests\.[sS]ession\(\)|requests\.sessions\.Session\(\)|httpx\.(?:Async)?Client\(\)|aiohttp\.ClientSession\(\)"
)
_CALL = re.compile(
    rf"(?P<http>(?:requests|httpx|aiohttp|{_SESSION})\.(?P<method>{_METHODS}))"
    r"|(?P<urllib>urllib\.request\.(?:urlopen|urlretrieve|Request))"
    r"|(?P<agent>mwapi\.Session|mwclient\.Site|SPARQLWrapper\.SPARQLWrapper|wikipediaapi\.Wikipedia)"
    r"|(?P<pooch>pooch\.retrieve)"
    r"|(?P<events>(?:sseclient\.SSEClient|requests_sse\.EventSource|sseclient\.EventSource))"
    r"|(?P<table>(?:pandas|polars)\.(?:read|scan)_\w+)"
    r"|(?P<shell>get_ipython\(\)\.system|os\.system|subprocess\.(?:run|call|check_call|check_output))"
)
_WIKIMEDIA = re.compile(
    r"(?:.+\.)?(?:(?:wikipedia|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage|wikidata"
    r"|wikifunctions|wikimedia|wikimediafoundation|mediawiki)\.org|wmcloud\.org|toolforge\.org|wmflabs\.org|w\.wiki)"
)
_FETCHES = re.compile(r"\b(?P<tool>curl|wget)\b(?P<rest>.*)", re.DOTALL)
_NAMES_ITSELF = re.compile(r"(?:^|\s)(?:-A|-U|--user-agent)\b|user-agent:", re.IGNORECASE)
_OTHER_SCHEMES = {"file", "ftp", "gs", "hdfs", "memory", "s3"}
_AGENT_NAMES = ("user_agent", "clients_useragent", "agent")


@dataclass(frozen=True)
class Request:
    """A call that asks a server: what kind of client, with which method, at which address where that is known."""

    call: ast.Call
    kind: str
    method: str
    url: str

    @property
    def host(self) -> str:
        """The host, empty where it is not known."""
        try:
            host = urlsplit(self.url if "://" in self.url else f"//{self.url}").hostname or ""
        except ValueError:
            return ""
        return "" if HOLE in host and not _WIKIMEDIA.fullmatch(host) else host

    @property
    def is_elsewhere(self) -> bool:
        """Whether the host is known and not Wikimedia's, or the address is none of the web."""
        scheme = self.url.partition("://")[0] if "://" in self.url else "https"
        return scheme in _OTHER_SCHEMES or (bool(self.host) and not _WIKIMEDIA.fullmatch(self.host))


def requests_of(code: LessonCode) -> Iterator[Request]:
    """Find the calls that ask a server; files that may be local count only where their address is known."""
    for call in code.calls:
        match = _CALL.fullmatch(name_of(code, call.func))
        if match is None:
            continue
        kind = str(match.lastgroup if match.lastgroup != "method" else "http")
        position = 1 if match["method"] in {"request", "stream"} and match["http"] else 0
        url = _address(code, argument(call, position, "url", "host", "endpoint", "filepath_or_buffer"))
        if kind == "shell":
            url = next(iter(re.findall(r"https?://[^\s'\"]+", url)), "") if _FETCHES.search(url) else ""
        if kind in {"table", "shell"} and "://" not in url:
            continue
        yield Request(call, kind, str(match["method"] or "").lower(), url)


def _address(code: LessonCode, node: ast.expr | None) -> str:
    """Give the text of an address; of a shell command, all its words."""
    if isinstance(node, ast.List | ast.Tuple):
        return " ".join(text_of(code, part) or HOLE for part in node.elts)
    return text_of(code, node) or ""


def agent_of(code: LessonCode, request: Request) -> str | None:
    """Give the User-Agent of a request, a `HOLE` where one is passed that is not known; None where there is none."""
    call = request.call
    if request.kind == "agent":
        known = keywords_of(code, call.keywords)
        given = next((value for name, value in known.values.items() if name in _AGENT_NAMES), None)
        if given is None and name_of(code, call.func).startswith(("mwapi", "wikipediaapi")):
            given = argument(call, 1 if "mwapi" in name_of(code, call.func) else 0)
        return _known(code, given) if given is not None else (None if known.whole else HOLE)
    if request.kind == "shell":
        return HOLE if _NAMES_ITSELF.search(_address(code, call.args[0])) else None
    return _agent_in(code, _headers(code, request))


def _headers(code: LessonCode, request: Request) -> Keys:
    call = request.call
    if request.kind == "pooch":
        downloader = argument(call, -1, "downloader")
        if isinstance(downloader, ast.Name):
            downloader = code.binding(downloader).value or downloader
        inner = argument(downloader, -1, "headers") if isinstance(downloader, ast.Call) else None
        return _passed(code, inner) if downloader is None or isinstance(downloader, ast.Call) else _UNKNOWN
    if request.kind == "urllib":
        return _urllib_headers(code, call)
    name = "storage_options" if request.kind == "table" else "headers"
    headers = _passed(code, argument(call, -1, name))
    if not keywords_of(code, call.keywords).whole:
        headers = _UNKNOWN
    if request.kind == "http" and isinstance(call.func, ast.Attribute):
        headers |= _session_headers(code, call.func.value)
    return headers


_UNKNOWN = Keys({}, whole=False)


def _passed(code: LessonCode, node: ast.expr | None) -> Keys:
    return Keys({}) if node is None else keys_of(code, node) or _UNKNOWN


def _session_headers(code: LessonCode, session: ast.expr) -> Keys:
    """Give the headers that a session sends with every request."""
    found = keys_set_on(code, f"{ast.unparse(session)}.headers")
    made = code.binding(session).value if isinstance(session, ast.Name) else session
    if isinstance(made, ast.Call):
        found |= _passed(code, argument(made, -1, "headers"))
    return found


def _urllib_headers(code: LessonCode, call: ast.Call) -> Keys:
    """Give the headers of a `Request`; a call that takes one is judged where the request is made."""
    name = name_of(code, call.func)
    if any(name_of(code, other.func).endswith("install_opener") for other in code.calls):
        return _UNKNOWN
    if not name.endswith("Request"):
        first = argument(call, 0, "url")
        return Keys({}) if text_of(code, first) is not None or name.endswith("urlretrieve") else _UNKNOWN
    added = any(isinstance(other.func, ast.Attribute) and other.func.attr.startswith("add_") for other in code.calls)
    return _UNKNOWN if added else _passed(code, argument(call, 2, "headers"))


def _agent_in(code: LessonCode, headers: Keys) -> str | None:
    given = next((value for key, value in headers.values.items() if key.lower() == "user-agent"), None)
    return _known(code, given) if given is not None else (None if headers.whole else HOLE)


def _known(code: LessonCode, node: ast.expr) -> str:
    text = text_of(code, node)
    return HOLE if text is None else text
