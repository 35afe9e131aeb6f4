"""Bring a folder up to date: write what changed, remove what is no longer produced, leave the rest alone.

Every file is written beside its place and moved there in one step, so that it is whole at any moment.
The functions take no lock: whoever calls them holds one for the whole build (see `lock`).
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.whole_file import TEMPORARY, write_whole

_CHUNK = 1 << 20
_FORBIDDEN = frozenset('\\:*?"<>|')
_RENAME = "rename the data file, lesson or track that it is made from"


@dataclass(frozen=True)
class Written:
    """What writing a folder did: the names of the files that changed and went, and how many there are now."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def write_tree(files: Mapping[str, bytes | Path], folder: Path, *, shown: str = "") -> Written:
    """Make `folder` hold `files`: their names in it, with forward slashes, and their bytes or the file that has them.

    What earlier calls wrote and this one does not is removed. A manifest beside the folder (`.<folder>.manifest.json`)
    knows these names; a file that it does not name is never removed. Messages call the folder `shown`.
    Raises `WikiskillsError` where a name leads out of the folder or a file cannot be written.
    """
    target = _Folder(folder, shown or folder.name)
    target.refuse_bad(files)
    manifest = folder.with_name(f".{folder.name}.manifest.json")
    earlier = _read_manifest(manifest)
    with target.explained(manifest.name):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent, deep=False)
        _write_manifest(manifest, earlier | files.keys())  # so that a build killed from here on leaves no orphan
    written = target.update(files, earlier - files.keys())
    with target.explained(manifest.name):
        _write_manifest(manifest, files.keys())
    return written


def write_notebooks(files: Mapping[str, bytes | Path], folder: Path, *, shown: str = "") -> Written:
    """Make `folder` hold `files` as `write_tree` does; what goes is every other notebook (`*.ipynb`) in the folder.

    The folder is under version control, so no manifest is needed; its hidden folders and other files stay.
    """
    target = _Folder(folder, shown or folder.name)
    target.refuse_bad(files)
    return target.update(files, notebooks_in(folder) - files.keys())


def write_file(path: Path, content: bytes | Path) -> bool:
    """Write one file in one step; False, and untouched, where it already has this content. Raises `OSError`."""
    if _holds(path, content):
        return False
    write_whole(path, content)
    return True


def rewrite_text(path: Path, text: str) -> None:
    """Write a new text into a file, with the line ends that the file has. Raises `OSError`."""
    line_end = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    write_file(path, text.replace("\n", line_end).encode())


@dataclass(frozen=True)
class _Folder:
    path: Path
    shown: str

    def refuse_bad(self, names: Iterable[str]) -> None:
        """Raise for names that lead elsewhere, or that some file systems cannot hold or tell apart."""
        found: list[Problem] = []
        seen: dict[str, str] = {}
        for name in names:
            if not _is_plain(name):
                found.append(self._problem(repr(name), "E810", "this is not a file name within the folder", _RENAME))
            twin = seen.setdefault(name.casefold(), name)
            if twin != name:
                message = f"differs from '{twin}' only in upper and lower case"
                found.append(self._problem(name, "E810", message, _RENAME))
        raise_if_any(found)

    def update(self, files: Mapping[str, bytes | Path], stale: Collection[str]) -> Written:
        """Remove `stale`, then write `files`: a name may have turned from a file into a folder, or back."""
        _sweep(self.path, deep=True)
        removed = tuple(name for name in sorted(stale) if self._change(name, self._remove))
        changed = tuple(name for name in sorted(files) if self._change(name, partial(write_file, content=files[name])))
        return Written(changed, removed, len(files))

    def _change(self, name: str, action: Callable[[Path], bool]) -> bool:
        path = self.path / name
        with self.explained(name):
            if not path.parent.resolve().is_relative_to(self.path.resolve()):
                message = "a symbolic link leads out of the folder"
                raise WikiskillsError([self._problem(name, "E810", message, f"remove the link below {self.shown}/")])
            return action(path)

    def _remove(self, path: Path) -> bool:
        if not (path.is_file() or path.is_symlink()):
            return False
        path.unlink()
        with suppress(OSError):  # the first folder that is not empty ends the way up
            for parent in path.parents[: len(path.relative_to(self.path).parts) - 1]:
                parent.rmdir()
        return True

    @contextmanager
    def explained(self, name: str) -> Iterator[None]:
        """Turn an `OSError` into a problem of the file `name`."""
        try:
            yield
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            hint = "free some space and build again" if full else f"look at what {error.filename or name} is"
            message = f"the file cannot be written: {reason}"
            raise WikiskillsError([self._problem(name, "E811", message, hint)]) from error

    def _problem(self, name: str, code: str, message: str, hint: str) -> Problem:
        return Problem(Location(f"{self.shown}/{name}"), code, message, hint)


def _is_plain(name: str) -> bool:
    """Tell whether a name stays in its folder, on any system, and is not one of ours."""
    parts = name.split("/")
    return (
        all(part not in ("", ".", "..") and not part.startswith(TEMPORARY) for part in parts)
        and not _FORBIDDEN.intersection(name)
        and name.isprintable()
    )


def _holds(path: Path, content: bytes | Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if isinstance(content, bytes):
        return path.stat().st_size == len(content) and path.read_bytes() == content
    return path.stat().st_size == content.stat().st_size and _same_bytes(path, content)


def _same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(_CHUNK):
            if chunk != second.read(_CHUNK):
                return False
    return True


def _read_manifest(path: Path) -> set[str]:
    """Give the names that earlier calls wrote; a missing or damaged manifest names none."""
    try:
        names = json.loads(path.read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {name for name in names if isinstance(name, str) and _is_plain(name)} if isinstance(names, list) else set()


def _write_manifest(path: Path, names: Iterable[str]) -> None:
    write_file(path, (json.dumps({"files": sorted(names)}, indent=0, ensure_ascii=False) + "\n").encode())


def _files_in(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give each folder below `folder` with its file names; hidden folders and symbolic links are left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(path), names


def _sweep(folder: Path, *, deep: bool) -> None:
    """Remove what a killed build was writing."""
    folders = [path for path, _ in _files_in(folder)] if deep else [folder]
    for leftover in (file for path in folders for file in path.glob(f"{TEMPORARY}*")):
        leftover.unlink(missing_ok=True)


def notebooks_in(folder: Path) -> set[str]:
    """Name the notebooks below a folder; those in hidden folders, such as Jupyter's checkpoints, are not among them."""
    found = (path / name for path, names in _files_in(folder) for name in names)
    return {path.relative_to(folder).as_posix() for path in found if path.suffix == ".ipynb"}
