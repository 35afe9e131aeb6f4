"""Problems as text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from wikiskills.errors import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Write one line a problem and one for its hint, then a count."""
    return "\n".join([*map(str, problems), "", f"{counted(len(problems), 'problem')} found."])


def counted(number: int, noun: str) -> str:
    """Say a number of things: 1 lesson, 2 lessons."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(problems: Sequence[Problem]) -> str:
    """Write a list of objects with path, line, column, code, message and hint."""
    rows = [
        {**asdict(problem.where), **{k: v for k, v in asdict(problem).items() if k != "where"}} for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


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


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json, "github": as_github}
