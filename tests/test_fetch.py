"""Data files arrive whole and right, or not at all, however the server and the network behave."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.support.data_files import (
    CONTENT,
    Notes,
    data_file,
    fetcher,
    files_in,
    url_source,
)
from tests.support.replay_server import Asked, Replay, Reply, in_turn, replaying
from wikiskills.sources.content import Unavailable, WrongContent
from wikiskills.sources.http import Bounds

OTHER = bytes(len(CONTENT))


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
