"""Whether bytes are those that a dataset card describes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from wikiskills.dataset import DataFile, Source
from wikiskills.errors import Problem


class Unavailable(Exception):  # noqa: N818 - it is no fault: the next source may have the file
    """A source does not have a file, or cannot be reached; says why."""


class Unreachable(Unavailable):
    """A host or a registry does not answer: there is no use in asking it for another file now."""


class WrongContent(Exception):  # noqa: N818 - it names what it is about
    """A source has a file, but with other bytes than its card says; `problem` shows both."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def named(source: Source) -> str:
    """Name a source as messages and tables show it."""
    return str(source.url or " ".join(filter(None, (source.distribution, source.version, source.path))))


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_content(path: Path, file: DataFile, origin: str, *, downloaded: bool = False) -> None:
    """Raise `WrongContent` unless the bytes at `path`, which came from `origin`, have the card's size and SHA-256."""
    size = path.stat().st_size
    way_out = "look at the new file, then" if downloaded else "restore the file, or"
    if size != file.bytes:
        message = f"'{file.name}' from {origin} has {size} bytes, but its card says {file.bytes}"
        raise WrongContent(Problem(file.where, "E602", message, f"{way_out} put its new size and hash on the card"))
    digest = digest_of(path)
    if digest != file.sha256:
        message = f"'{file.name}' from {origin} has sha256 {digest}, but its card says {file.sha256}"
        raise WrongContent(Problem(file.where, "E601", message, f"{way_out} put its new hash on the card"))
