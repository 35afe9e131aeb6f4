"""The report of a build shows what ran when and for how long; problems are written as CI systems read them."""

from __future__ import annotations

import threading
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from tests.support.cells import code_cell, stream
from tests.support.courses import LESSON, copy_course, edit
from tests.support.fake_executor import FakeExecutor, NoProgress, Unprepared
from wikiskills.build import build
from wikiskills.cli.junit import as_junit
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Job, Report
from wikiskills.execution.outcome import Done, Outcome
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.report import report_page
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.execution.timeline import Timeline

PROBLEM = Problem(Location("lessons/a.py", 3), "E700", "1 < 2 & \x1b[31mred\x1b[0m", "look")


def job(lesson: str) -> Job:
    return Job(lesson, (code_cell(lesson),), (), "python3", 30)


def svg(page: str) -> ET.Element:
    return ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])


def bars(page: str) -> list[ET.Element]:
    return [element for element in svg(page).iter() if element.tag.endswith("rect")]


def test_the_page_tells_what_was_done_with_each_lesson() -> None:
    outcomes = [
        Outcome("run", Done.RUN, 0.0, 2.0),
        Outcome("kept", Done.STORE),
        Outcome("theirs", Done.SHARED),
        Outcome("broken", Done.FAILED, 0.5, 0.5, lane=1),
        Outcome("cut", Done.NOT_FINISHED, 1.0, lane=1),
        Outcome("late", Done.NOT_BEGUN),
        Outcome("ice", Done.FROZEN),
    ]

    page = report_page(outcomes, [PROBLEM])

    assert (
        "Lessons: 1 run, 1 failed, 1 not finished, 1 not begun, 1 from the store, 1 from the shared store, 1 frozen."
        in page
    )
    assert '<tr><td>run</td><td>run</td><td class="number">0.0</td><td class="number">2.0</td></tr>' in page
    assert "<tr><td>kept</td><td>from the store</td>" in page
    assert "<tr><td>theirs</td><td>from the shared store</td>" in page
    assert "lessons/a.py:3: E700 1 &lt; 2 &amp;" in page
    assert len(bars(page)) == 3


def test_bars_are_as_long_as_the_runs_and_beside_each_other() -> None:
    page = report_page([Outcome("a", Done.RUN, 0.0, 4.0), Outcome("b", Done.RUN, 2.0, 2.0, lane=1)], ())
    first, second = bars(page)

    assert float(first.get("width", 0)) == pytest.approx(2 * float(second.get("width", 0)), abs=0.2)
    assert float(first.get("y", 0)) < float(second.get("y", 0))


def test_a_build_that_ran_nothing_has_no_picture() -> None:
    assert "<svg" not in report_page([Outcome("a", Done.STORE)], ())
    assert "Lessons: none." in report_page([], ())


@pytest.mark.parametrize(
    ("seconds", "ticks"),
    [
        (0.04, ["0 s", "0.005 s", "0.01 s"]),
        (3.2, ["0 s", "0.5 s", "1 s"]),
        (10.0, ["0 s", "1 s", "2 s"]),
        (187.0, ["0 s", "20 s", "40 s"]),
        (4000.0, ["0 s", "500 s", "1000 s"]),
    ],
)
def test_the_axis_has_round_numbers(seconds: float, ticks: list[str]) -> None:
    page = report_page([Outcome("a", Done.RUN, 0.0, seconds)], ())
    texts = [element.text or "" for element in svg(page).iter() if element.tag.endswith("text")]

    assert texts[: len(ticks)] == ticks
    assert sum(text.endswith(" s") for text in texts) <= 11


def test_a_name_is_cut_to_its_bar_and_left_out_where_it_says_nothing() -> None:
    outcomes = [
        Outcome("a-rather-long-name-of-a-lesson", Done.RUN, 0.0, 20.0),
        Outcome("another-long-name", Done.RUN, 20.0, 1.0),
        Outcome("end", Done.RUN, 21.0, 79.0),
    ]
    texts = [element.text or "" for element in svg(report_page(outcomes, ())).iter() if element.tag.endswith("text")]

    assert texts[-2:] == ["a-rather-long-name-of-a\N{HORIZONTAL ELLIPSIS}", "end"]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = report_page([Outcome("a", Done.RUN, 0.0, 1.0)], ())

    assert "src=" not in page
    assert "href=" not in page
    assert "@import" not in page


def test_lanes_are_those_that_ran_at_a_time() -> None:
    timeline = Timeline(NoProgress())
    timeline.find(["d"], [])
    timeline.begin([])
    for lesson, done in (("a", 0), ("b", 0), ("a", 1)):
        timeline.advance(job(lesson), done)
    timeline.finish(job("a"), 1.0)
    timeline.advance(job("c"), 0)
    timeline.finish(job("b"), None)

    assert {span.lesson: span.lane for span in timeline.spans.values()} == {"a": 0, "b": 1, "c": 0}
    assert [span.failed for span in timeline.spans.values()] == [False, True, False]
    a, b, c, d, e, f = timeline.outcomes(["a", "b", "c", "d", "e", "f"], {"f"})
    assert (a.done, b.done, c.done, d.done, e.done, f.done) == (
        Done.RUN, Done.FAILED, Done.NOT_FINISHED, Done.STORE, Done.NOT_BEGUN, Done.FROZEN,
    )  # fmt: skip
    assert (c.begin is not None, c.seconds, a.path) == (True, None, "lessons/start/first.py")


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
    assert '<td>first-counts</td><td class="failed">failed</td>' in page
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


def test_each_lesson_is_a_case() -> None:
    other = Problem(Location("curriculum/basics.yml", 3), "E811", "no room")
    outcomes = [
        Outcome("good", Done.RUN, 0.0, 2.5, path="lessons/good.py"),
        Outcome("a", Done.FAILED, 0.0, 1.0, path="lessons/a.py"),
        Outcome("kept", Done.STORE),
        Outcome("theirs", Done.SHARED),
    ]
    suite = ET.fromstring(as_junit([PROBLEM, other], outcomes))[0]
    good, failed, kept, theirs, problem = suite

    assert [suite.get(key) for key in ("tests", "failures", "skipped")] == ["5", "2", "2"]
    assert (good.get("classname"), good.get("name"), good.get("time"), len(good)) == ("lessons", "good", "2.500", 0)
    assert (failed.get("name"), failed[0].tag, failed[0].get("type")) == ("a", "failure", "E700")
    assert "lessons/a.py:3: E700" in (failed[0].text or "")
    assert (kept[0].tag, kept[0].get("message")) == ("skipped", "from the store")
    assert theirs[0].get("message") == "from the shared store"
    assert problem.get("classname") == "curriculum/basics.yml"


def test_a_lesson_that_did_not_end_has_not_passed() -> None:
    suite = ET.fromstring(as_junit([], [Outcome("cut", Done.NOT_FINISHED, 1.0)]))[0]

    assert suite[0][0].get("message") == "not finished"


def junit_of(root: Path) -> tuple[int, ET.Element]:
    done = CliRunner().invoke(commands, ["--project", str(root), "build", "--format", "junit"])
    return done.exit_code, ET.fromstring(done.stdout)[0]


def test_a_build_reports_its_lessons_to_ci_systems(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)

    code, suite = junit_of(root)
    (case,) = suite
    assert (code, case.get("name"), len(case)) == (0, "first-counts", 0)
    assert float(case.get("time", 0)) > 0
    for _ in range(2):  # the second time, nothing is even read
        (case,) = junit_of(root)[1]
        assert case[0].get("message") == "from the store"

    edit(root / LESSON, "counts = [int", "1 / 0\ncounts = [int")
    code, suite = junit_of(root)
    (case,) = suite
    assert (code, case.get("name"), case[0].get("type")) == (1, "first-counts", "E700")
