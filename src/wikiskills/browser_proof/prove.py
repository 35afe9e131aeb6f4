"""Prove the exercises of a course in the browser's Python; what passed once is not tried again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wikiskills.browser.course import InBrowser
from wikiskills.browser_proof.node_python import NodePython, NodePythonError
from wikiskills.browser_proof.trial import Trial
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem
from wikiskills.execution.job import DataMount
from wikiskills.whole_file import write_whole

_REMEMBERED = 10_000
"""How many keys are kept."""


@dataclass(frozen=True)
class Prover:
    """How to prove: the Node that runs Python, the file that remembers what passed.

    `seconds` is what one exercise may take, the start of Python and the loading of packages included.
    """

    node: str
    memory: Path
    seconds: int
    tell: Callable[[str], None]


def trials_of(curriculum: Curriculum, browser: InBrowser, data: Mapping[str, Path]) -> list[Trial]:
    """List what there is to prove, in course order."""
    return [
        Trial(entry.id, planned, mounts)
        for entry in curriculum.written
        if (planned_here := browser.exercises_of(entry))
        for mounts in [
            tuple(
                DataMount(str(file.name), data[file.name], str(file.sha256))
                for dataset in curriculum.datasets_of(entry)
                for file in dataset.files
            )
        ]
        for planned in planned_here
    ]


def prove(trials: Iterable[Trial], browser: InBrowser, prover: Prover) -> list[Problem]:
    """Give a problem for each exercise whose solution fails or whose starter passes."""
    if not browser.runtime:
        return []
    known = _read(prover.memory)
    keyed = {trial.key(browser.runtime.folder): trial for trial in trials}
    left = {key: trial for key, trial in keyed.items() if key not in known}
    if not left:
        return []
    prover.tell(f"proving {len(left)} exercise{'s' if len(left) > 1 else ''} in the browser's Python")
    results = dict(_results(left, browser, prover))
    _write(prover.memory, [*known, *(key for key, problem in results.items() if problem is None)])
    return [problem for problem in results.values() if problem]


def _results(trials: Mapping[str, Trial], browser: InBrowser, prover: Prover) -> Iterator[tuple[str, Problem | None]]:
    assert browser.runtime is not None  # noqa: S101 - the caller has looked
    with tempfile.TemporaryDirectory(prefix="wikiskills-proof-") as name:
        browser.place(Path(name))
        python = NodePython(prover.node, Path(name) / browser.runtime.folder, browser.lock[0])
        try:
            for key, trial in trials.items():
                yield key, _result(trial, python, prover.seconds)
        finally:
            python.end()


def _result(trial: Trial, python: NodePython, seconds: int) -> Problem | None:
    try:
        results = python.ask(trial.request(), seconds)
    except NodePythonError as error:
        return trial.unanswered(str(error), timed_out=error.timed_out)
    return trial.problem(*results)


def _read(memory: Path) -> list[str]:
    """Give the keys of what passed, the oldest first."""
    try:
        return list(map(str, json.loads(memory.read_bytes())["proved"]))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(memory: Path, proved: Sequence[str]) -> None:
    """Remember what passed, where that is possible: it only saves time."""
    with suppress(OSError):
        write_whole(memory, (json.dumps({"proved": proved[-_REMEMBERED:]}, indent=0) + "\n").encode())
