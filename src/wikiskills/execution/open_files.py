"""What a process has open, and places of its own in the files that it reads: forks share the place they have read to.

Without them, a library that keeps a file open, as matplotlib does with fonts, would read on where another lesson's
process has read to, and an attempt at an exercise would leave the lesson's files read further. Needs /proc.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")


def open_descriptors() -> Iterator[tuple[int, str, bool]]:
    """List what is open: the descriptor, what it stands for, and whether it is a file that is only read."""
    for entry in _DESCRIPTORS.iterdir() if _DESCRIPTORS.exists() else ():
        number = int(entry.name)
        try:
            path, mode, flags = str(entry.readlink()), os.fstat(number).st_mode, fcntl.fcntl(number, fcntl.F_GETFL)
        except OSError:
            continue  # it was open to read this list
        yield number, path, stat.S_ISREG(mode) and flags & os.O_ACCMODE == os.O_RDONLY


def open_own_files() -> None:
    """Open anew, at the same place, what is only read. Raises `OSError`."""
    for number, _, only_read in list(open_descriptors()):
        if only_read:
            own = os.open(_DESCRIPTORS / str(number), os.O_RDONLY)
            os.lseek(own, os.lseek(number, 0, os.SEEK_CUR), os.SEEK_SET)
            os.dup2(own, number, inheritable=os.get_inheritable(number))
            os.close(own)
