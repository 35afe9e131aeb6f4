"""The client says who asks, keeps few answers and only right ones, and says what went wrong."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
import requests

from tests.support.asking import GOOD, PATH, POST, fails, works
from tests.support.replay_server import Asked, FakeClock, Reply, as_json, client_of, in_turn, replaying
from wikiskills import __version__
from wikiskills.errors import WikiskillsError
from wikiskills.live.client import Client, Manners, user_agent
from wikiskills.live.response_cache import ResponseCache
from wikiskills.live.service import ACTION, AQS, Request, addresses


def test_says_who_asks_as_the_policy_wants_it() -> None:
    replay = works(in_turn(GOOD), FakeClock())

    sent = replay.asked[0].headers["User-Agent"]
    assert sent == f"wikiskills/{__version__} (mailto:test@example.org) python-requests/{requests.__version__}"
    assert re.fullmatch(r"\w+/[\w.]+ \([^()]+\) [\w-]+/[\w.]+", user_agent("https://example.org/contact"))


@pytest.mark.parametrize("contact", ["", "  ", "a\r\nCookie: b", "мария@example.org"])
def test_nobody_to_contact_is_an_error(contact: str) -> None:
    with pytest.raises(WikiskillsError, match="E636 this names nobody to contact"):
        Client(contact)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    def answer(asked: Asked) -> Reply:
        return GOOD if asked.path == "/new" else Reply(b"", status, headers={"Location": "/new"})

    assert len(works(answer, FakeClock()).asked) == 2


def test_redirects_in_a_circle_are_an_error() -> None:
    times = []

    def answer(asked: Asked) -> Reply:
        times.append(asked)
        return Reply(b"", 302, headers={"Location": "/metrics"})

    problem = fails(answer)

    assert (problem.code, problem.message) == ("E632", "the address leads on and on to others")
    assert len(times) == 6, "the question, and five redirects"


def test_a_post_is_not_sent_on_to_another_place() -> None:
    """After 301 and 302 clients ask again without the body: the answer would be about something else."""
    problem = fails(in_turn(Reply(b"", 301, headers={"Location": "https://new.example.org/"})), POST)

    assert (problem.code, problem.message) == ("E632", "the service has moved (301)")
    assert problem.hint == "it is now at https://new.example.org/: change the setting 'services'"


def test_a_refusal_is_final_and_tells_the_reason() -> None:
    fake = FakeClock()
    not_found = {"type": "about:blank", "title": "Not found.", "detail": "We do not have data for these dates."}

    problem = fails(in_turn(as_json(not_found, status=404, kind="application/problem+json")), fake=fake)

    assert (problem.code, problem.message, fake.slept) == ("E632", "the service refuses (404 Not Found)", [])
    assert problem.hint == "We do not have data for these dates."


def test_another_kind_of_answer_is_an_error() -> None:
    problem = fails(in_turn(Reply(b"<!DOCTYPE html>\n<title>Maintenance</title>", kind="text/html; charset=utf-8")))

    assert problem.code == "E633"
    assert problem.message == (
        "the answer is text/html, not application/json; it begins with '<!DOCTYPE html> <title>Maintenance</title>'"
    )


@pytest.mark.parametrize("body", [b'{"items": [', b"", b'{"items": \xff}', b"oops"])
def test_invalid_json_is_an_error(body: bytes) -> None:
    problem = fails(in_turn(Reply(body)))

    assert problem.code == "E633"
    assert problem.message.startswith("the answer is not valid JSON (")


def test_a_small_answer_that_unpacks_to_a_large_one_is_an_error() -> None:
    bomb = gzip.compress(b" " * 50_000_000 + GOOD.body)
    assert len(bomb) < 100_000
    answer = in_turn(Reply(bomb, headers={"Content-Encoding": "gzip"}))

    with replaying(answer) as replay, pytest.raises(WikiskillsError, match="E634 the answer is larger than 1,000,000"):
        client_of(replay, FakeClock(), manners=Manners(most_bytes=1_000_000)).json(PATH)


def test_the_second_question_is_answered_from_disk(tmp_path: Path) -> None:
    fake = FakeClock()
    cache = ResponseCache(tmp_path, fake.look)
    with replaying(in_turn(GOOD)) as replay:
        for _ in range(2):
            assert client_of(replay, fake, cache=cache).json(PATH) == {"items": []}
        client_of(replay, fake, cache=cache).json(Request(AQS, ("metrics",), {"other": "1"}))

    assert len(replay.asked) == 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("spoil", ["cut", "changed", "emptied", "old"])
def test_a_kept_answer_that_is_not_right_is_asked_for_again(tmp_path: Path, spoil: str) -> None:
    fake = FakeClock()
    cache = ResponseCache(tmp_path, fake.look)
    with replaying(in_turn(GOOD)) as replay:
        client_of(replay, fake, cache=cache).json(PATH)
        (file,) = tmp_path.iterdir()
        data = file.read_bytes()
        spoilt = {"cut": data[:-3], "changed": data.replace(b"items", b"itemz"), "emptied": b"", "old": data}
        file.write_bytes(spoilt[spoil])
        fake.time += 25 * 3600 if spoil == "old" else 0
        assert client_of(replay, fake, cache=cache).json(PATH) == {"items": []}

    assert len(replay.asked) == 2


def test_a_wrong_answer_is_not_kept(tmp_path: Path) -> None:
    fake = FakeClock()
    with replaying(in_turn(Reply(b"oops"), GOOD)) as replay:
        client = client_of(replay, fake, cache=ResponseCache(tmp_path, fake.look))
        with pytest.raises(WikiskillsError):
            client.json(PATH)
        assert client.json(PATH) == {"items": []}


def test_old_answers_are_swept(tmp_path: Path) -> None:
    fake = FakeClock()
    cache = ResponseCache(tmp_path, fake.look)
    cache.put(b"question", b"answer")
    (tmp_path / "other.txt").touch()
    fake.time = (tmp_path / "other.txt").stat().st_mtime + 25 * 3600

    cache.sweep()

    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    fake = FakeClock()
    (tmp_path / "file").touch()
    with replaying(in_turn(GOOD)) as replay:
        cache = ResponseCache(tmp_path / "file" / "below", fake.look)
        assert client_of(replay, fake, cache=cache).json(PATH) == {"items": []}


def test_a_download_is_whole_or_not_there(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    target = tmp_path / "file.gz"
    with replaying(in_turn(Reply(content, cut=100_000), Reply(content, kind="application/octet-stream"))) as replay:
        client_of(replay, FakeClock()).download(PATH, target, most_bytes=10**6)
        assert target.read_bytes() == content
    with replaying(in_turn(Reply(content, cut=100_000))) as replay, pytest.raises(WikiskillsError, match="E630"):
        client_of(replay, FakeClock()).download(PATH, tmp_path / "second", most_bytes=10**6)
    with replaying(in_turn(Reply(content))) as replay, pytest.raises(WikiskillsError, match="E634"):
        client_of(replay, FakeClock()).download(PATH, tmp_path / "third", most_bytes=1000)

    assert [path.name for path in tmp_path.iterdir()] == ["file.gz"]


def test_a_question_is_written_so_that_any_title_arrives() -> None:
    title = "AC/DC? 100% & ü#1"
    with replaying(in_turn(GOOD)) as replay:
        client_of(replay, FakeClock()).json(Request(AQS, ("per-article", title), {"q": "a b&c"}))
        client_of(replay, FakeClock()).json(POST)

    assert replay.asked[0].path == "/per-article/AC%2FDC%3F%20100%25%20%26%20%C3%BC%231"
    assert replay.asked[0].parameters == {"q": "a b&c"}
    assert (replay.asked[1].method, json.loads(replay.asked[1].body)) == ("POST", {"rev_id": 1})
    assert replay.asked[1].path == "/models/damaging:predict"


def test_addresses_come_from_the_settings_and_the_environment() -> None:
    settings = {"lift_wing": "https://new.example.org/lw", "aqs": "https://a.example.org", "sparql": None}

    found = addresses(settings, {"WIKISKILLS_AQS_URL": "http://127.0.0.1:1/", "WIKISKILLS_DUMPS_URL": ""})

    assert found == {"lift_wing": "https://new.example.org/lw", "aqs": "http://127.0.0.1:1/"}
    assert POST.address(found) == "https://new.example.org/lw/models/damaging:predict"
    assert PATH.address(found) == "http://127.0.0.1:1/metrics"
    assert Request(ACTION, wiki="ar.wikipedia.org").address({}) == "https://ar.wikipedia.org/w/api.php"


def test_an_address_of_a_service_is_a_web_address() -> None:
    with pytest.raises(WikiskillsError, match=r"ftp://example.org: E630 this is no address of the service 'aqs'"):
        addresses({"aqs": "ftp://example.org"}, {})
