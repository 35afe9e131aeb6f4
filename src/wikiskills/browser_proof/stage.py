"""The stage of a build that readies exercises for the browser: planned, proved, or told why there is no Run button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from wikiskills.browser.course import InBrowser, plan_course
from wikiskills.browser_proof.prove import Prover, prove, trials_of
from wikiskills.config import Project
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem, raise_if_any
from wikiskills.runtime.node import find_node

_START = 60
"""Seconds that Python and its packages may take to start on a slow machine."""


def ready_for_browser(
    curriculum: Curriculum, project: Project, data: Mapping[str, Path], tell: Callable[[str], None]
) -> InBrowser:
    """Plan which exercises run in the browser, and prove them where this machine has the runtime and Node.

    Raises `WikiskillsError` with each exercise that does not work there and is not listed as such.
    """
    problems: list[Problem] = []
    browser = plan_course(curriculum, project.settings, data, problems)
    raise_if_any(problems)
    if not any(browser.exercises.values()):
        return browser
    prover = prover_for(project, tell)
    if not browser.runtime:
        tell("the pages have no Run button: this machine has no runtime ('wikiskills runtime fetch' gets it)")
    elif not prover:
        tell("the exercises are not proved in the browser's Python: this machine has no Node")
    else:
        raise_if_any(prove(trials_of(curriculum, browser, data), browser, prover))
    return browser


def prover_for(project: Project, tell: Callable[[str], None]) -> Prover | None:
    """Give what proves the exercises of a project; None where there is no Node."""
    node = find_node()
    memory = project.path(project.settings.store).parent / "browser-proofs.json"
    return Prover(node, memory, project.settings.cell_timeout + _START, tell) if node else None
