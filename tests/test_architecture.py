"""One way through the house: a module imports only what stands before it, and each library has its few importers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import wikiskills

ROOT = Path(wikiskills.__file__).parent
LAYERS = (
    ("errors",),
    (
        "bare_import",
        "fingerprints",
        "html_template",
        "machine",
        "memory",
        "readings",
        "snapshot",
        "syntax",
        "text_file",
        "whole_file",
        "wording",
        "yaml_nodes",
    ),
    ("jupytext_reader", "located_yaml", "refusals"),
    ("config", "interface", "outline", "dataset", "percent", "recipe", "references"),
    ("quiz", "exercise", "prose"),
    ("lesson", "policy"),
    ("dataset_cards", "first_looks"),
    ("coherence",),
    ("curriculum", "reading", "schema"),
    ("anchors", "editorial"),
    ("answers", "history", "runtime"),
    ("browser",),
    ("execution",),
    ("browser_proof",),
    ("render",),
    ("site",),
    (
        "changed_pages",
        "content_policy",
        "finished",
        "leaks",
        "lean_pages",
        "lock",
        "mkdocs_config",
        "offline",
        "page_budget",
        "published",
        "rendered",
        "renderer",
        "swap",
        "theme",
        "third_parties",
        "writer",
        "yaml_file",
        "yaml_lists",
        "yaml_values",
    ),
    ("live",),
    ("links", "sources"),
    ("runs",),
    ("checking",),
    ("build", "scaffold"),
    ("importing",),
    ("preview", "records", "shards"),
    ("cli",),
    ("__main__",),
)
IMPORTERS = {
    "PIL": {"site.social_card"},
    "babel": {"interface.words", "site.metadata"},
    "yaml": {
        "importing.pages",
        "interface.files",
        "located_yaml",
        "mkdocs_config",
        "scaffold.exercise",
        "scaffold.naming",
        "scaffold.track",
        "yaml_file",
        "yaml_lists",
        "yaml_nodes",
        "yaml_values",
    },
    "jupytext": {"importing.lesson_text", "importing.source_cells", "jupytext_reader", "percent"},
    "distributed": {"execution.dask"},
    "fsspec": {"execution.remote"},
    "nbclient": {"execution.kernel"},
    "nbconvert": {"render.terminal"},
    "mkdocs": {"preview.pages"},
    "click": {
        "cli.asking",
        "cli.checking",
        "cli.comparing",
        "cli.data",
        "cli.exporting",
        "cli.importing",
        "cli.links",
        "cli.main",
        "cli.options",
        "cli.records",
        "cli.refreshing",
        "cli.runtime",
        "cli.scaffolding",
        "cli.serving",
    },
    "rich": {"cli.building", "cli.downloads", "cli.progress"},
}
TREES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_bytes())
    for path in sorted(ROOT.rglob("*.py"))
}
MODULES = {name: tree for name, tree in TREES.items() if name != "__init__"}


def imported(module: str) -> Iterator[str]:
    """Name all that a module imports, at its top or later: libraries whole, our own modules below `wikiskills.`."""
    is_package = (ROOT / module.replace(".", "/")).is_dir()
    package = f"wikiskills.{module}" if is_package else f"wikiskills.{module}".rpartition(".")[0]
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_imports(module: str) -> set[str]:
    """Name the modules of ours that a module imports."""
    names = (name.removeprefix("wikiskills.") for name in imported(module) if name.startswith("wikiskills."))
    return {name if name in MODULES else name.rpartition(".")[0] for name in names} - {""}


def layer(module: str) -> int:
    """Number the layer of a module; fails for one that has no place yet."""
    (found,) = [number for number, names in enumerate(LAYERS) if module.partition(".")[0] in names]
    return found


def test_modules_import_only_what_stands_before_them() -> None:
    wrong = {(name, used) for name in MODULES for used in own_imports(name) if layer(used) > layer(name)}

    assert wrong == set()


def test_no_modules_import_each_other() -> None:
    TopologicalSorter({name: own_imports(name) - {name} for name in MODULES}).prepare()


def test_the_build_knows_no_executor() -> None:
    assert {name for name in own_imports("build") if name.startswith("execution.")} == {
        "execution.job",
        "execution.report",
        "execution.run",
        "execution.timeline",
    }


def test_each_library_has_its_few_importers() -> None:
    found = {
        library: {name for name in MODULES for used in imported(name) if used.split(".")[0] == library}
        for library in IMPORTERS
    }

    assert found == IMPORTERS


def test_files_and_functions_are_short() -> None:
    long_files = [path.name for path in ROOT.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert long_files == []
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 50] == []
