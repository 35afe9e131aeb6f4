"""What the documents show is true: examples run, tables of keys are those of the code, links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tests.support.documents import ROOT, anchors_of, code_of, documents, examples, lesson_of, links_of
from tests.support.fake_executor import NoProgress
from wikiskills import config, dataset, outline, recipe
from wikiskills.config import Project, load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.execution.job import Job, steps_of
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.located_yaml import Date, Slug, Text, fields_of
from wikiskills.percent import Cell, Role, Tag
from wikiskills.runs import find_data, plan_jobs
from wikiskills.site.assemble import make_site

README = ROOT / "README.md"
FORMAT = ROOT / "docs" / "format.md"
LESSONS = ROOT / "docs" / "contributing-lessons.md"
KEPT = outline.Course, outline.Track, outline.Glossary, dataset.Datasets, config.Settings
"""What the files of a course hold."""
SHOWN_LESSON = "lessons/basics/busy-hours.py"
_KEYS = re.compile(r"^<!-- keys: (?P<kind>\w+) -->\n\n(?:\|.*\n)*\n?", re.MULTILINE)


@pytest.fixture
def shown_course(tmp_path: Path) -> Project:
    """The course whose files docs/format.md shows."""
    files = {example.what: example.text for example in examples(FORMAT) if example.what != "cells"}
    for name, text in (files | {SHOWN_LESSON: lesson_of(FORMAT)}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load_project(tmp_path)


def test_course_of_the_reference_builds(shown_course: Project) -> None:
    curriculum = load_curriculum(shown_course)
    data = find_data(curriculum, shown_course)
    jobs = plan_jobs(curriculum, shown_course, data)
    results = run_jobs(
        jobs, KernelExecutor(shown_course.root / "cache"), Store(shown_course.root / "store"), 1, NoProgress()
    )

    site = make_site(curriculum, shown_course.settings, results.records, data)

    assert {"index.md", "basics/busy-hours/index.md", "basics/busy-hours/solutions/index.md"} <= {
        page.path for page in site.pages
    }


@pytest.mark.parametrize("document", [README, LESSONS], ids=lambda path: path.name)
def test_cells_of_a_document_are_a_lesson_that_runs(document: Path, tmp_path: Path) -> None:
    job = Job("shown", steps_of(lesson(document)), (), "python3", 60)

    record = KernelExecutor(tmp_path).execute(job, lambda _: None)

    assert any(record.outputs)


def lesson(document: Path) -> Lesson:
    found: list[Any] = []
    read = read_lesson_text(lesson_of(document), document.name, found)
    assert read is not None, "\n".join(map(str, found))
    return read


def test_reference_names_all_cell_options_tags_and_roles() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", FORMAT.read_text(encoding="utf-8"), re.MULTILINE))

    options = {field.name for field in dataclasses.fields(Cell)} - {
        "where",
        "first_line",
        "is_code",
        "source",
        "indent",
        "left_out",
    }
    assert {*options, *Tag, *Role} <= rows


def test_tables_of_keys_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    text = FORMAT.read_text(encoding="utf-8")
    expected = _KEYS.sub(lambda match: f"<!-- keys: {match['kind']} -->\n\n{key_table(match['kind'])}\n", text)
    if request.config.getoption("--update"):
        FORMAT.write_text(expected, encoding="utf-8")
    else:
        assert text == expected, "run 'pytest tests/test_docs.py --update'"
    shown = set(re.findall(r"<!-- keys: (\w+) -->", text))
    assert shown == {kind.__name__ for kind in kinds_below(*KEPT)}


def kinds_below(*roots: Any) -> Iterator[Any]:
    for kind in roots:
        yield kind
        for field in fields_of(kind).values():
            yield from kinds_below(
                *(inner for inner in mentioned(field.type) if hasattr(inner, "__dataclass_fields__"))
            )


def mentioned(kind: Any) -> list[type[Any]]:
    arguments = [argument for argument in typing.get_args(kind) if argument not in (types.NoneType, Ellipsis)]
    return arguments or [kind]


def key_table(kind: str) -> str:
    """Write the table of a class of keys as docs/format.md shows it."""
    owner = next(module for module in (outline, dataset, recipe, config) if kind in vars(module))
    rows = [key_row(name, field) for name, field in fields_of(vars(owner)[kind]).items()]
    return "\n".join(["| Key | Value | Without it | Meaning |", "|---|---|---|---|", *rows]) + "\n"


def key_row(name: str, field: Any) -> str:
    missing = {"MISSING": "an error", "None": "nothing", "()": "none"}
    default = "MISSING" if "MISSING" in type(field.default).__name__ else str(field.default)
    without = missing.get(default, f"`{default.lower() if isinstance(field.default, bool) else default}`")
    meaning = re.sub(r"\[text\]\(\w+:id\)|lessons/\S+\.py", r"`\g<0>`", field.metadata["description"])
    return f"| `{name}` | {value_kind(field)} | {without} | {meaning} |"


def value_kind(field: Any) -> str:
    (kind,) = mentioned(field.type)
    names = {Text: "text", Slug: "id", Date: "date", int: "whole number", bool: "`true` or `false`"}
    if kind is int and field.metadata["most"] < 10**15:
        return f"{field.metadata['least']} to {field.metadata['most']}"
    if issubclass(kind, StrEnum):
        return "one of " + ", ".join(f"`{word}`" for word in kind)
    label = names.get(kind) or f"[{words(kind)}](#{words(kind).replace(' ', '-')})"
    return f"list: {label}" if typing.get_origin(field.type) is tuple else label


def words(kind: type[Any]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    for link in links_of(document):
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
        assert not anchor or anchor in anchors_of(target), f"{link} leads to no heading"


def test_files_that_the_documents_name_exist() -> None:
    for document in documents():
        for code in code_of(document):
            for name in re.findall(r"(?<![\w./-])(?:tests|src|docs)/[\w./<>*-]+", code):
                assert list(ROOT.glob(re.sub(r"<\w+>", "*", name))), f"{document.name}: {name}"
