"""The manual: its tutorial is followed word by word, its reference is that of the code, its site is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from manual import reference
from manual.build import DOCS, ROOT, build_manual, navigation
from playwright.sync_api import Browser

from tests.support.site_server import serving
from tests.support.tutorial import Tutorial
from wikiskills.live.service import SERVICES

TUTORIAL, ERRORS = DOCS / "tutorial.md", DOCS / "errors.md"


def agrees(file: Path, expected: str, request: pytest.FixtureRequest) -> None:
    """Fail where the file is not as expected; with --update, write it."""
    if request.config.getoption("--update"):
        file.write_text(expected, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == expected, "run 'pytest tests/test_manual.py --update', and read the diff"


def test_the_tutorial_word_by_word(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "terminal").mkdir()

    agrees(TUTORIAL, Tutorial(tmp_path / "terminal").follow(TUTORIAL.read_text(encoding="utf-8")), request)


def test_commands_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    agrees(DOCS / "commands.md", reference.commands_page(), request)


def test_error_codes_are_listed_by_stage(request: pytest.FixtureRequest) -> None:
    agrees(ERRORS, reference.error_index(ERRORS.read_text(encoding="utf-8")), request)


def test_environment_variables_are_those_of_the_code() -> None:
    text = (DOCS / "environment.md").read_text(encoding="utf-8")

    listed = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    ours = reference.variables(ROOT / "src") | reference.variables(ROOT / "tests" / "support")
    assert sorted(listed) == sorted(ours | {service.variable for service in SERVICES})


def test_the_map_leads_to_every_page() -> None:
    mapped = [page.path for section in navigation() for page in (section, *section.children) if page.path]

    assert sorted(mapped) == sorted(page.name for page in DOCS.glob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual's site. Building it fails where a link or an anchor leads nowhere, or a page loads from elsewhere."""
    return build_manual(tmp_path_factory.mktemp("manual"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


def test_pages_read_as_they_do_on_git_hosts(site: Path) -> None:
    """Python-Markdown wants four spaces within lists, and an empty line before them; else lists and code fall apart."""
    for page in site.glob("*/index.html"):
        text = re.sub(r"<(pre|code|script|style|nav)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert "```" not in text, page
        assert not re.search(r"<p>[^<]*\n(?:[-*|]|\d+\.) ", text), page
        assert not re.search(r'</ol>\s*<div class="[^"]*highlight"></div>\s*<ol>', text), page


def test_links_out_of_the_manual_are_names(site: Path) -> None:
    assert "CHANGELOG.md" in (site / "contributing-code/index.html").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        assert not re.search(r'href="[^"]*(?:CHANGELOG|RESULTS)\.md', page.read_text(encoding="utf-8")), page


def test_search_finds_every_page(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))

    found = {entry["location"].partition("#")[0].strip("/") for entry in index["docs"]}
    assert found == {"" if page.stem == "index" else page.stem for page in DOCS.glob("*.md")}


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_have_no_barriers_and_fit(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    view, faults, found = context.new_page(), list[str](), list[str]()
    view.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.on("request", lambda request: faults.append(request.url) if not request.url.startswith(address) else None)
    for name in ("", "tutorial/", "environment/"):
        view.goto(f"{address}{name}")
        found += [
            f"{name}: {rule['id']}: {node['html']}"
            for rule in Axe().run(view).response["violations"]
            for node in rule["nodes"]
        ]
        if view.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name} is wider than the window")
    context.close()
    assert found == []
    assert faults == []
