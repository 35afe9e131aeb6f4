"""Outputs are kept without what differs from run to run."""

from __future__ import annotations

from tests.support.cells import display, stream
from wikiskills.execution.record import normalised


def test_streams_that_follow_one_another_are_merged_and_messages_come_last() -> None:
    outputs = [stream("a"), stream("careful", "stderr"), stream("b\n"), display(plain="x"), stream("c"), stream("d")]

    assert normalised(outputs) == (stream("ab\n"), stream("careful", "stderr"), display(plain="x"), stream("cd"))


def test_counts_and_temporary_names_are_left_out() -> None:
    result = {**display(plain="x"), "output_type": "execute_result", "execution_count": 7, "transient": {}}
    warning = stream("/tmp/ipykernel_12/345.py:1: UserWarning: look\n", "stderr")

    kept, said = normalised([result, warning])

    assert sorted(kept) == ["data", "metadata", "output_type"]
    assert said == stream("cell.py:1: UserWarning: look\n", "stderr")
