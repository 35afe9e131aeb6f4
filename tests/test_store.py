"""The store keeps records whole or not at all, no more than it may, and shares them where it can."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cells import code_cell, display, stream
from tests.support.courses import copy_course, edit
from tests.support.fake_executor import FakeExecutor, NoProgress
from wikiskills import whole_file
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.execution import remote
from wikiskills.execution.job import Job
from wikiskills.execution.key import CacheKey, KeyPart
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.remote import SharedStore
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.runs import open_store

KEY = CacheKey((KeyPart("kernel", "python3"), KeyPart("cell", "1")))
OTHER = CacheKey((KeyPart("kernel", "python3"), KeyPart("cell", "2")))
RECORD = ExecutionRecord(((stream("Zürich\n"), display(plain="12")), ()), 1.5)


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


def entry(folder: Path) -> Path:
    """The only file of a store that holds `RECORD` under `KEY`."""
    Store(folder).put("counts", KEY, RECORD)
    (path,) = folder.rglob("*.gz")
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


# What a lesson had last


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


# Its size


def numbered(number: int) -> CacheKey:
    return CacheKey((KeyPart("cell", str(number)),))


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


# The shared store


def test_the_environment_names_the_shared_store_before_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_course("minimal", tmp_path)
    assert open_store(load_project(root), print).shared is None

    edit(root / "mkdocs.yml", "    cell_timeout: 30", "    shared_store: ../records\n    store_limit: 5")
    store = open_store(load_project(root), print)
    assert store.shared
    assert (store.shared.address, store.limit) == (str(root.resolve() / "../records"), 5_000_000)

    monkeypatch.setenv("WIKISKILLS_SHARED_STORE", "s3://bucket/records")
    store = open_store(load_project(root), print)
    assert store.shared
    assert store.shared.address == "s3://bucket/records"


class Told(list[str]):
    """Collects notes."""


def shared(address: str, told: list[str] | None = None) -> SharedStore:
    return SharedStore(address, (told if told is not None else Told()).append, patience=0.5)


@pytest.mark.parametrize("address", ["{folder}", "file://{folder}", "memory://{folder}"])
def test_a_record_made_here_is_found_there(tmp_path: Path, address: str) -> None:
    if address.startswith("memory"):
        pytest.importorskip("fsspec")
    address = address.format(folder=tmp_path / "shared")
    maker = Store(tmp_path / "maker", shared=shared(address))
    maker.put("counts", KEY, RECORD)
    maker.close()

    user = Store(tmp_path / "user", shared=shared(address))

    assert user.find({"counts": KEY, "other": OTHER}) == {"counts": RECORD}
    assert Store(tmp_path / "user").get(KEY) == RECORD


def test_a_shared_record_serves_where_the_own_store_cannot_be_written(tmp_path: Path) -> None:
    maker = Store(tmp_path / "maker", shared=shared(str(tmp_path / "shared")))
    maker.put("counts", KEY, RECORD)
    maker.close()
    (tmp_path / "user").write_text("a file in the place of the folder")

    assert Store(tmp_path / "user", shared=shared(str(tmp_path / "shared"))).find({"counts": KEY}) == {"counts": RECORD}


def test_records_can_be_read_by_whoever_reads_files_of_the_folder(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()

    assert entry(tmp_path).stat().st_mode == ordinary.stat().st_mode


def test_a_damaged_shared_record_is_a_miss_and_is_mended(tmp_path: Path) -> None:
    for damage in (b"", b"no record", gzip.compress(b"a\nb\nc")):
        maker = Store(tmp_path / "maker", shared=shared(str(tmp_path / "shared")))
        maker.put("counts", KEY, RECORD)
        maker.close()
        (path,) = (tmp_path / "shared").rglob("*.gz")
        path.write_bytes(damage)
        user = Store(tmp_path / "user", shared=shared(str(tmp_path / "shared")))

        assert user.find({"counts": KEY}) == {}
        assert not list((tmp_path / "user").rglob("*.gz"))


@pytest.mark.parametrize("address", ["{file}", "nowhere://bucket/x", "http://user:secret@127.0.0.1:1/x"])
def test_a_shared_store_that_is_away_is_told_once_and_nothing_fails(tmp_path: Path, address: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    told: list[str] = []
    store = Store(tmp_path / "store", shared=shared(address.format(file=tmp_path / "file"), told))

    assert store.find({"counts": KEY, "other": OTHER}) == {}
    store.put("counts", KEY, RECORD)
    store.put("other", OTHER, RECORD)
    store.close()

    assert store.find({"counts": KEY}) == {"counts": RECORD}
    assert len(told) == 1
    assert told[0].startswith("note: the shared store ")
    assert "secret" not in told[0]


def test_a_shared_store_that_hangs_is_left_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()
    monkeypatch.setattr(remote, "open_tier", lambda _: hanging.wait(10))
    told: list[str] = []
    store = Store(tmp_path, shared=shared("slow", told))

    assert store.find({"counts": KEY}) == {}
    store.put("counts", KEY, RECORD)
    store.close()
    hanging.set()

    assert told == ["note: the shared store slow is left out of this build: no answer for 0.5 s"]


def share_often(folder: Path, shared_folder: Path) -> None:
    store = Store(folder, limit=0, shared=shared(str(shared_folder)))
    for number in range(40):
        store.put("counts", numbered(number % 4), RECORD)
        store.trim()
    store.close()


def test_two_builds_at_once_share_whole_records(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    makers = [context.Process(target=share_often, args=(tmp_path / "store", tmp_path / "shared")) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    reader = Store(tmp_path / "reader", shared=shared(str(tmp_path / "shared")))
    assert [maker.exitcode for maker in makers] == [0, 0]
    assert reader.find({str(n): numbered(n) for n in range(4)}) == {str(n): RECORD for n in range(4)}
