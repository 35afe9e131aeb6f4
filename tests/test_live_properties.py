"""Whatever comes from outside, the readers give rows or a `WikiskillsError`, and nothing else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiskills.errors import WikiskillsError
from wikiskills.live import lift_wing, pageviews, sparql
from wikiskills.live.changes import compare, read_table
from wikiskills.live.clickstream import read_clickstream
from wikiskills.live.dumps import read_revisions
from wikiskills.live.event_streams import parse_events
from wikiskills.live.pageview_files import read_hour
from wikiskills.live.patience import asked_pause
from wikiskills.live.private_pageviews import read_private

REPLAYS = Path(__file__).parent / "replays"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
FILES: list[tuple[Callable[[Path], Iterator[Any]], str]] = [
    (read_revisions, "dump-0.10.xml"),
    (read_revisions, "dump-0.11.xml"),
    (read_clickstream, "clickstream.tsv"),
    (read_private, "private-gbc.csv"),
    (read_hour, "pageviews-20241101-010000"),
]


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Put some bytes in the place of others, one to three times."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 20)))
        data = (
            data[:start]
            + draw(st.binary(max_size=8) | st.sampled_from([b"\0", b'"', b"<", b"]]>", b"\xff"]))
            + data[end:]
        )
    return data


@pytest.mark.parametrize(("read", "name"), FILES)
@given(data=st.data())
def test_a_damaged_file_gives_rows_or_an_error(
    read: Callable[[Path], Iterator[Any]], name: str, data: st.DataObject
) -> None:
    content = data.draw(damaged((REPLAYS / name).read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        gives_rows_or_an_error(lambda: list(read(path)))


@pytest.mark.parametrize("parse", [pageviews.parse_views, pageviews.parse_top, sparql.parse_rows])
@given(answer=JSON)
def test_any_answer_gives_rows_or_an_error(parse: Callable[[Any, str], Iterator[Any]], answer: Any) -> None:
    gives_rows_or_an_error(lambda: list(parse(answer, "here")))
    gives_rows_or_an_error(lambda: list(parse({"items": [answer], "head": answer, "results": answer}, "here")))
    nested = {"items": [{"articles": [answer], "timestamp": answer, "views": answer}]}
    gives_rows_or_an_error(lambda: list(parse({**nested, "results": {"bindings": [answer]}}, "here")))


@given(answer=JSON)
def test_any_answer_gives_a_prediction_or_an_error(answer: Any) -> None:
    known = {"model_name": "m", "model_version": "1", "output": {"prediction": True, "probabilities": answer}}
    for each in (answer, {"output": answer}, known, {"w": {"scores": answer}}, {"w": {"scores": {"1": {"m": answer}}}}):
        gives_rows_or_an_error(lambda each=each: lift_wing.parse_prediction(each, 1, "here"))  # type: ignore[misc]


def gives_rows_or_an_error(read: Callable[[], object]) -> None:
    with suppress(WikiskillsError):
        read()


@given(lines=st.lists(st.text(max_size=10) | st.builds("data: {}".format, st.text(max_size=10) | JSON.map(json.dumps))))
def test_any_stream_gives_events(lines: list[str]) -> None:
    assert all(isinstance(event, dict) for event in parse_events(lines))


@given(st.text())
def test_any_header_gives_a_pause_or_none(header: str) -> None:
    pause = asked_pause(header, 0)
    assert pause is None or pause >= 0


@given(st.binary(max_size=60), st.binary(max_size=60), st.integers(0, 3))
def test_any_two_tables_can_be_compared(before: bytes, after: bytes, key: int) -> None:
    old, new = read_table(before, "a.csv"), read_table(after, "a.csv")

    changes = compare(old, new, key)

    assert (changes.before, changes.after) == (len(old.rows), len(new.rows))
    assert compare(new, new, key).changed == 0
