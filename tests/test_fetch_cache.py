"""What is kept of a fetch that was killed, ran twice at once, was damaged or could not be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.data_files import (
    CONTENT,
    QUICK,
    Notes,
    data_file,
    fetcher,
    files_in,
    part_of,
    url_source,
)
from tests.support.replay_server import Asked, Replay, Reply, in_turn, replaying
from wikiskills.sources.content import Unavailable
from wikiskills.sources.resolve import Kept


def test_two_at_once_fetch_a_file_once(tmp_path: Path) -> None:
    begun = threading.Event()

    def answer(asked: Asked) -> Reply:
        begun.wait(5)
        return part_of(CONTENT, asked)

    with replaying(answer) as server, ThreadPoolExecutor(2) as pool:
        file = data_file(source := url_source(server.address))
        notes = Notes()
        both = [pool.submit(fetcher(tmp_path, notes=notes).get, file, source) for _ in range(2)]
        deadline = time.monotonic() + 5
        while not any("another download is running" in line for line in notes.lines) and time.monotonic() < deadline:
            time.sleep(0.01)
        begun.set()

        assert [future.result().read_bytes() for future in both] == [CONTENT, CONTENT]
    assert len(server.asked) == 1
    assert any("another download is running" in line for line in notes.lines)


_FETCH = """
import sys
from pathlib import Path
from tests.support.data_files import data_file, fetcher, url_source
source = url_source(sys.argv[1])
fetcher(Path(sys.argv[2])).get(data_file(source), source)
"""


def test_a_fetch_that_is_killed_leaves_no_half_file_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with replaying(in_turn(Reply(CONTENT, drip=0.01))) as server:
        root = Path(__file__).parents[1]
        process = subprocess.Popen([sys.executable, "-c", _FETCH, server.address, str(tmp_path)], cwd=root)
        deadline = time.monotonic() + 30
        while not any(path.stat().st_size for path in tmp_path.rglob("*.part")) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    file = data_file(source := url_source(server.address))
    assert files_in(tmp_path) == ["edits.csv.part"]
    with pytest.raises(Unavailable, match="not fetched yet"):
        Kept(fetcher(tmp_path).cache).get(file, source)
    with replaying(lambda asked: part_of(CONTENT, asked)) as healthy:
        path = fetcher(tmp_path).get(file, url_source(healthy.address))
    assert path.read_bytes() == CONTENT
    assert healthy.asked[0].headers["Range"].startswith("bytes=")
    assert files_in(tmp_path) == ["edits.csv"]


def test_a_damaged_copy_in_the_cache_is_fetched_again(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(server.address))
    path = fetcher(tmp_path).get(file, source)
    path.write_bytes(bytes(len(CONTENT)))

    with pytest.raises(Unavailable, match="the copy in the cache is damaged"):
        Kept(fetcher(tmp_path).cache).get(file, source)
    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT


def test_a_cache_that_is_full_is_no_crash(tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    file = data_file(source := url_source(server.address))
    fetch = fetcher(tmp_path, bounds=QUICK)
    fetch.cache.partial(file).mkdir()  # nothing can be written there

    with pytest.raises(Unavailable, match="is a directory"):
        fetch.get(file, source)
