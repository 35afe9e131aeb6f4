"""Planted answers are found wherever they stand and however written; what only looks so is no leak."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.answers import EXPLANATION, HIDDEN, SOLUTION, SOLUTIONS
from tests.support.courses import LESSON, copy_course, edit
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import Problem
from wikiskills.fingerprints import Finder, code_fingerprint, prose_fingerprint
from wikiskills.leaks import Guard, guard_of, site_leaks
from wikiskills.readings import readings

LINES = {SOLUTION: (45, "solution"), EXPLANATION: (50, "explanation"), HIDDEN: (56, "hidden check")}
PAGE = "basics/first-counts/exercises/index.html"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


def guard(root: Path) -> Guard:
    return guard_of(load_curriculum(load_project(root)))


def leaks(root: Path, name: str, text: str) -> list[Problem]:
    """Give what is found where the site of the course in `root` has one file."""
    file = root / "site" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return list(site_leaks(guard(root), root / "site", "site"))


def highlighted(code: str) -> str:
    return markdown.markdown(f"```python\n{code}\n```", extensions=["pymdownx.superfences", "pymdownx.highlight"])


def minified(code: str) -> str:
    """The code as a part of one long line."""
    return " ".join(f"def total(counts): {code} # and so on".split())


WAYS: dict[str, tuple[str, Callable[[str], str]]] = {
    "as it is": ("a.txt", str),
    "indented": ("a.txt", lambda line: f"\t    {line}   "),
    "within a line": ("a.txt", minified),
    "in HTML": ("a.html", lambda line: f"<pre>{html.escape(line)}</pre>"),
    "highlighted": ("a.html", highlighted),
    "highlighted, in one line": ("a.html", lambda line: minified(highlighted(line).replace("\n", " "))),
    "in an attribute": ("a.html", lambda line: f'<a title="{html.escape(line)}">x</a>'),
    "in a data attribute as JSON": ("a.html", lambda line: f'<a data-x="{html.escape(json.dumps([line]))}">x</a>'),
    "in a script in HTML": ("a.html", lambda line: f'<script type="application/json">{json.dumps([line])}</script>'),
    "in a comment": ("a.html", lambda line: f"<!-- {line} -->"),
    "in JSON": ("a.json", lambda line: json.dumps({"a": [{"b": f"def total(counts):\n    {line}\n"}]})),
    "as a key in JSON": ("a.json", lambda line: json.dumps({line: 1})),
    "in broken JSON": ("a.json", lambda line: json.dumps({"a": f"x\n{line}\n"})[:-1]),
    "HTML in JSON": ("search/search_index.json", lambda line: json.dumps({"docs": [{"text": highlighted(line)}]})),
    "JSON in JSON": ("a.json", lambda line: json.dumps({"a": json.dumps({"b": f"1\n{line}"})})),
    "in a notebook": ("a.ipynb", lambda line: json.dumps({"cells": [{"source": ["x = 1\n", f"{line}\n"]}]})),
    "in a script": ("a.js", lambda line: f"(()=>{{var e={json.dumps(f'x{chr(10)}{line}')};f(e)}})();"),
    "in a script, in single quotes": ("a.js", lambda line: "var e='" + line.replace("'", "\\'") + "';f(e)"),
    "in a source map": ("a.js.map", lambda line: json.dumps({"sourcesContent": [f"f(`{line}`)"]})),
    "in a feed": ("feed.xml", lambda line: f"<description>{html.escape(highlighted(line))}</description>"),
    "in CDATA": ("feed.xml", lambda line: f"<![CDATA[<p>{html.escape(line)}</p>]]>"),
    "in a style sheet": ("a.css", lambda line: f"/* {line} */"),
    "in Windows lines": ("a.txt", lambda line: f"x = 1\r\n{line}\r\n"),
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("name", "write"), WAYS.values(), ids=WAYS.keys())
def test_an_answer_is_found_however_it_is_written(
    course: Path, name: str, write: Callable[[str], str], line: str
) -> None:
    (found,) = leaks(course, name, write(line))

    number, part = LINES[line]
    assert str(found).startswith(
        f"{LESSON}:{number}: E850 this line of the {part} of exercise 'total' is published in site/{name}\n  hint: "
    )


@pytest.mark.parametrize("suffix", ["html", "ipynb", "md"])
def test_an_explanation_is_found_as_it_is_shown(course: Path, suffix: str) -> None:
    edit(
        course / LESSON,
        "`sum` also gives 0 for an empty",
        "`sum` **also** [gives](lesson:first-counts) 0 for an _empty_",
    )
    shown = "`sum` **also** [gives](https://example.org/course/) 0 for an _empty_ list."
    text = {"html": markdown.markdown(shown), "ipynb": json.dumps([shown]), "md": shown}[suffix]

    assert [problem.where.line for problem in leaks(course, f"a.{suffix}", text)] == [50]


CODE = st.lists(
    st.sampled_from(
        ["x", "total", "counts", "é", "1", ".5", '"', "'", "\\n", "\\", "<", "<b", ">", "&", "&lt;", "(", ", ", " "]
    ),
    min_size=1,
    max_size=12,
).map("".join)
LAYERS: dict[str, Callable[[str], str]] = {"HTML": html.escape, "JSON": json.dumps}


@given(CODE.filter(code_fingerprint), st.lists(st.sampled_from(sorted(LAYERS)), max_size=3))
def test_any_line_of_code_is_found_below_up_to_three_layers(line: str, layers: list[str]) -> None:
    """As JSON in an attribute of a page."""
    text = line
    for layer in layers:
        text = LAYERS[layer](text)

    finder = Finder([code_fingerprint(line)], ())

    assert any(finder.find(reading) for reading in readings(text, is_markup=False))


@pytest.mark.parametrize("name", [SOLUTIONS])
def test_the_solution_page_may_hold_solution_and_explanation_but_no_hidden_check(course: Path, name: str) -> None:
    assert leaks(course, name, f"<p>{SOLUTION}</p>\n<p>{EXPLANATION}</p>") == []
    assert [problem.where.line for problem in leaks(course, name, f"<p>{html.escape(HIDDEN)}</p>")] == [56]


def test_a_held_lesson_has_no_page_that_may_hold_its_solutions(course: Path) -> None:
    edit(course / "curriculum/basics.yml", "    keypoints: [A sum needs a unit.]", "    solutions: held")

    assert [problem.where.line for problem in leaks(course, SOLUTIONS, SOLUTION)] == [45]


@pytest.mark.parametrize(
    ("old", "new"),
    {
        "in the text": ("# ## Reading the file", "# As in `return sum(counts)`."),
        "in the code": ("counts = [int", "def f(counts):\n    return sum(counts)\ncounts = [int"),
        "in a starter": ('    """Give the sum of the counts."""\n    ...', "    return sum(counts) / 2"),
        "in a hint": ("# Python has a function", "# Write `return sum(counts)`. Python has a function"),
        "in a check": ("assert total(counts) == 12", "# not: return sum(counts)\nassert total(counts) == 12"),
        "in a quiz": ("# - [ ] Three days. >", "# - [ ] return sum(counts) >"),
    }.values(),
)
def test_what_stands_in_something_that_learners_see_is_no_leak(course: Path, old: str, new: str) -> None:
    edit(course / LESSON, old, new)

    assert leaks(course, PAGE, SOLUTION) == []


def test_what_stands_in_an_outline_is_no_leak(course: Path) -> None:
    edit(course / "curriculum/glossary.yml", "One saved change", "Use return sum(counts). One saved change")

    assert leaks(course, PAGE, SOLUTION) == []


def test_brackets_that_no_one_closes_are_read(course: Path) -> None:
    assert [problem.where.line for problem in leaks(course, "a.md", f"[x](y {SOLUTION}\n[z](")] == [45]


TRIVIAL = [
    "return result",
    ")",
    "else:",
    "    total = 0",
    "import numpy as np",
    "from a.b import long_name",
    "",
    "x.sort()",
]


@pytest.mark.parametrize("line", TRIVIAL)
def test_trivial_lines_have_no_fingerprint(line: str) -> None:
    assert code_fingerprint(line) == ""


@pytest.mark.parametrize(
    "line", ["return a * b + c * d", "for row in rows:", "imported = table[limit]", "return 0.35 * 600"]
)
def test_lines_that_tell_something_have_one(line: str) -> None:
    assert code_fingerprint(line)


def test_prose_needs_five_words() -> None:
    assert prose_fingerprint("A sum of [four](https://example.org/a-long-address)") == ""
    assert prose_fingerprint("A sum of all five.") == "A sum of all five"


@pytest.mark.parametrize(
    "near", ["return sums(counts)", "return sum(count)", "return sum counts", "xreturn sum(counts)"]
)
def test_another_line_is_no_leak(course: Path, near: str) -> None:
    assert leaks(course, PAGE, near) == []


def test_data_files_and_pictures_are_not_looked_at(course: Path) -> None:
    assert leaks(course, "data/edit-counts/edit-counts.csv", SOLUTION) == []
    assert leaks(course, "basics/first-counts/figures/a.png", SOLUTION) == []
    assert len(leaks(course, "data/edit-counts/other.csv", SOLUTION)) == 1


def test_a_line_on_many_pages_is_one_problem(course: Path) -> None:
    leaks(course, SOLUTIONS, SOLUTION)
    leaks(course, "about/index.html", SOLUTION)

    (found,) = leaks(course, PAGE, SOLUTION)

    assert "is published in site/about/index.html (files in all: 2)\n" in str(found)


def test_other_answers_make_another_digest(course: Path) -> None:
    before = guard(course).answers.digest
    assert guard(course).answers.digest == before

    edit(course / LESSON, HIDDEN, HIDDEN.replace("days", "day"))

    assert guard(course).answers.digest != before
