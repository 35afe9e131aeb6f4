"""One tree, three programs: MkDocs, ProperDocs and Zensical make the same of it, as far as readers are concerned."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.support.courses import copy_course, recorded_outputs, write_fake_site
from tests.support.hosts import built_with, facts, pages

OTHERS = ("properdocs", "zensical")
KINDS = {
    "a figure": "img",
    "a table": "table",
    "a formula": "math",
    "a quiz": "fieldset",
    "hints": "details",
    "code": "pre",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The course with every kind of content, built by each program from the same tree."""
    root = copy_course("everything", tmp_path_factory.mktemp("hosts"))
    write_fake_site(root, recorded_outputs("everything"))
    return {program: built_with(program, root / "build") for program in ("mkdocs", *OTHERS)}


@pytest.mark.parametrize("program", OTHERS)
def test_pages_are_the_same(sites: dict[str, Path], program: str) -> None:
    expected, found = sites["mkdocs"], sites[program]

    same = [name for name in pages(expected) if name != "offline.html" or program != "zensical"]
    assert pages(found) == same
    for name in same:
        one, other = facts(expected / name, expected), facts(found / name, found)
        for what, value in one.items():
            assert other[what] == value, f"{what} of {name}"


@pytest.mark.parametrize("program", ["mkdocs", *OTHERS])
def test_a_description_may_hold_quotes_and_angles(sites: dict[str, Path], program: str) -> None:
    text = (sites[program] / "counting/old-ways/index.html").read_text(encoding="utf-8")
    descriptions = re.findall(r'<meta (?:name="description"|property="og:description") content="([^"]*)"\s*/?>', text)

    assert [html.unescape(found) for found in descriptions] == ['How it was "done" & after 1 < 2.'] * 2


@pytest.mark.parametrize("program", OTHERS)
def test_files_beside_the_pages_are_the_same(sites: dict[str, Path], program: str) -> None:
    """Data, notebooks, figures and our own styles and scripts; each program brings its own theme and search."""
    trees = {name: contents(sites[name]) for name in ("mkdocs", program)}

    assert trees["mkdocs"] == trees[program]


def contents(site: Path) -> dict[str, bytes]:
    docs = site.parent / "build"
    ours = [path for folder in ("docs", "theme") for path in (docs / folder).rglob("*") if path.is_file()]
    names = [path.relative_to(docs).as_posix().partition("/")[2] for path in ours]
    kept = [name for name in names if not name.endswith((".md", ".html", ".jinja"))]
    return {name: (site / name).read_bytes() for name in kept if "sitemap" not in name}


@pytest.mark.parametrize("program", OTHERS)
def test_solutions_are_in_no_search_index(sites: dict[str, Path], program: str) -> None:
    name = "search.json" if program == "zensical" else "search/search_index.json"
    index = json.loads((sites[program] / name).read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index.get("docs") or index["items"]]

    assert len(places) > 10
    assert [place for place in places if "solutions/" in place] == []


@pytest.mark.parametrize("program", OTHERS)
def test_sitemaps_name_the_same_pages(sites: dict[str, Path], program: str) -> None:
    expected, found = (
        re.findall("<loc>(.*)</loc>", (sites[name] / "sitemap.xml").read_text()) for name in ("mkdocs", program)
    )

    assert len(expected) > 10
    assert sorted(map(html.unescape, found)) == sorted(expected)


def test_the_course_has_every_kind_of_content(sites: dict[str, Path]) -> None:
    site = sites["mkdocs"]
    text = "".join((site / name).read_text(encoding="utf-8") for name in pages(site))

    assert [kind for kind, tag in KINDS.items() if f"<{tag}" not in text] == []
    assert "ws-exercise" in text
