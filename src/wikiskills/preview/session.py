"""The loop of a preview: it reads what changed, has run what must, and shows it.

All of it happens in one thread, event by event, so that no two of them ever meet: sources changed, a run ended.
Nothing that is wrong with a course ends it.
"""

from __future__ import annotations

import os
import queue
import sys
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wikiskills.build import update_notebooks
from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Job, shown_cell
from wikiskills.leaks import guard_of, notebook_leaks
from wikiskills.preview.background import Engine, Rehearsal, Run
from wikiskills.preview.changes import Changes
from wikiskills.preview.display import Display
from wikiskills.preview.reader import Reader, Reading, tree_of
from wikiskills.refusals import refusal
from wikiskills.runs import Tell
from wikiskills.site.model import Site

_QUIET = 0.5
"""Seconds without an event after which pages are rendered that nobody looks at."""
_IDLE = 3.0
"""Seconds without an event after which the notebooks are written, and the lesson runs that is being edited."""
_PATIENCE = 1.0
"""Seconds of a run after which pages show the new text with the old outputs."""
_TURN = 0.0005
"""Seconds that this thread computes while others wait: who looks at hundreds of files waits at each of them."""


@dataclass(frozen=True)
class Changed:
    """Sources changed: their paths."""

    paths: frozenset[str]


@dataclass(frozen=True)
class Ended:
    """A run ended."""

    run: Run


class Session:
    """The preview of one project, until Ctrl-C."""

    def __init__(self, project: Project, engine: Engine, tell: Tell, display: Display) -> None:
        self.project, self.engine, self.tell, self.display = project, engine, tell, display
        self.events: queue.SimpleQueue[Changed | Ended] = queue.SimpleQueue()
        self.changes = Changes(_places(project), lambda paths: self.events.put(Changed(paths)))
        self.reader = Reader(project.root, tell)
        self.run: Run | None = None
        self.rehearsals: dict[str, Rehearsal] = {}
        """By the path of the lesson's file: begun once in a session."""
        self.failed: dict[str, tuple[Problem, ...]] = {}
        """What went wrong in the last runs, by the digests of their keys."""
        self.quiet_since = 0.0
        self.rendering = False
        self.waiting: tuple[float, Reading] | None = None
        """When to show a reading with old outputs, unless its run ends before."""
        self.finished: tuple[Reading, Site] | None = None
        """What notebooks are to be written of."""

    def follow(self) -> None:
        """Show the course and follow its changes; never returns."""
        sys.setswitchinterval(_TURN)
        self.changes.start()
        self._safely(self._begin)
        self.quiet_since, self.rendering = time.monotonic(), True
        while True:
            self._step()

    def _begin(self) -> None:
        reading = self._read(only_lessons=False)
        self.engine.executor.prepare(reading.jobs)

    def _step(self) -> None:
        """Handle what happened, or else do the first chore that is due."""
        chores = sorted(self._chores(), key=lambda chore: chore[0])
        try:
            events = [self.events.get(timeout=max(0.0, chores[0][0] - time.monotonic()) if chores else None)]
        except queue.Empty:
            self._safely(chores[0][1])
            return
        with suppress(queue.Empty):
            while True:
                events.append(self.events.get_nowait())
        self._safely(lambda: self._handle(events))
        self.quiet_since, self.rendering = time.monotonic(), True

    def _chores(self) -> list[tuple[float, Callable[[], None]]]:
        """List what is to be done when nothing happens, and when."""
        chores: list[tuple[float, Callable[[], None]]] = []
        if self.waiting:
            chores.append((self.waiting[0], self._show_waiting))
        if self.rendering:
            chores.append((self.quiet_since + _QUIET, self._render_next))
        if any(rehearsal.waits for rehearsal in self.rehearsals.values()):
            chores.append((self.quiet_since + _IDLE, self._rehearse))
        if self.finished:
            chores.append((self.quiet_since + _IDLE, self._write_notebooks))
        return chores

    def _handle(self, events: Sequence[Changed | Ended]) -> None:
        for event in events:
            if isinstance(event, Ended) and event.run is self.run:
                self.failed |= event.run.failed
                self.run = None
                self.display.board.update(running="")
        paths = {path for event in events if isinstance(event, Changed) for path in event.paths}
        lessons = f"{self.project.path(self.project.settings.lessons)}{os.sep}"
        only_lessons = all(path.startswith(lessons) for path in paths)
        if not only_lessons:
            self.failed.clear()  # other data may mend what failed
        reading = self._read(only_lessons=only_lessons)
        for job in reading.jobs if self.engine.rehearses else ():
            self._plan_rehearsal(job, paths)

    def _plan_rehearsal(self, job: Job, edited: Collection[str]) -> None:
        """Have a lesson run once that somebody begins to edit; a real run makes that needless."""
        path = str(self.project.path(shown_cell(job.steps[0]).where.path)) if job.steps else ""
        if self.run is not None and job.lesson in self.run.digests:
            self.rehearsals.setdefault(path, Rehearsal(job)).stop()
        elif path in edited:
            self.rehearsals.setdefault(path, Rehearsal(job))

    def _rehearse(self) -> None:
        for rehearsal in self.rehearsals.values():
            rehearsal.start(self.engine.executor)

    def _read(self, *, only_lessons: bool) -> Reading:
        """Read the course as it is now, have run what must, and show it, at once where that is not soon over."""
        started = time.perf_counter()
        self.waiting = None
        reading = self.reader.read(only_lessons=only_lessons)
        self.project = self.display.project = reading.project
        self.changes.places = _places(reading.project)
        missing = [job for job in reading.missing if reading.keys[job.lesson].digest not in self.failed]
        begun = self._have_run(missing, reading)
        if begun and self.display.pages is not None and len(missing) == len(reading.missing):
            self.waiting = time.monotonic() + _PATIENCE, reading
        else:
            self._show(reading, started)
        return reading

    def _have_run(self, missing: Sequence[Job], reading: Reading) -> bool:
        """Have these jobs run, and no others; tell whether a run begins now."""
        wanted = {job.lesson: reading.keys[job.lesson].digest for job in missing}
        if self.run is not None and wanted and wanted.items() <= self.run.digests.items():
            return False
        if self.run is not None:
            self.run.stop()
        self.run = None
        self.display.board.update(running="")
        if missing:
            self.run = Run(missing, reading.keys, self.reader.store(reading.project), self._show_running)
            self.run.start(self.engine, lambda run: self.events.put(Ended(run)))
        return bool(missing)

    def _show_running(self, run: Run, text: str) -> None:
        if run is self.run:
            self.display.board.update(running=text)

    def _show_waiting(self) -> None:
        assert self.waiting is not None  # noqa: S101 - the chore is listed only then
        reading, self.waiting = self.waiting[1], None
        self._show(reading, time.perf_counter())

    def _show(self, reading: Reading, started: float) -> None:
        failures = [problem for job in reading.missing for problem in self._failure(reading, job)]
        try:
            site = self.reader.site(reading)
            tree = tree_of(site, reading.curriculum, reading.project, self.display.folder)
        except WikiskillsError as error:
            raise WikiskillsError([*failures, *error.problems]) from error
        changed = self.display.show(tree, reading.browser.files(), reading.sources, [*failures, *reading.problems])
        self.finished = None if reading.missing else (reading, site)
        if changed:
            self.tell(f"{changed} page{'' if changed == 1 else 's'} changed ({time.perf_counter() - started:.2f} s)")

    def _failure(self, reading: Reading, job: Job) -> tuple[Problem, ...]:
        return self.failed.get(reading.keys[job.lesson].digest, ())

    def _render_next(self) -> None:
        self.rendering = self.display.render_next()

    def _write_notebooks(self) -> None:
        """Write the learner notebooks, as a build does, but not where one gives an answer away."""
        assert self.finished is not None  # noqa: S101 - the chore is listed only then
        (reading, site), self.finished = self.finished, None
        leaks = list(notebook_leaks(guard_of(reading.curriculum), site.notebooks, reading.project.settings.notebooks))
        if leaks:
            self.display.tell([*self.display.own, *leaks])
        else:
            update_notebooks(site.notebooks, reading.project)

    def _safely(self, action: Callable[[], None]) -> None:
        """Do something; show what is wrong with the course, or with us, and go on."""
        try:
            action()
        except WikiskillsError as error:
            self.display.tell(error.problems)
        except Exception as error:  # noqa: BLE001 - the next edit may mend it
            if refused := refusal(error, self.reader.root):
                self.display.tell([refused])
                return
            self.tell("".join(traceback.format_exception(error)))
            message = f"the preview failed: {type(error).__name__}: {error}"
            hint = "this is a fault of the program; the pages follow again with the next change"
            self.display.tell([Problem(Location("serve"), "E950", message, hint)])


def _places(project: Project) -> tuple[Path, ...]:
    """Name what is looked at."""
    settings = project.settings
    return tuple(map(project.path, ("mkdocs.yml", settings.curriculum, settings.lessons, settings.records)))
