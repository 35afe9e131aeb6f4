"""What holds for every course: all pages can be reached, every link leads somewhere, and no answer slips out."""

from __future__ import annotations

import itertools
import json
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cells import stream
from tests.support.courses import COURSES, LESSON, copy_course, edit, fake_site, recorded_outputs
from tests.support.fake_executor import OF_A_WRONG_ANSWER
from tests.support.markdown_pages import page
from wikiskills.references import replace_references
from wikiskills.site.addresses import html_link, url
from wikiskills.site.model import NavItem, Page, Site

CASES = sorted(path.name for path in COURSES.iterdir())
BASE = "https://example.org/course/"


@pytest.fixture(scope="module", params=CASES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of each course in tests/courses."""
    root = copy_course(request.param, tmp_path_factory.mktemp("course"))
    return fake_site(root, recorded_outputs(request.param))[2]


# Navigation


def paths_in(items: tuple[NavItem, ...]) -> Iterator[str]:
    for item in items:
        if item.path:
            yield item.path
        yield from paths_in(item.children)


def test_every_page_is_in_the_navigation_once(site: Site) -> None:
    assert sorted(paths_in(site.nav)) == sorted(page.path for page in site.pages)


def test_no_two_files_have_one_path(site: Site) -> None:
    paths = [*(page.path for page in site.pages), *(asset.path for asset in site.assets)]

    assert len(set(paths)) == len(paths)


# Links


def hrefs(made: Page) -> Iterator[tuple[str, str]]:
    """Give the links of a page: those in Markdown count from the file, those in raw HTML from the page's address."""
    body = made.text.split("\n---\n", 1)[1]
    raw = {value for attribute in ("href", "src") for value in re.findall(f'{attribute}="([^"]*)"', body)}
    for attributes in Attributes(page(body)).found:
        for name in ("href", "src"):
            if name in attributes:
                link = attributes[name]
                is_raw = link.replace("&", "&amp;") in raw or link in raw
                yield link, posixpath.join("/", url(made.path) if is_raw else made.path)


def test_every_relative_link_leads_to_a_page_or_a_file_and_every_anchor_exists(site: Site) -> None:
    anchors = {f"/{made.path}": anchors_of(made) for made in site.pages}
    by_address = {posixpath.join("/", url(made.path)): f"/{made.path}" for made in site.pages}
    files = {f"/{asset.path}" for asset in site.assets}
    for made in site.pages:
        for link, base in hrefs(made):
            if urlsplit(link).scheme:
                continue
            target, _, fragment = urljoin(base, link).partition("#")
            found = by_address.get(unquote(target), unquote(target))
            assert found in anchors.keys() | files, f"{made.path}: {link}"
            assert not fragment or fragment in anchors[found], f"{made.path}: {link}"


def anchors_of(made: Page) -> set[str]:
    html = page(made.text.split("\n---\n", 1)[1])
    return {attributes["id"] for attributes in Attributes(html).found if "id" in attributes}


class Attributes(HTMLParser):
    """Collects the attributes of every element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({name: value or "" for name, value in attrs})


NAMES = st.text(st.sampled_from("ab-1 #?%&ü"), min_size=1, max_size=4).filter(lambda name: name.strip(" ") == name)
PATHS = st.lists(NAMES, max_size=3).flatmap(
    lambda folders: st.sampled_from(["index.md", "exercises.md", "a b#c.csv", "x.ipynb"]).map(
        lambda name: "/".join([*folders, name])
    )
)


@given(PATHS.filter(lambda path: path.endswith(".md")), PATHS)
def test_a_link_in_html_leads_where_a_browser_goes(source: str, target: str) -> None:
    assert urljoin(BASE + url(source), html_link(source, target)) == BASE + url(target)


@given(PATHS)
def test_an_address_names_its_page_or_file(path: str) -> None:
    found = unquote(urlsplit(BASE + url(path)).path.removeprefix("/course/"))

    assert found == path or posixpath.join(found, "index.md") == path or f"{found.removesuffix('/')}.md" == path


@pytest.mark.parametrize("link", ["(lesson:a)", "( lesson:a )", '(lesson:a "A title")', "(lesson:a 'A title')"])
def test_a_reference_is_replaced_however_markdown_lets_it_be_written(link: str) -> None:
    assert "lesson:" not in replace_references(f"See [this]{link}.", lambda kind, name: f"{kind}/{name}/")


def test_a_reference_to_a_place_on_a_page_keeps_the_place() -> None:
    assert replace_references("[x](lesson:a#b)", lambda *_: "../a.md") == "[x](../a.md#b)"


def test_a_draft_is_named_but_has_no_page(tmp_path: Path) -> None:
    site = fake_site(copy_course("everything", tmp_path), recorded_outputs("everything"))[2]

    assert not any("not-yet" in made.path for made in site.pages)
    assert "Not yet" in next(made.text for made in site.pages if made.path == "counting/index.md")


def test_a_long_glossary_has_letters_to_jump_to(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    names = ["Zeta", "Ébauche", "Edit", *(f"Word {number}" for number in range(27))]
    ids = [name.lower().replace(" ", "-").replace("é", "e") for name in names]
    terms = [{"id": id_, "term": name, "definition": "A word."} for id_, name in zip(ids, names, strict=True)]
    (root / "curriculum/glossary.yml").write_text(json.dumps({"terms": terms}, ensure_ascii=False), encoding="utf-8")

    made = fake_site(root, recorded_outputs("minimal"))[2]
    text = next(made.text for made in made.pages if made.path == "glossary/index.md")

    assert re.findall(r'<dt id="([a-z]+)', text) == ["edit", "ebauche", *["word"] * 27, "zeta"]
    assert re.findall(r'<a href="#(.*?)">(.)</a>', text) == [("edit", "E"), ("word-0", "W"), ("zeta", "Z")]


# Outputs


def lesson_with(root: Path, cell: str) -> Path:
    """Put a cell into the lesson of the minimal course."""
    edit(root / LESSON, "# %% [markdown] quiz", f"{cell}\n\n# %% [markdown] quiz")
    return root


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        ([], ("open", "open")),
        (["remove-cell"], ("", "")),
        (["remove-input"], ("", "open")),
        (["remove-output"], ("open", "")),
        (["hide-cell"], ("folded", "folded")),
        (["hide-input"], ("folded", "open")),
        (["hide-output"], ("open", "folded")),
        (["hide-input", "hide-output"], ("folded", "folded")),
        (["hide-cell", "remove-output"], ("folded", "")),
        (["hide-cell", "remove-input"], ("", "folded")),
    ],
)
def test_tags_say_what_is_shown_of_a_cell(tmp_path: Path, tags: list[str], shown: tuple[str, str]) -> None:
    root = lesson_with(copy_course("minimal", tmp_path), f"# %% tags={json.dumps(tags)}\nshow_it()")
    site = fake_site(root, {"show_it()": [stream("what it shows\n")]})[2]

    html = page(text_of(site, "basics/first-counts/index.md").split("\n---\n", 1)[1])

    folded = re.findall(r"<details class=\"ws-fold\">.*?</details>", html, re.DOTALL)
    for text, state in zip(("show_it", "what it shows"), shown, strict=True):
        assert (text in html, any(text in part for part in folded)) == (state != "", state == "folded")


def test_what_a_derived_starter_gives_out_is_not_taken_for_the_solution(tmp_path: Path) -> None:
    site = fake_site(copy_course("everything", tmp_path), recorded_outputs("everything"))[2]

    assert "1.5" in text_of(site, "counting/first-steps/exercises/index.md")
    assert not any(OF_A_WRONG_ANSWER[0]["text"] in made.text for made in site.pages)


def text_of(site: Site, path: str) -> str:
    return next(made.text for made in site.pages if made.path == path)


# Answers

SECRET = {"solution", "explanation", "check-hidden", "mutant"}
OPEN = {"prompt", "starter", "hint", "check"}
COMMON = st.sampled_from(["total = sum(counts)", "total = 0", "# a comment"])


@st.composite
def exercises(draw: st.DrawFn, number: int) -> str:
    """An exercise each line of which is either told apart by a marker or common to several roles."""
    unique = itertools.count()

    def lines(role: str) -> str:
        names = [f"marker_{role}_{number}_{next(unique)}".replace("-", "_") for _ in range(draw(st.integers(1, 3)))]
        marked = [f'{name} = "x"' for name in names]
        return "\n".join(draw(st.permutations([*marked, *draw(st.lists(COMMON, max_size=2))])))

    def cell(role: str, body: str, *, code: bool, options: str = "") -> str:
        body = body if code else "\n".join(f"# {line.removeprefix('# ')}" for line in body.splitlines())
        kind = "" if code else " [markdown]"
        return f'# %%{kind} exercise="e{number}" role="{role}"{options}\n{body}\n'

    prompt = f"**Title {number}**\n{lines('prompt')}"
    solution, cells = lines("solution"), [cell("prompt", prompt, code=False, options=" minutes=5")]
    if draw(st.booleans()):
        solution = f"shown = 1\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    else:
        cells.append(cell("starter", lines("starter"), code=True))
    expected = " expected=true" if draw(st.booleans()) else ""
    cells.append(cell("solution", solution, code=True, options=expected))
    cells += [cell("hint", lines("hint"), code=False) for _ in range(draw(st.integers(0, 2)))]
    cells += [cell("explanation", lines("explanation"), code=False)] * draw(st.integers(0, 1))
    cells.append(cell("check", lines("check"), code=True))
    cells += [cell("check-hidden", lines("check-hidden"), code=True) for _ in range(draw(st.integers(0, 2)))]
    cells += [cell("mutant", lines("mutant"), code=True) for _ in range(draw(st.integers(0, 2)))]
    return "\n".join(cells)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 3).flatmap(lambda count: st.tuples(*(exercises(number) for number in range(count)))))
def test_no_line_of_an_answer_is_published_but_on_the_solution_page(
    tmp_path_factory: pytest.TempPathFactory, parts: tuple[str, ...]
) -> None:
    root = copy_course("minimal", tmp_path_factory.mktemp("course"))
    edit(root / "curriculum/basics.yml", "exercises: 5}", f"exercises: {5 * len(parts)}}}")
    (root / LESSON).write_text("# %% [markdown]\n# Text.\n\n" + "\n".join(parts))

    site = fake_site(root)[2]

    solutions = "basics/first-counts/solutions/index.md"
    markers = {role: markers_of(parts, role) for role in (*SECRET, *OPEN)}
    for made in (*site.pages, *site.notebooks):
        found = set(re.findall(r"marker_\w+", made.text))
        also = markers["solution"] | markers["explanation"] if made.path == solutions else set()
        assert found <= set().union(*(markers[role] for role in OPEN), also), made.path
    on_solutions = set(re.findall(r"marker_\w+", text_of(site, solutions)))
    on_exercises = set(re.findall(r"marker_\w+", text_of(site, "basics/first-counts/exercises/index.md")))
    assert on_solutions == markers["solution"] | markers["explanation"]
    assert on_exercises == set().union(*(markers[role] for role in OPEN))


def markers_of(parts: tuple[str, ...], role: str) -> set[str]:
    name = role.replace("-", "_")
    return set(re.findall(rf"marker_{name}_\d+_\d+", "\n".join(parts)))
