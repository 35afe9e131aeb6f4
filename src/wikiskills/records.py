"""What is asked of records beside a build: why a lesson would run, to freeze one, whether outputs drift."""

from __future__ import annotations

from collections.abc import Iterator

from wikiskills.checking import read_course
from wikiskills.config import Project
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any
from wikiskills.execution.drift import drift_problems
from wikiskills.execution.explain import Explanation, explain_key
from wikiskills.execution.frozen import read_frozen, write_frozen
from wikiskills.execution.job import Executor, Job
from wikiskills.execution.key import CacheKey, cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.run import Progress, run_all, run_jobs
from wikiskills.execution.store import Store
from wikiskills.runs import Tell, find_data, frozen_name, has_data, open_store, plan_jobs


def explain(project: Project, lesson: str, tell: Tell) -> Explanation:
    """Say whether a build would run a lesson, and why; raise `WikiskillsError` where there is no such lesson."""
    curriculum = read_course(project)
    entry = written_lesson(curriculum, project, lesson)
    data = find_data(curriculum, project, tell)
    if not has_data(curriculum, entry, data):
        why = f"its data cannot be had, so {frozen_name(entry, project)} is published"
        return Explanation(lesson, runs=False, why=why)
    (job,) = (job for job in plan_jobs(curriculum, project, data) if job.lesson == lesson)
    store = open_store(project, tell)
    key = cache_key(job, store.installed())
    last = store.last_key(lesson)
    return explain_key(lesson, key, last, known=bool(store.find({lesson: key})))


def freeze(project: Project, lesson: str, executor: Executor, progress: Progress, tell: Tell) -> str:
    """Write the record of a lesson beside the sources, run or from the store; give the file's name."""
    curriculum = read_course(project)
    entry = written_lesson(curriculum, project, lesson)
    jobs = [job for job in plan_jobs(curriculum, project, find_data(curriculum, project, tell)) if job.lesson == lesson]
    if not jobs:
        hint = "freeze it where its data can be had"
        message = f"the data of lesson '{lesson}' cannot be had here"
        raise WikiskillsError([Problem(entry.plan.id.where, "E723", message, hint)])
    results = run_jobs(jobs, executor, open_store(project, tell), 1, progress)
    name = frozen_name(entry, project)
    write_frozen(project.path(name), jobs[0].steps, results.records[lesson])
    if not entry.plan.freeze:
        tell(f"note: lesson '{lesson}' is published from this record once its plan has 'freeze: true'")
    return name


def find_drift(project: Project, executor: Executor, workers: int, progress: Progress, tell: Tell) -> int:
    """Run all lessons anew; raise `WikiskillsError` with every output that is not what its last record has.

    A lesson is compared with the record of its last build, even if packages or data changed since, or else with its
    frozen record. What came out is not kept. Gives the number of lessons that were compared.
    """
    curriculum = read_course(project)
    store = open_store(project, tell)
    installed = store.installed()
    jobs = plan_jobs(curriculum, project, find_data(curriculum, project, tell))
    known = {job.lesson: _before(job, cache_key(job, installed), store, curriculum, project) for job in jobs}
    compared = [job for job in jobs if known[job.lesson] is not None]
    for job in jobs:
        if known[job.lesson] is None:
            tell(f"note: there is no record of lesson '{job.lesson}' to compare with")
    problems: list[Problem] = []
    for job, result in run_all(compared, executor, workers, progress):
        before = known[job.lesson]
        if isinstance(result, WikiskillsError):
            problems.extend(result.problems)
        elif before is not None:
            problems.extend(drift_problems(job.steps, before, result))
    raise_if_any(problems)
    return len(compared)


def _before(job: Job, key: CacheKey, store: Store, curriculum: Curriculum, project: Project) -> ExecutionRecord | None:
    """Find what a lesson gave out before: as it is now, or with the same code on other data or packages."""
    return next((record for record in _records_of(job, key, store, curriculum, project) if record is not None), None)


def _records_of(
    job: Job, key: CacheKey, store: Store, curriculum: Curriculum, project: Project
) -> Iterator[ExecutionRecord | None]:
    yield store.find({job.lesson: key}).get(job.lesson)
    last = store.last_key(job.lesson)
    if last is not None and last.code == key.code:
        yield store.get(last)
    entry = curriculum.lesson(job.lesson)
    name = frozen_name(entry, project)
    frozen = read_frozen(project.path(name), name, entry.plan.id.where, job.steps)
    yield frozen if isinstance(frozen, ExecutionRecord) else None


def written_lesson(curriculum: Curriculum, project: Project, lesson: str) -> CourseLesson:
    """Give the written lesson with this id; raise `WikiskillsError` naming the nearest where there is none."""
    entries = {entry.id: entry for entry in curriculum.written}
    if lesson not in entries:
        where = Location(str(project.settings.curriculum))
        raise WikiskillsError(
            [Problem(where, "E906", f"no written lesson is called '{lesson}'", did_you_mean(lesson, entries))]
        )
    return entries[lesson]
