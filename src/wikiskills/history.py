"""When lessons were published and changed: dates from the outline and from Git, never from the clock."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from wikiskills.config import Project
from wikiskills.curriculum import CourseLesson, Curriculum

_COMMIT = "\x01"


@dataclass(frozen=True)
class LessonDates:
    """The days on which a lesson was published and last changed, as in 2026-11-01; empty where nobody knows."""

    published: str = ""
    modified: str = ""

    @property
    def newest(self) -> str:
        """The later one: a lesson may have been written before it was published."""
        return max(self.published, self.modified)


UNKNOWN = LessonDates()


def lesson_dates(curriculum: Curriculum, project: Project) -> dict[str, LessonDates]:
    """Give the dates of every written lesson by its id.

    A lesson was published on the day that its plan says, else on that of the first commit with its file, under any
    of its names. It was modified on the day of the last commit with its file. Days are those of UTC. Where there is
    no Git, or only a part of the history (a shallow clone), the plan alone is asked.
    """
    days = _days_of_commits(project.root, project.settings.lessons)
    return {str(entry.id): _dates(entry, days, project.settings.lessons) for entry in curriculum.written}


def history_state(root: Path) -> str:
    """Name the commit on which the project in `root` stands; empty where there is no Git."""
    return _git(root, "rev-parse", "HEAD").strip() if _is_work_tree(root) else ""


def _dates(entry: CourseLesson, days: Mapping[str, list[str]], folder: str) -> LessonDates:
    names = product((entry.track.id, *entry.track.aliases), (entry.plan.id, *entry.plan.aliases))
    commits = [day for track, name in names for day in days.get(f"{folder}/{track}/{name}.py", [])]
    first = _whole_day(entry.plan.published) if entry.plan.published else min(commits, default="")
    last = max(days.get(f"{folder}/{entry.track.id}/{entry.id}.py", []), default="")
    return LessonDates(first, last)


def _whole_day(date: str) -> str:
    """Give the first day of a year or a month."""
    return date + "0001-01-01"[len(date) :]


def _days_of_commits(root: Path, folder: str) -> dict[str, list[str]]:
    """Give the days on which each file below a folder was committed, by its name relative to `root`."""
    if not _is_work_tree(root) or _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    options = ("--no-renames", "--name-only", "--relative", f"--format={_COMMIT}%ct")
    days: dict[str, list[str]] = {}
    for commit in _git(root, "log", *options, "--", folder).split(_COMMIT)[1:]:
        seconds, *names = filter(None, commit.splitlines())
        day = dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat()
        _note(days, names, day)
    return days


def _note(days: dict[str, list[str]], names: Iterable[str], day: str) -> None:
    for name in names:
        days.setdefault(name, []).append(day)


def _is_work_tree(root: Path) -> bool:
    """Tell whether there may be Git, without the time that it takes to ask it."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _git(root: Path, *arguments: str) -> str:
    """Give what Git answers; nothing where it is missing or refuses."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", "--no-pager", *arguments]  # names as they are
    try:
        answer = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")  # noqa: S603
    except OSError:
        return ""
    return answer.stdout if answer.returncode == 0 else ""
