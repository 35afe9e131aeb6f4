"""Write a file whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

TEMPORARY = ".wikiskills-new-"
"""How the name of a file begins while it is written; one that stays was left by a process that was killed."""

_CHUNK = 1 << 20


def write_whole(path: Path, content: bytes | Path) -> None:
    """Write bytes, or those of a file, beside `path` and move them there in one step: readers see the old or the new.

    The file gets the permissions of any new file, so that others who may read its folder may read it. Raises `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")
    try:
        with temporary.open("xb") as stream:
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, stream, _CHUNK)
            else:
                stream.write(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
