"""The report of a build shows what ran when and for how long; problems are written as CI systems read them."""

from __future__ import annotations

import threading
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.cells import code_cell, stream
from tests.support.courses import LESSON, copy_course
from tests.support.fake_executor import FakeExecutor, NoProgress, Unprepared
from wikiskills.build import build
from wikiskills.cli.reporting import as_junit
from wikiskills.config import load_project
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Job, Report
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.report import report_page
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.execution.timeline import Span, Timeline

PROBLEM = Problem(Location("lessons/a.py", 3), "E700", "1 < 2 & \x1b[31mred\x1b[0m", "look")


def job(lesson: str) -> Job:
    return Job(lesson, (code_cell(lesson),), (), "python3", 30)


def svg(page: str) -> ET.Element:
    return ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])


def bars(page: str) -> list[ET.Element]:
    return [element for element in svg(page).iter() if element.tag.endswith("rect")]


def test_the_page_tells_what_was_done_with_each_lesson() -> None:
    spans = {
        "run": Span("run", 0, 0.0, 2.0),
        "broken": Span("broken", 1, 0.5, 1.0, failed=True),
        "cut": Span("cut", 1, 1.0),
    }

    page = report_page(["run", "kept", "broken", "cut", "ice"], spans, {"ice"}, [PROBLEM])

    assert "Lessons: 1 run, 1 from the store, 1 failed, 1 not finished, 1 frozen." in page
    assert '<tr><td>run</td><td>run</td><td class="number">0.0</td><td class="number">2.0</td></tr>' in page
    assert "<tr><td>kept</td><td>from the store</td>" in page
    assert "lessons/a.py:3: E700 1 &lt; 2 &amp;" in page
    assert len(bars(page)) == 3


def test_bars_are_as_long_as_the_runs_and_beside_each_other() -> None:
    page = report_page(["a", "b"], {"a": Span("a", 0, 0.0, 4.0), "b": Span("b", 1, 2.0, 4.0)}, (), ())
    first, second = bars(page)

    assert float(first.get("width", 0)) == pytest.approx(2 * float(second.get("width", 0)), abs=0.2)
    assert float(first.get("y", 0)) < float(second.get("y", 0))


def test_a_build_that_ran_nothing_has_no_picture() -> None:
    assert "<svg" not in report_page(["a"], {}, (), ())
    assert "Lessons: none." in report_page([], {}, (), ())


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = report_page(["a"], {"a": Span("a", 0, 0.0, 1.0)}, (), ())

    assert "src=" not in page
    assert "href=" not in page
    assert "@import" not in page


def test_lanes_are_those_that_ran_at_a_time() -> None:
    timeline = Timeline(NoProgress())
    timeline.begin([])
    for lesson, done in (("a", 0), ("b", 0), ("a", 1)):
        timeline.advance(job(lesson), done)
    timeline.finish(job("a"), 1.0)
    timeline.advance(job("c"), 0)
    timeline.finish(job("b"), None)

    assert {span.lesson: span.lane for span in timeline.spans.values()} == {"a": 0, "b": 1, "c": 0}
    assert [span.failed for span in timeline.spans.values()] == [False, True, False]
    assert timeline.spans["c"].end is None


class Failing(Unprepared):
    """Fails at every lesson."""

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        report(0)
        raise WikiskillsError([PROBLEM])


def test_the_report_is_written_where_lessons_failed(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)

    with pytest.raises(WikiskillsError):
        build(load_project(root), Failing(), 1, NoProgress(), print)

    page = (root / "build/report.html").read_text(encoding="utf-8")
    assert "<td>first-counts</td><td>failed</td>" in page
    assert "E700 1 &lt; 2" in page


def test_the_report_is_written_by_every_build_and_is_no_part_of_the_site(tmp_path: Path) -> None:
    project = load_project(copy_course("minimal", tmp_path))
    recorded = {"counts": [stream("x")]}

    build(project, FakeExecutor(recorded), 1, NoProgress(), lambda _: None)
    assert "<td>first-counts</td><td>run</td>" in (project.root / "build/report.html").read_text(encoding="utf-8")
    build(project, FakeExecutor(recorded), 1, NoProgress(), lambda _: None)

    assert "<td>first-counts</td><td>from the store</td>" in (project.root / "build/report.html").read_text()
    assert not list((project.root / "site").rglob("report.html"))


# Order


def test_the_longest_lessons_begin_first_and_new_ones_before_them(tmp_path: Path) -> None:
    executor = FakeExecutor()
    jobs = [job(name) for name in ("short", "long", "new", "middle")]

    results = run_jobs(
        jobs, executor, Store(tmp_path), 1, NoProgress(), expected={"short": 1.0, "middle": 5.0, "long": 9.0}
    )

    assert executor.asked == ["new", "long", "middle", "short"]
    assert list(results.records) == ["short", "long", "new", "middle"]
    assert threading.active_count() >= 1


# JUnit


def test_problems_for_ci_systems_are_failed_cases() -> None:
    suite = ET.fromstring(as_junit([PROBLEM, Problem(Location(LESSON), "E100", "gone")]))[0]
    first, second = suite

    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    assert (first.get("classname"), first.get("name")) == ("lessons/a.py", "lessons/a.py:3: E700")
    assert first[0].get("message") == "1 < 2 & \N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}[0m"
    assert "hint: look" in (first[0].text or "")
    assert second[0].get("type") == "E100"


def test_no_problems_for_ci_systems_are_a_case_that_passed() -> None:
    suite = ET.fromstring(as_junit([]))[0]

    assert (suite.get("tests"), suite.get("failures"), len(suite[0])) == ("1", "0", 0)
