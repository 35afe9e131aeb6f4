"""One build at a time: a lock file that the operating system releases, however its holder ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wikiskills.errors import Location, Problem, WikiskillsError

_PAUSE = 0.1
_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


def say_nothing(message: str) -> None:
    """Take a message and tell nobody: the default for whoever shows no progress."""


@contextmanager
def exclusive(
    path: Path, *, tell: Callable[[str], None] = say_nothing, patience: float = 600, what: str = "build"
) -> Iterator[int]:
    """Hold the lock file `path`; give its descriptor, so that a child process that inherits it holds the lock too.

    While another process holds it, wait up to `patience` seconds after telling so once, then raise `WikiskillsError`,
    as where the file cannot be written. `what` is what messages call the work of the holder.
    Where the system or the file system has no such locks (Windows, some network folders), builds are not kept apart.
    The file stays: removing it would let two processes lock two files of one name.
    """
    descriptor = _open(path)
    try:
        _wait_for(descriptor, path, tell, patience, what)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield descriptor
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        message = f"the file cannot be written: {(error.strerror or type(error).__name__).lower()}"
        hint = f"look at what {error.filename or path} is, and whether you may write there"
        raise WikiskillsError([Problem(Location(f"{path.parent.name}/{path.name}"), "E811", message, hint)]) from error


def _wait_for(descriptor: int, path: Path, tell: Callable[[str], None], patience: float, what: str) -> None:
    deadline = time.monotonic() + patience
    told = False
    while not _try_lock(descriptor):
        holder = path.read_text(encoding="ascii", errors="replace") or "unknown"
        if time.monotonic() >= deadline:
            hint = "wait until it ends, or end it"
            message = f"another {what} is running (process {holder})"
            raise WikiskillsError([Problem(Location(path.name), "E801", message, hint)])
        if not told:
            tell(f"another {what} is running (process {holder}); waiting for it to end")
            told = True
        time.sleep(_PAUSE)


if sys.platform == "win32":

    def _try_lock(descriptor: int) -> bool:
        return descriptor >= 0

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
        return True
