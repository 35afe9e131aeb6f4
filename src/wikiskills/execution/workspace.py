"""The folder and the environment in which a lesson runs: its data, and nothing else of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from wikiskills.execution.job import DataMount
from wikiskills.snapshot import digest, stamps

_PLACES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Passed on, so that programs and libraries are found."""
_CHOICES = ("OPENBLAS_CORETYPE",)
"""Passed on, and part of the cache key: they can change results."""
_THREADS = (
    *(f"{library}_NUM_THREADS" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA", "RAYON")),
    *(f"{library}_THREADS" for library in ("VECLIB_MAXIMUM", "POLARS_MAX")),
)
"""How many threads libraries compute with."""


@contextmanager
def workspace(data: tuple[DataMount, ...], within: Path | None = None) -> Iterator[Path]:
    """Make a fresh folder with copies of the declared data files under data/; remove it in the end.

    A lesson may change its copies as it likes. Nothing keeps it from writing elsewhere: it runs as the user who builds.
    """
    with tempfile.TemporaryDirectory(prefix="wikiskills-", dir=within, ignore_cleanup_errors=True) as name:
        lesson_folder = Path(name) / "lesson"
        (lesson_folder / "data").mkdir(parents=True)
        for mount in data:
            shutil.copyfile(mount.path, lesson_folder / "data" / mount.name)
        (Path(name) / "home").mkdir()
        yield lesson_folder


def contents(lesson_folder: Path) -> str:
    """Tell in one hash what stands in a workspace, and whether anything was written. Raises `OSError`."""
    top = lesson_folder.parent
    names = (f"{path} {path.is_dir()}" for path in sorted(top.rglob("*")))
    return digest([*names, *stamps(top)])


def inodes(lesson_folder: Path, data: tuple[DataMount, ...]) -> list[int]:
    """Tell the folder and its data files from others that take their names later. Raises `OSError`."""
    return [path.stat().st_ino for path in (lesson_folder, *(lesson_folder / "data" / mount.name for mount in data))]


def restore(lesson_folder: Path, data: tuple[DataMount, ...]) -> None:
    """Make a workspace what it was in the beginning; its folders and data files stay the same. Raises `OSError`."""
    top, mounted = lesson_folder.parent, lesson_folder / "data"
    kept = {lesson_folder, mounted, top / "home", *(mounted / mount.name for mount in data)}
    for path in sorted(set(top.rglob("*")) - kept, reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    for mount in data:
        shutil.copyfile(mount.path, mounted / mount.name)


def environment(lesson_folder: Path, cache: Path) -> dict[str, str]:
    """Give the environment variables of a lesson: an allow-list, so that no secret of the builder reaches it.

    `cache` keeps what libraries compute once for all lessons, such as matplotlib's list of fonts.
    """
    home = lesson_folder.parent / "home"
    fixed = {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
        "MATPLOTLIBRC": str(files("wikiskills.execution") / "matplotlibrc"),
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "TMPDIR": str(home),
    }
    passed = {name: os.environ[name] for name in _PLACES if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), passed.get("PATH", os.defpath)])
    return {**passed, **choices(), **fixed, "PATH": path}


def choices() -> dict[str, str]:
    """Give those environment variables of a lesson that can change its outputs."""
    fixed = {
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "SOURCE_DATE_EPOCH": "0",  # figures in SVG and PDF hold a date
        "TZ": "UTC",
    }
    passed = {name: os.environ[name] for name in _CHOICES if name in os.environ}
    return {**passed, **dict.fromkeys(_THREADS, "1"), **fixed}
