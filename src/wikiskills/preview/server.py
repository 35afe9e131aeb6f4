"""The pages over HTTP, on loopback: each with a script that listens to what changes, and a stream that tells it."""

from __future__ import annotations

import json
import mimetypes
import posixpath
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from wikiskills.preview.display import Display

_OWN = "_preview"
"""Folder of what is no part of the site."""
_NAMES = ("127.0.0.1", "localhost")
"""What this machine is called: under another name, a page of another site might read the preview."""
_HEARTBEAT = 15.0
"""Seconds after which a silent stream says something, to notice that its page has gone."""
_KEPT = "max-age=86400, immutable"
"""For the browser's Python: its folder is named by its content."""
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".py": "text/x-python"}
_WAITING = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    '<body class="wsp-waiting"><main><article>{}</article></main></body></html>'
)


class Server(ThreadingHTTPServer):
    """Serves a display at 127.0.0.1, until it is shut down."""

    daemon_threads = True

    def __init__(self, display: Display, port: int) -> None:
        """Take the port. Raises `OSError` where that is impossible."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.display = display

    @cached_property
    def own(self) -> dict[str, bytes]:
        """What every page loads beside its own, by name."""
        folder = files("wikiskills.preview")
        return {name: (folder / name).read_bytes() for name in ("overlay.js", "overlay.css")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class has
        """Say nothing of each request."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without what follows."""
        self.do_GET()

    def do_GET(self) -> None:
        """Give a page, a file, or the stream."""
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        address = urlsplit(self.path)
        path = unquote(address.path).lstrip("/")
        folder, _, name = path.partition("/")
        if folder == _OWN and name == "events":
            self._stream(parse_qs(address.query).get("page", ["/"])[0].lstrip("/"))
        elif folder == _OWN and name in self.server.own:
            self._send(self.server.own[name], name)
        else:
            self._send_site(path)

    def _send_site(self, path: str) -> None:
        display = self.server.display
        pages = display.pages
        if pages is None:
            self._send_page(_WAITING.format("").encode(), "")
        elif (page := pages.page(quote(path.removesuffix("index.html")))) is not None:
            self._send_page(page or _WAITING.format("<p>This page cannot be shown.</p>").encode(), quote(path))
        elif (content := display.file(path) or display.file(posixpath.join(path, "index.html"))) is not None:
            kept = _KEPT if path in display.runtime else "no-cache"
            self._send(content if isinstance(content, bytes) else content.read_bytes(), path, kept)
        elif pages.page(quote(f"{path}/")) is not None:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{quote(path)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            lost = display.file("404.html")
            text = lost if isinstance(lost, bytes) else _WAITING.format("<p>There is no such page.</p>").encode()
            self._send_page(text, quote(path), HTTPStatus.NOT_FOUND)

    def _send_page(self, html: bytes, page: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Send a page with the script, which is told which state it has."""
        board = self.server.display.board
        message = board.message(board.state, page)
        known = json.dumps({key: message[key] for key in ("session", "epoch", "version")})
        known = known.replace('"', "&quot;")
        own = (
            f'<link rel="stylesheet" href="/{_OWN}/overlay.css">'
            f'<script src="/{_OWN}/overlay.js" data-known="{known}" defer></script></head>'
        )
        self._send(html.replace(b"</head>", own.encode(), 1), "page.html", "no-store", status)

    def _send(self, content: bytes, name: str, kept: str = "no-cache", status: HTTPStatus = HTTPStatus.OK) -> None:
        kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", kept)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, page: str) -> None:
        """Tell a page all that concerns it, now and at each change, until it goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        board, number, told = self.server.display.board, -1, ""
        while True:
            number, state = board.wait(number, _HEARTBEAT)
            message = json.dumps(board.message(state, page))
            self.wfile.write(b": still here\n\n" if message == told else f"data: {message}\n\n".encode())
            told = message
