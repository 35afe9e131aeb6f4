"""The site is replaced whole or not at all, whatever happens; and it comes out the same everywhere."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import markdown
import pytest
import yaml
from material.extensions.emoji import to_svg, twemoji  # type: ignore[import-untyped]

from wikiskills import swap
from wikiskills.errors import Location, WikiskillsError
from wikiskills.interface.files import shipped
from wikiskills.interface.words import Words
from wikiskills.lock import exclusive
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.renderer import mkdocs_problems, render_site
from wikiskills.site.model import NavItem
from wikiskills.third_parties import third_party_problems
from wikiskills.writer import write_file, write_tree

ROOT_CONFIG = (Path(__file__).parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
SMALL = "site_name: Small\nsite_url: https://example.org/course/\ntheme: {name: material, font: false}\n"
NAV = (NavItem("Home", "index.md"), NavItem("Counts", "counts/index.md", (NavItem("Means: 1", "counts/means.md"),)))
PAGES = {
    "index.md": "# Home\n\n:material-school: [Means](counts/means.md#exercise)\n",
    "counts/index.md": "# Counts\n",
    "counts/means.md": "# Means\n\n```python\nx = 1\n```\n\n```mermaid\ngraph\n```\n\n## Exercise\n",
}


def lay_out(root: Path, config: str = SMALL, home: str = PAGES["index.md"]) -> Path:
    """Write a small tree with the home page `home`; give its configuration."""
    pages = PAGES | {"index.md": home}
    write_tree({path: text.encode() for path, text in pages.items()}, root / "build/docs")
    write_file(root / "build/mkdocs.yml", derived_config(config, SiteDetails(nav=NAV)).encode())
    return root / "build/mkdocs.yml"


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(site: Path) -> list[str]:
    """Name what stands beside the site; a lock file and the tree is all that should."""
    return sorted(path.name for path in site.parent.iterdir())


CLEAN = [".site.lock", "build", "site"]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site built with the project's own mkdocs.yml."""
    root = tmp_path_factory.mktemp("full")
    render_site(lay_out(root, ROOT_CONFIG), root / "site")
    return root / "site"


# The configuration


def derived(config: str, **details: object) -> dict[str, object]:
    """Give the derived configuration as values, tags as their text."""
    text = derived_config(config, SiteDetails(nav=NAV, **details))  # type: ignore[arg-type]
    loaded: dict[str, object] = yaml.load(text, Loader=_TagsAsText)
    return loaded


class _TagsAsText(yaml.SafeLoader):
    pass


_TagsAsText.add_multi_constructor("!", lambda _, suffix, node: f"!{suffix} {node.value}")
_TagsAsText.add_multi_constructor("tag:yaml.org,2002:python/", lambda _, suffix, __: f"!!python/{suffix}")


def test_navigation() -> None:
    expected = [{"Home": "index.md"}, {"Counts": ["counts/index.md", {"Means: 1": "counts/means.md"}]}]
    assert derived(SMALL)["nav"] == expected


def test_sections_without_pages_and_odd_titles() -> None:
    nav = (NavItem("Empty"), NavItem("2024", "a.md"), NavItem("no", "b.md"), NavItem("S", "", (NavItem("#1", "c.md"),)))
    config = yaml.safe_load(derived_config(SMALL, SiteDetails(nav=nav)))
    assert config["nav"] == [{"2024": "a.md"}, {"no": "b.md"}, {"S": [{"#1": "c.md"}]}]


def test_details_override_and_empty_ones_do_not() -> None:
    german = Words("de", shipped("en").texts)
    config = derived(SMALL, site_name="Große Zahlen", words=german, copyright="CC BY", custom_dir="theme")
    assert config["site_name"] == "Große Zahlen"
    assert config["site_url"] == "https://example.org/course/"
    assert config["theme"] == {
        "name": "material",
        "font": False,
        "language": "de",
        "custom_dir": "theme",
        "static_templates": ["offline.html"],
    }
    assert (config["copyright"], config["docs_dir"], config["site_dir"]) == ("CC BY", "docs", "../site")


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("", ["attr_list", "md_in_html"]),
        ("markdown_extensions: [tables, md_in_html]\n", ["tables", "md_in_html", "attr_list"]),
        ("markdown_extensions:\n- toc: {permalink: true}\n", [{"toc": {"permalink": True}}, "attr_list", "md_in_html"]),
        ("markdown_extensions: {attr_list: {}, toc: {}}\n", {"attr_list": {}, "toc": {}, "md_in_html": {}}),
    ],
)
def test_extensions_that_generated_pages_need_are_there(listed: str, expected: object) -> None:
    assert derived(SMALL + listed)["markdown_extensions"] == expected


def test_strict_whatever_the_file_says() -> None:
    config = derived(SMALL + "strict: false\nvalidation: {links: {anchors: ignore}}\n")
    assert config["strict"] is True
    assert {level for part in config["validation"].values() for level in part.values()} == {"warn"}  # type: ignore[attr-defined]


def test_tags_and_unknown_keys_stay() -> None:
    added = "future: {a: [1, no]}\nname: !ENV [X, y]\nbase: &b {p: 1}\ncopy: *b\n"
    text = derived_config(ROOT_CONFIG + added, SiteDetails(nav=NAV))
    assert "emoji_index: !!python/name:material.extensions.emoji.twemoji" in text
    assert "name: !ENV [X, y]" in text
    assert "future: {a: [1, no]}" in text
    assert "copy: *" in text


def test_paths_of_the_hand_written_file_lead_from_the_build_folder() -> None:
    config = derived("site_name: x\ntheme: {name: material, custom_dir: ./look}\nwatch: [a, ../b]\nINHERIT: base.yml\n")
    assert config["theme"] == {"name": "material", "custom_dir": "../look"}
    assert (config["watch"], config["INHERIT"]) == (["../a", "../../b"], "../base.yml")


@pytest.mark.parametrize("theme", ["", "theme: material\n"])
def test_a_theme_without_settings(theme: str) -> None:
    assert derived(f"site_name: x\n{theme}", words=shipped("fr"))["theme"] == {"name": "material", "language": "fr"}


@pytest.mark.parametrize("host", ["https://github.com/a/b", "https://gitlab.example.org/a/b/"])
def test_the_repository_is_linked_without_asking_its_host(host: str) -> None:
    config = derived(SMALL, repo_url=host, edit_uri="edit/main/lessons/")
    assert "repo_url" not in config
    assert config["edit_uri"] == f"{host.rstrip('/')}/edit/main/lessons/"
    assert config["extra"] == {"social": [{"icon": "fontawesome/brands/git-alt", "link": host, "name": "Source"}]}


@pytest.mark.parametrize(("text", "code"), [("a: [", "E201"), ("- a\n", "E205"), ("", "E202")])
def test_what_is_no_configuration(text: str, code: str) -> None:
    with pytest.raises(WikiskillsError, match=f"mkdocs.yml.*{code}"):
        derived_config(text, SiteDetails(nav=()))


def test_a_second_theme_folder_is_not_dropped_in_silence() -> None:
    with pytest.raises(WikiskillsError, match="3:15: E222 'custom_dir' is set by the generator"):
        derived_config("theme:\n  name: material\n  custom_dir: mine\n", SiteDetails(nav=(), custom_dir="theme"))


# The site


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


# Kills, and builds at once

RENDER = "import sys, pathlib; from wikiskills.renderer import render_site\n"
RENDER += "render_site(*map(pathlib.Path, sys.argv[1:]), tell=lambda message: print(message, flush=True))"


def start(config: Path, site: Path) -> subprocess.Popen[str]:
    """Start a build in a process group of its own."""
    command = [sys.executable, "-c", RENDER, str(config), str(site)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_killed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    config = lay_out(tmp_path, home="# Old\n")
    render_site(config, site)
    old = contents(site)
    lay_out(tmp_path, home="# New\n")
    moments = random.Random(7)

    for _ in range(10):
        build = start(config, site)
        time.sleep(moments.uniform(0.05, 1.3))
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        published = contents(site)
        assert published == old or b">New<" in published["index.html"]
        assert published.keys() == old.keys()
    render_site(config, site)

    fresh = tmp_path / "fresh"
    render_site(lay_out(fresh, home="# New\n"), fresh / "site")
    assert contents(site) == contents(fresh / "site")
    assert beside(site) == sorted([*CLEAN, "fresh"])


def test_a_build_waits_for_what_a_killed_one_left_running(tmp_path: Path) -> None:
    """Only the parent is killed: its MkDocs runs on, and holds the lock."""
    site = tmp_path / "site"
    config = lay_out(tmp_path)
    build = start(config, site)
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".site.new-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.1)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    told: list[str] = []

    render_site(config, site, tell=told.append)

    assert told == [f"another build is running (process {build.pid}); waiting for it to end"]
    assert beside(site) == CLEAN
    build.communicate()


def test_two_builds_at_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    config = lay_out(tmp_path)
    with exclusive(tmp_path / ".site.lock"):  # released when both wait for it
        builds = [start(config, site) for _ in range(2)]
        for build in builds:
            assert build.stdout is not None
            assert "waiting for it to end" in build.stdout.readline()
    outputs = [build.communicate(timeout=60) for build in builds]

    assert [build.returncode for build in builds] == [0, 0], outputs
    assert (site / "index.html").is_file()
    assert beside(site) == CLEAN


def test_a_build_that_never_ends_is_an_error(tmp_path: Path) -> None:
    with exclusive(tmp_path / ".lock"):
        message = rf"\.lock: E801 another build is running \(process {os.getpid()}\)"
        with pytest.raises(WikiskillsError, match=message), exclusive(tmp_path / ".lock", patience=0.2):
            pass
    with exclusive(tmp_path / ".lock", patience=0):
        pass


# The swap, step by step


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_file(tmp_path / "site/page", b"old")
    return tmp_path / "site"


def new_folder(site: Path) -> Path:
    folder = swap.fresh_folder(site)
    write_file(folder / "page", b"new")
    return folder


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)


def test_folders_change_places_in_one_step(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_rename_twice", lambda *_: pytest.fail("this system should exchange"))
    swap.replace_folder(new_folder(site), site)
    assert contents(site.parent) == {"site/page": b"new"}


@pytest.mark.usefixtures("no_exchange")
def test_two_renames(site: Path) -> None:
    swap.replace_folder(new_folder(site), site)
    assert contents(site.parent) == {"site/page": b"new"}


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize(("killed_at", "published"), [(1, b"old"), (2, b"old"), (3, b"new")])
def test_a_kill_between_two_renames_is_undone(
    site: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int, published: bytes
) -> None:
    fresh, real, steps = new_folder(site), Path.rename, 0

    def step(action: object, *arguments: object) -> None:
        nonlocal steps
        steps += 1
        if steps == killed_at:
            raise KeyboardInterrupt
        action(*arguments)  # type: ignore[operator]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda path, target: step(real, path, target))
        patch.setattr(swap, "_remove", lambda folder: step(shutil.rmtree, folder))
        with pytest.raises(KeyboardInterrupt):
            swap.replace_folder(fresh, site)
    swap.recover(site)

    assert contents(site.parent) == {"site/page": published}


@pytest.mark.usefixtures("no_exchange")
def test_a_failed_second_rename_is_undone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, real = new_folder(site), Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == fresh:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="Input/output"):
        swap.replace_folder(fresh, site)
    assert (site / "page").read_bytes() == b"old"


def test_leftovers_go(site: Path) -> None:
    for name in (".site.new-1", ".site.old-1", ".site.old-2"):
        write_file(site.parent / name / "page", b"left")
    write_file(site.parent / ".sites.new-1/page", b"another's")
    swap.recover(site)
    assert contents(site.parent) == {"site/page": b"old", ".sites.new-1/page": b"another's"}
