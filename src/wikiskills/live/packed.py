"""Open a file of data that may be packed, and say where it breaks off."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wikiskills.errors import Location, Problem, WikiskillsError


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a plain, gzip or bz2 file, whatever its name; unpacked piece by piece, so that its size does not matter.

    Raises `WikiskillsError`, also while it is read, where it is absent, cut short or damaged.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(3)
            raw.seek(0)
            if start[:2] == b"\x1f\x8b":
                with gzip.open(raw) as stream:
                    yield stream  # type: ignore[misc]  # GzipFile has all of IO that is read
            elif start == b"BZh":
                with bz2.open(raw) as stream:
                    yield stream
            else:
                yield raw
    except (EOFError, zlib.error, OSError) as error:
        hint = "fetch the file again, and compare its size with the one at its source"
        raise unreadable(path, 0, f"the file cannot be read to its end: {error}", hint) from error


def unreadable(path: Path, line: int, what: str, hint: str) -> WikiskillsError:
    """Say what is wrong with a file of data, and in which line (0: the whole)."""
    return WikiskillsError([Problem(Location(path.name, line), "E639", what, hint)])
