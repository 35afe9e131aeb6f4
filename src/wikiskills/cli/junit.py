"""What became of lessons, and what is wrong, as JUnit's XML, which CI systems read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from wikiskills.errors import Problem
from wikiskills.execution.outcome import Done, Outcome

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(problems: Sequence[Problem], outcomes: Sequence[Outcome] = ()) -> str:
    """Write a test suite as CI systems read it.

    Each lesson is a case: passed or failed with its seconds, or skipped with where its record came from. So is each
    problem that is not that of a failed lesson. Where there is neither, one case says that the course is well.
    """
    suite = ET.Element("testsuite", name="wikiskills")
    failed = {outcome.path for outcome in outcomes if outcome.done == Done.FAILED}
    for outcome in outcomes:
        found = [problem for problem in problems if outcome.done == Done.FAILED and problem.where.path == outcome.path]
        _lesson_case(suite, outcome, found)
    for problem in problems:
        if problem.where.path not in failed:
            name = f"{problem.where}: {problem.code}"
            _fail(ET.SubElement(suite, "testcase", classname=problem.where.path, name=name), [problem])
    if not len(suite):
        ET.SubElement(suite, "testcase", classname="wikiskills", name="course")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _lesson_case(suite: ET.Element, outcome: Outcome, problems: Sequence[Problem]) -> None:
    case = ET.SubElement(
        suite, "testcase", classname="lessons", name=outcome.lesson, time=f"{outcome.seconds or 0:.3f}"
    )
    if problems:
        _fail(case, problems)
    elif outcome.done != Done.RUN:
        ET.SubElement(case, "skipped", message=outcome.done)


def _fail(case: ET.Element, problems: Sequence[Problem]) -> None:
    first = problems[0]
    failure = ET.SubElement(case, "failure", message=_xml(first.message), type=first.code)
    failure.text = _xml("\n".join(map(str, problems)))


def _xml(text: str) -> str:
    """Replace what XML cannot hold, such as the escapes of coloured output."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
