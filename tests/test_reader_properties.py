"""Whatever stands in a source file, the readers give a value or a list of problems, each on a line of that file."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.bad_cases import MINIMAL, load
from wikiskills.curriculum import Curriculum
from wikiskills.errors import WikiskillsError

OUTLINES = ("mkdocs.yml", *(f"curriculum/{name}.yml" for name in ("course", "basics", "datasets", "glossary")))
LESSON = "lessons/basics/first-counts.py"
fast = settings(max_examples=30, deadline=None)


def words_of(*names: str) -> list[str]:
    """Words of the files of the minimal course, so that what is drawn comes near to what is right."""
    text = " ".join((MINIMAL / name).read_text(encoding="utf-8") for name in names)
    return sorted({word for line in text.splitlines() for word in (*line.split(), line)})


keys = st.sampled_from([word.strip("{:") for word in words_of(*OUTLINES) if word.endswith(":")]) | st.text(max_size=5)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text() | st.binary(max_size=3) | keys
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8), max_leaves=25
)
pieces = st.sampled_from(
    [
        *words_of(LESSON),
        *words_of(*OUTLINES),
        "# %%",
        '"""',
        "### BEGIN SOLUTION",
        "- [x] a > b",
        "![](",
        "[",
        "{",
        "&a",
        "*a",
    ]
)
gaps = st.sampled_from([" ", "\n", "\n\n", "\n# ", "\n  - ", ": "])
scraps = st.lists(st.tuples(pieces | st.text(max_size=4), gaps), max_size=40).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def check(name: str, content: bytes) -> None:
    """Load the minimal course with `content` in the place of its file `name`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
        (root / name).write_bytes(content)
        try:
            assert isinstance(load(root), Curriculum)
        except WikiskillsError as error:
            assert error.problems  # noqa: PT017 - either outcome is right
            for problem in error.problems:
                file = root / problem.where.path
                lines = re.split(rb"\r\n|\r|\n", file.read_bytes()) if file.is_file() else []
                assert problem.where.line <= len(lines)


@pytest.mark.parametrize("name", [*OUTLINES, LESSON])
@fast
@given(content=st.binary() | st.text().map(str.encode) | scraps.map(str.encode))
def test_any_content(name: str, content: bytes) -> None:
    check(name, content)


@pytest.mark.parametrize("name", OUTLINES)
@fast
@given(document=documents)
def test_any_yaml_document(name: str, document: object) -> None:
    check(name, yaml.safe_dump(document, allow_unicode=True).encode())


@pytest.mark.parametrize("name", [*OUTLINES, LESSON])
@fast
@given(data=st.data())
def test_any_slip_of_the_pen(name: str, data: st.DataObject) -> None:
    """A right file with one stretch of it replaced: most errors of people are of this kind."""
    text = (MINIMAL / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))

    check(name, (text[:start] + data.draw(scraps | st.text(max_size=3)) + text[end:]).encode())
