"""Quizzes: a question whose every option has its feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wikiskills.errors import Location, Problem
from wikiskills.percent import Cell

_OPTION = re.compile(r"- \[(?P<mark>[ xX])\]\s+(?P<text>.*)")
_ALMOST = re.compile(r"[-*+]\s*\[.?\]|[-*+]\s+\(.?\)")


@dataclass(frozen=True)
class Option:
    """One possible answer with the feedback that whoever picks it reads; both Markdown."""

    text: str
    feedback: str
    correct: bool
    where: Location


@dataclass(frozen=True)
class Quiz:
    """A question with two or more options, at least one of them correct."""

    id: str
    question: str
    options: tuple[Option, ...]
    where: Location

    @property
    def many(self) -> bool:
        """Whether more than one option is correct, so that the learner may pick several."""
        return sum(option.correct for option in self.options) > 1


def read_quiz(cell: Cell, problems: list[Problem]) -> Quiz:
    """Read a quiz from its Markdown cell; what is wrong goes to `problems`."""
    if cell.is_code:
        message = f"quiz '{cell.quiz}' must be Markdown"
        problems.append(Problem(cell.where, "E424", message, "begin its cell with '# %% [markdown]'"))
        return Quiz(cell.quiz, "", (), cell.where)
    question: list[str] = []
    options: list[Option] = []
    unreadable = False
    for number, line in enumerate(cell.source.splitlines(), 1):
        match = _OPTION.fullmatch(line.strip())
        if match:
            options.append(_option(match, cell.line(number, 1), problems))
        elif _ALMOST.match(line.strip()):
            hint = "write '- [ ] text > feedback', with '[x]' where it is correct"
            problems.append(Problem(cell.line(number, 1), "E425", "this option cannot be read", hint))
            unreadable = True
        elif options and line.strip():
            hint = "keep each option with its feedback on one line"
            problems.append(Problem(cell.line(number, 1), "E427", "text after the options of a quiz", hint))
        else:
            question.append(line)
    quiz = Quiz(cell.quiz, "\n".join(question).strip(), tuple(options), cell.line(1, 1))
    problems.extend(_problems(quiz) if not unreadable else ())
    return quiz


def _option(match: re.Match[str], where: Location, problems: list[Problem]) -> Option:
    text, _, feedback = f"{match['text']} ".partition(" > ")
    if not feedback.strip():
        hint = "say after ' > ' why it is right, or which misconception it is"
        problems.append(Problem(where, "E422", f"the option '{text.strip()}' has no feedback", hint))
    return Option(text.strip(), feedback.strip(), match["mark"] != " ", where)


def _problems(quiz: Quiz) -> list[Problem]:
    found = []
    if not quiz.question:
        found.append(Problem(quiz.where, "E420", f"quiz '{quiz.id}' has no question", "write it above the options"))
    if len(quiz.options) < 2:  # noqa: PLR2004 - a choice needs two
        found.append(Problem(quiz.where, "E421", f"quiz '{quiz.id}' needs two options or more", "add '- [ ] ...'"))
    if quiz.options and not any(option.correct for option in quiz.options):
        found.append(Problem(quiz.where, "E423", f"quiz '{quiz.id}' has no correct option", "mark it with '[x]'"))
    return found
