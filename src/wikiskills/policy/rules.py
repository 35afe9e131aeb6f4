"""The rules: which policy stands behind each, what finds where a lesson breaks it, and what to do instead."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wikiskills.errors import Location, Problem
from wikiskills.policy.credentials import credentials
from wikiskills.policy.fetching import boundless_queries, endless_continuations, unnamed_requests, unpinned_dumps
from wikiskills.policy.folders import outside_of_the_lesson
from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.writing import writes

Find = Callable[[LessonCode], Iterator[tuple[ast.AST, str]]]
"""Gives the places in a lesson's code that break a rule, each with what is wrong."""


@dataclass(frozen=True)
class Rule:
    """One rule: its code, the policy that it comes from, what to do, and what finds it in code."""

    code: str
    policy: str
    page: str
    hint: str
    find: Find = lambda _: iter(())

    def problem(self, where: Location, message: str) -> Problem:
        """Say where the rule is broken, what to do, and who says so."""
        return Problem(where, self.code, message, f"{self.hint}\n  policy: {self.policy}, {self.page}")


_GOVERNANCE = "https://foundation.wikimedia.org/wiki"
_OUTPUT_HINT = "show counts or invented names; people may want to be forgotten, and a page is copied"
OUTPUTS = Rule("E645", "Data publication guidelines", f"{_GOVERNANCE}/Legal:Data_publication_guidelines", _OUTPUT_HINT)
RULES = (
    Rule(
        "E640",
        "User-Agent Policy",
        f"{_GOVERNANCE}/Policy:Wikimedia_Foundation_User-Agent_Policy",
        'send the header "User-Agent": "my-lesson/1.0 (https://example.org/me; me@example.org)" with your own contact',
        unnamed_requests,
    ),
    Rule(
        "E641",
        "Wikidata Query Service, query limits",
        "https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Query_limits",
        "end it with LIMIT and a number, such as LIMIT 100",
        boundless_queries,
    ),
    Rule(
        "E642",
        "API etiquette",
        "https://www.mediawiki.org/wiki/API:Etiquette",
        "stop after a number of portions: 'for _ in range(5):' in place of 'while True:', or a break behind '>='",
        endless_continuations,
    ),
    Rule(
        "E643",
        "Bot policy",
        "https://meta.wikimedia.org/wiki/Bot_policy",
        "let the lesson read only, or write to https://test.wikipedia.org",
        writes,
    ),
    Rule(
        "E644",
        "Terms of Use, password security",
        f"{_GOVERNANCE}/Policy:Terms_of_Use",
        "take it away and make it invalid, as the file's history keeps it; read it with getpass or from os.environ",
        credentials,
    ),
    OUTPUTS,
    Rule(
        "E646",
        "Data dumps",
        "https://meta.wikimedia.org/wiki/Data_dumps",
        "write the date of the dump, as in 20241101, so that the numbers in the text stay true",
        unpinned_dumps,
    ),
    Rule(
        "E647",
        "How a lesson runs",
        "docs/format.md#how-a-lesson-runs",
        "declare a dataset and read its files as data/...; nothing else is there on other machines",
        outside_of_the_lesson,
    ),
)
