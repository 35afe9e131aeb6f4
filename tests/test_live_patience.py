"""The client waits as it is told, asks again what may come right, and gives up in time."""

from __future__ import annotations

import gzip
import threading

import pytest

from tests.support.asking import GOOD, PATH, fails, works
from tests.support.replay_server import START, Asked, FakeClock, Reply, client_of, in_turn, replaying
from wikiskills.errors import WikiskillsError
from wikiskills.live.client import Manners
from wikiskills.live.patience import asked_pause, own_pause
from wikiskills.live.service import ACTION, AQS, Request


def test_429_with_seconds_waits_so_long() -> None:
    fake = FakeClock()

    replay = works(in_turn(Reply(b"", 429, headers={"Retry-After": "7"}), GOOD), fake)

    assert (fake.slept, len(replay.asked)) == ([7], 2)


def test_429_with_a_date_waits_until_then() -> None:
    fake = FakeClock()

    works(in_turn(Reply(b"", 429, headers={"Retry-After": "Tue, 14 Nov 2023 22:13:41 GMT"}), GOOD), fake)

    assert fake.slept == [21]


def test_429_without_a_time_waits_longer_each_time() -> None:
    fake = FakeClock()

    works(in_turn(Reply(b"", 429), Reply(b"", 429), Reply(b"", 429), GOOD), fake)

    assert fake.slept == [1, 2, 4]


def test_429_for_ever_ends_after_five_tries() -> None:
    problem = fails(in_turn(Reply(b"", 429)))

    assert (problem.code, problem.message) == ("E631", "the service says that we ask too much (429) (tried 5 times)")


def test_429_for_hours_ends_at_once_and_says_when_to_come_back() -> None:
    fake = FakeClock()

    problem = fails(in_turn(Reply(b"", 429, headers={"Retry-After": "7200"})), fake=fake)

    assert (problem.code, fake.slept) == ("E631", [])
    assert problem.hint == "the service asks to wait 7,200 seconds: try again then"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_failures_of_the_server_are_tried_again(status: int) -> None:
    fake = FakeClock()

    works(in_turn(Reply(b"<html>oh</html>", status, kind="text/html"), GOOD), fake)

    assert fake.slept == [1]


def test_a_server_that_keeps_failing_is_an_error() -> None:
    problem = fails(in_turn(Reply(b"", 500)))

    assert (problem.code, problem.message) == ("E630", "the service failed (500 Internal Server Error) (tried 5 times)")


def test_a_body_cut_short_is_fetched_again() -> None:
    fake = FakeClock()

    replay = works(in_turn(Reply(GOOD.body, cut=5), GOOD), fake)

    assert (len(replay.asked), fake.slept) == (2, [1])


def test_a_body_always_cut_short_is_an_error() -> None:
    problem = fails(in_turn(Reply(GOOD.body, cut=5)))

    assert problem.code == "E630"
    assert problem.message == ("the connection failed: IncompleteRead(5 bytes read, 8 more expected) (tried 5 times)")


def test_a_packed_body_that_is_damaged_is_fetched_again() -> None:
    packed = gzip.compress(GOOD.body)
    damaged = packed[:12] + b"\xff\xff\xff" + packed[15:]

    works(in_turn(Reply(damaged, headers={"Content-Encoding": "gzip"}), GOOD), FakeClock())


def test_a_service_that_drips_is_left_in_time() -> None:
    """The clock is looked at for each piece that comes: a byte each time, though a thousand are asked for."""
    slow = Reply(b" " * 2000 + GOOD.body, drip=0.001)

    problem = fails(in_turn(slow), fake=FakeClock(step=100))

    assert (problem.code, problem.message) == ("E630", "the answer took too long (tried 5 times)")


def test_a_silent_service_is_left_in_time() -> None:
    stuck = threading.Event()

    def answer(_: Asked) -> Reply:
        stuck.wait(5)
        return GOOD

    with (
        replaying(answer) as replay,
        pytest.raises(WikiskillsError, match="E630 the connection failed: Read timed out"),
    ):
        client_of(replay, FakeClock(), manners=Manners(tries=2, silence=0.05)).json(PATH)
    stuck.set()


def test_a_service_that_is_not_there_is_an_error() -> None:
    with replaying(in_turn(GOOD)) as replay:
        pass
    with pytest.raises(WikiskillsError, match=r"E630 the connection failed: .*refused \(tried 5 times\)"):
        client_of(replay, FakeClock()).json(PATH)


@pytest.mark.parametrize(("request_", "most"), [(PATH, 1), (Request(ACTION, wiki="w"), 3)], ids=["aqs", "action"])
def test_few_requests_are_under_way_at_once(request_: Request, most: int) -> None:
    arrived = threading.Semaphore(0)

    def answer(_: Asked) -> Reply:
        arrived.release()
        threading.Event().wait(0.05)
        return GOOD

    with replaying(answer) as replay:
        client = client_of(replay, FakeClock())
        threads = [threading.Thread(target=client.json, args=(request_,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert (replay.most, len(replay.asked)) == (most, 6)


def test_who_is_told_to_wait_speaks_for_all() -> None:
    """A question that follows a refusal waits too, though nobody refused it yet."""
    fake = FakeClock()
    busy = in_turn(Reply(b"", 429, headers={"Retry-After": "30"}), GOOD)
    with replaying(busy) as replay:
        client = client_of(replay, fake, manners=Manners(tries=1))
        with pytest.raises(WikiskillsError):
            client.json(PATH)
        client._gate(AQS).close_for(30)  # noqa: SLF001 - as another thread that was refused would
        client.json(PATH)

    assert fake.slept == [30]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("12", 12),
        (" 2.5 ", 2.5),
        ("Tue, 14 Nov 2023 22:13:21 GMT", 1),
        ("Tuesday, 14-Nov-23 22:14:20 GMT", 60),
        ("Tue, 14 Nov 2023 20:00:00 GMT", 0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert asked_pause(header, START) == seconds


def test_own_pauses_grow_to_a_minute_and_differ() -> None:
    assert [own_pause(tries, 0) for tries in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert own_pause(3, 0.999) == pytest.approx(2, abs=0.01)
