"""Personal data in what cells give out, and exceptions from policies in builds, checks and reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import wikiskills
from tests.support.courses import LESSON, copy_course, edit, write_fake_site
from tests.support.fake_executor import FakeExecutor, NoProgress
from tests.support.policy_cases import codes
from wikiskills.build import build
from wikiskills.config import load_project
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.percent import Tag, read_cells
from wikiskills.policy.outputs import output_problems, personal_data

PERSONAL = [
    "[[User:Ada Lovelace]]",
    '<a href="https://de.wikipedia.org/wiki/Benutzer%3AAda">Ada</a>',
    "Участник:Ада",
    "利用者:エイダ",
    "User talk:Ada",
    "Special:Contributions/Ada",
    "~2026-12345-67",
    "last edit by 86.147.12.9 at noon",
    "2a02:c7f:b0e:1c00:5d4:77a:9be1:22f0",
    "2A02:C7F:B0E:1C00:5D4:77A:9BE1:22F0",
    "<td>203.45.1.200</td>",
    "<th>user_text</th>",
]
IMPERSONAL = [
    "version 1.2.3.4",
    "pandas==99.88.77.66, version 99.88.77.66, build: 10.0.22631.4460",
    "sections 1.2.3.4 and 2.10.3.1",
    "127.0.0.1 and 192.168.1.20 and 198.51.100.7",
    "2001:db8::1:2:3 is for documentation",
    "12:30:45 and 2024-11-08T12:30:45",
    "00:1A:2B:3C:4D:5E",
    "999.1.2.3 and 1.2.3.4.5.99",
    "CPU times: user 5 ms, sys: 2 ms",
    "User: 5 edits; Users: 7",
    "User:Example and [[User:Username]]",
    "<th>user_edit_count</th><th>user_id</th>",
    "std::vector and x[::2]",
    "SuperUser:Ada",
    "3.11.250.99rc1",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_in_an_output(text: str) -> None:
    assert list(personal_data(text))


@pytest.mark.parametrize("text", IMPERSONAL)
def test_no_personal_data_in_an_output(text: str) -> None:
    assert list(personal_data(text)) == []


def shown(source: str, *outputs: dict[str, Any]) -> list[str]:
    problems: list[Problem] = []
    (cell,) = read_cells(source, "lesson.py", problems)
    return [problem.code for problem in output_problems(cell, outputs)]


def test_outputs_of_every_kind_are_read() -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": ["by ", "User:Ada\n"]}
    table = {"output_type": "execute_result", "data": {"text/html": "<td>User:Ada</td>", "image/png": "User:Ada"}}
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'User:Ada'", "traceback": []}
    picture = {"output_type": "display_data", "data": {"image/png": "User:Ada"}}

    assert [shown("# %%\n1", output) for output in (stream, table, error, picture)] == [["E645"]] * 3 + [[]]


def test_exceptions_for_outputs() -> None:
    named = {"output_type": "stream", "name": "stdout", "text": "User:Ada"}
    waiver = "# policy: allow E645 because Ada is not alive any more"

    assert shown(f"# %%\n{waiver}\n1", named) == []
    assert shown(f"# %%\n{waiver}\n1") == ["E649"]
    assert codes(f"{waiver}\n1") == [], "whether it is needed is known after the cell has run"
    assert shown(f'# %% tags=["{Tag.REMOVE_OUTPUT}"]\n1', named) == []


COUNTS = "counts = [int(edits) for _, edits in rows]\ncounts\n"


def test_a_build_refuses_names_that_only_running_shows(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    named = {"counts": [{"output_type": "stream", "name": "stdout", "text": "3 by User:Ada"}]}

    with pytest.raises(WikiskillsError) as caught:
        write_fake_site(root, named)
    assert [(problem.code, str(problem.where)) for problem in caught.value.problems] == [("E645", f"{LESSON}:18:1")]

    edit(root / LESSON, COUNTS, f"# policy: allow E645 because Ada agreed to be named\n{COUNTS}")
    write_fake_site(root, named)
    shutil.rmtree(root / ".wikiskills")
    with pytest.raises(WikiskillsError) as caught:
        write_fake_site(root, {})
    assert [problem.code for problem in caught.value.problems] == ["E649"]


def test_check_lists_exceptions(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, COUNTS, f"# policy: allow E647 because the lesson is about folders\nopen('/a')\n{COUNTS}")
    wikiskills(root, "notebooks")

    result = wikiskills(root, "check")

    note = f"note: {LESSON}:21:1: E647 is allowed, because the lesson is about folders\n"
    assert (result.exit_code, note in result.stderr) == (0, True), result.output


def test_exceptions_stand_in_reports(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, COUNTS, f"# policy: allow E645 because <Ada> agreed to be named\n{COUNTS}")
    with pytest.raises(
        WikiskillsError, match="E649"
    ):  # the fake outputs name nobody; the report is written all the same
        build(load_project(root), FakeExecutor(), 1, NoProgress(), lambda _: None)
    wikiskills(root, "notebooks")

    checked = wikiskills(root, "check", "--format", "json")
    page = (root / "build/report.html").read_text(encoding="utf-8")

    assert "<h2>Exceptions from policies</h2>" in page
    assert f"{LESSON}:21:1: E645 is allowed, because &lt;Ada&gt; agreed to be named" in page

    row = {"path": LESSON, "line": 21, "column": 1, "code": "E645", "message": "<Ada> agreed to be named"}
    assert (checked.exit_code, json.loads(checked.stdout)) == (0, [{**row, "waived": True}]), checked.output
