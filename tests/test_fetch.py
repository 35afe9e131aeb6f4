"""Data files arrive whole and right, or not at all, however the server and the network behave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
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
from wikiskills.sources.content import Unavailable, WrongContent
from wikiskills.sources.http import Bounds
from wikiskills.sources.resolve import Kept

OTHER = bytes(len(CONTENT))


@pytest.fixture
def answers() -> list[Reply]:
    """What the server says first; then it sends the file as asked."""
    return []


@pytest.fixture
def server(answers: list[Reply]) -> Iterator[Replay]:
    """A server that has the file."""
    with replaying(lambda asked: answers.pop(0) if answers else part_of(CONTENT, asked)) as replay:
        yield replay


def ranges(server: Replay) -> list[str]:
    return [asked.headers.get("Range", "") for asked in server.asked]


def test_a_file_is_fetched_once_and_verified(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(f"{server.address}/folder/edits.csv"))
    notes = Notes()

    path = fetcher(tmp_path, notes=notes).get(file, source)
    again = fetcher(tmp_path, notes=notes).get(file, source)

    assert path == again
    assert path.read_bytes() == CONTENT
    assert files_in(tmp_path) == ["edits.csv"]
    assert [(asked.path, asked.headers["User-Agent"]) for asked in server.asked] == [
        ("/folder/edits.csv", "wikiskills/0 (test@example.org)")
    ]
    assert server.asked[0].headers["Accept-Encoding"] == "identity"
    assert notes.lines == [f"begin edits.csv {len(CONTENT)}", "end edits.csv well"]
    assert notes.came[-1] == len(CONTENT)


@pytest.mark.parametrize(
    "broken", [Reply(CONTENT, cut=1000), Reply(CONTENT, cut=1000, reset=True)], ids=["cut", "reset"]
)
def test_a_download_that_breaks_off_goes_on_where_it_was(
    tmp_path: Path, server: Replay, answers: list[Reply], broken: Reply
) -> None:
    answers.append(broken)
    file = data_file(source := url_source(server.address))

    path = fetcher(tmp_path).get(file, source)

    assert path.read_bytes() == CONTENT
    assert len(server.asked) == 2
    if not broken.reset:  # a reset may take away what had arrived
        assert ranges(server) == ["", "bytes=1000-"]


@pytest.mark.parametrize(
    "other",
    [
        Reply(CONTENT),
        Reply(CONTENT[7:], status=206, headers={"Content-Range": "bytes 7-10239/10240"}),
        Reply(b"", status=416),
    ],
    ids=["the whole file", "another part", "out of range"],
)
def test_a_server_that_cannot_go_on_sends_the_file_anew(
    tmp_path: Path, server: Replay, answers: list[Reply], other: Reply
) -> None:
    answers.extend([Reply(CONTENT, cut=1000), other])
    file = data_file(source := url_source(server.address))

    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT


def test_what_was_begun_with_other_bytes_is_fetched_from_its_beginning(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(server.address))
    fetch = fetcher(tmp_path)
    fetch.cache.partial(file).write_bytes(b"of another file")

    assert fetch.get(file, source).read_bytes() == CONTENT
    assert ranges(server) == ["bytes=15-", ""]


def test_wrong_bytes_are_an_error_that_shows_both_hashes(tmp_path: Path, server: Replay, answers: list[Reply]) -> None:
    answers.append(Reply(OTHER))
    file = data_file(source := url_source(server.address))

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path).get(file, source)

    problem = caught.value.problem
    assert (problem.code, problem.where) == ("E601", file.where)
    assert file.sha256 in problem.message
    assert data_file(content=OTHER).sha256 in problem.message
    assert files_in(tmp_path) == []


def test_more_bytes_than_the_card_says_are_an_error_and_are_not_all_read(
    tmp_path: Path, server: Replay, answers: list[Reply]
) -> None:
    answers.append(Reply(CONTENT * 1000))
    file = data_file(source := url_source(server.address))
    notes = Notes()

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path, notes=notes).get(file, source)

    assert notes.came.count(len(CONTENT)) == 1  # told when too many had come, and never again

    assert caught.value.problem.code == "E602"
    assert f"has {len(CONTENT) + 1} bytes" in caught.value.problem.message
    assert files_in(tmp_path) == []


def test_a_file_that_ends_too_early_by_its_own_account_is_an_error(
    tmp_path: Path, server: Replay, answers: list[Reply]
) -> None:
    answers.append(Reply(CONTENT[:-1]))
    file = data_file(source := url_source(server.address))

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path).get(file, source)

    assert caught.value.problem.code == "E602"


def test_what_is_not_there_is_asked_for_once(tmp_path: Path, server: Replay, answers: list[Reply]) -> None:
    answers.append(Reply(b"no such file", status=404))
    file = data_file(source := url_source(server.address))

    with pytest.raises(Unavailable, match="404 Not Found"):
        fetcher(tmp_path).get(file, source)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "busy",
    [Reply(b"", status=500), Reply(b"", status=503), Reply(b"", status=429, headers={"Retry-After": "0"})],
    ids=lambda reply: str(reply.status),
)
def test_a_busy_server_is_asked_again(tmp_path: Path, server: Replay, answers: list[Reply], busy: Reply) -> None:
    answers.extend([busy, busy])
    file = data_file(source := url_source(server.address))

    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT
    assert len(server.asked) == 3


def test_a_server_that_wants_a_long_pause_is_left_alone(tmp_path: Path, server: Replay, answers: list[Reply]) -> None:
    answers.append(Reply(b"", status=429, headers={"Retry-After": "3600"}))
    file = data_file(source := url_source(server.address))

    with pytest.raises(Unavailable, match="429"):
        fetcher(tmp_path).get(file, source)

    assert len(server.asked) == 1


def test_a_host_that_stays_broken_is_given_up_for_all_files(tmp_path: Path) -> None:
    with replaying(in_turn(Reply(b"", status=502))) as server:
        sources = [url_source(f"{server.address}/{number}") for number in range(3)]
        fetch = fetcher(tmp_path)
        for number, source in enumerate(sources):
            with pytest.raises(Unavailable, match=r"502 Bad Gateway \(tried 4 times\)"):
                fetch.get(data_file(source, content=CONTENT + bytes([number])), source)

    assert [asked.path for asked in server.asked] == ["/0"] * 4


def test_nobody_at_the_address(tmp_path: Path) -> None:
    with replaying(in_turn(Reply(b""))) as server:
        source = url_source(server.address)

    with pytest.raises(Unavailable, match="the host cannot be reached"):
        fetcher(tmp_path).get(data_file(source), source)


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    over = threading.Event()

    def wait(asked: Asked) -> Reply:
        over.wait(30)
        return Reply(CONTENT)

    with replaying(wait) as server:
        source = url_source(server.address)
        with pytest.raises(Unavailable, match="does not answer in time"):
            fetcher(tmp_path, bounds=Bounds(silence=0.1, tries=2, scale=0)).get(data_file(source), source)
        over.set()


def test_a_server_that_drips_is_given_up(tmp_path: Path) -> None:
    with replaying(in_turn(Reply(CONTENT, drip=0.02))) as server:
        source = url_source(server.address)
        bounds = Bounds(grace=0.3, slowest=1e9, scale=0)
        with pytest.raises(Unavailable, match=r"too slow: \d+ of 10240 bytes came in time"):
            fetcher(tmp_path, bounds=bounds).get(data_file(source), source)

    assert files_in(tmp_path) == ["edits.csv.part"]


def test_a_redirect_is_followed(tmp_path: Path, server: Replay, answers: list[Reply]) -> None:
    answers.append(Reply(b"", status=302, headers={"Location": "/elsewhere"}))
    file = data_file(source := url_source(server.address))

    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT
    assert [asked.path for asked in server.asked] == ["/", "/elsewhere"]


def test_endless_redirects_end(tmp_path: Path) -> None:
    with replaying(in_turn(Reply(b"", status=302, headers={"Location": "/"}))) as server:
        source = url_source(server.address)
        with pytest.raises(Unavailable, match="TooManyRedirects"):
            fetcher(tmp_path, bounds=Bounds(tries=1)).get(data_file(source), source)


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
    assert ranges(healthy)[0].startswith("bytes=")
    assert files_in(tmp_path) == ["edits.csv"]


def test_a_damaged_copy_in_the_cache_is_fetched_again(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(server.address))
    path = fetcher(tmp_path).get(file, source)
    path.write_bytes(OTHER)

    with pytest.raises(Unavailable, match="the copy in the cache is damaged"):
        Kept(fetcher(tmp_path).cache).get(file, source)
    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT


def test_offline_nothing_is_asked(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(server.address))

    with pytest.raises(Unavailable, match="the network is switched off"):
        fetcher(tmp_path, offline=True).get(file, source)
    with pytest.raises(Unavailable, match="the network is switched off"):
        fetcher(tmp_path, offline=True, mirror=server.address).get(file, source)
    assert server.asked == []


@pytest.mark.parametrize("mirrored", ["", "2015/edits of may.csv"])
def test_a_folder_stands_in_for_downloads_also_offline(tmp_path: Path, server: Replay, mirrored: str) -> None:
    copy = tmp_path / "mirror" / (mirrored or "edits.csv")
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CONTENT)
    file = data_file(source := url_source(f"{server.address}/folder/edits.csv", mirrored))

    path = fetcher(tmp_path, mirror=str(tmp_path / "mirror"), offline=True).get(file, source)

    assert path.read_bytes() == CONTENT
    assert server.asked == []


def test_an_address_stands_in_for_downloads(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source("https://data.example/edits.csv", "2015/edits of may.csv"))

    path = fetcher(tmp_path, mirror=f"{server.address}/mirror/").get(file, source)

    assert path.read_bytes() == CONTENT
    assert [asked.path for asked in server.asked] == ["/mirror/2015/edits%20of%20may.csv"]


def test_what_a_mirror_lacks_is_fetched_from_its_source(tmp_path: Path, server: Replay) -> None:
    file = data_file(source := url_source(f"{server.address}/edits.csv"))

    assert fetcher(tmp_path, mirror=str(tmp_path)).get(file, source).read_bytes() == CONTENT


def test_where_mirror_and_source_fail_both_are_told(tmp_path: Path, server: Replay, answers: list[Reply]) -> None:
    answers.append(Reply(b"", status=410))
    file = data_file(source := url_source(f"{server.address}/edits.csv"))

    with pytest.raises(Unavailable, match=r"not on the mirror .* \(it has no file edits.csv\); 410 Gone"):
        fetcher(tmp_path, mirror=str(tmp_path)).get(file, source)


def test_wrong_bytes_on_the_mirror_are_an_error(tmp_path: Path, server: Replay) -> None:
    (tmp_path / "edits.csv").write_bytes(OTHER)
    file = data_file(source := url_source(f"{server.address}/edits.csv"))

    with pytest.raises(WrongContent):
        fetcher(tmp_path, mirror=str(tmp_path)).get(file, source)

    assert server.asked == []
    assert files_in(tmp_path) == []


def test_a_cache_that_is_full_is_no_crash(tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    file = data_file(source := url_source(server.address))
    fetch = fetcher(tmp_path, bounds=QUICK)
    fetch.cache.partial(file).mkdir()  # nothing can be written there

    with pytest.raises(Unavailable, match="is a directory"):
        fetch.get(file, source)
