"""Links that lead out of the course: which they are, how politely servers are asked, what is remembered."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit
from tests.support.replay_server import Asked, FakeClock, Replay, Reply, in_turn, moved, replaying
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import WikiskillsError
from wikiskills.links.addresses import addresses_in
from wikiskills.links.asker import MANNERS, Answer, Asker, Verdict
from wikiskills.links.check import ask_all
from wikiskills.links.memory import Memory

GOOD = Reply(b"<p>A page.</p>", kind="text/html")
CONTACT = "mailto:test@example.org"
TODAY = dt.date(2024, 5, 8)


def ask(answer: Callable[[Asked], Reply], fake: FakeClock | None = None) -> tuple[Answer, Replay]:
    with replaying(answer) as replay:
        return Asker(CONTACT, (fake or FakeClock()).clock()).ask(f"{replay.address}/page"), replay


def methods(replay: Replay) -> list[str]:
    return [asked.method for asked in replay.asked]


def test_every_place_of_an_address_is_known(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / "curriculum/datasets.yml", "how: Typed.", "how: See <https://one.test.net/a>.")
    edit(
        root / "curriculum/basics.yml",
        "keypoints: [A sum",
        "keypoints: ['See [this](https://one.test.net/a#part). A sum",
    )
    edit(root / "curriculum/basics.yml", "needs a unit.]", "needs a unit.']")
    edit(
        root / "curriculum/course.yml",
        "site_url: https://example.org/course/",
        "site_url: https://ours.test.net/course/",
    )
    (root / LESSON).write_text(
        (root / LESSON).read_text(encoding="utf-8")
        + "\n# %% [markdown]\n# A [long](https://two.test.net/Zipf_(law)) and a [short](https://one.test.net/a) one,\n"
        "# `[none](https://code.test.net/)`, [ours](https://ours.test.net/course/x), <a href='https://two.test.net/b'>b</a>.\n",
        encoding="utf-8",
    )

    found = addresses_in(load_curriculum(load_project(root)))

    assert {address: list(map(str, places)) for address, places in found.items()} == {
        "https://docs.python.org/3/": ["curriculum/basics.yml:18:44"],
        "https://one.test.net/a": ["curriculum/basics.yml:16:28", "curriculum/datasets.yml:6:71", f"{LESSON}:68:59"],
        "https://two.test.net/Zipf_(law)": [f"{LESSON}:68:12"],
        "https://two.test.net/b": [f"{LESSON}:69:86"],
    }


def test_the_head_of_a_page_is_enough() -> None:
    answer, replay = ask(in_turn(GOOD))

    assert (answer.verdict, methods(replay)) == (Verdict.WELL, ["HEAD"])
    assert f"({CONTACT})" in replay.asked[0].headers["User-Agent"]


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_dislikes_head_is_asked_for_the_page(status: int) -> None:
    answer, replay = ask(in_turn(Reply(b"", status), GOOD))

    assert (answer.verdict, methods(replay)) == (Verdict.WELL, ["HEAD", "GET"])


@pytest.mark.parametrize(("status", "name"), [(404, "Not Found"), (410, "Gone")])
def test_what_is_gone_is_dead(status: int, name: str) -> None:
    answer, _ = ask(in_turn(Reply(b"", status)))

    assert answer == Answer(Verdict.DEAD, f"{status} {name}")


@pytest.mark.parametrize("status", [401, 403, 418, 500, 502])
def test_a_server_that_refuses_or_fails_says_nothing_of_the_page(status: int) -> None:
    answer, _ = ask(in_turn(Reply(b"", status)))

    assert (answer.verdict, answer.detail[:3]) == (Verdict.NOT_ASKED, str(status))


def test_429_waits_as_long_as_the_server_says() -> None:
    fake = FakeClock()

    answer, replay = ask(in_turn(Reply(b"", 429, headers={"Retry-After": "7"}), GOOD), fake)

    assert (answer.verdict, fake.slept, len(replay.asked)) == (Verdict.WELL, [7], 2)


def test_429_for_hours_is_left_to_another_day() -> None:
    fake = FakeClock()

    answer, replay = ask(in_turn(Reply(b"", 429, headers={"Retry-After": "7200"})), fake)

    assert (answer.verdict, fake.slept, len(replay.asked)) == (Verdict.NOT_ASKED, [], 1)


def test_a_server_that_is_not_there_is_no_dead_link() -> None:
    with replaying(in_turn(GOOD)) as replay:
        pass

    answer = Asker(CONTACT, FakeClock().clock()).ask(f"{replay.address}/page")

    assert answer == Answer(Verdict.NOT_ASKED, "it cannot be reached")


def test_a_silent_server_is_left_in_time() -> None:
    done = threading.Event()
    manners = MANNERS.__class__(tries=1, at_once=1, connect=1, silence=0.05)
    with replaying(lambda _: (done.wait(10), GOOD)[1]) as replay:
        answer = Asker(CONTACT, FakeClock().clock(), manners).ask(f"{replay.address}/page")
        done.set()

    assert answer == Answer(Verdict.NOT_ASKED, "it does not answer in time")


@pytest.mark.parametrize(
    ("hops", "verdict", "target"),
    [
        ([301], Verdict.MOVED, "/1"),
        ([308, 301], Verdict.MOVED, "/2"),
        ([302], Verdict.WELL, ""),
        ([301, 302], Verdict.MOVED, "/1"),
        ([302, 301], Verdict.WELL, ""),
    ],
)
def test_only_what_moved_for_good_has_a_new_address(hops: list[int], verdict: Verdict, target: str) -> None:
    replies = [moved(f"/{number}", status) for number, status in enumerate(hops, 1)]

    answer, replay = ask(in_turn(*replies, GOOD))

    assert (answer.verdict, answer.target.removeprefix(replay.address)) == (verdict, target)


def test_a_redirect_to_nowhere_is_dead() -> None:
    answer, replay = ask(in_turn(moved("/new"), Reply(b"", 404)))

    assert answer == Answer(Verdict.DEAD, f"404 Not Found, at {replay.address}/new")


def test_redirects_in_a_circle_end() -> None:
    answer, _ = ask(lambda _: moved("/page"))

    assert (answer.verdict, answer.detail) == (Verdict.NOT_ASKED, "it leads on and on to other addresses")


def test_a_doi_is_well_where_its_resolver_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with replaying(in_turn(moved("http://publisher.invalid/", 302))) as replay:
        monkeypatch.setattr("wikiskills.links.asker._RESOLVERS", {"127.0.0.1"})
        answer = Asker(CONTACT, FakeClock().clock()).ask(f"{replay.address}/10.1/x")

    assert (answer, len(replay.asked)) == (Answer(Verdict.WELL), 1)


def test_each_server_gets_one_request_at_a_time(tmp_path: Path) -> None:
    most: dict[str, int] = {}

    def counted(name: str) -> Callable[[Asked], Reply]:
        under_way: list[str] = []

        def answer(_: Asked) -> Reply:
            under_way.append(name)
            most[name] = max(most.get(name, 0), len(under_way))
            time.sleep(0.01)
            under_way.pop()
            return GOOD

        return answer

    with replaying(counted("one")) as one, replaying(counted("other")) as other:
        addresses = [f"{replay.address}/{number}" for number in range(6) for replay in (one, other)]
        answers = ask_all(addresses, Asker(CONTACT, FakeClock().clock()), memory(tmp_path), lambda _: None)

    assert set(answers) == set(addresses)
    assert most == {"one": 1, "other": 1}


def test_a_server_gets_time_for_itself_after_each_request(tmp_path: Path) -> None:
    fake = FakeClock()
    with replaying(in_turn(GOOD)) as replay:
        addresses = [f"{replay.address}/{number}" for number in range(3)]
        ask_all(addresses, Asker(CONTACT, fake.clock()), memory(tmp_path), lambda _: None)

    assert fake.slept == [0.5, 0.5]


def test_nobody_to_contact_is_an_error() -> None:
    with pytest.raises(WikiskillsError, match="E636 this names nobody to contact"):
        Asker(" ")


def memory(folder: Path, today: dt.date = TODAY) -> Memory:
    return Memory(folder / "links.json", today)


def test_what_is_well_is_not_asked_again_for_seven_days(tmp_path: Path) -> None:
    kept = memory(tmp_path)
    kept.put("https://a.net/", Answer(Verdict.WELL))
    kept.put("https://b.net/", Answer(Verdict.MOVED, target="https://c.net/"))
    kept.put("https://d.net/", Answer(Verdict.DEAD, "404 Not Found"))
    kept.put("https://e.net/", Answer(Verdict.NOT_ASKED, "500"))
    kept.save()

    for day, known in ((6, True), (7, False), (-1, False)):
        later = memory(tmp_path, TODAY + dt.timedelta(days=day))
        assert later.get("https://a.net/") == (Answer(Verdict.WELL) if known else None)
        assert later.get("https://b.net/") == (Answer(Verdict.MOVED, target="https://c.net/") if known else None)
        assert later.get("https://d.net/") is later.get("https://e.net/") is None


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"asked": "yesterday", "moved_to": ""}}'])
def test_a_damaged_memory_counts_as_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")

    assert memory(tmp_path).get("a") is None
