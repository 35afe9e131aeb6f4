"""docs/data-at-scale.md: its programs for a laptop and for DuckDB give the same numbers, on a month in small."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.documents import ROOT, examples

PAGE = ROOT / "docs" / "data-at-scale.md"
PROGRAMS = {example.what: example.text for example in examples(PAGE)}
FIRST = dt.datetime(2024, 11, 1, tzinfo=dt.UTC)
ARTICLES = ("Kigali", '"Heroes"_(album)', "Ada_Lovelace")


def views_of(number: int, hour: int) -> int:
    """Give the views of an article in an hour; at some hours, none."""
    return (number + 1) * (hour % 7) + (hour // 24 if number == 0 else 0)


def write_month(folder: Path) -> Counter[tuple[str, str]]:
    """Write the hourly files of 16 days, named by the end of their hours; give the views of each day and article."""
    (folder / "pageviews").mkdir()
    days: Counter[tuple[str, str]] = Counter()
    for hour in range(16 * 24):
        begin, end = (FIRST + dt.timedelta(hours=each) for each in (hour, hour + 1))
        lines = [f"de Kigali {hour} 0\n", "en.b Kigali 1 0\n"]
        for number, article in enumerate(ARTICLES):
            if views := views_of(number, hour):
                lines += [f"en {article} {views} 0\n", f"en.m {article} {2 * views} 0\n"]
                days[f"{begin:%Y-%m-%d}", article] += 3 * views
        with gzip.open(folder / "pageviews" / f"pageviews-{end:%Y%m%d-%H}0000.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(lines)
    return days


def write_table(path: Path, days: Counter[tuple[str, str]]) -> None:
    """Write the same views by day, as the API gives them."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["date", "article", "views"])
        writer.writerows([day, article, views] for (day, article), views in days.items())


@pytest.fixture
def days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """The views of each day and article, whose files lie in the working folder."""
    found = write_month(tmp_path)
    write_table(tmp_path / "views.csv", found)
    monkeypatch.chdir(tmp_path)
    return found


def expected(days: Counter[tuple[str, str]]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    articles, weeks = Counter[str](), Counter[str]()
    for (day, article), views in days.items():
        date = dt.date.fromisoformat(day)
        articles[article] += views
        weeks[str(date - dt.timedelta(days=date.weekday()))] += views
    return articles.most_common(10), sorted(weeks.items())


def run(*programs: str) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    for program in programs:
        exec(compile(PROGRAMS[program], f"{PAGE.name}:{program}", "exec"), scope)
    return scope


def test_the_laptop_counts_right(days: Counter[tuple[str, str]]) -> None:
    pytest.importorskip("pandas")
    found = run("laptop")

    top, weekly = expected(days)
    assert list(found["top"].items()) == top
    assert [(str(week.date()), views) for week, views in found["weekly"].items()] == weekly


def test_duckdb_gives_the_same_numbers_from_the_hourly_files(days: Counter[tuple[str, str]]) -> None:
    pytest.importorskip("duckdb")
    found = run("duckdb", "parquet")

    top, weekly = expected(days)
    assert list(found["top"].itertuples(index=False, name=None)) == top
    assert [(str(week.date()), views) for week, views in found["weekly"].itertuples(index=False)] == weekly
    assert found["monthly"] == sum(days.values())


def test_the_program_for_the_cluster_is_valid_python_and_marked_as_not_run() -> None:
    program = PROGRAMS["spark"]
    before = PAGE.read_text(encoding="utf-8").partition("<!-- example: spark -->")[0]

    ast.parse(program)
    assert before.rstrip().splitlines()[-1].startswith("**Not run here.**")
    assert program.count("FROM wmf.pageview_hourly\n    WHERE {NOVEMBER}") == program.count("FROM ") == 2


def test_every_program_of_the_page_is_looked_at() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text.count("```python") == len(PROGRAMS)
    assert set(PROGRAMS) == {"laptop", "duckdb", "parquet", "spark"}
