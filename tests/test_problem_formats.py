"""How `check` tells its problems to people, programs and the hosts of code, and the figures that it counts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.courses import edit
from tests.support.new_parts import BASICS
from wikiskills.cli.reporting import as_gitlab
from wikiskills.errors import Location, Problem


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def misspell(root: Path) -> None:
    edit(root / BASICS, "objectives: [Add", "objetives: [Add")


def test_problems_as_json_are_on_stdout(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "json")

    problem = next(row for row in json.loads(result.stdout) if row["code"] == "E203")
    assert result.exit_code == 1
    assert (problem["path"], problem["line"], problem["column"]) == (BASICS, 12, 5)
    assert problem.keys() == {"path", "line", "column", "code", "message", "hint"}


def test_no_problems_as_json_are_an_empty_list(course: Path) -> None:
    result = wikiskills(course, "check", "--format", "json")

    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_problems_for_github_are_annotations_of_one_line(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "github")

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert all(re.fullmatch(r"::error file=[^,:]+,line=\d+,col=\d+,title=E\d{3}::.+", line) for line in lines)
    assert any("E203" in line and "did you mean" in line for line in lines)


def test_annotations_escape_what_github_would_read() -> None:
    from wikiskills.cli.reporting import as_github
    from wikiskills.errors import Location, Problem

    text = as_github([Problem(Location("a,b:c.yml"), "E999", "50 %\nnext")])

    assert text == "::error file=a%2Cb%3Ac.yml,line=1,col=1,title=E999::50 %25%0Anext"


CODE_QUALITY = {
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report."""


def test_problems_for_gitlab_are_a_code_quality_report(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "gitlab")

    issues = json.loads(result.stdout)
    jsonschema.validate(issues, CODE_QUALITY)
    (issue,) = [one for one in issues if one["check_name"] == "E203"]
    assert result.exit_code == 1
    assert issue["location"] == {"path": BASICS, "lines": {"begin": 12}}
    assert "did you mean" in issue["description"]


def test_fingerprints_for_gitlab_stay_when_lines_move_and_differ_for_each_problem() -> None:
    here, below = (Problem(Location("a.yml", line), "E999", "wrong") for line in (3, 30))

    def fingerprints(*problems: Problem) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(as_gitlab(problems))]

    assert fingerprints(here) == fingerprints(below)
    assert len({*fingerprints(here, below), *fingerprints(Problem(Location("b.yml", 3), "E999", "wrong"))}) == 3


def test_a_report_in_a_file_leaves_the_text_in_the_terminal(course: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports" / "check.json"

    good = wikiskills(course, "check", "--format", "json", "--report", str(file))
    empty = file.read_text(encoding="utf-8")
    misspell(course)
    bad = wikiskills(course, "check", "--format", "json", "--report", str(file))

    assert (good.exit_code, empty, good.stdout) == (0, "[]\n", "")
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert "E203" in {row["code"] for row in json.loads(file.read_text(encoding="utf-8"))}
    assert f"{BASICS}:12:5: E203 unknown key" in bad.stderr


def test_a_report_that_cannot_be_written_is_said(course: Path) -> None:
    result = wikiskills(course, "check", "--report", str(course / "mkdocs.yml" / "report.txt"))

    assert result.exit_code == 1
    assert re.search("Could not open file .*report.txt", result.output)


def test_figures_are_listed_also_where_they_are_wrong(course: Path) -> None:
    page = course / "site/basics/first-counts/index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"x" * 12_000)
    timings = course / ".wikiskills/timings.json"
    timings.parent.mkdir(exist_ok=True)
    timings.write_text('{"first-counts": 2.5}', encoding="utf-8")
    edit(course / BASICS, "minutes: {reading: 10, exercises: 5}", "minutes: {reading: 60, exercises: 5}")

    result = wikiskills(course, "check", "--figures")

    (row,) = [line.split() for line in result.stdout.splitlines() if line.startswith("first-counts")]
    assert row == ["first-counts", "72", "5.5", "8", "60", "min", "2", "min", "1", "5", "min", "2.5", "s", "12", "kB"]
    assert (result.exit_code, "E572" in result.stderr) == (1, True)
