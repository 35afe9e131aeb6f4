"""Run one part of a course's lessons, for a build that is split across machines which share a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wikiskills.build import reported
from wikiskills.checking import read_course
from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Executor
from wikiskills.execution.run import NONE_KNOWN, Progress, run_jobs
from wikiskills.execution.shard import Shard
from wikiskills.execution.timeline import Timeline
from wikiskills.first_looks import job_name
from wikiskills.lock import exclusive
from wikiskills.runs import Tell, find_data, open_store, plan_first_looks, plan_jobs

_HERE = Location("mkdocs.yml")


@dataclass(frozen=True)
class ShardSummary:
    """What a build of a part did: the lessons that it ran, with seconds, and those that the store knew already."""

    shard: Shard
    executed: tuple[tuple[str, float], ...]
    from_store: tuple[str, ...]


def build_shard(  # noqa: PLR0913 - each is its own thing
    project: Project,
    executor: Executor,
    workers: int,
    progress: Progress,
    tell: Tell,
    *,
    shard: Shard,
    expected: Mapping[str, float] = NONE_KNOWN,
) -> ShardSummary:
    """Run the lessons of one part and share their records; no page is written.

    Raises `WikiskillsError` with all problems, also where there is no shared store or it did not get the records.
    """
    with exclusive(project.path(project.settings.build) / ".lock", tell=tell):
        store = open_store(project, tell)
        if store.shared is None:
            hint = "set 'shared_store' under extra.wikiskills in mkdocs.yml, or WIKISKILLS_SHARED_STORE"
            raise WikiskillsError(
                [Problem(_HERE, "E932", "a part of a build needs a store that the parts share", hint)]
            )
        curriculum = read_course(project)
        data = find_data(curriculum, project, tell)
        names = shard.of([*(str(entry.id) for entry in curriculum.written), *map(job_name, curriculum.first_looks)])
        planned = [*plan_jobs(curriculum, project, data), *plan_first_looks(curriculum, project, data)]
        jobs = [job for job in planned if job.lesson in names]
        timeline = Timeline(progress)
        with reported(project, curriculum, names, set(names) - {job.lesson for job in jobs}, timeline):
            results = run_jobs(jobs, executor, store, workers, timeline, expected=expected)
        if store.shared.given_up:
            hint = "see the note above; what was run is in this machine's store, so the next try is quick"
            message = f"not all records of part {shard} are in the shared store"
            raise WikiskillsError([Problem(_HERE, "E933", message, hint)])
    executed = tuple((lesson, results.records[lesson].seconds) for lesson in results.executed)
    return ShardSummary(shard, executed, tuple(job.lesson for job in jobs if job.lesson not in results.executed))
