"""Syntax trees: the same whoever asks, and however many ask at once."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from wikiskills.execution.imports import imported_modules
from wikiskills.syntax import parse, tree_of

NESTED = "import os\nkept = " + "[" * 40 + "]" * 40


@pytest.fixture
def switching() -> Iterator[None]:
    """Let threads take turns whenever Python looks for garbage, which it does now and then while it makes a tree."""

    def take_turns(*_: object) -> None:
        time.sleep(0)

    threshold = gc.get_threshold()
    gc.callbacks.append(take_turns)
    gc.set_threshold(5)
    yield
    gc.set_threshold(*threshold)
    gc.callbacks.remove(take_turns)


@pytest.mark.usefixtures("switching")
def test_threads_parse_at_the_same_time() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: imported_modules([f"{NESTED}\n{number}"]), range(2000)))

    assert found == [frozenset({"os"})] * 2000


def test_what_is_no_python_has_no_tree_and_says_its_place() -> None:
    assert tree_of("1 +") is None
    with pytest.raises(SyntaxError) as caught:
        parse("\n1 +", "lessons/a/b.py")
    assert (caught.value.filename, caught.value.lineno) == ("lessons/a/b.py", 2)


@pytest.mark.filterwarnings("error")
def test_the_style_of_code_is_not_what_is_asked() -> None:
    assert tree_of(r"kept = '\d'") is not None
