"""What stands in for downloads: a folder or an address of copies, also without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.data_files import (
    CONTENT,
    data_file,
    fetcher,
    files_in,
    url_source,
)
from tests.support.replay_server import Replay, Reply
from wikiskills.sources.content import Unavailable, WrongContent

OTHER = bytes(len(CONTENT))


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
