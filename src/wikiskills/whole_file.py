"""Write a file whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

TEMPORARY = ".wikiskills-new-"
"""How the name of a file begins while it is written; one that stays was left by a process that was killed."""

_CHUNK = 1 << 20


def write_whole(path: Path, content: bytes | Path | Iterator[bytes]) -> None:
    """Write bytes, or those of a file or in pieces, beside `path` and move them there in one step.

    Readers see the old or the new. Where an iterator of pieces raises, the old stays.

    The file gets the permissions of any new file, so that others who may read its folder may read it. Raises `OSError`.
    """

    def write(temporary: Path) -> None:
        with temporary.open("xb") as stream:
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, stream, _CHUNK)
            elif isinstance(content, bytes):
                stream.write(content)
            else:
                stream.writelines(content)

    write_through(path, write)


def write_through(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a new file beside `path`, and move it there in one step; where it raises, the old stays.

    Raises `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")
    try:
        write(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
