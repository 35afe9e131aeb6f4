"""What the documents show would be accepted: commands are typed rightly, outlines and cells can be read."""

from __future__ import annotations

import ast
import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support.documents import ROOT, code_of, documents, examples, fences
from tests.support.typed import mistake
from tests.test_docs import KEPT, kinds_below
from wikiskills.config import Settings
from wikiskills.errors import Problem
from wikiskills.located_yaml import take
from wikiskills.percent import read_cells

_TYPED = re.compile(r"(?:^|/|\s)wikiskills((?: .*)?)$")
_LEFT_OUT = "E206"
"""The code for a key that is missing: a part of an outline shows some keys only."""
WORDS = (ROOT / "src" / "wikiskills" / "interface" / "en.yml").read_text(encoding="utf-8")
DOCUMENTS = [path for path in documents() if path.is_relative_to(ROOT / "docs") or path.parent == ROOT]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_can_be_typed(document: Path) -> None:
    for line in code_of(document):
        found = _TYPED.search(re.split(r" #|>&? | \| ", line)[0])
        if found and "wikiskills.egg" not in line:
            assert mistake(shlex.split(found[1])) is None, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_parts_of_outlines_can_be_read(document: Path) -> None:
    whole = [example.text for example in examples(document)]  # test_docs.py builds these
    for text in fences(document, "yaml"):
        if text in whole:
            continue
        node = yaml.compose(text)
        if isinstance(node, yaml.MappingNode) and node.value[0][0].value != "jobs":  # a file of CI
            faults = [list(problems_of(kind, node)) for kind in readers(text)]
            assert [] in faults or are_words(node), (text, min(faults, key=len, default=[]))


def readers(text: str) -> Iterator[type]:
    yield from [Settings] if text.startswith("extra:") else kinds_below(*KEPT)


def problems_of(kind: type, node: yaml.MappingNode) -> Iterator[Problem]:
    while kind is Settings and [key.value for key, _ in node.value] in (["extra"], ["wikiskills"]):
        node = node.value[0][1]
    found: list[Problem] = []
    take(node, "shown.yml", kind, found)
    yield from (problem for problem in found if problem.code != _LEFT_OUT)


def are_words(node: yaml.MappingNode) -> bool:
    """Tell whether these are words of the interface, which have no class of their own."""
    return all(re.search(rf"^ *{key.value}:", WORDS, re.MULTILINE) for key, _ in node.value)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_python_can_be_read(document: Path) -> None:
    for text in fences(document, "python"):
        problems: list[Problem] = []
        if "# %%" in text:
            read_cells(text.lstrip("\n"), "shown.py", problems)
            assert problems == [], text
        else:
            ast.parse("async def shown():\n" + textwrap.indent(text, "    ") + "    ...\n")
