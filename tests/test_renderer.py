"""The site of real MkDocs: strict, whole or not at all, and the same everywhere."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import markdown
import pytest
from material.extensions.emoji import to_svg, twemoji  # type: ignore[import-untyped]

from tests.support.files import contents
from tests.support.small_tree import CLEAN, ROOT_CONFIG, SMALL, beside, lay_out
from wikiskills.errors import Location, WikiskillsError
from wikiskills.renderer import mkdocs_problems, render_site
from wikiskills.third_parties import third_party_problems
from wikiskills.writer import write_file


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site built with the project's own mkdocs.yml."""
    root = tmp_path_factory.mktemp("full")
    render_site(lay_out(root, ROOT_CONFIG), root / "site")
    return root / "site"


def test_what_a_site_holds(full: Path) -> None:
    pages = {"index.html", "counts/index.html", "counts/means/index.html", "404.html"}
    assert {path.relative_to(full).as_posix() for path in full.rglob("*.html")} == pages
    home = (full / "index.html").read_text(encoding="utf-8")
    assert '<span class="twemoji"><svg' in home
    assert 'href="counts/means/#exercise"' in home
    assert beside(full) == CLEAN


def test_a_site_asks_nothing_of_third_parties(full: Path) -> None:
    """Its pages only link to other hosts; Material's script names one, for browsers before 2020 and for Mermaid."""
    pages = "".join(path.read_text(encoding="utf-8") for path in full.rglob("*.html"))
    hosts = set(re.findall(r"https?://([^/\"'\s]+)", pages))
    assert hosts == {"wikiskills.example.org", "squidfunk.github.io", "www.w3.org"}
    assert list(third_party_problems(full, full, "")) == []
    scripts = [path for path in full.rglob("*.js") if re.search("unpkg|cdn", path.read_text(encoding="utf-8"))]
    assert [path.name.split(".")[0] for path in scripts] == ["bundle"]


@pytest.mark.parametrize(
    "text",
    [
        ":smile:",
        "![A](https://example.com/a.png)",
        "![A](//example.com/a.png)",
        "<iframe\n title='x' src='https://example.com/'></iframe>",
        '<link rel="stylesheet" href="https://example.com/a.css">',
        '<p style="background: url(https://example.com/a.png)">x</p>',
        '<video poster="http://example.com/a.png"></video>',
        '<pre class="mermaid">graph</pre>',
        '<a class="md-source" data-md-component="source" href="https://github.com/a/b">x</a>',
    ],
)
def test_a_page_that_asks_third_parties_is_an_error(full: Path, tmp_path: Path, text: str) -> None:
    """Checked on the page as Markdown makes it, put into a copy of a site, to spare a build."""
    site, docs = tmp_path / "site", tmp_path / "docs"
    write_file(docs / "a.md", text.encode())
    extensions = ["attr_list", "pymdownx.emoji"]
    emoji = {"emoji_index": twemoji, "emoji_generator": to_svg}
    html = markdown.markdown(text, extensions=extensions, extension_configs={"pymdownx.emoji": emoji})
    write_file(site / "a/index.html", (full / "index.html").read_bytes() + html.encode())
    assert [(str(problem.where), problem.code) for problem in third_party_problems(site, docs, "docs")] == [
        ("docs/a.md", "E804")
    ]


def test_links_and_code_ask_no_third_party(tmp_path: Path) -> None:
    text = "[a](https://example.com) `<img src='https://example.com/a.png'>`\n\n    url(https://example.com)\n"
    write_file(tmp_path / "site/index.html", markdown.markdown(text).encode())
    assert list(third_party_problems(tmp_path / "site", tmp_path, "docs")) == []


def test_a_site_that_asks_third_parties_is_not_published(tmp_path: Path) -> None:
    config = lay_out(tmp_path, home="# Home\n\n![Logo](https://example.com/logo.png)\n")
    with pytest.raises(WikiskillsError, match=r"build/docs/index\.md: E804 .* https://example\.com/logo\.png"):
        render_site(config, tmp_path / "site")
    assert beside(tmp_path / "site") == [".site.lock", "build"]


def test_a_site_names_no_place_on_this_machine(full: Path) -> None:
    places = [os.fsencode(full.parent), os.fsencode(Path.home()) + b"/", os.fsencode(sys.prefix)]
    assert [name for name, data in contents(full).items() for place in places if place in data] == []


def test_two_places_give_the_same_bytes(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("COLUMNS", "30")
    root = tmp_path / "another place with a longer name, später"
    render_site(lay_out(root, ROOT_CONFIG), root / "site")
    assert contents(root / "site") == contents(full)
    assert contents(root / "build") == contents(full.parent / "build")


def test_a_broken_link_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    render_site(lay_out(tmp_path), site)
    old = contents(site)

    broken = "# Home\n\nRead\n[on](nowhere.md), [there](counts/means.md#gone) or [here](/counts/).\n"
    with pytest.raises(WikiskillsError) as caught:
        render_site(lay_out(tmp_path, home=broken), site)

    problems = caught.value.problems
    assert {problem.code for problem in problems} == {"E800"}
    assert [problem.where for problem in problems] == [Location("build/docs/index.md", 4)] * 3
    assert "contains a link 'nowhere.md', but the target is not found" in str(caught.value)
    assert "does not contain an anchor '#gone'" in str(caught.value)
    assert contents(site) == old
    assert beside(site) == CLEAN


def test_a_page_outside_the_navigation_is_an_error(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    write_file(tmp_path / "build/docs/lost.md", b"# Lost")
    with pytest.raises(WikiskillsError, match=r'mkdocs.yml: E800 .*not included in the "nav" configuration: - lost.md'):
        render_site(config, tmp_path / "site")


def test_a_crash_of_mkdocs_is_told_in_one_line(tmp_path: Path) -> None:
    config = lay_out(tmp_path, SMALL.replace("font: false", "font: false, language: xx"))
    with pytest.raises(WikiskillsError) as caught:
        render_site(config, tmp_path / "site")
    assert "xx" in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert beside(tmp_path / "site") == [".site.lock", "build"]


def test_problems_in_what_mkdocs_printed(tmp_path: Path) -> None:
    output = "INFO    -  Cleaning\nWARNING -  Doc file 'a.md' contains a link 'b', but\n  no\n"
    output += "ERROR   -  Config value 'x': y\nbye\n"
    found = [str(problem) for problem in mkdocs_problems(output, tmp_path, "build/docs")]
    assert found[0].startswith("build/docs/a.md: E800 Doc file 'a.md' contains a link 'b', but no\n  hint: ")
    assert found[1] == "mkdocs.yml: E800 Config value 'x': y bye"


@pytest.mark.parametrize("foreign", ["notes.txt", ".git/HEAD"])
def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path, foreign: str) -> None:
    config = lay_out(tmp_path)
    write_file(tmp_path / "site" / foreign, b"mine")
    with pytest.raises(WikiskillsError, match="site: E803"):
        render_site(config, tmp_path / "site")
    assert contents(tmp_path / "site") == {foreign: b"mine"}
