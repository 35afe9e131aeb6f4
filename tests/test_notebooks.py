"""Learner notebooks are valid, hold no answers, change only where the lesson does, and fetch their data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jupytext
import nbformat
import pytest

from tests.support.courses import COURSES, LESSON, copy_course, edit
from wikiskills.checking import read_course
from wikiskills.config import load_project
from wikiskills.site import packages
from wikiskills.site.model import Page
from wikiskills.site.notebooks import make_notebooks

Notebook = dict[str, Any]
CASES = sorted(path.name for path in COURSES.iterdir())


def notebooks_of(root: Path) -> tuple[Page, ...]:
    return make_notebooks(read_course(load_project(root)))


def notebook(root: Path) -> Notebook:
    """The only notebook of the minimal course."""
    (page,) = notebooks_of(root)
    found: Notebook = json.loads(page.text)
    return found


def sources(found: Notebook, cell_type: str = "markdown") -> list[str]:
    return ["".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == cell_type]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


def with_prose(root: Path, prose: str) -> str:
    """Put a Markdown cell into the lesson; give what the notebook makes of it."""
    commented = "\n".join(f"# {line}".rstrip() for line in prose.splitlines())
    edit(root / LESSON, "# %% [markdown] quiz", f"# %% [markdown]\n{commented}\n\n# %% [markdown] quiz")
    return next(source for source in sources(notebook(root)) if "BEFORE" in source)


@pytest.mark.parametrize("case", CASES)
def test_notebooks_are_valid_and_have_no_outputs(case: str, tmp_path: Path) -> None:
    for page in notebooks_of(copy_course(case, tmp_path)):
        found = nbformat.reads(page.text, as_version=nbformat.NO_CONVERT)
        nbformat.validate(found)

        assert (found.nbformat, found.nbformat_minor) == (4, 5)
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in found.cells)


@pytest.mark.parametrize("case", CASES)
def test_jupytext_reads_them_and_finds_python_in_them(case: str, tmp_path: Path) -> None:
    for page in notebooks_of(copy_course(case, tmp_path)):
        script = jupytext.writes(jupytext.reads(page.text, fmt="ipynb"), fmt="py:percent")

        compile(script, page.path, "exec")


@pytest.mark.parametrize("case", CASES)
def test_the_same_lesson_gives_the_same_bytes(case: str, tmp_path: Path) -> None:
    one, other = (copy_course(case, tmp_path / name) for name in ("one", "other"))

    assert notebooks_of(one) == notebooks_of(other)


def test_the_cells_are_those_of_the_lesson_without_its_answers(course: Path) -> None:
    found = notebook(course)

    assert [cell["metadata"].get("tags") for cell in found["cells"] if cell["cell_type"] == "code"] == [
        ["data"],
        None,
        ["exercise"],
        ["check", "raises-exception"],
    ]
    text = json.dumps(found)
    assert not any(answer in text for answer in ("return sum", "No days", "return 12", "empty list"))


def test_an_edit_keeps_the_ids_of_all_other_cells(course: Path) -> None:
    before = {cell["id"]: cell["source"] for cell in notebook(course)["cells"]}
    edit(course / LESSON, "## Reading the file", "## Reading it\n#\n# With more words.")

    after = {cell["id"]: cell["source"] for cell in notebook(course)["cells"]}

    assert len(before.keys() & after.keys()) == len(before) - 1 == len(after) - 1
    assert all(before[name] == after[name] for name in before.keys() & after.keys())


def test_cells_of_one_content_have_ids_of_their_own(course: Path) -> None:
    edit(course / LESSON, "# %% [markdown] quiz", "# %%\nx = 1\n\n# %%\nx = 1\n\n# %% [markdown] quiz")

    ids = [cell["id"] for cell in notebook(course)["cells"]]

    assert len(set(ids)) == len(ids)


ADMONITIONS = {
    "with a title": ('BEFORE\n\n!!! tip "T"\n    One.\n\n    Two.\n\nAfter', "> **T**\n>\n> One.\n>\n> Two.\n\nAfter"),
    "without a title": ("BEFORE\n\n!!! note\n    One.\nAfter", "> **Note**\n>\n> One.\n\nAfter"),
    "folded": ("BEFORE\n\n??? question\n    One.", "> **Question**\n>\n> One."),
    "folded but open": ('BEFORE\n\n???+ note "T"\n    - a\n    - b', "> **T**\n>\n> - a\n> - b"),
    "with code": ("BEFORE\n\n!!! note\n    ```\n    !!! x\n    ```", "> **Note**\n>\n> ```\n> !!! x\n> ```"),
    "two in turn": ("BEFORE\n\n!!! note\n    a\n\n!!! tip\n    b", "> **Note**\n>\n> a\n\n> **Tip**\n>\n> b"),
    "only in code": ("BEFORE\n\n```\n!!! note\n    a\n```", "```\n!!! note\n    a\n```"),
}


@pytest.mark.parametrize(("written", "shown"), ADMONITIONS.values(), ids=ADMONITIONS.keys())
def test_admonitions_become_quotations(course: Path, written: str, shown: str) -> None:
    assert with_prose(course, written) == f"BEFORE\n\n{shown}"


def test_references_lead_to_the_site(course: Path) -> None:
    links = "[a](term:edit) [b](dataset:edit-counts) [c](lesson:first-counts#reading) [d](exercise:total)"

    site = "https://example.org/course/"
    assert with_prose(course, f"BEFORE {links}") == (
        f"BEFORE [a]({site}glossary/#edit) [b]({site}data/edit-counts/) "
        f"[c]({site}basics/first-counts/#reading) [d]({site}basics/first-counts/#exercise-total)"
    )


def test_references_of_the_summary_lead_to_the_site(course: Path) -> None:
    edit(course / "curriculum/basics.yml", "Count the edits of three days.", "Count [edits](term:edit).")

    assert "[edits](https://example.org/course/glossary/#edit)" in sources(notebook(course))[0]


def test_cells_that_only_guard_numbers_are_left_out(course: Path) -> None:
    edit(course / LESSON, "# %% [markdown] quiz", "# %%\nassert sum(counts) == 12\n\n# %% [markdown] quiz")

    assert not any("sum(counts) == 12" in source for source in sources(notebook(course), "code"))


# The packages that it needs


def test_a_notebook_says_which_packages_it_needs(course: Path) -> None:
    assert "It needs Python 3.11 or newer, and nothing else." in sources(notebook(course))[0]
    edit(course / LESSON, 'with open("data', 'import os, numpy.linalg\nfrom sklearn import svm\nwith open("data')
    edit(course / LESSON, "    return sum(counts)", "    import pandas\n    return sum(counts)")
    edit(course / LESSON, "assert total([]) == 0", "import scipy\nassert total([]) == 0")

    head = sources(notebook(course))[0]

    majors = [version(name).partition(".")[0] for name in ("numpy", "pandas", "scikit-learn")]
    numpy, pandas, sklearn = majors
    assert f'```sh\npip install "numpy~={numpy}.0" "pandas~={pandas}.0" "scikit-learn~={sklearn}.0"\n```' in head


@pytest.mark.parametrize(
    ("installed", "needed"), [("3.1.1", "3.0"), ("0.7.2", "0.7.0"), ("13.0rc1", "13.0"), ("2", "2.0"), ("0", "0.0.0")]
)
def test_a_requirement_allows_what_is_compatible(monkeypatch: pytest.MonkeyPatch, installed: str, needed: str) -> None:
    found = SimpleNamespace(name="Some-Package", version=installed)
    monkeypatch.setattr(packages, "_distribution_of", lambda _: found)

    assert packages.requirements([f"import made_up_{installed.replace('.', '_')}"]) == [f"Some-Package~={needed}"]


def test_an_unknown_package_is_named_and_magics_are_not_read() -> None:
    assert packages.requirements(
        ["import no_such_package_x.y, sys", "%pip install z\nimport z", "from . import a"]
    ) == ["no_such_package_x"]


# The cell that fetches the data


@pytest.fixture
def address(course: Path) -> Iterator[str]:
    """A server on this machine, as the published site is one; gives its address. Its folder is `published`."""
    folder = course.parent / "published"
    data = folder / "data/edit-counts"
    data.mkdir(parents=True)
    (data / "edit-counts.csv").write_bytes((course / "curriculum/data/edit-counts.csv").read_bytes())

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetch(course: Path, site: str) -> subprocess.CompletedProcess[str]:
    """Run the fetching cell of the notebook in an empty folder, as a learner does."""
    edit(course / "curriculum/course.yml", "https://example.org/course/", site)
    cell = sources(notebook(course), "code")[0]
    learner = course.parent / "learner"
    learner.mkdir(exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    command = [sys.executable, "-c", cell]
    return subprocess.run(command, cwd=learner, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", ["", "/"])
def test_the_data_are_fetched_from_the_site(course: Path, address: str, ending: str) -> None:
    done = fetch(course, address + ending)

    assert done.returncode == 0, done.stderr
    fetched = course.parent / "learner/data/edit-counts.csv"
    assert fetched.read_bytes() == (course / "curriculum/data/edit-counts.csv").read_bytes()


def test_a_file_with_another_hash_is_refused_and_not_kept(course: Path, address: str) -> None:
    (course.parent / "published/data/edit-counts/edit-counts.csv").write_text("day,edits\n")

    done = fetch(course, f"{address}/")

    assert done.returncode != 0
    assert "did not arrive whole" in done.stderr
    assert not (course.parent / "learner/data/edit-counts.csv").exists()


def test_data_beside_the_notebook_are_left_alone(course: Path) -> None:
    own = course.parent / "learner/data/edit-counts.csv"
    own.parent.mkdir(parents=True)
    own.write_text("my own")

    done = fetch(course, "http://127.0.0.1:9/")

    assert (done.returncode, own.read_text()) == (0, "my own")


def test_a_file_whose_name_needs_quoting_is_fetched(course: Path, address: str) -> None:
    for file in (course / "curriculum/data", course.parent / "published/data/edit-counts"):
        (file / "edit-counts.csv").rename(file / "counts #1 ü.csv")
    cards = course / "curriculum/datasets.yml"
    cards.write_text(cards.read_text().replace("name: edit-counts.csv", "name: 'counts #1 ü.csv'"))
    edit(cards, "path: curriculum/data/edit-counts.csv", "path: 'curriculum/data/counts #1 ü.csv'")

    done = fetch(course, f"{address}/")

    assert done.returncode == 0, done.stderr
    assert (course.parent / "learner/data/counts #1 ü.csv").is_file()
