"""The key of a record is what can change an output, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.cells import code_cell
from tests.support.keys import LESSON, job, key
from wikiskills.execution.job import Attempt, DataMount, Job, Step
from wikiskills.percent import Tag


def changed(old: str, new: str) -> bool:
    """Whether an edit of the lesson changes its key."""
    assert LESSON.count(old) == 1
    return key(job(LESSON.replace(old, new))) != key(job())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Some prose.", "Other prose,\n# longer than before."),
        ("The prompt.", "Another prompt."),
        ("A title", "Another title"),
        ("A hint.", "Another hint."),
        ("An explanation.", "Another explanation."),
        ("Which?", "Which one?"),
        ("> Yes.", "> Yes, indeed."),
        ("minutes=5", "minutes=50"),
        (" expected=true", ""),
        ('tags=["hide-input"]', 'tags=["remove-output"]'),
        ('tags=["hide-input"]', 'alt="A figure"'),
    ],
)
def test_what_changes_no_output_keeps_the_key(old: str, new: str) -> None:
    assert not changed(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("counts = [3, 5, 4]", "counts = [3, 5, 5]"),
        ("counts = [3, 5, 4]", "counts  = [3, 5, 4]"),
        (' tags=["raises-exception"]', ""),
        ('tags=["hide-input"]', 'tags=["skip-execution"]'),
        ("total = ...", "total = None"),
        ("total = sum(counts)", "total = 12"),
        ('"Add."', '"Add all."'),
        ("total != 0", "total > 0"),
        ("total = 11", "total = 13"),
        ('# %% exercise="total" role="mutant"\ntotal = 11\n', ""),
    ],
)
def test_what_can_change_an_output_changes_the_key(old: str, new: str) -> None:
    assert changed(old, new)


def test_data_and_kernel_change_the_key() -> None:
    assert len({key(job()), key(job(data="22")), key(job(kernel="python3.12"))}) == 3


def test_the_environment_of_lessons_counts_but_for_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    before = key(job())
    monkeypatch.setenv("PATH", "/elsewhere/bin")
    monkeypatch.setenv("SECRET", "token")
    assert key(job()) == before
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    assert key(job()) != before


def test_the_place_of_a_data_file_and_the_timeout_keep_the_key() -> None:
    elsewhere = Job("counts", job().steps, (DataMount("c.csv", Path("/elsewhere/c.csv"), "11"),), "python3", 99)

    assert key(elsewhere) == key(job())


SOURCES = st.sampled_from(["", "a", "b", "cell ", "a\nb"])
CELLS = st.builds(
    lambda source, tags: code_cell(source, tags=tags),
    SOURCES,
    st.frozensets(st.sampled_from([Tag.RAISES_EXCEPTION, Tag.HIDE_CELL])),
)
ATTEMPTS = st.builds(
    Attempt, st.sampled_from(["x", "y"]), CELLS, st.tuples(CELLS) | st.just(()), must_pass=st.booleans()
)
STEPS = st.lists(CELLS | ATTEMPTS, max_size=4).map(tuple)


@given(STEPS, STEPS)
@example(
    (Attempt("x", code_cell("a"), (code_cell("b"),), must_pass=True),),
    (Attempt("x", code_cell("a"), (), must_pass=True), code_cell("b")),
)
def test_two_lessons_have_one_key_only_where_they_run_the_same(one: tuple[Step, ...], other: tuple[Step, ...]) -> None:
    keys = [key(Job("l", steps, (), "python3", 30)) for steps in (one, other)]

    assert (keys[0] == keys[1]) == (list(map(what_runs, one)) == list(map(what_runs, other)))


def what_runs(step: Step) -> object:
    if isinstance(step, Attempt):
        return step.exercise, step.must_pass, *map(what_runs, step.cells)
    return step.source, Tag.RAISES_EXCEPTION in step.tags
