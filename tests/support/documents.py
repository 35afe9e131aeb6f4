"""The Markdown documents of the repository: their examples, code, links and headings.

An HTML comment on the line above a fenced block says what the block is an example of:

    <!-- example: curriculum/course.yml -->   a whole file of a course
    <!-- example: cells -->                   cells of a lesson; those of one document are one lesson, in their order
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BUILT = {"books", "build", "site", "dist", "courses", "node_modules"}
_EXAMPLE = re.compile(r"^<!-- example: (?P<what>\S+) -->\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^[ ]*```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A fenced block that is an example of `what`."""

    what: str
    text: str


def documents() -> list[Path]:
    """Find the Markdown files of the repository, without those that are built or recorded."""
    folders = [path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    found = {file for folder in folders for file in folder.rglob("*.md")} | set(ROOT.glob("*.md"))
    return sorted(file for file in found if not _BUILT.intersection(file.relative_to(ROOT).parts))


def examples(document: Path) -> list[Example]:
    """Find the marked examples of a document."""
    text = document.read_text(encoding="utf-8")
    return [Example(match["what"], match["text"]) for match in _EXAMPLE.finditer(text)]


def lesson_of(document: Path) -> str:
    """Put the cells that a document shows together into one lesson."""
    return "\n".join(example.text for example in examples(document) if example.what == "cells")


def fences(document: Path, language: str) -> list[str]:
    """Find the texts of the fenced blocks in a language."""
    text = document.read_text(encoding="utf-8")
    return [textwrap.dedent(match["text"]) for match in _FENCE.finditer(text) if match["language"] == language]


def code_of(document: Path) -> Iterator[str]:
    """Give what is typed in shells, each command on a line, and the code in running text."""
    text = document.read_text(encoding="utf-8")
    for block in fences(document, "sh"):
        yield from block.replace("\\\n", "").splitlines()
    for block in fences(document, "console"):
        yield from re.findall(r"^\$ (.*)$", block.replace("\\\n", ""), re.MULTILINE)
    yield from _SPAN.findall(_FENCE.sub("", text))


def links_of(document: Path) -> list[str]:
    """Give the targets of a document's links and images, without those that leave the repository."""
    text = _SPAN.sub("", _FENCE.sub("", document.read_text(encoding="utf-8")))
    return [target for target in _LINK.findall(text) if not re.match(r"[a-z]+:", target)]


def anchors_of(document: Path) -> set[str]:
    """Give the anchors of a document's headings, as GitHub and GitLab make them."""
    titles = _HEADING.findall(_FENCE.sub("", document.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
