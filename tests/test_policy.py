"""Which code of lessons breaks a policy, and which only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.policy_cases import (
    BOUNDED,
    BOUNDLESS,
    DISCREET,
    ENDING,
    ENDLESS,
    LEAKING,
    NAMED,
    READING,
    UNNAMED,
    WRITING,
    codes,
    lint,
)
from tests.support.reading import dedent
from wikiskills.errors import Problem
from wikiskills.percent import read_cells
from wikiskills.policy.linter import policy_problems
from wikiskills.policy.waivers import waivers_in


@pytest.mark.parametrize("source", UNNAMED.values(), ids=UNNAMED)
def test_a_request_names_nobody(source: str) -> None:
    assert codes(source) == ["E640"]


@pytest.mark.parametrize("source", NAMED.values(), ids=NAMED)
def test_a_request_names_its_sender_or_is_none(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize("source", BOUNDLESS.values(), ids=BOUNDLESS)
def test_a_query_without_limit(source: str) -> None:
    assert codes(source) == ["E641"]


@pytest.mark.parametrize("source", BOUNDED.values(), ids=BOUNDED)
def test_a_query_with_few_rows_or_none(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_loop_that_asks_for_all(source: str) -> None:
    assert codes(source) == ["E642"]


@pytest.mark.parametrize("source", ENDING.values(), ids=ENDING)
def test_a_loop_that_ends(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize("source", WRITING.values(), ids=WRITING)
def test_a_lesson_writes(source: str) -> None:
    assert codes(source) == ["E643"]


@pytest.mark.parametrize("source", READING.values(), ids=READING)
def test_a_lesson_only_reads(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize("source", LEAKING.values(), ids=LEAKING)
def test_a_credential_in_the_code(source: str) -> None:
    assert codes(source) == ["E644"]
    assert "hunter" not in str(lint(source)[0]), "a report is public too"


@pytest.mark.parametrize("source", DISCREET.values(), ids=DISCREET)
def test_no_credential_in_the_code(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "u = 'https://dumps.wikimedia.org/enwiki/latest/enwiki-latest-pages-articles.xml.bz2'",
        "wiki, date = 'enwiki', 'latest'\ndate = 'latest'\nu = f'https://dumps.wikimedia.org/{wiki}/{date}/a.gz'",
        "base = 'https://dumps.wikimedia.org'\nu = base + '/wikidatawiki/entities/latest-all.json.bz2'",
        "open_dump('/public/dumps/public/swwiki/latest/swwiki-latest-pages-meta-current.xml.bz2')",
    ],
)
def test_an_unpinned_dump(source: str) -> None:
    assert codes(source) == ["E646"]


@pytest.mark.parametrize(
    "source",
    [
        "u = 'https://dumps.wikimedia.org/enwiki/20241101/enwiki-20241101-pages-articles.xml.bz2'",
        "text = 'The latest dump of dumps.wikimedia.org changes.'",
        "latest = max(dates)\nu = f'https://dumps.wikimedia.org/enwiki/{latest}/'",
        "u = 'https://example.org/latest/a.csv'",
        "open('data/enwiki-latest-pages-shortened.xml')\nname = 'enwiki-latest-pages-shortened.xml'",
    ],
)
def test_a_pinned_dump_or_none(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('/home/ada/edits.csv')",
        "import pandas as pd\npd.read_csv('../edits.csv')",
        "import pandas as pd\nFOLDER = 'data/../..'\npd.read_csv(FOLDER + '/a.csv')",
        "from pathlib import Path\nPath('~/edits.csv').expanduser()",
        "from pathlib import Path\nPath.home()",
        "import bz2\nbz2.open(r'C:\\dumps\\a.bz2')",
        "import pandas as pd\nname = 'a'\npd.read_parquet(f'/srv/{name}.parquet')",
        "import os\nos.chdir('..')",
        "import os\nopen(os.path.expanduser('~/a.csv'))",
        "import sys\nsys.path.append('..')",
        "open('file:///etc/hosts')",
        "path = '/a/'\npath = path.rstrip('/')\nopen(path)",
    ],
)
def test_a_file_outside_of_the_lesson(source: str) -> None:
    assert codes(source) == ["E647"]


@pytest.mark.parametrize(
    "source",
    [
        "open('data/edits.csv')\nopen('results.csv', 'w')\nopen('./data/a/../b.csv')",
        "import pandas as pd\npd.read_csv(path)\npd.read_csv(f'{folder}/a.csv')",
        "open('/dev/null', 'w')",
        "print('/home/ada')\nratio = a / b\n'a/b'.split('/')",
        "import pandas as pd\ndf = pd.read_csv('data/a.csv')\ndf.query('a < 1')",
        "def open(path):\n    ...\nopen('/etc/hosts')",
        "import os\nos.path.join('data', 'a.csv')\nos.path.expanduser(path)",
    ],
)
def test_a_file_of_the_lesson(source: str) -> None:
    assert codes(source) == []


def test_cells_that_learners_see_are_checked_and_wrong_answers_are_not() -> None:
    problems = lint("""
        # %% tags=["skip-execution"]
        open("/a")

        # %% exercise="e" role="starter"
        open("/b")

        # %% exercise="e" role="solution"
        ä = "ä"; open("/c")

        # %% exercise="e" role="check-hidden"
        open("/d")

        # %% exercise="e" role="mutant"
        open("/e")

        # %%
        %time 1
        x = !ls
        def broken(:
    """)

    assert [(p.code, p.where.line, p.where.column) for p in sorted(problems)] == [
        ("E647", 2, 1),
        ("E647", 5, 1),
        ("E647", 8, 10),
        ("E647", 11, 1),
    ]


def test_magics_do_not_hide_what_stands_around_them() -> None:
    assert codes("%matplotlib inline\nopen('/a')") == ["E647"]


def test_names_lead_through_cells_but_not_into_functions() -> None:
    source = """
        # %%
        path = "/a"

        # %%
        open(path)

        # %%
        def read(path):
            return open(path)

        # %%
        if big:
            path = "/b"
        open(path)
    """

    assert [problem.where.line for problem in lint(source)] == [5]


def test_a_reasoned_exception_holds_in_its_cell_and_for_its_code() -> None:
    source = """
        # %%
        # policy: allow E647 because the lesson is about folders
        open("/a")
        open("/b")
        {more}

        # %%
        open("/c")
    """

    assert [(p.code, p.where.line) for p in lint(source.format(more=""))] == [("E647", 8)]
    more = "query = 'SELECT ?a {{ ?a ?b ?c }}'"
    assert [(p.code, p.where.line) for p in lint(source.format(more=more))] == [("E641", 5), ("E647", 8)]
    problems: list[Problem] = []
    (waiver,) = waivers_in(read_cells(dedent(source), "lesson.py", problems), problems)
    assert str(waiver) == "lesson.py:2:1: E647 is allowed, because the lesson is about folders"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("# policy: allow E647 because why not", "E648"),
        ("# policy: allow E647", "E648"),
        ("# Policy: E647 is fine for us here", "E648"),
        ("# policy: allow E674 because it is a slip", "E648"),
        ("# policy: allow E999 because there is no such", "E648"),
        ("# policy: allow E646 because there is no dump here", "E649"),
        ("# our policy: ask first", None),
        ("text = '''\\n# policies'''", None),
    ],
)
def test_an_exception_that_is_wrong_or_of_no_use(line: str, code: str | None) -> None:
    assert codes(f"{line}\nx = 1") == ([code] if code else [])


LINES = sorted(
    {
        line
        for cases in (UNNAMED, NAMED, BOUNDLESS, ENDLESS, ENDING, WRITING, READING, LEAKING)
        for source in cases.values()
        for line in source.split("\n")
    }
)


@given(st.lists(st.sampled_from([*LINES, "x = x + u", "u = f'{u}{x}'", "H = {**H}", "s = s.get(s)", "\r", "# %%"])))
def test_any_code_gives_problems_with_a_place_in_it(lines: list[str]) -> None:
    text = "\n".join(["# %%", *lines])

    for problem in policy_problems(read_cells(text, "lesson.py", [])):
        assert 2 <= problem.where.line <= len(lines) + 1
        assert 1 <= problem.where.column <= len(text)
