"""Books from elsewhere may hold anything: what is odd becomes a note, and ends no import."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from wikiskills.errors import Location
from wikiskills.importing.code import code_notes
from wikiskills.importing.draft import plain_title
from wikiskills.importing.pages import find_pages
from wikiskills.importing.source_cells import SourceCell


def test_a_pattern_that_some_versions_of_python_refuse(tmp_path: Path) -> None:
    (tmp_path / "welcome.md").write_text("# Welcome\n", encoding="utf-8")
    (tmp_path / "_toc.yml").write_text("root: welcome\nchapters:\n  - glob: 'chapters**/x'\n", encoding="utf-8")

    source = find_pages(tmp_path)

    assert [page.name for part in source.parts for page in part.pages] == ["welcome.md"]
    assert all(str(note).startswith("_toc.yml:3: the pattern 'chapters**/x' cannot be used") for note in source.notes)


def test_an_absolute_pattern_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("root: welcome\nchapters:\n  - glob: /etc/*\n", encoding="utf-8")
    (tmp_path / "welcome.md").write_text("# Welcome\n", encoding="utf-8")

    (note,) = find_pages(tmp_path).notes

    assert "the pattern '/etc/*' cannot be used" in note.text


def test_a_module_that_came_from_nowhere_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `__main__` is in a program, where Python cannot say what it was loaded from."""
    monkeypatch.setitem(sys.modules, "from_nowhere", ModuleType("from_nowhere"))
    cell = SourceCell("code", "import from_nowhere\nimport no_such_module", Location("page.ipynb", 1))

    (note,) = code_notes(cell, tmp_path / "page.ipynb")

    assert note.text == "the package of 'no_such_module' is not installed here"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("How `<ref>` works", "How ref works"),
        ("<b>Bold</b> &amp; *short*", "Bold & short"),
        ("&lt;br&gt; and p < 0.05", "and p < 0.05"),
        ('The <a href="x">[link](y)</a>', "The link"),
    ],
)
def test_a_title_has_no_tags(title: str, plain: str) -> None:
    assert plain_title(title) == plain
