"""What the cards of the course's datasets say is counted in the real files; what is not at hand is skipped."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from wikiskills.config import load_project
from wikiskills.dataset import Dataset
from wikiskills.dataset_cards import load_cards
from wikiskills.lock import say_nothing
from wikiskills.sources.access import open_fetcher
from wikiskills.sources.resolve import Found, resolve
from wikiskills.sources.watch import LineWatch

ROOT = Path(__file__).parents[1]
MIRROR = os.environ.get("WIKISKILLS_DATA_MIRROR") or "../shared/data"
CARDS = {str(card.id): card for card in load_cards(load_project(ROOT))}


@pytest.fixture
def at_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], dict[str, Path]]:
    """Give the verified files of a dataset by their names, without the network; skip the test where one is missing."""
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    monkeypatch.setenv("WIKISKILLS_DATA_MIRROR", MIRROR)
    fetcher = open_fetcher(ROOT, "https://example.org", LineWatch(say_nothing))

    def files_of(card: Dataset) -> dict[str, Path]:
        found = {str(file.name): resolve(file, ROOT, fetcher) for file in card.files}
        missing = [str(each) for each in found.values() if not isinstance(each, Found)]
        if missing:
            assert all("E600" in problem for problem in missing), missing
            pytest.skip("; ".join(missing))
        return {name: each.path for name, each in found.items() if isinstance(each, Found)}

    return files_of


Files = Callable[[Dataset], dict[str, Path]]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def columns_of(card: Dataset, file: str = "") -> list[str]:
    return [str(column.name) for column in card.columns if not file or not column.files or file in column.files]


@pytest.mark.parametrize("name", ["newcomers-2019", "survey-strata", "ores-cards"])
def test_tables_have_the_columns_of_their_cards(name: str, at_hand: Files) -> None:
    for file, path in at_hand(CARDS[name]).items():
        with path.open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)

        assert set(head) == set(columns_of(CARDS[name], file)), file
        assert {len(row) for row in rows} == {len(head)}, file


def test_every_column_of_a_card_names_files_that_it_has() -> None:
    for card in CARDS.values():
        assert {str(file) for column in card.columns for file in column.files} <= {
            str(file.name) for file in card.files
        }


def test_daily_views_have_no_gap(at_hand: Files) -> None:
    rows = read_csv(at_hand(CARDS["pageviews-daily"])["pageviews-daily.csv"])

    days = [dt.date.fromisoformat(row["date"]) for row in rows]
    assert (len(days), days[0], days[-1]) == (2869, dt.date(2017, 1, 1), dt.date(2024, 11, 8))
    assert {later - day for day, later in pairwise(days)} == {dt.timedelta(days=1)}
    assert (len(rows[0]), all(row["wiki_all"] for row in rows)) == (22, True)


def test_articles_with_topics(at_hand: Files) -> None:
    articles: dict[str, dict[str, Any]] = {
        name: json.loads(path.read_bytes()) for name, path in at_hand(CARDS["article-topics"]).items()
    }

    assert [len(found) for found in articles.values()] == [10_033, 9_955, 6_239]
    keys = {key for found in articles.values() for article in found.values() for key in article}
    assert ["(key)", *sorted(keys)] == ["(key)", *sorted(columns_of(CARDS["article-topics"])[1:])]
    english, _, spanish = articles.values()
    assert sum(article["topic"] == "Uncategorized" for article in english.values()) == 1000
    assert len({article["topic"] for article in spanish.values()}) == 8


def test_words_and_their_counts(at_hand: Files) -> None:
    with gzip.open(at_hand(CARDS["word-counts"])["word-counts.txt.gz"], "rt", encoding="utf-8", newline="\n") as lines:
        rows = [(word, int(count)) for word, _, count in (line.rpartition(";") for line in lines)]

    counts = [count for _, count in rows]
    assert (len(rows), sum(counts), counts[-1]) == (829_254, 2_458_386_915, 20)
    assert counts == sorted(counts, reverse=True)
    assert [number for number, (word, _) in enumerate(rows, 1) if not word] == [3]
    assert sum(";" in word for word, _ in rows) == 2235


def test_edits_that_were_reverted_or_not(at_hand: Files) -> None:
    names = columns_of(CARDS["reverted-edits"])
    parts = [read_edits(path, names) for path in at_hand(CARDS["reverted-edits"]).values()]

    assert [len(rows) for rows in parts] == [14_979, 4_862]
    for name in ("is_anonymous", "is_trusted", "reverted"):
        assert {row[name] for rows in parts for row in rows} == {"True", "False"}
    train, test = ({row["rev_id"] for row in rows} for rows in parts)
    assert len(train & test) == 1


def read_edits(path: Path, names: list[str]) -> list[dict[str, str]]:
    with bz2.open(path, "rt", encoding="utf-8", newline="") as stream:
        return [dict(zip(names, row, strict=True)) for row in csv.reader(stream, delimiter="\t")]


def test_strata_of_the_survey(at_hand: Files) -> None:
    rows = read_csv(at_hand(CARDS["survey-strata"])["survey-strata.csv"])

    assert (len(rows), sum(int(row["editors"]) for row in rows)) == (115, 34_144)
    assert (len({row["wiki_group"] for row in rows}), len({row["edits_per_year"] for row in rows})) == (23, 5)


def test_newcomers_of_sixteen_wikis_by_platform(at_hand: Files) -> None:
    rows = read_csv(at_hand(CARDS["newcomers-2019"])["newcomers-2019.csv"])

    assert (len(rows), len({row["wiki"] for row in rows})) == (32, 16)
    counts = [[int(row[name]) for name in ("registered", "activated", "retained")] for row in rows]
    assert all(registered >= activated >= retained for registered, activated, retained in counts)
    assert min(map(min, counts)) == 41


def test_models_that_were_tested(at_hand: Files) -> None:
    files = at_hand(CARDS["ores-cards"])
    cells = ("true_positives", "false_negatives", "false_positives", "true_negatives")
    damaging = {row["wiki"]: row for row in read_csv(files["ores-damaging.csv"])}
    graded = {row["wiki"] for row in read_csv(files["ores-quality-matrix.csv"])}

    assert all(sum(int(row[cell]) for cell in cells) == int(row["edits"]) for row in damaging.values())
    arabic = damaging["arwiki"]
    assert (int(arabic["true_positives"]) + int(arabic["false_positives"]), arabic["edits"]) == (3, "18479")
    assert len(damaging) + len(graded) == 9
    assert [wiki for wiki, row in damaging.items() if not row["population_rate"]] == ["wikidatawiki"]
