"""Whether the last build still stands, told in a moment, without reading the course.

A build that ended well leaves a note with the state of all that it read and wrote. While that is the state, another
build would do nothing, and need not begin. What is counted, and how:

- files by size and times: mkdocs.yml, what is in the folders of outlines and lessons, all that builds write (the tree,
  the site, the notebooks, the store), and the generator's own code;
- data files by their bytes: the build has compared them with their cards;
- installed distributions by the folders of their metadata, whose names hold the versions, and the times of these;
- the runtime for exercises in the browser, by the hashes of its files;
- the commit on which Git stands, since pages tell when lessons changed;
- Python, where it looks for modules, the settings, and the environment variables of wikiskills, by their values.

Sources are counted before the course is read, so that an edit during the build is found by the next one.

No note is left where something else may change the site: where data are missing, since they may come; where a lesson
imports a module of no distribution; where the renderer reads more than the tree. Then, and where a note is damaged or
differs, the course is built as ever, and each stage finds what it has to do.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wikiskills.config import Project, Settings
from wikiskills.history import history_state
from wikiskills.lock import exclusive
from wikiskills.runtime.offer import open_runtime
from wikiskills.snapshot import digest, stamp, stamps
from wikiskills.whole_file import write_whole

_NOTE, _LOCK = ".finished.json", ".lock"
"""In the folder of the build; all else there is what a build makes."""


@dataclass(frozen=True)
class Summary:
    """What a build did. `seconds` is its wall time."""

    executed: tuple[tuple[str, float], ...]
    """Lessons that were run, with the seconds each took."""
    from_store: tuple[str, ...]
    frozen: tuple[str, ...]
    """Lessons published from their committed record."""
    pages: int
    changed: int
    seconds: float


def source_state(project: Project) -> str:
    """Give the state of what a build of the project will read; empty where that cannot be told."""
    folders = (project.path(name) for name in (project.settings.curriculum, project.settings.lessons))
    try:
        return digest([stamp(project.path("mkdocs.yml")), *(line for folder in folders for line in stamps(folder))])
    except OSError:
        return ""


def note_finished(project: Project, sources: str, data: Mapping[str, str], summary: Summary) -> None:
    """Remember that a build has just ended well: `sources` is the state before it, `summary` what it did.

    `data` has the SHA-256 of each data file by its path. Where the note cannot be written, there is none.
    """
    lessons = [*(lesson for lesson, _ in summary.executed), *summary.from_store]
    with suppress(OSError):
        note = {"sources": sources, "data": dict(data), "rest": _state(project)}
        write_whole(_note(project), json.dumps({**note, "lessons": lessons, "pages": summary.pages}).encode())


def still_finished(project: Project, tell: Callable[[str], None]) -> Summary | None:
    """Tell what a build would do where that is nothing, since nothing changed since the last one; None elsewhere.

    A build that runs is awaited, and told of.
    """
    started = time.perf_counter()
    if not _note(project).exists():
        return None
    with exclusive(project.path(project.settings.build) / _LOCK, tell=tell):
        try:
            note = json.loads(_note(project).read_bytes())
            same = note["sources"] == source_state(project) != "" and note["rest"] == _state(project)
            if same and all(_holds(path, sha256) for path, sha256 in note["data"].items()):
                seconds = time.perf_counter() - started
                return Summary((), tuple(note["lessons"]), (), int(note["pages"]), 0, seconds)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass  # a note that is damaged tells nothing
    return None


def _note(project: Project) -> Path:
    return project.path(project.settings.build) / _NOTE


def _holds(path: str, sha256: str) -> bool:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


def _state(project: Project) -> str:
    """Give the state of all but sources and data."""
    settings = project.settings
    written = (settings.build, settings.site, settings.notebooks, settings.store)
    files = (line for name in written for line in stamps(project.path(name)))
    own = tuple(f"{project.path(settings.build) / name} " for name in (_NOTE, _LOCK))
    others = (line for line in files if not line.startswith(own))
    fixed = (str(settings), _runtime(settings), history_state(project.root))
    return digest([*fixed, *_surroundings(), *others])


def _runtime(settings: Settings) -> str:
    runtime = open_runtime(settings.runtime)
    return f"{runtime.folder} {shutil.which('node')}" if runtime else ""


def _surroundings() -> Iterator[str]:
    yield f"{sys.version} {sys.executable} {sys.path}"
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("WIKISKILLS_"))
    yield from (line for line in stamps(Path(__file__).parent) if "__pycache__" not in line)
    for folder in filter(os.path.isdir, dict.fromkeys(sys.path)):
        with os.scandir(folder) as entries:
            found = [f"{entry.path} {entry.stat().st_mtime_ns}" for entry in entries if entry.name.endswith("-info")]
        yield from sorted(found)
