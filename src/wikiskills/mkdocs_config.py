"""The configuration that a renderer builds with: the hand-written mkdocs.yml, completed by the generator."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import yaml

from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.interface.files import shipped
from wikiskills.interface.words import Words
from wikiskills.site.model import NavItem
from wikiskills.yaml_nodes import child, compose

_NAME = "mkdocs.yml"
_PATHS: tuple[tuple[str, ...], ...] = (("INHERIT",), ("theme", "custom_dir"), ("hooks",), ("watch",))
_STRICT = {
    "strict": True,
    "validation": {
        "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
        "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
    },
}
_EXTENSIONS = ("attr_list", "md_in_html")
"""What the generated pages are written with: without it, their headings would be text."""
_FOR_TEMPLATES = ("footer", "not_found", "offline_page")
"""Groups of the words that the theme's templates show, as `config.extra.words`."""
_GENERATED_FROM = "# Generated from ../mkdocs.yml: edit that file, not this one.\n"


@dataclass(frozen=True)
class SiteDetails:
    """What the generator sets in the configuration; an empty value leaves what the hand-written file says.

    Paths are relative to the folder of the generated file; `project` leads from there to the hand-written one.
    `edit_uri` is relative to `repo_url`, or a whole URL.
    """

    nav: Sequence[NavItem]
    site_name: str = ""
    site_url: str = ""
    site_description: str = ""
    copyright: str = ""
    words: Words | None = None
    repo_url: str = ""
    edit_uri: str = ""
    custom_dir: str = ""
    docs_dir: str = "docs"
    site_dir: str = "../site"
    project: str = ".."
    metadata: Mapping[str, Any] = field(default_factory=dict)


class _Dumper(yaml.SafeDumper):
    """Writes texts that know their place as plain texts."""


_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def derived_config(root_config: str, details: SiteDetails) -> str:
    """Give the text of the complete configuration: `root_config`, the text of the hand-written file, with `details`.

    The file is handled as YAML nodes, so that tags such as `!!python/name:` and all that is unknown here stay.
    Equal arguments give equal text. Raises `WikiskillsError` where the hand-written file is not YAML with keys, or
    names a theme folder where `details` does.
    """
    root = _compose_root(root_config)
    _unfold_theme(root)
    _add_extensions(root)
    _refuse_second_theme(root, details)
    for path in _PATHS:
        _rebase(root, path, details.project)
    for path, value in _settings(details):
        _put(root, path, _node(value))
    words = details.words or shipped("en")
    _move_repository(root, words.say("navigation.source"))
    _name_switches(root, words)
    text: str = yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=4096)
    return _GENERATED_FROM + text


def _refuse_second_theme(root: yaml.MappingNode, details: SiteDetails) -> None:
    """Raise where the file names a theme folder, which the generator's own would silently replace."""
    node = child(child(root, "theme"), "custom_dir")
    if node is not None and details.custom_dir:
        where = Location(_NAME, node.start_mark.line + 1, node.start_mark.column + 1)
        hint = "take it out: the generator brings its own theme folder"
        raise WikiskillsError([Problem(where, "E222", "'custom_dir' is set by the generator", hint)])


def _compose_root(text: str) -> yaml.MappingNode:
    found: list[Problem] = []
    root = compose(text, _NAME, found)
    if root is not None and not isinstance(root, yaml.MappingNode):
        found.append(
            Problem(Location(_NAME, 1, 1), "E205", "the file must have keys", "begin it with 'site_name: ...'")
        )
    raise_if_any(found)
    assert isinstance(root, yaml.MappingNode)  # noqa: S101 - anything else has been raised
    return root


def _settings(details: SiteDetails) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give the path of each key to set, and its value."""
    for name in ("site_name", "site_url", "site_description", "copyright", "repo_url", "edit_uri"):
        if value := getattr(details, name):
            yield (name,), value
    yield ("docs_dir",), details.docs_dir
    yield ("site_dir",), details.site_dir
    if details.custom_dir:
        yield ("theme", "custom_dir"), details.custom_dir
        yield ("theme", "static_templates"), ["offline.html"]
    if details.words:
        yield ("theme", "language"), details.words.language
        yield ("extra", "words"), {name: details.words.group(name) for name in _FOR_TEMPLATES}
    if details.metadata:
        yield ("extra", "metadata"), dict(details.metadata)
    yield from (((key,), value) for key, value in _STRICT.items())
    yield ("nav",), [entry for item in details.nav for entry in _nav_entries(item)]


def _nav_entries(item: NavItem) -> Iterator[dict[str, Any]]:
    """Give the entry of `item`: a section begins with its own page, untitled; one without pages is left out."""
    if not item.children:
        if item.path:
            yield {item.title: item.path}
        return
    children: list[Any] = [entry for child_item in item.children for entry in _nav_entries(child_item)]
    yield {item.title: [item.path, *children] if item.path else children}


def _unfold_theme(root: yaml.MappingNode) -> None:
    """Write `theme: material` as `theme: {name: material}`, so that the theme has room for settings."""
    theme = child(root, "theme")
    if theme is None or isinstance(theme, yaml.ScalarNode):
        _put(root, ("theme",), _node({"name": theme.value if theme else "material"}))


def _add_extensions(root: yaml.MappingNode) -> None:
    """Add the extensions of Markdown that are needed and not there, in the form in which the file lists its own."""
    node = child(root, "markdown_extensions")
    if isinstance(node, yaml.MappingNode):
        for name in _EXTENSIONS:
            if child(node, name) is None:
                _put(node, (name,), _node({}))
        return
    listed = node.value if isinstance(node, yaml.SequenceNode) else []
    names = [name.value for item in listed for name in (_keys(item) if isinstance(item, yaml.MappingNode) else [item])]
    added = [_node(name) for name in _EXTENSIONS if name not in names]
    _put(root, ("markdown_extensions",), yaml.SequenceNode("tag:yaml.org,2002:seq", [*listed, *added]))


def _keys(node: yaml.MappingNode) -> list[yaml.Node]:
    return [name for name, _ in node.value]


def _rebase(root: yaml.MappingNode, path: tuple[str, ...], project: str) -> None:
    """Lead a path, or a list of paths, that the hand-written file counts from its own folder."""
    node: yaml.Node | None = root
    for key in path:
        node = child(node, key)
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.ScalarNode) and item.value:
            item.value = posixpath.normpath(posixpath.join(project, item.value))


def _move_repository(root: yaml.MappingNode, name: str) -> None:
    """Show the repository as a link in the footer: for a `repo_url`, Material asks its host for stars and forks."""
    repository, edit = child(root, "repo_url"), child(root, "edit_uri")
    if not isinstance(repository, yaml.ScalarNode) or not repository.value:
        return
    root.value = [(name, node) for name, node in root.value if name.value not in ("repo_url", "repo_name")]
    if isinstance(edit, yaml.ScalarNode) and edit.value:
        edit.value = urljoin(repository.value.rstrip("/") + "/", edit.value)
    link = {"icon": "fontawesome/brands/git-alt", "link": repository.value, "name": name}
    social = child(child(root, "extra"), "social")
    earlier = social.value if isinstance(social, yaml.SequenceNode) else []
    _put(root, ("extra", "social"), yaml.SequenceNode("tag:yaml.org,2002:seq", [*earlier, _node(link)]))


def _name_switches(root: yaml.MappingNode, words: Words) -> None:
    """Say of each colour scheme's switch that has no name what it does: it shows the next scheme of the list."""
    palette = child(child(root, "theme"), "palette")
    schemes = palette.value if isinstance(palette, yaml.SequenceNode) else []
    for scheme, following in zip(schemes, [*schemes[1:], *schemes[:1]], strict=True):
        switch, to = child(scheme, "toggle"), child(following, "scheme")
        if isinstance(switch, yaml.MappingNode) and child(switch, "name") is None:
            target = "system" if to is None else "dark" if to.value == "slate" else "light"
            _put(switch, ("name",), _node(words.say(f"navigation.{target}")))


def _put(mapping: yaml.MappingNode, path: tuple[str, ...], value: yaml.Node) -> None:
    """Set the key at `path` in nested mappings, in its present place or at the end."""
    key, *rest = path
    if rest:
        inner = child(mapping, key)
        if not isinstance(inner, yaml.MappingNode):
            inner = yaml.MappingNode("tag:yaml.org,2002:map", [])
        _put(inner, tuple(rest), value)
        value = inner
    places = [place for place, (name, _) in enumerate(mapping.value) if name.value == key]
    if places:
        mapping.value[places[0]] = (mapping.value[places[0]][0], value)
    else:
        mapping.value.append((_node(key), value))


def _node(value: Any) -> yaml.Node:
    return _Dumper(io.StringIO(), sort_keys=False).represent_data(value)
