"""First looks: a few cells that load a dataset and show it, run in the build and shown on the dataset's page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wikiskills.dataset import Dataset
from wikiskills.errors import Location, Problem, did_you_mean
from wikiskills.lesson import Lesson, read_lesson

FOLDER = "first_looks"
"""Folder of the first looks in that of the outlines; each file is called as its dataset, with `.py`."""

_NAMED = "first look at "


def read_first_looks(
    folder: Path, shown: str, datasets: Sequence[Dataset], problems: list[Problem]
) -> dict[str, Lesson]:
    """Read the first looks in `folder` (shown as `shown`) by the ids of their datasets; `problems` gets the rest."""
    known = {str(dataset.id) for dataset in datasets}
    looks: dict[str, Lesson] = {}
    for path in sorted(folder.glob("*.py")):
        name = f"{shown}/{path.name}"
        if path.stem not in known:
            hint = did_you_mean(path.stem, known)
            problems.append(Problem(Location(name), "E606", f"no dataset is called '{path.stem}'", hint))
        look = read_lesson(path, name, problems)
        if look:
            looks[path.stem] = look
            problems.extend(_foreign(look))
    return looks


def _foreign(look: Lesson) -> list[Problem]:
    """Find what only lessons have."""
    hint = "move it into a lesson that reads the dataset"
    wheres = [exercise.where for exercise in look.exercises] + [quiz.where for quiz in look.quizzes]
    return [Problem(where, "E607", "a first look has no exercises and no quizzes", hint) for where in wheres]


def job_name(dataset_id: str) -> str:
    """Name what is run for a dataset's page; no lesson can be called so."""
    return f"{_NAMED}{dataset_id}"


def is_first_look(job: str) -> bool:
    """Tell whether a name is that of something run for a dataset's page."""
    return job.startswith(_NAMED)
