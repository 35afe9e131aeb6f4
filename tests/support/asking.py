"""A question to a server that misbehaves: it is answered in the end, or a problem comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.replay_server import Asked, FakeClock, Replay, Reply, as_json, client_of, replaying
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.live.client import Manners
from wikiskills.live.service import AQS, LIFT_WING, Request

GOOD = as_json({"items": []})
PATH = Request(AQS, ("metrics",))
POST = Request(LIFT_WING, ("models", "damaging:predict"), body={"rev_id": 1})


def fails(answer: Callable[[Asked], Reply], request: Request = PATH, fake: FakeClock | None = None) -> Problem:
    """Ask, and give the problem that comes of it."""
    with replaying(answer) as replay, pytest.raises(WikiskillsError) as caught:
        client_of(replay, fake or FakeClock()).json(request)
    (problem,) = caught.value.problems
    assert problem.where.path == f"{replay.address}/{'/'.join(request.path)}"
    return problem


def works(
    answer: Callable[[Asked], Reply], fake: FakeClock, request: Request = PATH, manners: Manners | None = None
) -> Replay:
    """Ask, and assert that the right answer comes in the end; give what the server was asked."""
    with replaying(answer) as replay:
        assert client_of(replay, fake, manners=manners).json(request) == {"items": []}
    return replay
