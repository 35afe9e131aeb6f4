"""The key of a record is what can change an output, and nothing else."""

from __future__ import annotations

import importlib
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.cells import code_cell
from wikiskills.errors import Problem
from wikiskills.execution.imports import imported_modules, shared_imports
from wikiskills.execution.installed import Installed, installed_now, read_installed
from wikiskills.execution.job import Attempt, DataMount, Job, Step, steps_of
from wikiskills.execution.key import cache_key
from wikiskills.lesson import read_lesson_text
from wikiskills.percent import Tag

LESSON = """\
# %% [markdown]
# Some prose.

# %% tags=["hide-input"]
counts = [3, 5, 4]

# %% tags=["raises-exception"]
int("many")

# %% [markdown] quiz="which"
# Which?
# - [x] This. > Yes.
# - [ ] That. > No.

# %% [markdown] exercise="total" minutes=5
# **A title**
#
# The prompt.

# %% exercise="total" role="starter"
total = ...

# %% [markdown] exercise="total" role="hint"
# A hint.

# %% exercise="total" role="solution" expected=true
total = sum(counts)

# %% [markdown] exercise="total" role="explanation"
# An explanation.

# %% exercise="total" role="check"
assert total == 12, "Add."

# %% exercise="total" role="check-hidden"
assert total != 0, "Not zero."

# %% exercise="total" role="mutant"
total = 11
"""
INSTALLED = Installed(
    versions={"numpy": "2.4.0", "pandas": "3.1.0", "pyarrow": "20.0", "mkdocs": "1.6.1", "ipython": "9.0"},
    needs={"pandas": ("numpy", "pyarrow", "tabulate")},
    owners={"numpy": ("numpy",), "pandas": ("pandas",), "mkdocs": ("mkdocs",)},
)


def key(of: Job, installed: Installed = INSTALLED) -> str:
    return cache_key(of, installed).digest


def job(text: str = LESSON, data: str = "11", kernel: str = "python3") -> Job:
    problems: list[Problem] = []
    lesson = read_lesson_text(text, "lessons/basics/counts.py", problems)
    assert lesson, problems
    return Job("counts", steps_of(lesson), (DataMount("c.csv", Path("c.csv"), data),), kernel, 30)


def changed(old: str, new: str) -> bool:
    """Whether an edit of the lesson changes its key."""
    assert LESSON.count(old) == 1
    return key(job(LESSON.replace(old, new))) != key(job())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Some prose.", "Other prose,\n# longer than before."),
        ("The prompt.", "Another prompt."),
        ("A title", "Another title"),
        ("A hint.", "Another hint."),
        ("An explanation.", "Another explanation."),
        ("Which?", "Which one?"),
        ("> Yes.", "> Yes, indeed."),
        ("minutes=5", "minutes=50"),
        (" expected=true", ""),
        ('tags=["hide-input"]', 'tags=["remove-output"]'),
        ('tags=["hide-input"]', 'alt="A figure"'),
    ],
)
def test_what_changes_no_output_keeps_the_key(old: str, new: str) -> None:
    assert not changed(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("counts = [3, 5, 4]", "counts = [3, 5, 5]"),
        ("counts = [3, 5, 4]", "counts  = [3, 5, 4]"),
        (' tags=["raises-exception"]', ""),
        ('tags=["hide-input"]', 'tags=["skip-execution"]'),
        ("total = ...", "total = None"),
        ("total = sum(counts)", "total = 12"),
        ('"Add."', '"Add all."'),
        ("total != 0", "total > 0"),
        ("total = 11", "total = 13"),
        ('# %% exercise="total" role="mutant"\ntotal = 11\n', ""),
    ],
)
def test_what_can_change_an_output_changes_the_key(old: str, new: str) -> None:
    assert changed(old, new)


def test_data_and_kernel_change_the_key() -> None:
    assert len({key(job()), key(job(data="22")), key(job(kernel="python3.12"))}) == 3


def test_the_environment_of_lessons_counts_but_for_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    before = key(job())
    monkeypatch.setenv("PATH", "/elsewhere/bin")
    monkeypatch.setenv("SECRET", "token")
    assert key(job()) == before
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    assert key(job()) != before


def test_the_place_of_a_data_file_and_the_timeout_keep_the_key() -> None:
    elsewhere = Job("counts", job().steps, (DataMount("c.csv", Path("/elsewhere/c.csv"), "11"),), "python3", 99)

    assert key(elsewhere) == key(job())


SOURCES = st.sampled_from(["", "a", "b", "cell ", "a\nb"])
CELLS = st.builds(
    lambda source, tags: code_cell(source, tags=tags),
    SOURCES,
    st.frozensets(st.sampled_from([Tag.RAISES_EXCEPTION, Tag.HIDE_CELL])),
)
ATTEMPTS = st.builds(
    Attempt, st.sampled_from(["x", "y"]), CELLS, st.tuples(CELLS) | st.just(()), must_pass=st.booleans()
)
STEPS = st.lists(CELLS | ATTEMPTS, max_size=4).map(tuple)


@given(STEPS, STEPS)
@example(
    (Attempt("x", code_cell("a"), (code_cell("b"),), must_pass=True),),
    (Attempt("x", code_cell("a"), (), must_pass=True), code_cell("b")),
)
def test_two_lessons_have_one_key_only_where_they_run_the_same(one: tuple[Step, ...], other: tuple[Step, ...]) -> None:
    keys = [key(Job("l", steps, (), "python3", 30)) for steps in (one, other)]

    assert (keys[0] == keys[1]) == (list(map(what_runs, one)) == list(map(what_runs, other)))


def what_runs(step: Step) -> object:
    if isinstance(step, Attempt):
        return step.exercise, step.must_pass, *map(what_runs, step.cells)
    return step.source, Tag.RAISES_EXCEPTION in step.tags


# Packages


PANDAS = "# %%\nimport pandas as pd\n"


def parts(source: str, installed: Installed = INSTALLED) -> dict[str, str]:
    return {part.name: part.digest for part in cache_key(job(source), installed).parts}


def test_what_a_lesson_imports_counts_with_all_that_it_needs() -> None:
    packages = {name: version for name, version in parts(PANDAS).items() if name.startswith("package ")}

    assert packages == {
        "package ipython": "9.0",
        "package numpy": "2.4.0",
        "package pandas": "3.1.0",
        "package pyarrow": "20.0",
    }


@pytest.mark.parametrize(("name", "counts"), [("numpy", True), ("pyarrow", True), ("ipython", True), ("mkdocs", False)])
def test_another_version_changes_the_key_of_those_who_use_it(name: str, *, counts: bool) -> None:
    newer = replace(INSTALLED, versions={**INSTALLED.versions, name: "99"})

    assert (key(job(PANDAS), newer) != key(job(PANDAS))) == counts


def test_an_optional_package_that_comes_later_changes_the_key() -> None:
    more = replace(INSTALLED, versions={**INSTALLED.versions, "tabulate": "0.9"})

    assert key(job(PANDAS), more) != key(job(PANDAS))
    assert key(job(), more) == key(job())


@pytest.mark.parametrize(
    "line",
    [
        "!ls",
        "%run data/script.py",
        "%%bash\nls",
        "exec('import pandas')",
        "__import__(name)",
        "importlib.import_module(f'{name}')",
        "import subprocess",
        "from importlib import metadata",
        "import importlib.metadata as m",
        "get_ipython().run_line_magic('pip', 'list')",
        "os.system('ls')",
    ],
)
def test_where_code_may_import_anything_all_packages_count(line: str) -> None:
    assert imported_modules([line]) is None
    assert "package mkdocs" in parts(f"# %%\n{line}\n")


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import numpy as np, os.path", {"numpy", "os"}),
        ("from sklearn.linear_model import Ridge", {"sklearn"}),
        ("def f():\n    import pandas", {"pandas"}),
        ("%matplotlib inline\nimport numpy", {"numpy"}),
        ("%time import numpy", {"numpy"}),
        ("%%timeit\nimport numpy", {"numpy"}),
        ("importlib.import_module('pandas.io')", {"pandas"}),
        ("df.eval('a + b')", set()),
        ("", set()),
    ],
)
def test_modules_are_read_from_the_code(source: str, modules: set[str]) -> None:
    assert imported_modules([source]) == frozenset(modules)


def test_what_python_says_of_a_lessons_style_is_left_to_its_run() -> None:
    wrong_escape = "import numpy\nprint('\\d')"
    with warnings.catch_warnings(action="error"):
        assert imported_modules([wrong_escape]) == frozenset({"numpy"})
        assert shared_imports([job(f"# %%\n{wrong_escape}\n")] * 2) == ["numpy"]


def test_a_module_of_no_distribution_counts_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "# %%\nimport strange_module\n"
    missing = parts(source)["module strange_module"]
    monkeypatch.syspath_prepend(tmp_path)
    digests = {missing}
    for content in ("a = 1", "a = 2"):
        (tmp_path / "strange_module.py").write_text(content)
        importlib.invalidate_caches()
        digests.add(parts(source)["module strange_module"])
    (tmp_path / "strange_module.py").unlink()
    (tmp_path / "strange_module").mkdir()
    (tmp_path / "strange_module/__init__.py").write_text("a = 3")
    importlib.invalidate_caches()
    digests.add(parts(source)["module strange_module"])

    assert missing == "missing"
    assert len(digests) == 4


def test_what_is_installed_is_read_again_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = installed_now(tmp_path / "new" / "installed.json")
    kept = (tmp_path / "new" / "installed.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("wikiskills.execution.installed.read_installed", lambda: pytest.fail("it was read again"))
        again = installed_now(tmp_path / "new" / "installed.json")
    assert cache_key(job(PANDAS), again) == cache_key(job(PANDAS), first)

    (tmp_path / "path" / "new_package-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "path" / "new_package-1.0.dist-info" / "METADATA").write_text("Name: new_package\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(tmp_path / "path")
    assert installed_now(tmp_path / "new" / "installed.json").versions["new-package"] == "1.0"
    assert (tmp_path / "new" / "installed.json").read_bytes() != kept


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"mark": 1}', b"\xff", b"null"])
def test_a_damaged_list_of_what_is_installed_is_read_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "installed.json").write_bytes(content)

    assert "ipython" in installed_now(tmp_path / "installed.json").versions


def test_needs_of_developers_are_none() -> None:
    installed = read_installed()

    assert "pytest" not in installed.closure(["pandas", "scikit-learn", "statsmodels"])
    assert "numpy" in installed.closure(["pandas"])
