"""The state of files in a few words, to tell whether anything changed since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest(lines: Iterable[str]) -> str:
    """Give one hash for all lines."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def stamps(folder: Path) -> Iterator[str]:
    """Name each file below a folder with its size and its times; a folder that is missing has none.

    One of the times is that of the last change, which programs cannot set: a change shows also where the file has its
    old size and its old time of modification. Raises `OSError`, also for what is neither a file nor a folder: behind
    a link to a folder, files may change that nobody counts.
    """
    return (f"{file.path} {_stamp(file.stat())}" for file in _files(str(folder)))


def stamp(file: Path) -> str:
    """Name a file with its size and its times. Raises `OSError`."""
    return f"{file} {_stamp(file.stat())}"


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """List files in a fixed order; directory entries, since they are many, and paths would take twice the time."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.is_file():
            yield entry
        else:
            raise OSError(None, "neither a file nor a folder", entry.path)
