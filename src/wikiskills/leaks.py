"""Find answers where learners should not: no line of a solution, hidden check or mutant is published by accident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wikiskills.answers import Answers, answers_of
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem
from wikiskills.fingerprints import Finder, Key
from wikiskills.published import text_files
from wikiskills.readings import json_texts, readings
from wikiskills.site.addresses import data_file, solution_page, url
from wikiskills.site.model import Page

_JSON = (".json", ".ipynb", ".webmanifest", ".map")
_MARKUP = (".html", ".xml")


@dataclass
class _Scan:
    """Looks at each different line of all files once: most lines of a page stand on every other page too."""

    finder: Finder
    clean: set[str] = field(default_factory=set)
    telling: dict[str, set[str]] = field(default_factory=dict)

    def find(self, name: str, text: str) -> set[str]:
        """Give the fingerprints that stand in the file `name`."""
        texts = (json_texts(text) if name.endswith(_JSON) else None) or [text]
        lines = {line for part in texts for line in part.split("\n")}
        new = sorted(lines - self.clean - self.telling.keys())
        is_markup = name.endswith(_MARKUP)
        keys = set[Key]()
        for reading in readings("\n".join(new), is_markup=is_markup):
            keys |= self.finder.keys(reading)
        self._look_at(_with_any(new, keys), is_markup=is_markup)
        self.clean.update(lines - self.telling.keys())
        return {fingerprint for line in lines & self.telling.keys() for fingerprint in self.telling[line]}

    def _look_at(self, lines: Iterable[str], *, is_markup: bool) -> None:
        for line in lines:
            found = {name for reading in readings(line, is_markup=is_markup) for name in self.finder.find(reading)}
            if found:
                self.telling[line] = found


def _with_any(lines: Iterable[str], keys: Iterable[Key]) -> Iterator[str]:
    """Give the lines that may have one of the keys: its longest word, as far as nothing escapes that."""
    words = {max(re.findall(r"[a-zA-Z0-9]+", " ".join(key)), key=len, default="") for key in keys}
    return (line for line in lines if any(word in line for word in words))


@dataclass(frozen=True)
class Guard:
    """What a site must not tell: the answers, the lesson of each solution page by the page's file, the data files."""

    answers: Answers
    solution_pages: Mapping[str, str]
    data_files: frozenset[str]


def guard_of(curriculum: Curriculum) -> Guard:
    """Collect what the site of a course must not tell."""
    pages = {
        f"{url(solution_page(entry))}index.html": entry.id for entry in curriculum.written if entry.shows_solutions
    }
    data = (data_file(dataset.id, file.name) for dataset in curriculum.datasets for file in dataset.files)
    return Guard(answers_of(curriculum), pages, frozenset(data))


def site_leaks(guard: Guard, site: Path, shown: str) -> Iterator[Problem]:
    """Give a problem for each answer line that stands in the finished site in the folder `site` (shown as `shown`).

    A solution page may hold the solutions and explanations of its lesson. Data files are not looked at: they are
    checked by their hashes, and a number in them is no answer.
    """
    return _problems(guard, text_files(site, leave_out=guard.data_files), shown)


def notebook_leaks(guard: Guard, notebooks: Iterable[Page], shown: str) -> Iterator[Problem]:
    """Give a problem for each answer line that stands in learner notebooks; messages call their folder `shown`."""
    return _problems(guard, ((page.path, page.text) for page in notebooks), shown)


def _problems(guard: Guard, files: Iterable[tuple[str, str]], shown: str) -> Iterator[Problem]:
    scan = _Scan(guard.answers.finder)
    leaks: dict[str, list[str]] = defaultdict(list)
    for name, text in files:
        allowed = guard.answers.on_solution_page.get(guard.solution_pages.get(name, ""), frozenset())
        for fingerprint in scan.find(name, text) - allowed:
            leaks[fingerprint].append(name)
    hint = "take it out of what makes this file; if learners may see it, write it in the prompt or in a hint too"
    for fingerprint, names in leaks.items():
        line = guard.answers.lines[fingerprint]
        more = f" (files in all: {len(names)})" if names[1:] else ""
        message = f"this line of the {line.part} of exercise '{line.exercise}' is published in {shown}/{names[0]}{more}"
        yield Problem(line.where, "E850", message, hint)
