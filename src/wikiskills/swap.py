"""Replace a published folder by a fresh one in a single step, so that no reader ever finds half of it.

Beside a folder `site` there may stand, for the time of a build or after one that was killed:
`.site.new-*`, a folder being filled, and `.site.old-*`, the former folder between two renames.
The callers hold one lock per folder (see `lock`), so whatever stands there at the start of a build is a leftover.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from pathlib import Path

_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
_LINUX_HERE, _LINUX_EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE in renameat2(2)
_MACOS_SWAP = 2  # RENAME_SWAP in renamex_np(2)


def fresh_folder(destination: Path) -> Path:
    """Make an empty folder beside `destination`, to be filled and given to `replace_folder`."""
    folder = _beside(destination, "new")
    folder.mkdir(parents=True)
    return folder


def replace_folder(fresh: Path, destination: Path) -> None:
    """Put `fresh` in the place of `destination`, and remove what stood there.

    One step where the system can exchange two folders (Linux, macOS) or where nothing stood there.
    Elsewhere two renames; `recover` undoes the first should the process be killed in between.
    """
    if not destination.exists():
        fresh.rename(destination)
    elif _exchange(fresh, destination):
        _remove(fresh)
    else:
        _rename_twice(fresh, destination)


def recover(destination: Path) -> None:
    """Clear away what a killed build left beside `destination`; where it had taken the folder away, put that back."""
    for former in sorted(destination.parent.glob(f".{destination.name}.old-*")):
        if destination.exists():
            _remove(former)
        else:
            former.rename(destination)
    for unfinished in destination.parent.glob(f".{destination.name}.new-*"):
        _remove(unfinished)


def _rename_twice(fresh: Path, destination: Path) -> None:
    former = _beside(destination, "old")
    destination.rename(former)
    try:
        fresh.rename(destination)
    except OSError:
        former.rename(destination)
        raise
    _remove(former)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; False where this system or file system cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    if hasattr(library, "renameat2"):
        result = library.renameat2(_LINUX_HERE, names[0], _LINUX_HERE, names[1], _LINUX_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        result = library.renamex_np(*names, _MACOS_SWAP)
    else:
        return False
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _beside(destination: Path, kind: str) -> Path:
    return destination.with_name(f".{destination.name}.{kind}-{secrets.token_hex(4)}")


def _remove(folder: Path) -> None:
    """Remove a folder as far as possible; what stays is a leftover that the next build removes."""
    shutil.rmtree(folder, ignore_errors=True)
