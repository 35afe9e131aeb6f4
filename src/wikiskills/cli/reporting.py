"""What a build did, in words; problems as text, as JSON, and as GitHub, GitLab and JUnit write them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING

from wikiskills.config import Project
from wikiskills.errors import Problem
from wikiskills.execution.outcome import Outcome
from wikiskills.execution.shard import Shard
from wikiskills.first_looks import is_first_look
from wikiskills.policy.waivers import Waiver

if TYPE_CHECKING:
    from wikiskills.finished import Summary


def as_text(problems: Sequence[Problem]) -> str:
    """Write one line a problem and one for its hint, then a count."""
    return "\n".join([*map(str, problems), "", f"{counted(len(problems), 'problem')} found."])


def counted(number: int, noun: str) -> str:
    """Say a number of things: 1 lesson, 2 lessons."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def describe(summary: Summary, project: Project) -> str:
    """Say in one paragraph what a build did."""
    lines = [
        _executed(summary.executed),
        f"{len(summary.from_store)} from the store",
        *([f"{len(summary.frozen)} frozen ({', '.join(summary.frozen)})"] if summary.frozen else []),
        f"{counted(summary.pages, 'page')}, {counted(summary.changed, 'file')} changed",
        "no warnings",
        f"{summary.seconds:.1f} s",
    ]
    return "; ".join(lines) + f".\nThe site is in {project.settings.site}/."


def describe_shard(shard: Shard, executed: Sequence[tuple[str, float]], from_store: Sequence[str]) -> str:
    """Say in one paragraph what the build of one part did."""
    done = f"{_executed(executed)}; {len(from_store)} from the store"
    return f"Part {shard}: {done}.\nNo site was built: run 'wikiskills build' when all parts are done."


def _executed(lessons: Sequence[tuple[str, float]]) -> str:
    listed = ", ".join(f"{lesson} {seconds:.1f} s" for lesson, seconds in lessons)
    looks = sum(is_first_look(lesson) for lesson, _ in lessons)
    what = [counted(len(lessons) - looks, "lesson"), *([counted(looks, "first look")] if looks else [])]
    return f"{' and '.join(what)} run" + (f" ({listed})" if listed else "")


def as_json(problems: Sequence[Problem], waivers: Sequence[Waiver] = ()) -> str:
    """Write a list of objects with path, line, column, code, message and hint.

    Exceptions from policies follow, which have their reason as message, and `waived` set.
    """
    rows = [{**asdict(p.where), "code": p.code, "message": p.message, "hint": p.hint} for p in problems]
    allowed = [{**asdict(w.where), "code": w.code, "message": w.reason, "waived": True} for w in waivers]
    return json.dumps([*rows, *allowed], indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem]) -> str:
    """Write workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    where = problem.where
    place = f"file={_property(where.path)},line={max(where.line, 1)},col={max(where.column, 1)}"
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::error {place},title={problem.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem]) -> str:
    """Write a report of GitLab's Code Quality; its fingerprints stay when a problem moves to another line."""
    seen: Counter[str] = Counter()
    return json.dumps([_issue(problem, seen) for problem in problems], indent=2, ensure_ascii=False)


def _issue(problem: Problem, seen: Counter[str]) -> dict[str, object]:
    name = f"{problem.where.path}\0{problem.code}\0{problem.message}"
    seen[name] += 1
    return {
        "description": f"{problem.message} ({problem.hint})" if problem.hint else problem.message,
        "check_name": problem.code,
        "fingerprint": sha256(f"{name}\0{seen[name]}".encode()).hexdigest(),
        "severity": "major",
        "location": {"path": problem.where.path, "lines": {"begin": max(problem.where.line, 1)}},
    }


_FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "github": as_github, "gitlab": as_gitlab}
REPORTS = ("text", "json", "github", "gitlab", "junit")
"""The formats of reports."""
MACHINE_READ = {"json", "gitlab", "junit"}
"""Formats that are written also where there is no problem."""


def report(name: str, problems: Sequence[Problem], outcomes: Sequence[Outcome], waivers: Sequence[Waiver]) -> str:
    """Write problems in the format of that name; where it has them, also the outcomes of lessons and the exceptions."""
    if name == "json":
        return as_json(problems, waivers)
    if name == "junit":
        from wikiskills.cli.junit import as_junit  # noqa: PLC0415 - a library for XML, which few builds need

        return as_junit(problems, outcomes)
    return _FORMATS[name](problems)
