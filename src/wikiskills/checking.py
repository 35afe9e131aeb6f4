"""All that can be said of a course without running a lesson."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from wikiskills.anchors import anchor_problems
from wikiskills.browser.plan import browser_problems
from wikiskills.config import Project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.editorial import Figures, editorial_problems, figures_of
from wikiskills.errors import Location, Problem, raise_if_any
from wikiskills.execution.run import NONE_KNOWN
from wikiskills.leaks import guard_of, notebook_leaks
from wikiskills.render.math import math_problems
from wikiskills.runs import frozen_problems, wrong_data
from wikiskills.runtime.catalogue import load_catalogue
from wikiskills.site.model import Page
from wikiskills.site.notebooks import make_notebooks
from wikiskills.writer import notebooks_in


def ignore(_: tuple[Figures, ...]) -> None:
    """Show nothing."""


def read_course(project: Project) -> Curriculum:
    """Read the course and check all that needs no execution, its formulas included."""
    curriculum = load_curriculum(project)
    raise_if_any([problem for text, place in curriculum.texts() for problem in math_problems(text, place)])
    return curriculum


def check(
    project: Project, seconds: Mapping[str, float] = NONE_KNOWN, show: Callable[[tuple[Figures, ...]], None] = ignore
) -> Curriculum:
    """Check everything that can be checked without running a lesson; raise `WikiskillsError` with all problems.

    `show` gets the counts of the lessons, also where a text is too hard or too long. `seconds` are those of the
    lessons' last runs.
    """
    curriculum = read_course(project)
    figures = figures_of(curriculum, seconds)
    show(figures)
    made = make_notebooks(curriculum)
    catalogue = load_catalogue(project.settings.runtime)
    raise_if_any(
        [
            *anchor_problems(curriculum),
            *editorial_problems(curriculum, project.settings, figures),
            *_notebook_problems(curriculum, made, project),
            *(problem for entry in curriculum.written for problem in browser_problems(entry, catalogue)),
            *frozen_problems(curriculum, project),
            *wrong_data(curriculum, project),
        ]
    )
    return curriculum


def _notebook_problems(curriculum: Curriculum, made: tuple[Page, ...], project: Project) -> Iterator[Problem]:
    """Find notebooks that are not what their lessons make, and answers in them; others were written without any."""
    name = project.settings.notebooks
    folder = project.path(name)
    changed = [page for page in made if not _is_written(folder / page.path, page.text)]
    hint = "run 'wikiskills notebooks' and commit the result"
    for page in changed:
        yield Problem(
            Location(f"{name}/{page.path}"), "E820", "the learner notebook is not what its lesson makes", hint
        )
    yield from notebook_leaks(guard_of(curriculum), changed, name) if changed else ()
    hint = "run 'wikiskills notebooks', which removes it"
    for path in sorted(set(notebooks_in(folder)) - {page.path for page in made}):
        yield Problem(Location(f"{name}/{path}"), "E821", "no lesson makes this notebook", hint)


def _is_written(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
