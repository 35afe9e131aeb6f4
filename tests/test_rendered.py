"""An unchanged course is not rendered again; whatever changed, it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wikiskills.rendered import is_rendered, note_rendered

CONFIG = "site_name: Course\nplugins:\n- search\nstrict: true\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    build, site = tmp_path / "build", tmp_path / "site"
    for path in (build / "mkdocs.yml", build / "docs/a/index.md", build / "theme/main.html", site / "index.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CONFIG if path.name == "mkdocs.yml" else "text", encoding="utf-8")
    note_rendered(build, site)
    return build, site


def test_an_untouched_site_is_what_its_tree_makes(folders: tuple[Path, Path]) -> None:
    assert is_rendered(*folders)


def test_a_site_that_was_checked_against_something_else_is_checked_again(folders: tuple[Path, Path]) -> None:
    note_rendered(*folders, "these answers")

    assert is_rendered(*folders, "these answers")
    assert not is_rendered(*folders, "other answers")


@pytest.mark.parametrize(
    "name", ["build/mkdocs.yml", "build/docs/a/index.md", "build/theme/main.html", "site/index.html"]
)
@pytest.mark.parametrize("how", ["changed", "touched", "removed"])
def test_any_change_is_noticed(folders: tuple[Path, Path], tmp_path: Path, name: str, how: str) -> None:
    path = tmp_path / name
    if how == "removed":
        path.unlink()
    elif how == "changed":
        path.write_text("other text", encoding="utf-8")
    else:
        os.utime(path, ns=(1, 1))

    assert not is_rendered(*folders)


def test_a_new_file_and_a_new_renderer_are_noticed(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    assert not is_rendered(*folders)
    monkeypatch.undo()
    (folders[1] / "stray.html").write_text("", encoding="utf-8")
    assert not is_rendered(*folders)


@pytest.mark.parametrize(
    "config",
    [
        CONFIG + "hooks:\n- ../hook.py\n",
        "INHERIT: ../base.yml\n" + CONFIG,
        CONFIG.replace("- search", "- search\n- tags"),
        CONFIG.replace("- search", "- search:\n    lang: fr"),
        CONFIG + "markdown_extensions:\n- pymdownx.snippets\n",
        CONFIG.replace("plugins:\n- search\n", "plugins: []\n"),
    ],
)
def test_what_the_renderer_reads_elsewhere_is_never_taken_as_unchanged(folders: tuple[Path, Path], config: str) -> None:
    (folders[0] / "mkdocs.yml").write_text(config, encoding="utf-8")
    note_rendered(*folders)

    assert not is_rendered(*folders)


def test_without_a_word_on_plugins_the_renderer_has_the_search_alone(folders: tuple[Path, Path]) -> None:
    (folders[0] / "mkdocs.yml").write_text("site_name: Course\n", encoding="utf-8")
    note_rendered(*folders)

    assert is_rendered(*folders)


def test_a_change_that_keeps_size_and_time_is_noticed(folders: tuple[Path, Path]) -> None:
    page = folders[1] / "index.html"
    status = page.stat()
    page.write_text("TEXT", encoding="utf-8")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert not is_rendered(*folders)
