"""The list of pages that differ between two sites: what is in it, what is not, and that nothing in it is active."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from wikiskills.changed_pages.article import read_article
from wikiskills.changed_pages.changes import Comparison, Kind, PageChange, compare_sites
from wikiskills.changed_pages.lines import Mark, line_changes
from wikiskills.changed_pages.overview import overview_files

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LESSON = "start/means/index.html"


def page(article: str, around: str = "Menu") -> str:
    return f'<!doctype html><nav>{around}</nav><article class="md-content__inner">{article}</article><footer></footer>'


def site(folder: Path, pages: dict[str, str], files: dict[str, bytes] | None = None) -> Path:
    """Write a finished site of articles."""
    texts = {"sitemap.xml": "<urlset/>", **{name: page(article) for name, article in pages.items()}}
    contents = {name: text.encode() for name, text in texts.items()} | (files or {})
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def compared(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> Comparison:
    return compare_sites(site(tmp_path / "before", old), site(tmp_path / "after", new))


def only_change(tmp_path: Path, old: str, new: str) -> PageChange:
    (change,) = compared(tmp_path, {LESSON: old}, {LESSON: new}).pages
    return change


def shown(change: PageChange) -> list[str]:
    """Write the lines of a change as a patch does, with changed words in brackets."""
    signs = {Mark.SAME: "  ", Mark.OLD: "- ", Mark.NEW: "+ ", Mark.GAP: "..."}
    return [
        signs[line.mark] + "".join(f"[{text}]" if differs else text for text, differs in line.parts)
        for line in change.lines
    ]


def test_a_page_is_read_as_its_readers_see_it() -> None:
    article = read_article(
        page(
            '<h1 id="a">Means<a class="headerlink" href="#a">&para;</a></h1><p>One &lt;b&gt;\n  and <em>two</em>.<br>'
            'Three</p><script>alert("x")</script><style>p {}</style><table><tr><td>1</td><td>2</td></tr></table>'
            "<div><pre><span></span><code><span>if</span> x:\n    y = 1\n</code></pre></div>"
            '<p>So <math alttext="x &#61; 1"><mi>x</mi></math>. <a href="../b/">b</a></p>'
            '<figure><img src="f.png" alt="A dot."></figure><details><summary>Hint</summary>Text</details>'
        )
    )

    assert article.title == "Means"
    assert article.lines == (
        *("Means", "One <b> and two.", "Three", "1 2", "if x:", "    y = 1", "So x = 1. b", "[image: A dot.]"),
        *("Hint", "Text"),
    )
    assert article.links == ("../b/",)
    assert [(image.source, image.alt) for image in article.images] == [("f.png", "A dot.")]


@given(st.text(alphabet="<>/=\"'ab !-&;pre scipt", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert read_article(text).markup == text


def test_pages_are_changed_added_and_removed(tmp_path: Path) -> None:
    old = {"index.html": "<h1>Home</h1>", LESSON: "<h1>Means</h1><p>One.", "gone/index.html": "<h1>Gone</h1>"}
    new = {"index.html": "<h1>Home</h1>", LESSON: "<h1>Means</h1><p>Two.", "new/index.html": "No heading"}

    pages = compared(tmp_path, old, new).pages

    assert [(change.address, change.kind, change.title) for change in pages] == [
        ("gone/", Kind.REMOVED, "Gone"),
        ("new/", Kind.ADDED, "new/"),
        ("start/means/", Kind.CHANGED, "Means"),
    ]


def test_pages_that_differ_around_their_text_are_only_counted(tmp_path: Path) -> None:
    before, after = site(tmp_path / "before", {LESSON: "Same."}), site(tmp_path / "after", {})
    site(after, {}, {LESSON: page("Same.", around="Another menu").encode()})

    found = compare_sites(before, after)

    assert (found.pages, found.surroundings) == ((), 1)


def test_the_diff_shows_changed_words_with_a_line_around(tmp_path: Path) -> None:
    same = "".join(f"<p>Line {number}.</p>" for number in range(9))
    old = f"<p>Zero.</p><p>The mean of three counts is 4.</p>{same}<pre>x = 1\ny = 2</pre>"
    new = f"<p>Zero.</p><p>The mean of three counts is 5.</p>{same}<pre>x = 1\nprint('all')\ny = 2</pre>"

    assert shown(only_change(tmp_path, old, new)) == [
        *("  Zero.", "- The mean of three counts is [4].", "+ The mean of three counts is [5].", "  Line 0."),
        *("...", "  x = 1", "+ print('all')", "  y = 2"),
    ]


def test_lines_that_are_not_alike_are_shown_whole() -> None:
    lines = list(line_changes(["Cats sleep."], ["A new sentence about dumps."]))

    assert [line.parts for line in lines] == [(("Cats sleep.", False),), (("A new sentence about dumps.", False),)]


@given(st.lists(st.sampled_from("abc x"), max_size=8), st.lists(st.sampled_from("abc x"), max_size=8))
def test_a_diff_holds_the_new_text_of_what_it_shows(old: list[str], new: list[str]) -> None:
    lines = list(line_changes(old, new))
    text = {mark: ["".join(part for part, _ in line.parts) for line in lines if line.mark is mark] for mark in Mark}

    assert (lines == []) == (old == new)
    assert sorted([*text[Mark.OLD], *new]) == sorted([*text[Mark.NEW], *old])


def test_links_that_changed_are_listed(tmp_path: Path) -> None:
    change = only_change(tmp_path, '<a href="../a/">See</a>', '<a href="../b/">See</a>')

    assert (change.lines, change.links_before, change.links_after) == ((), ("../a/",), ("../b/",))


def test_figures_are_compared_by_their_bytes(tmp_path: Path) -> None:
    article = '<img src="f/one.png" alt="1"><img src="f/two.png" alt="2">'
    before = site(
        tmp_path / "before", {LESSON: article}, {"start/means/f/one.png": PIXEL, "start/means/f/two.png": b"2"}
    )
    renamed = article.replace("one.png", "uno.png")
    after = site(tmp_path / "after", {LESSON: renamed}, {"start/means/f/uno.png": PIXEL, "start/means/f/two.png": b"3"})

    (change,) = compare_sites(before, after).pages
    (picture,) = change.pictures

    assert picture.before is not None
    assert picture.after is not None
    assert (picture.before.file, picture.after.file) == (
        (before / "start/means/f/two.png").resolve(),
        (after / "start/means/f/two.png").resolve(),
    )


@pytest.mark.parametrize(
    "source", ["../../../secret.png", "https://example.org/x.png", "//example.org/x.png", "http://["]
)
def test_nothing_outside_of_a_site_is_read(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)

    change = only_change(tmp_path, "None.", f'<img src="{source}" alt="x">')

    assert [picture.after.file for picture in change.pictures if picture.after] == [None]


def test_symbolic_links_out_of_a_site_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(page("<h1>Secret</h1>"), encoding="utf-8")
    before, after = site(tmp_path / "before", {}), site(tmp_path / "after", {})
    (after / "index.html").symlink_to(tmp_path / "secret.html")

    assert compare_sites(before, after).pages == ()


def test_other_files_are_listed_but_for_what_follows_from_pages(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {}, {"data/a.csv": b"1", "search/search_index.json": b"1"})
    after = site(tmp_path / "after", {}, {"data/a.csv": b"2", "search/search_index.json": b"2", "a/a.ipynb": b""})

    assert compare_sites(before, after).files == (("a/a.ipynb", Kind.ADDED), ("data/a.csv", Kind.CHANGED))


HOSTILE = (
    '<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1><p>&lt;img src=x onerror=alert(2)&gt; "quotes"</p>'
    '<a href="javascript:alert(3)">x</a><img src="f.svg" alt="&quot;&gt;&lt;script&gt;alert(4)&lt;/script&gt;">'
    '<img src="f.png" alt="&quot; onload=&quot;alert(5)">'
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The list of a site by somebody who means ill."""
    before = site(tmp_path / "list/before", {LESSON: "<h1>Means</h1>"})
    files = {"start/means/f.svg": b"<svg><script>alert(6)</script></svg>", "start/means/f.png": PIXEL}
    name = 'x" onclick="alert(7)/index.html'
    after = site(tmp_path / "list/after", {LESSON: HOSTILE, name: HOSTILE, "javascript:alert(8).html": "x"}, files)
    for name, content in overview_files(compare_sites(before, after), before, after, tmp_path / "list").items():
        target = tmp_path / "list" / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return tmp_path / "list"


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_what_strangers_wrote_is_shown_as_text(hostile: Path) -> None:
    elements = Elements((hostile / "index.html").read_text(encoding="utf-8")).found
    names = {name for _, attributes in elements for name in attributes}
    links = [attributes["href"] or "" for _, attributes in elements if "href" in attributes]
    figures = [path.name for path in (hostile / "figures").iterdir()]

    assert {tag for tag, _ in elements}.isdisjoint({"script", "iframe", "form", "svg", "object", "base"})
    assert [name for name in names if name.startswith("on")] == []
    assert len(links) > 3
    assert [link for link in links if not link.startswith(("#page-", "./before/", "./after/"))] == []
    assert [attributes["src"] for _, attributes in elements if "src" in attributes] == [f"figures/{figures[0]}"]
    assert [name.rpartition(".")[2] for name in figures] == ["png"]


def test_the_list_is_the_same_each_time(tmp_path: Path) -> None:
    before, after = site(tmp_path / "before", {LESSON: "One"}), site(tmp_path / "after", {LESSON: HOSTILE})

    def made() -> dict[str, bytes | Path]:
        return overview_files(compare_sites(before, after), before, after, tmp_path)

    assert made() == made()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_list_in_a_browser(hostile: Path, browser: Browser, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    view = context.new_page()
    faults: list[str] = []
    view.on("dialog", lambda dialog: faults.append(dialog.message))
    view.on("console", lambda message: faults.append(message.text))
    view.on("pageerror", lambda error: faults.append(str(error)))

    view.goto((hostile / "index.html").as_uri())

    # the figure is lazy: a page is loaded without it
    assert view.evaluate("(img => img.decode().then(() => img.naturalWidth))(document.querySelector('img'))") == 1
    assert view.evaluate("getComputedStyle(document.querySelector('.diff')).listStyleType") == "none"
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    # axe-core is injected past the policy of the page, which forbids every script
    found = [(rule["id"], node["html"]) for rule in Axe().run(view).response["violations"] for node in rule["nodes"]]
    assert found == []
    view.get_by_role("link", name="after", exact=False).first.click()
    assert "/after/" in view.url
    assert faults == []
    context.close()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiskills", "compare", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_command_writes_the_list_beside_the_sites(tmp_path: Path) -> None:
    before = site(tmp_path / "list/before", {LESSON: "One."})
    after = site(tmp_path / "list/after", {LESSON: "Two."})

    done = run(before, after, "--into", tmp_path / "list")

    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("1 page: 1 changed, 0 added, 0 removed.")
    assert json.loads((tmp_path / "list/pages.json").read_text(encoding="utf-8")) == {
        "changed": ["start/means/"],
        "added": [],
        "removed": [],
        "surroundings": 0,
        "files": {},
    }
    assert 'href="./before/start/means/index.html"' in (tmp_path / "list/index.html").read_text(encoding="utf-8")
    shutil.rmtree(after / "start")
    assert run(before, after, "--into", tmp_path / "list").returncode == 0
    assert (before / LESSON).exists()


def test_the_command_refuses_what_is_no_site(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {})

    assert "E960" in run(before, tmp_path / "nothing", "--into", tmp_path / "list").stderr
    assert "E961" in run(before, before, "--into", before).stderr
