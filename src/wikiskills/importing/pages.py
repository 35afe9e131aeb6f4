"""The pages of a source in their order: those of a Jupyter Book's table of contents, or the files of a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.importing.notes import Note
from wikiskills.text_file import read_text_file
from wikiskills.yaml_nodes import child, compose

TOC = "_toc.yml"
_NO_PAGE = re.compile(r"readme|conftest|setup|import(-\d+)?")
ENDINGS = (".md", ".ipynb", ".py", ".Rmd")
"""Endings of the files that can be read, in the order in which a name without an ending is looked for."""


@dataclass(frozen=True)
class Part:
    """Pages that become one track; `title` is empty where the source has none."""

    title: str
    pages: tuple[Path, ...]


@dataclass(frozen=True)
class Source:
    """What is to be imported. `root` is the folder from which notes count paths; `title` may be empty.

    `ordered` tells that somebody has put the pages into their order, and not the names of the files.
    """

    root: Path
    title: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    ordered: bool

    def shown(self, path: Path) -> str:
        """Name a file of the source as notes show it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find_pages(source: Path) -> Source:
    """Find the pages of a folder, or of the table of contents given; raise `WikiskillsError` where there are none."""
    toc = source if source.name == TOC else source / TOC
    found = _from_toc(toc) if toc.is_file() else _from_folder(source)
    if not any(part.pages for part in found.parts):
        hint = f"name a folder with {TOC}, or with lessons as {', '.join(ENDINGS)}"
        raise WikiskillsError([Problem(Location(str(source)), "E920", "there is nothing to import", hint)])
    return found


def _from_folder(folder: Path) -> Source:
    """Take the files of a folder as one part, and those of each folder in it as one more."""
    folders = [folder, *sorted(path for path in folder.glob("*/") if not path.name.startswith((".", "_")))]
    parts = tuple(
        Part("" if path == folder else path.name.replace("_", " ").replace("-", " ").capitalize(), pages)
        for path in folders
        if (pages := tuple(sorted(file for file in path.glob("*") if _is_page(file))))
    )
    return Source(folder, "", parts, (), ordered=False)


def _is_page(file: Path) -> bool:
    left_out = file.name.startswith((".", "_")) or _NO_PAGE.fullmatch(file.stem.lower())
    return file.is_file() and file.suffix in ENDINGS and not left_out


def _from_toc(toc: Path) -> Source:
    problems: list[Problem] = []
    text = read_text_file(toc, TOC, problems)
    root = compose(text, TOC, problems) if text is not None else None
    raise_if_any(problems)
    notes: list[Note] = []
    reader = _Toc(toc.parent, notes)
    parts = [Part(_text(child(part, "caption")), tuple(reader.below(part))) for part in _items(child(root, "parts"))]
    own = tuple(reader.below(root))
    first = next(iter(_items(root)), root)  # the first form of the file was a list, whose first item is the root
    start = tuple(reader.page(child(first, "root") or child(first, "file")))
    own = (*start, *(page for page in own if page not in start))
    if own and parts:
        parts[0] = Part(parts[0].title, (*own, *parts[0].pages))
    parts = parts or [Part("", own)]
    return Source(toc.parent, _book_title(toc.parent), tuple(parts), tuple(notes), ordered=True)


@dataclass(frozen=True)
class _Toc:
    folder: Path
    notes: list[Note]

    def below(self, node: yaml.Node | None) -> Iterator[Path]:
        """Give the pages of an entry's chapters and sections, and of theirs, in their order."""
        lists = [child(node, key) for key in ("chapters", "sections", "entries")]
        for entry in [item for found in lists for item in _items(found)] or _items(node):
            yield from self.page(child(entry, "file"))
            yield from self.glob(child(entry, "glob"))
            if url := child(entry, "url"):
                self._note(url, f"the link to {_text(url)} is left out")
            yield from self.below(entry)

    def page(self, node: yaml.Node | None) -> Iterator[Path]:
        if node is None:
            return
        path = self.folder / _text(node)
        found = [path, *(path.with_name(path.name + ending) for ending in ENDINGS)]
        file = next((file for file in found if file.is_file() and file.suffix in ENDINGS), None)
        if file:
            yield file
        else:
            self._note(node, f"there is no page '{_text(node)}' that can be read ({', '.join(ENDINGS)})")

    def glob(self, node: yaml.Node | None) -> Iterator[Path]:
        if node is None or not _text(node):
            return
        try:
            yield from sorted(path for path in self.folder.glob(_text(node)) if _is_page(path))
        except (NotImplementedError, ValueError):  # an absolute path, or '**' within a name
            self._note(node, f"the pattern '{_text(node)}' cannot be used: write one that begins in the book's folder")

    def _note(self, node: yaml.Node, text: str) -> None:
        self.notes.append(Note(Location(TOC, node.start_mark.line + 1), text))


def _book_title(folder: Path) -> str:
    config = folder / "_config.yml"
    text = read_text_file(config, config.name, []) if config.is_file() else None
    return _text(child(compose(text, config.name, []), "title")) if text else ""


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node | None) -> str:
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
