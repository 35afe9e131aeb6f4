"""The configuration of a build: what the hand-written file says, and what the generator adds."""

from __future__ import annotations

import pytest
import yaml

from tests.support.small_tree import NAV, ROOT_CONFIG, SMALL
from wikiskills.errors import WikiskillsError
from wikiskills.interface.files import shipped
from wikiskills.interface.words import Words
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.site.model import NavItem


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


@pytest.mark.parametrize("odd", ["- [toc, tables]", "- {[toc]: {}}", "- {? {a: b} : c}"])
def test_extensions_that_are_no_names_are_left_to_mkdocs(odd: str) -> None:
    text = derived_config(f"markdown_extensions:\n  - tables\n  {odd}\n", SiteDetails(nav=()))

    assert text.endswith("nav: []\n")
    root = yaml.compose(text)  # the odd one is no value of Python's
    assert isinstance(root, yaml.MappingNode)
    names = next(node for key, node in root.value if key.value == "markdown_extensions").value
    assert [name.value for name in (names[0], *names[2:])] == ["tables", "attr_list", "md_in_html"]


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
