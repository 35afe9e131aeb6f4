"""Answers kept on disk for a while, so that the same question is not asked twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wikiskills.machine import cache_folder
from wikiskills.whole_file import TEMPORARY, write_whole

KEPT = 24 * 3600.0
"""Seconds that an answer is used again."""


def usual_folder() -> Path:
    """Give the folder of this user for answers."""
    return cache_folder() / "answers"


@dataclass(frozen=True)
class ResponseCache:
    """A folder of answers. A file is named by the hash of the question; its first line has the hash of the answer.

    What is older than `kept` seconds, cut short or changed counts as absent. Nothing here stops the work: where the
    folder cannot be read or written, the service is asked.
    """

    folder: Path
    wall: Callable[[], float]
    kept: float = KEPT

    def get(self, question: bytes) -> bytes | None:
        """Give the answer to a question, if there is one."""
        try:
            head, _, body = self._path(question).read_bytes().partition(b"\n")
            facts = json.loads(head)
            fresh = 0 <= self.wall() - facts["stored"] < self.kept
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return body if fresh and facts["sha256"] == hashlib.sha256(body).hexdigest() else None

    def put(self, question: bytes, body: bytes) -> None:
        """Keep an answer."""
        facts = {"stored": self.wall(), "sha256": hashlib.sha256(body).hexdigest()}
        with suppress(OSError):
            write_whole(self._path(question), json.dumps(facts).encode() + b"\n" + body)

    def sweep(self) -> None:
        """Remove what is too old to be used."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                known = len(path.stem) == hashlib.sha256().digest_size * 2 or path.name.startswith(TEMPORARY)
                if known and self.wall() - path.stat().st_mtime > self.kept:
                    path.unlink()

    def _path(self, question: bytes) -> Path:
        return self.folder / f"{hashlib.sha256(question).hexdigest()}.answer"
