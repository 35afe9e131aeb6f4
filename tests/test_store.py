"""The key of a record is what can change an output, and nothing else; the store keeps records whole or not at all."""

from __future__ import annotations

import gzip
import multiprocessing
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.cells import code_cell, display, stream
from wikiskills.errors import Problem
from wikiskills.execution import store as store_module
from wikiskills.execution.job import Attempt, DataMount, Job, Step, steps_of
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store, cache_key
from wikiskills.lesson import read_lesson_text
from wikiskills.percent import Tag

LESSON = """\
# %% [markdown]
# Some prose.

# %% tags=["hide-input"]
counts = [3, 5, 4]

# %% tags=["raises-exception"]
int("many")

# %% [markdown] quiz="which"
# Which?
# - [x] This. > Yes.
# - [ ] That. > No.

# %% [markdown] exercise="total" minutes=5
# **A title**
#
# The prompt.

# %% exercise="total" role="starter"
total = ...

# %% [markdown] exercise="total" role="hint"
# A hint.

# %% exercise="total" role="solution" expected=true
total = sum(counts)

# %% [markdown] exercise="total" role="explanation"
# An explanation.

# %% exercise="total" role="check"
assert total == 12, "Add."

# %% exercise="total" role="check-hidden"
assert total != 0, "Not zero."

# %% exercise="total" role="mutant"
total = 11
"""
RECORD = ExecutionRecord(((stream("Zürich\n"), display(plain="12")), ()), 1.5)
KEY = "ab" + "0" * 62


def job(text: str = LESSON, data: str = "11", kernel: str = "python3") -> Job:
    problems: list[Problem] = []
    lesson = read_lesson_text(text, "lessons/basics/counts.py", problems)
    assert lesson, problems
    return Job("counts", steps_of(lesson), (DataMount("c.csv", Path("c.csv"), data),), kernel, 30)


def changed(old: str, new: str) -> bool:
    """Whether an edit of the lesson changes its key."""
    assert LESSON.count(old) == 1
    return cache_key(job(LESSON.replace(old, new))) != cache_key(job())


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
    assert len({cache_key(job()), cache_key(job(data="22")), cache_key(job(kernel="python3.12"))}) == 3


def test_an_installed_package_changes_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_key(job())
    (tmp_path / "new_package-1.0.dist-info").mkdir()

    monkeypatch.syspath_prepend(tmp_path)

    assert cache_key(job()) != before


def test_the_place_of_a_data_file_and_the_timeout_keep_the_key() -> None:
    elsewhere = Job("counts", job().steps, (DataMount("c.csv", Path("/elsewhere/c.csv"), "11"),), "python3", 99)

    assert cache_key(elsewhere) == cache_key(job())


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
    keys = [cache_key(Job("l", steps, (), "python3", 30)) for steps in (one, other)]

    assert (keys[0] == keys[1]) == (list(map(what_runs, one)) == list(map(what_runs, other)))


def what_runs(step: Step) -> object:
    if isinstance(step, Attempt):
        return step.exercise, step.must_pass, *map(what_runs, step.cells)
    return step.source, Tag.RAISES_EXCEPTION in step.tags


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))
OUTPUTS = st.dictionaries(st.text(max_size=5), JSON, max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        ExecutionRecord,
        st.lists(st.lists(OUTPUTS, max_size=2).map(tuple), max_size=3).map(tuple),
        st.floats(min_value=0, max_value=1e6),
    )
)
def test_a_record_comes_back_as_it_was(tmp_path: Path, record: ExecutionRecord) -> None:
    Store(tmp_path).put(KEY, record)

    assert Store(tmp_path).get(KEY) == record


def test_an_unknown_key_is_a_miss(tmp_path: Path) -> None:
    assert Store(tmp_path / "nowhere").get(KEY) is None


def entry(folder: Path) -> Path:
    """The only file of a store that holds `RECORD` under `KEY`."""
    Store(folder).put(KEY, RECORD)
    (path,) = [path for path in folder.rglob("*") if path.is_file()]
    return path


def test_a_truncated_entry_is_a_miss_wherever_it_ends(tmp_path: Path) -> None:
    path = entry(tmp_path)
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert Store(tmp_path).get(KEY) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_byte_never_gives_another_record(tmp_path: Path, data: st.DataObject) -> None:
    path = entry(tmp_path)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)

    assert Store(tmp_path).get(KEY) in (None, RECORD)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80), st.booleans())
def test_foreign_bytes_are_a_miss(tmp_path: Path, content: bytes, zipped: bool) -> None:  # noqa: FBT001 - drawn
    entry(tmp_path).write_bytes(gzip.compress(content) if zipped else content)

    assert Store(tmp_path).get(KEY) is None


def test_the_record_of_another_key_is_a_miss(tmp_path: Path) -> None:
    path = entry(tmp_path)
    other = KEY[:-1] + "1"
    shutil.copy(path, path.with_name(path.name.replace(KEY, other)))

    assert Store(tmp_path).get(other) is None


def test_a_record_of_another_format_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("wikiskills.execution.record.FORMAT_VERSION", 0)
        entry(tmp_path)

    assert Store(tmp_path).get(KEY) is None


def test_a_folder_in_the_place_of_an_entry_is_a_miss(tmp_path: Path) -> None:
    path = entry(tmp_path)
    path.unlink()
    path.mkdir()

    assert Store(tmp_path).get(KEY) is None


def test_a_crash_while_writing_leaves_the_former_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = entry(tmp_path)

    def crash(*_: object) -> None:
        raise OSError("the machine went down")

    monkeypatch.setattr(store_module.Path, "replace", crash)  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="went down"):
        Store(tmp_path).put(KEY, ExecutionRecord((), 9.0))

    assert Store(tmp_path).get(KEY) == RECORD
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def write_often(folder: Path, seconds: float) -> None:
    record = ExecutionRecord(((stream("x" * 50_000),),), seconds)
    for _ in range(150):
        Store(folder).put(KEY, record)


def test_two_writers_at_once_never_show_half_a_record(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    Store(tmp_path).put(KEY, RECORD)
    writers = [context.Process(target=write_often, args=(tmp_path, seconds)) for seconds in (1.0, 2.0)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert Store(tmp_path).get(KEY) is not None
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
