"""The browser's Python in a Node process that is asked one thing after another, and ended where it does not answer."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

_LAST_WORDS = 2_000


class NodePythonError(Exception):
    """The process ended, or did not answer in time (`timed_out`)."""

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class NodePython:
    """Starts its process when it is asked for the first time, and anew after one that was ended."""

    def __init__(self, node: str, runtime: Path, lock: str) -> None:
        self._command = [node, str(files("wikiskills.browser_proof") / "prove.mjs"), str(runtime), lock]
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def ask(self, trial: object, seconds: float) -> Any:
        """Send a value and give the answer; raise `NodePythonError` where there is none within `seconds`."""
        process = self._process or self._start()
        try:
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            process.stdin.write(json.dumps(trial) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=seconds)
        except OSError as error:
            raise NodePythonError(self.end()) from error
        except queue.Empty:
            self.end()
            raise NodePythonError(f"no answer within {seconds:.0f} s", timed_out=True) from None
        if not answer:
            raise NodePythonError(self.end())
        return json.loads(answer)

    def end(self) -> str:
        """End the process, if there is one; give the last line that it complained with."""
        process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        process.wait()
        self._complaints.seek(0)
        lines = self._complaints.read()[-_LAST_WORDS:].decode(errors="replace").strip().splitlines()
        self._complaints.close()
        return next((line for line in lines if "Error" in line), lines[-1] if lines else "it ended without a word")

    def _start(self) -> subprocess.Popen[str]:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            errors="replace",
        )
        self._answers = queue.Queue()
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process


def _pass_on(stream: IO[str], answers: queue.Queue[str]) -> None:
    """Put each line into the queue, and an empty text at the end."""
    with stream:
        for line in stream:
            answers.put(line)
    answers.put("")
