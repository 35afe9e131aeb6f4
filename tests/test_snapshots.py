"""An edited lesson goes on from the last cell before which nothing changed, and gives out what a whole run does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.cells import code_cell
from tests.support.edited_runs import CLOCK, failure, job, run
from tests.support.parity import read_job, result, without_chance
from wikiskills.execution.job import Attempt, DataMount, Step
from wikiskills.execution.warm import WarmExecutor
from wikiskills.percent import Cell, Tag


@pytest.fixture(scope="module")
def plain(marker: Path) -> Iterator[WarmExecutor]:
    with WarmExecutor(marker / "cache") as executor:
        yield executor


@pytest.fixture
def data(tmp_path: Path) -> DataMount:
    path = tmp_path / "t.csv"
    path.write_text("one\ntwo\nthree\n")
    return DataMount("t.csv", path, "0")


def test_cells_before_the_first_changed_one_are_not_run_again(executor: WarmExecutor) -> None:
    slow = f"{CLOCK}\ntime.sleep(0.3)\ntime.time_ns()"
    first = run(executor, slow, "x = [1]", "x.append(2)\nx")
    again = run(executor, slow, "x = [1]", "x.append(3)\nx")

    assert (first.start, again.start) == (0, 2)
    assert again.texts == [first.texts[0], "", "[1, 3]"]
    assert again.record.seconds >= 0.3, "the time of what was not run again counts"


@pytest.mark.parametrize(
    ("edited", "start"),
    [
        (("a = 0", "b = 2", "a, b"), 0),
        (("a = 1", "b = 2", "a, b", "a + b"), 3),
        (("a = 1", "b = 2", "b += 1", "a, b"), 2),
        (("b = 2", "a = 1", "a, b"), 0),
        (("a = 1", "b = 2"), 2),
        (("a = 1", replace(code_cell("b = 2"), tags=frozenset({Tag.REMOVE_OUTPUT})), "a, b"), 1),
        (("a = 1", "b = 2", "a, b"), 3),
    ],
    ids=["first", "added", "put-between", "swapped", "removed", "tag", "nothing"],
)
def test_a_run_begins_where_the_edit_is(
    edited: tuple[str | Step, ...], start: int, executor: WarmExecutor, plain: WarmExecutor
) -> None:
    run(executor, "a = 1", "b = 2", "a, b")
    again = run(executor, *edited)

    assert again.start == start
    assert again.record.outputs == run(plain, *edited).record.outputs


def test_other_data_and_other_limits_begin_anew(executor: WarmExecutor, data: DataMount, tmp_path: Path) -> None:
    steps = (CLOCK, "open('data/t.csv').read()")
    other = tmp_path / "other.csv"
    other.write_text("four\n")

    assert run(executor, *steps, data=(data,)).start == 0
    assert run(executor, *steps, data=(data,)).start == 2
    changed = run(executor, *steps, data=(DataMount("t.csv", other, "1"),))
    assert (changed.start, changed.texts[1]) == (0, r"'four\n'")
    assert run(executor, *steps, data=(DataMount("t.csv", other, "1"),), memory_limit=900).start == 0


def test_what_a_later_cell_changed_in_earlier_outputs_is_as_in_a_whole_run(executor: WarmExecutor) -> None:
    shown = ("handle = display('first', display_id='d')", "1")
    assert run(executor, *shown, "handle.update('second')").texts[0] == "'second'"

    again = run(executor, *shown, "handle.update('third')", "handle.update('fourth')")
    assert (again.start, again.texts[0]) == (2, "'fourth'")
    assert run(executor, *shown, "handle.update('third')").texts[0] == "'third'"
    assert run(executor, *shown, "2").texts[0] == "'first'"


def test_chance_goes_on_as_it_would(executor: WarmExecutor, plain: WarmExecutor) -> None:
    seeded = ("import random, numpy\nrandom.seed(1); numpy.random.seed(1)", "random.random(), numpy.random.rand()")
    drawn = "[random.random() for _ in range(3)], numpy.random.rand(2)"
    run(executor, *seeded, "0")
    once, twice = run(executor, *seeded, drawn), run(executor, *seeded, f"{drawn} ")

    assert (once.start, twice.start) == (2, 2)
    assert once.texts == twice.texts == run(plain, *seeded, drawn).texts


def test_a_lesson_written_cell_by_cell_runs_as_deep_and_with_as_few_files(
    executor: WarmExecutor, plain: WarmExecutor
) -> None:
    """Each run goes on from a copy that the one before has left."""
    look = """import inspect, os, threading
len(inspect.stack(0)), len(os.listdir('/proc/self/fd')), [thread.name for thread in threading.enumerate()]"""
    steps = [f"{number}" for number in range(8)]
    for number in range(len(steps)):
        assert run(executor, *steps[: number + 1]).start == number

    assert run(executor, *steps, look).texts == run(plain, *steps, look).texts


def attempt(source: str, *checks: str, must_pass: bool = False) -> Attempt:
    return Attempt("ex", code_cell(source), tuple(map(code_cell, checks)), must_pass)


def test_attempts_run_again_only_where_they_or_what_is_before_them_changed(
    executor: WarmExecutor, plain: WarmExecutor, tmp_path: Path
) -> None:
    counter = tmp_path / "counter"
    note = f"print('x', file=open({str(counter)!r}, 'a'))\n"
    solution, starter = (
        attempt(f"{note}y = 1\ny", "assert y == 1", must_pass=True),
        attempt(f"{note}y = 0", "assert y == 1"),
    )
    look = "get_ipython().execution_count, 'y' in globals()"
    first = run(executor, CLOCK, solution, starter, attempt("y = 2", "assert y == 1"), look)
    edited = CLOCK, solution, starter, attempt("y = 3", "assert y == 1"), look
    again = run(executor, *edited)

    assert counter.read_text() == "x\nx\n"
    assert again.start == 3
    assert again.record.outputs == first.record.outputs
    assert again.texts[1:] == run(plain, "1", *edited[1:]).texts[1:]
    assert again.texts[-1].endswith("False)")
    assert "E704" in failure(executor, CLOCK, attempt("y = 0", "assert y == 1", must_pass=True), starter, look)
    assert run(executor, CLOCK, solution, starter, look).start == 1


def test_warnings_that_are_shown_once_are_shown_once(executor: WarmExecutor, plain: WarmExecutor) -> None:
    warned = "import warnings\ndef f():\n    warnings.warn('careful')", "f()\nf()", attempt("1", "1/0"), "f()"
    expected = run(plain, *warned, "f()").record.outputs
    assert run(executor, *warned, "f()").record.outputs == expected
    assert run(executor, *warned, "f() ").record.outputs == expected


@pytest.mark.parametrize(
    ("wrong", "code"),
    [("1 / 0", "E700"), ("while True:\n    pass", "E701"), ("os.kill(os.getpid(), 9)", "E702"), ("object()", "E707")],
)
def test_a_wrong_edit_is_mended(wrong: str, code: str, executor: WarmExecutor) -> None:
    first = run(executor, CLOCK, "x = 1", "x + 1")

    for _ in range(2):
        assert code in failure(executor, CLOCK, "x = 1", wrong, "x + 1", cell_timeout=1)
    mended = run(executor, CLOCK, "x = 1", "x + 2")
    assert (mended.start, mended.texts) == (2, [first.texts[0], "", "3"])


def test_files_are_as_they_were_at_the_boundary(executor: WarmExecutor, data: DataMount) -> None:
    reading = CLOCK, "rows = open('data/t.csv', 'rb', buffering=0)\nrows.readline()", "rows.readline()"
    spoil = "open('data/t.csv', 'w').write('spoilt')\nopen('new.txt', 'w').close()"
    run(executor, *reading, f"list(rows)\n{spoil}", data=(data,))
    for edit in "12":
        again = run(
            executor, *reading, f"list(rows), sorted(os.listdir('.')), os.listdir('data'), {edit}", data=(data,)
        )
        assert again.start == 3
        assert again.texts[1:] == [r"b'one\n'", r"b'two\n'", rf"([b'three\n'], ['data'], ['t.csv'], {edit})"]
    run(executor, *reading, f"{spoil}\nos.replace('new.txt', 'data/t.csv')", data=(data,))
    assert run(executor, *reading, "list(rows)", data=(data,)).texts[3] == r"[b'three\n']"
    assert data.path.read_text() == "one\ntwo\nthree\n"


CELLS = (
    "x = x * 3 + 1",
    "print(x)",
    "handle = display(x, display_id='d')",
    "handle.update(x)",
    "random.random()",
    "x, len(Out), _",
    "1 / 0",
    "open('kept.txt', 'a').write(str(x))",
    "open('kept.txt').read()",
    "from warnings import warn\nwarn('careful')",
)
EDIT = st.tuples(st.integers(0, 4), st.sampled_from(CELLS), st.sampled_from(["put", "change", "remove"]))


@given(st.lists(st.sampled_from(CELLS), min_size=2, max_size=4), st.lists(EDIT, min_size=2, max_size=4))
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_whatever_is_edited_the_record_is_that_of_a_whole_run(
    executor: WarmExecutor, plain: WarmExecutor, cells: list[str], edits: list[tuple[int, str, str]]
) -> None:
    lesson = list(cells)
    for place, source, kind in [(9, "", ""), *edits]:
        lesson[place : place + (kind != "put")] = [] if kind in ("", "remove") else [source]
        written = job("import random\nrandom.seed(0)\nx = 1\nhandle = display(x, display_id='d')", *lesson)
        assert result(executor, written) == result(plain, written)


@pytest.mark.parametrize("lesson", ["display_ids", "context", "clear_output", "streams", "warnings"])
def test_odd_lessons_go_on_as_they_were(lesson: str, executor: WarmExecutor, plain: WarmExecutor) -> None:
    whole = read_job(lesson)
    expected = without_chance(result(plain, whole))
    assert without_chance(result(executor, whole)) == expected

    for number in (len(whole.steps) - 1, len(whole.steps) // 2):
        step = whole.steps[number]
        assert isinstance(step, Cell)
        tagged = replace(step, tags=frozenset({*step.tags, Tag.HIDE_INPUT}))
        edited = replace(whole, steps=(*whole.steps[:number], tagged, *whole.steps[number + 1 :]))
        assert without_chance(result(executor, edited)) == expected
