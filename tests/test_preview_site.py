"""The site of a preview is that of a build, page by page, though only what changed is made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.support.courses import copy_course, edit, fake_site, recorded_outputs
from wikiskills.errors import WikiskillsError
from wikiskills.first_looks import is_first_look
from wikiskills.preview.pages import Pages, Tree
from wikiskills.preview.reader import Reader, tree_of
from wikiskills.preview.stand_in import stand_in
from wikiskills.site.assemble import make_site

EDITS = (
    ("lessons/basics/first-counts.py", "How many", "Surely, how many"),
    ("lessons/basics/first-counts.py", "What does the number", "What does that number"),
    ("lessons/basics/first-counts.py", "Add all three", "Please add all three"),
    ("curriculum/basics.yml", "title: First counts", "title: The first counts"),
    ("curriculum/glossary.yml", "One saved change", "A saved change"),
)


def test_what_is_remembered_is_what_would_be_made(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    reader = Reader(root, print)
    for name, old, new in (("mkdocs.yml", "Minimal", "Minimal"), *EDITS):
        edit(root / name, old, new)
        reading = reader.read(only_lessons=name.startswith("lessons"))
        records = {job.lesson: stand_in(job.steps, (), None) for job in reading.jobs}
        settings = reading.project.settings
        fresh = make_site(reading.curriculum, settings, records, reading.data, reading.browser, unsure=records)

        assert reader.site(reading) == fresh, new


def test_pages_are_those_that_a_build_renders(tmp_path: Path) -> None:
    project, curriculum, site = fake_site(copy_course("everything", tmp_path), recorded_outputs("everything"))
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)
    pages = Pages(tree, folder, str(curriculum.course.site_url), "build/docs")
    for path, text in tree.pages.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    for path, content in tree.assets.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True))

    for url in pages.by_url:
        assert pages.page(url) == (tmp_path / "site" / url / "index.html").read_bytes(), url
    assert pages.problems() == ()


def minimal_pages(folder: Path) -> tuple[Tree, Pages]:
    """Give the tree and the pages of a preview of the smallest course, which is kept in a folder."""
    project, curriculum, site = fake_site(copy_course("minimal", folder))
    preview = folder / "preview"
    preview.mkdir()
    tree = tree_of(site, curriculum, project, preview)
    return tree, Pages(tree, preview, "http://127.0.0.1:1/", "build/docs")


def test_an_edit_renders_only_its_page_again(tmp_path: Path) -> None:
    tree, pages = minimal_pages(tmp_path)
    while pages.render_next():
        pass
    before = {url: page.html for url, page in pages.by_url.items()}
    search = pages.file("search/search_index.json")
    path = next(path for path in tree.pages if path.startswith("basics/first-counts/"))
    edited = type(tree)(tree.config, tree.theme, {**tree.pages, path: tree.pages[path] + "\nA rarity.\n"}, tree.assets)

    assert pages.fits(edited)
    (changed,) = pages.update(edited)
    assert {url for url, page in pages.by_url.items() if page.html is None} == {changed}
    assert b"A rarity." in (pages.page(changed) or b"")
    assert {url for url in before if pages.page(url) != before[url]} == {changed}
    assert isinstance(search, Path)
    assert b"rarity" in Path(str(pages.file("search/search_index.json"))).read_bytes()
    assert not pages.fits(type(tree)(tree.config, tree.theme, {**tree.pages, "new.md": ""}, tree.assets))
    headed = {**tree.pages, path: tree.pages[path].replace("---\n", "---\nicon: material/sigma\n", 1)}
    assert not pages.fits(type(tree)(tree.config, tree.theme, headed, tree.assets)), "it shows in the navigation"


def test_what_mkdocs_warns_of_is_told_and_forgotten(tmp_path: Path) -> None:
    tree, pages = minimal_pages(tmp_path)
    bad = type(tree)(tree.config, tree.theme, {**tree.pages, "index.md": "[x](nowhere.md)"}, tree.assets)

    (home,) = pages.update(bad)
    pages.page(home)
    assert [problem.code for problem in pages.problems()] == ["E800"]
    pages.update(tree)
    pages.page(home)
    assert pages.problems() == ()


def test_a_configuration_that_mkdocs_refuses_is_a_problem(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    project, curriculum, site = fake_site(root)
    edit(root / "mkdocs.yml", "theme:", "plugins: [no-such-plugin]\ntheme:")
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)

    with pytest.raises(WikiskillsError) as raised:
        Pages(tree, folder, "http://127.0.0.1:1/", "build/docs")
    assert "no-such-plugin" in str(raised.value)


def test_a_course_that_never_ran_is_shown_without_outputs(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    look = root / "curriculum/first_looks/edit-counts.py"
    look.parent.mkdir()
    look.write_text(
        '# %% alt="Bars."\nimport matplotlib.pyplot as plt\n\nplt.bar([1], [2])\nplt.show()\n', encoding="utf-8"
    )
    reader = Reader(root, print)
    reading = reader.read(only_lessons=False)

    assert [is_first_look(job.lesson) for job in reading.missing] == [False, True]
    assert any("How many" in page.text for page in reader.site(reading).pages)
