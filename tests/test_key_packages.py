"""The packages that a lesson imports, and all that they need, are a part of its key."""

from __future__ import annotations

import importlib
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.keys import INSTALLED, job, key
from wikiskills.execution.imports import imported_modules, shared_imports
from wikiskills.execution.installed import Installed, installed_now, read_installed
from wikiskills.execution.key import cache_key

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
