"""Problems as text for people, JSON for programs, annotations for GitHub, JUnit's XML for CI systems."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from xml.etree import ElementTree as ET

from wikiskills.errors import Problem

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_text(problems: Sequence[Problem]) -> str:
    """Write one line a problem and one for its hint, then a count."""
    return "\n".join([*map(str, problems), "", f"{counted(len(problems), 'problem')} found."])


def counted(number: int, noun: str) -> str:
    """Say a number of things: 1 lesson, 2 lessons."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(problems: Sequence[Problem]) -> str:
    """Write a list of objects with path, line, column, code, message and hint."""
    rows = [{**asdict(p.where), "code": p.code, "message": p.message, "hint": p.hint} for p in problems]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem]) -> str:
    """Write workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    where = problem.where
    place = f"file={_property(where.path)},line={max(where.line, 1)},col={max(where.column, 1)}"
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::error {place},title={problem.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(problems: Sequence[Problem]) -> str:
    """Write a test suite with a failed case for each problem, or one that passed, as CI systems read it."""
    suite = ET.Element("testsuite", name="wikiskills", tests=str(len(problems) or 1), failures=f"{len(problems)}")
    for problem in problems:
        place = str(problem.where)
        case = ET.SubElement(suite, "testcase", classname=problem.where.path, name=f"{place}: {problem.code}")
        ET.SubElement(case, "failure", message=_xml(problem.message), type=problem.code).text = _xml(str(problem))
    if not problems:
        ET.SubElement(suite, "testcase", classname="wikiskills", name="course")
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _xml(text: str) -> str:
    """Replace what XML cannot hold, such as the escapes of coloured output."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
}
MACHINE_READ = {"json", "junit"}
"""Formats that are written also where there is no problem."""
