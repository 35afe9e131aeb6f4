"""Broken courses in one text file each: what to change in the minimal course, and the message that must come out.

A case is a list of sections. `--- <do> <path>` says what to do with a file of the course, the lines below it how:

    --- write curriculum/glossary.yml     the whole file
    --- append lessons/basics/x.py        lines at its end
    --- replace curriculum/basics.yml     lines with '-' give way to those with '+'; a line with ' ' stays
    --- escaped curriculum/course.yml     the whole file, with Python's escapes for bytes that an editor hides
    --- remove lessons/basics/x.py        nothing below
    --- expected                          the message, to the end of the case
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wikiskills.anchors import anchor_problems
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.editorial import editorial_problems, figures_of
from wikiskills.errors import Problem, raise_if_any
from wikiskills.sources.cache import Cache
from wikiskills.sources.resolve import Kept, resolve

TESTS = Path(__file__).parents[1]
MINIMAL = TESTS / "courses" / "minimal" / "source"
_SECTION = re.compile(r"^--- (?P<do>\w+)(?: (?P<path>\S+))?\n", re.MULTILINE)
_EXPECTED = "--- expected\n"


@dataclass(frozen=True)
class BadCase:
    """One broken course."""

    file: Path

    def __str__(self) -> str:
        return f"{self.file.parent.name}/{self.file.stem}"

    @property
    def code(self) -> str:
        """The error code that the case is about."""
        return self.file.name[:4]

    @property
    def edits(self) -> str:
        """All sections but the last."""
        return self.file.read_text(encoding="utf-8").partition(_EXPECTED)[0]

    @property
    def expected(self) -> str:
        """The whole message."""
        return self.file.read_text(encoding="utf-8").partition(_EXPECTED)[2]

    def update(self, message: str) -> None:
        """Record `message` as what is expected."""
        self.file.write_text(f"{self.edits}{_EXPECTED}{message}", encoding="utf-8")

    def lay_out(self, root: Path) -> None:
        """Write the broken course to the folder `root`."""
        shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
        _, *parts = _SECTION.split(self.edits)
        for do, path, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            _edit(root / path, do, body)


def bad_cases() -> Iterator[BadCase]:
    """Find all cases."""
    return map(BadCase, sorted((TESTS / "bad").glob("*/*.txt")))


def load(root: Path) -> Curriculum:
    """Load the course in `root` with its data files, and look at its texts, as `check` does."""
    project = load_project(root)
    curriculum = load_curriculum(project)
    kept = Kept(Cache(root / "no-cache"))
    found = [resolve(file, root, kept) for dataset in curriculum.datasets for file in dataset.files]
    problems = [result for result in found if isinstance(result, Problem)]
    problems += anchor_problems(curriculum)
    raise_if_any([*problems, *editorial_problems(curriculum, project.settings, figures_of(curriculum, {}))])
    return curriculum


def _edit(file: Path, do: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    match do:
        case "write":
            file.write_text(body, encoding="utf-8")
        case "append":
            file.write_text(file.read_text(encoding="utf-8") + body, encoding="utf-8")
        case "replace":
            file.write_text(replaced(file.read_text(encoding="utf-8"), body), encoding="utf-8")
        case "escaped":
            file.write_bytes(body.encode().decode("unicode_escape").encode("latin-1"))
        case "remove":
            file.unlink()
        case _:
            message = f"no edit is called {do}"
            raise ValueError(message)


def replaced(text: str, body: str) -> str:
    """Put the lines of `body` that begin with '+' into the place of those with '-'; a line with ' ' stays."""
    lines = body.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    if text.count(old) != 1:
        message = f"these lines stand {text.count(old)} times in the file:\n{old}"
        raise ValueError(message)
    return text.replace(old, new)
