"""Records are shared where that can be, and nothing fails where it cannot."""

from __future__ import annotations

import gzip
import multiprocessing
import shutil
import threading
from pathlib import Path

import pytest

from tests.support.courses import copy_course, edit
from tests.support.records import KEY, OTHER, RECORD, numbered
from wikiskills.config import load_project
from wikiskills.execution import remote
from wikiskills.execution.remote import SharedStore
from wikiskills.execution.store import Store
from wikiskills.runs import open_store


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
        user.put("counts", KEY, RECORD)
        user.close()
        shutil.rmtree(tmp_path / "user")
        again = Store(tmp_path / "again", shared=shared(str(tmp_path / "shared")))
        assert again.find({"counts": KEY}) == {"counts": RECORD}
        shutil.rmtree(tmp_path / "again")


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
