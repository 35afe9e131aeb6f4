"""Learner notebooks: the lesson without outputs and solutions, with starters, public checks and folded hints."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.exercise import Exercise
from wikiskills.interface.words import Words
from wikiskills.percent import Cell, Role
from wikiskills.prose import prose_lines
from wikiskills.quiz import Quiz
from wikiskills.references import Link, replace_references
from wikiskills.site.addresses import data_file, lesson_page, notebook_file, own_links, url
from wikiskills.site.model import Page
from wikiskills.site.packages import requirements
from wikiskills.syntax import tree_of

NotebookCell = dict[str, Any]

_FETCH = """\
# {purpose}
from hashlib import sha256
from pathlib import Path
from urllib.request import Request, urlopen

SITE = {site!r}
FILES = {{
{files}
}}
for name, (address, digest) in FILES.items():
    path = Path("data", name)
    if not path.exists():
        request = Request(SITE + address, headers={{"User-Agent": {agent!r}}})
        content = urlopen(request).read()
        assert sha256(content).hexdigest() == digest, f"{incomplete}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
"""


def make_notebooks(curriculum: Curriculum) -> tuple[Page, ...]:
    """Make the learner notebook of every written lesson."""
    return tuple(learner_notebook(curriculum, entry) for entry in curriculum.written)


def learner_notebook(curriculum: Curriculum, entry: CourseLesson) -> Page:
    """Make the learner notebook of a lesson; the same lesson gives the same bytes."""
    cells = list(_cells(curriculum, entry))
    taken: set[str] = set()
    for cell in cells:
        cell["id"] = _cell_id(cell, taken)
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return Page(notebook_file(entry), json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def _cells(curriculum: Curriculum, entry: CourseLesson) -> Iterator[NotebookCell]:
    assert entry.lesson is not None  # noqa: S101 - only written lessons have notebooks
    site = f"{curriculum.course.site_url.rstrip('/')}/"
    link = own_links(curriculum, lesson_page(entry), lambda _, target: site + url(target))
    yield _markdown(_head(curriculum, entry, site, link))
    if entry.plan.datasets:
        yield _code(_fetch(curriculum, entry, site), tags=["data"])
    for block in entry.lesson.blocks:
        if isinstance(block, Exercise):
            yield from _exercise(block, link, curriculum.words)
        elif isinstance(block, Quiz):
            yield _markdown(_quiz(block, link, curriculum.words))
        elif not block.is_code:
            yield _markdown(_prose(block.source, link, curriculum.words))
        elif not _only_asserts(block):
            yield _code(block.source, tags=sorted(block.tags))


def _head(curriculum: Curriculum, entry: CourseLesson, site: str, link: Link) -> str:
    course = curriculum.course
    say, authors = curriculum.words.say, curriculum.words.listed(entry.plan.authors or course.authors)
    needed = " ".join(f'"{name}"' for name in packages_of(entry))
    packages = say("notebook.packages" if needed else "notebook.no_packages", python="3.11")
    install = f"\n\n```sh\npip install {needed}\n```" * bool(needed)
    lesson = f"[{entry.plan.title}]({site}{url(lesson_page(entry))})"
    return (
        f"# {entry.plan.title}\n\n{_prose(entry.plan.summary, link, curriculum.words)}\n\n"
        f"{say('notebook.of', course=f'[{course.title}]({site})', lesson=lesson)}\n\n{packages}{install}\n\n"
        + say("notebook.licence", text=course.licence.text, code=course.licence.code, authors=authors)
    )


def packages_of(entry: CourseLesson) -> list[str]:
    """Give what the notebook of a lesson needs beside Python, as pip reads it."""
    return requirements(_published_code(entry))


def _published_code(entry: CourseLesson) -> Iterator[str]:
    """Give the code that learners run, and the solutions, which may import more."""
    assert entry.lesson is not None  # noqa: S101 - only written lessons have notebooks
    hidden = (Role.CHECK_HIDDEN, Role.MUTANT)
    return (cell.source for cell in entry.lesson.written if cell.is_code and cell.role not in hidden)


def _fetch(curriculum: Curriculum, entry: CourseLesson, site: str) -> str:
    lines = [
        f"    {file.name!r}: ({url(data_file(dataset.id, file.name))!r}, {str(file.sha256)!r}),"
        for dataset in curriculum.datasets_of(entry)
        for file in dataset.files
    ]
    agent = f"wikiskills-notebook/1 ({curriculum.course.contact})"
    say = curriculum.words.say
    purpose, incomplete = say("notebook.fetch"), say("notebook.incomplete", file="{name}")
    return _FETCH.format(site=site, files="\n".join(lines), agent=agent, purpose=purpose, incomplete=incomplete).rstrip(
        "\n"
    )


def _exercise(exercise: Exercise, link: Link, words: Words) -> Iterator[NotebookCell]:
    prompt = _prose(exercise.prompt.source, link, words)
    title = words.say("exercise.title", title=exercise.title)
    minutes = words.say("notebook.minutes", count=exercise.minutes)
    yield _markdown(f"### {title}\n\n{minutes}\n\n{prompt}")
    yield _code(exercise.starter.source, tags=["exercise"])
    for number, hint in enumerate(exercise.hints, 1):
        yield _markdown(_folded(words.say("notebook.hint", number=number), _prose(hint.source, link, words)))
    for check in exercise.checks:
        yield _code(check.source, tags=["check", "raises-exception"])


def _quiz(quiz: Quiz, link: Link, words: Words) -> str:
    verdicts = words.say("quiz.wrong"), words.say("quiz.right")
    options = "\n".join(f"- {_prose(option.text, link, words)}" for option in quiz.options)
    answers = "\n".join(
        f"- **{verdicts[option.correct]}** {_prose(f'{option.text} {option.feedback}', link, words)}"
        for option in quiz.options
    )
    folded = _folded(words.say("notebook.answers"), answers)
    return f"**{words.say('notebook.question')}** {_prose(quiz.question, link, words)}\n\n{options}\n\n{folded}"


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)\s+(?P<kind>[\w-]+)(?:\s+\"(?P<title>[^\"]*)\")?\s*")


def _prose(source: str, link: Link, words: Words) -> str:
    """Resolve references, and write Material's admonitions as quotations, which every notebook shows."""
    lines, quoted = replace_references(source, link).splitlines(), False
    outside_code = {number for number, _ in prose_lines("\n".join(lines))}
    result: list[str] = []
    for number, line in enumerate(lines, 1):
        match = _ADMONITION.fullmatch(line) if number in outside_code else None
        if quoted and not match and (line.startswith("    ") or not line.strip()):
            result.append(f"> {line[4:]}".rstrip())
            continue
        if quoted:
            result[-1:] = [""] if result[-1] == ">" else [result[-1], ""]
        quoted = bool(match)
        result.extend([f"> **{match['title'] or words.box_title(match['kind'])}**", ">"] if match else [line])
    return "\n".join(result).rstrip(">\n ") if quoted else "\n".join(result)


def _only_asserts(cell: Cell) -> bool:
    """Whether a cell only guards the numbers of the text, which a learner's copy does not need."""
    tree = tree_of(cell.source) if "assert" in cell.source else None
    statements = tree.body if tree else []
    return bool(statements) and all(isinstance(statement, ast.Assert) for statement in statements)


def _markdown(source: str) -> NotebookCell:
    return {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}


def _code(source: str, tags: list[str]) -> NotebookCell:
    metadata = {"tags": tags} if tags else {}
    lines = source.splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": [], "source": lines}


def _cell_id(cell: NotebookCell, taken: set[str]) -> str:
    """Name a cell by its content, so that a change leaves the ids of the other cells as they are."""
    name = hashlib.sha256("".join(cell["source"]).encode()).hexdigest()[:12]
    number = 1
    while f"{name}-{number}" in taken:
        number += 1
    taken.add(f"{name}-{number}")
    return f"{name}-{number}"
