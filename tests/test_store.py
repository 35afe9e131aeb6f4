"""The store keeps records whole or not at all, and no more than it may."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cells import code_cell, stream
from tests.support.fake_executor import FakeExecutor, NoProgress
from tests.support.records import KEY, OTHER, RECORD, entry, numbered
from wikiskills import whole_file
from wikiskills.errors import WikiskillsError
from wikiskills.execution.job import Job
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store

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
    Store(tmp_path).put("counts", KEY, record)

    assert Store(tmp_path).get(KEY) == record


def test_an_unknown_key_is_a_miss(tmp_path: Path) -> None:
    assert Store(tmp_path / "nowhere").get(KEY) is None


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
    other = tmp_path / OTHER.digest[:2] / path.name.replace(KEY.digest, OTHER.digest)
    other.parent.mkdir(exist_ok=True)
    shutil.copy(path, other)

    assert Store(tmp_path).get(OTHER) is None


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

    monkeypatch.setattr(whole_file.Path, "replace", crash)  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="went down"):
        Store(tmp_path).put("counts", KEY, ExecutionRecord((), 9.0))

    assert Store(tmp_path).get(KEY) == RECORD
    assert [file for file in path.parent.iterdir() if file.is_file()] == [path]


def write_often(folder: Path, seconds: float) -> None:
    record = ExecutionRecord(((stream("x" * 50_000),),), seconds)
    for _ in range(150):
        Store(folder).put("counts", KEY, record)


def test_two_writers_at_once_never_show_half_a_record(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    Store(tmp_path).put("counts", KEY, RECORD)
    writers = [context.Process(target=write_often, args=(tmp_path, seconds)) for seconds in (1.0, 2.0)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert Store(tmp_path).get(KEY) is not None
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_the_last_key_of_a_lesson_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("counts", KEY, RECORD)
    store.put("counts", OTHER, RECORD)
    assert store.last_key("counts") == OTHER

    store.find({"counts": KEY})

    assert store.last_key("counts") == KEY
    assert store.last_key("other") is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"[[]]", b"null", b"\xff", b'"ab"'])
def test_a_damaged_last_key_is_none_or_never_raises(tmp_path: Path, content: bytes) -> None:
    Store(tmp_path).put("counts", KEY, RECORD)
    (tmp_path / "lessons/counts.json").write_bytes(content)

    assert Store(tmp_path).last_key("counts") != KEY
    assert Store(tmp_path).find({"counts": KEY}) == {"counts": RECORD}
    assert Store(tmp_path).last_key("counts") == KEY


def filled(folder: Path) -> tuple[Store, int]:
    """A store of four records, of which the lowest number was used longest ago, and the size of one."""
    store = Store(folder)
    for number in range(4):
        store.put("counts", numbered(number), RECORD)
        path = folder / numbered(number).digest[:2] / f"{numbered(number).digest}.json.gz"
        os.utime(path, (number, number))
    return store, path.stat().st_size


def known(store: Store) -> list[int]:
    return [number for number in range(4) if Store(store.folder).get(numbered(number))]


def test_what_was_used_longest_ago_is_removed_first(tmp_path: Path) -> None:
    store, size = filled(tmp_path)
    store.get(numbered(0))
    store.limit = 2 * size + size // 2

    store.trim()

    assert known(store) == [0, 3]


def test_a_store_within_its_limit_is_left_alone(tmp_path: Path) -> None:
    store, _ = filled(tmp_path)

    store.trim()

    assert known(store) == [0, 1, 2, 3]


def test_what_is_in_use_is_never_removed(tmp_path: Path) -> None:
    store, _ = filled(tmp_path)
    store.limit = 0

    store.trim(keep=[numbered(1)])

    assert known(store) == [1]


def test_what_a_killed_build_left_is_removed_after_a_while(tmp_path: Path) -> None:
    store, _ = filled(tmp_path)
    old, new = tmp_path / f"ab/{whole_file.TEMPORARY}old", tmp_path / f"{whole_file.TEMPORARY}new"
    for path in (old, new):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    os.utime(old, (1, 1))

    store.trim()

    assert (old.exists(), new.exists()) == (False, True)
    assert known(store) == [0, 1, 2, 3]


def test_a_store_that_cannot_be_written_is_a_problem_of_its_lessons(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file in the place of the folder")
    jobs = [Job(name, (code_cell(name),), (), "python3", 30) for name in ("a", "b")]
    executor = FakeExecutor()

    with pytest.raises(WikiskillsError) as caught:
        run_jobs(jobs, executor, Store(tmp_path / "store"), 1, NoProgress())

    assert executor.asked == ["a", "b"]
    assert [problem.code for problem in caught.value.problems] == ["E811", "E811"]


def test_records_can_be_read_by_whoever_reads_files_of_the_folder(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()

    assert entry(tmp_path).stat().st_mode == ordinary.stat().st_mode
