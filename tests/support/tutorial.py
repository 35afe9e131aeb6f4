"""Follow a tutorial word by word: type its commands, make its edits, and see whether what it shows comes out.

The document's fenced blocks are its steps, in their order:

    ```console                              lines with `$ ` are typed, the others must come out; `^C` stops the preview
    ```diff title="file"                    lines with `-` give way to those with `+`
    ```text title="the first terminal"      the preview must say this, after what it said before
    ```csv title="file"                     any other language: the file, or, with "file, at the end", its new end
    <!-- shows page/: text -->              the preview must show this text on the page, and have run all cells

`wikiskills serve` goes on while the next steps are followed, as in a terminal of its own. Blocks without a title are to
be read only. A line `...` in what comes out stands for any lines; seconds, and numbers of pages and files, may differ.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.bad_cases import replaced
from tests.support.site_server import free_port

_STEP = re.compile(
    r"^<!-- shows (?P<page>\S+): (?P<shown>[^\n]+) -->$"
    r"|^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_TURN = re.compile(r"^(\$ (?:.*\\\n)*.*|\^C)\n((?:(?!\$ |\^C).*\n)*)", re.MULTILINE)
_MEASURES = re.compile(r"\b\d+(?:\.\d+)?(?= (?:s|pages|files)\b)")
_PORT = "127.0.0.1:8000"
_AT_END = ", at the end"
_PATIENCE = 60


class Tutorial:
    """Somebody who follows a document, beginning in the empty folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder.with_suffix(".log")
        self.preview: subprocess.Popen[bytes] | None = None
        self.heard = 0
        self.host = f"127.0.0.1:{free_port()}"

    def follow(self, document: str) -> str:
        """Follow the document; give it with what its commands really print. Fails where an edit or the preview does."""
        try:
            return _STEP.sub(self._step, document)
        finally:
            self._stop(signal.SIGKILL)

    def _step(self, step: re.Match[str]) -> str:
        match step["language"], step["title"]:
            case None, None:
                self._until(lambda: self._shows(step["page"], step["shown"]), step["shown"])
            case "console", None:
                return f"```console\n{''.join(self._typed(step['text']))}```"
            case "text", "the first terminal":
                self._hear(step["text"])
            case "diff", title if title:
                file = self.folder / title
                file.write_text(replaced(file.read_text(encoding="utf-8"), step["text"]), encoding="utf-8")
            case _, title if title:
                name, at_end, _ = title.partition(_AT_END)
                with (self.folder / name).open("a" if at_end else "w", encoding="utf-8") as out:
                    out.write(step["text"])
        return step[0]

    def _typed(self, block: str) -> Iterator[str]:
        for command, expected in _TURN.findall(block):
            yield f"{command}\n{like(expected, self._answer(command.removeprefix('$ '), expected))}"

    def _answer(self, command: str, expected: str) -> str:
        if command == "^C":
            self._stop(signal.SIGINT)
            return expected if self._said().endswith(expected) else self._said()[self.heard :]
        if command == "wikiskills serve":
            self._serve()
            self._hear(expected)
            return expected
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return ""
        done = subprocess.run(
            command, shell=True, cwd=self.folder, env=_environment(), check=False, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout

    def _serve(self) -> None:
        command = ["wikiskills", "serve", "--port", self.host.rpartition(":")[2]]
        with self.log.open("wb") as log:
            self.preview = subprocess.Popen(
                command, cwd=self.folder, env=_environment(), stdout=log, stderr=log, start_new_session=True
            )

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8").replace(self.host, _PORT)

    def _hear(self, text: str) -> None:
        self._until(lambda: text in self._said()[self.heard :], text)
        self.heard = self._said().index(text, self.heard) + len(text)

    def _shows(self, page: str, text: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://{self.host}/{page}", timeout=10) as answer:
                shown = text in answer.read().decode()
            with urllib.request.urlopen(f"http://{self.host}/_preview/events?page=/{page}", timeout=10) as events:
                return shown and not json.loads(events.readline().decode().removeprefix("data: "))["running"]
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _until(self, done: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not done():
            assert self.preview, "the preview does not run"
            assert self.preview.poll() is None, self._said()
            assert time.monotonic() < deadline, f"the preview does not say or show:\n{what}\n\nIt said:\n{self._said()}"
            time.sleep(0.1)

    def _stop(self, how: signal.Signals) -> None:
        if self.preview and self.preview.poll() is None:
            os.killpg(self.preview.pid, how)
            self.preview.wait(_PATIENCE)


def like(expected: str, found: str) -> str:
    """Give `expected` where it stands for `found`, with any lines for `...` and other measures; else give `found`."""
    parts = [re.escape(part) for part in _MEASURES.sub("0", expected).split("...\n")]
    pattern = r"(?:.*\n)*".join(parts)
    return expected if re.fullmatch(pattern, _MEASURES.sub("0", found)) else found


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
