"""Make the small tables in `curriculum/data/` from the files that their authors published.

The functions take texts as they were published and give texts as they are committed. The dataset cards name sources.
To make the tables again, give the folder that holds the published files:

    python curriculum/prepare.py FOLDER
"""

# ruff: noqa: INP001 - a program beside its data, not a package

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]

MONTHS = 12
_ROUNDING = 1e-6
DAMAGING_WIKIS = ("arwiki", "enwiki", "eswiki", "fawiki", "frwiki", "huwiki", "wikidatawiki")
QUALITY_CARDS = {"enwiki": "enwiki.nettrom_wp10", "frwiki": "frwiki.wp10"}
METRICS = (
    *("match_rate", "filter_rate", "recall", "precision", "f1", "accuracy"),
    *("fpr", "roc_auc", "pr_auc"),
)
"""Metrics of a model card that are kept; those with '!' are about the other class and follow from these."""


def newcomers_table(published: str) -> str:
    """Count accounts in all of 2019, from the monthly means of the Growth team's table; wikis and shares as published.

    Raises `ValueError` where a mean times twelve is no whole number.
    """
    return _table(
        {
            "wiki": row["wiki_db"],
            "platform": row["platform"],
            "registered": _whole_year(row["n_registered"]),
            "activated": _whole_year(row["n_activated"]),
            "retained": _whole_year(row["n_retained"]),
            "activation_rate": row["prop_activated"],
            "retention_rate": row["prop_retained"],
        }
        for row in csv.DictReader(io.StringIO(published), delimiter="\t")
    )


def _whole_year(monthly_mean: str) -> int:
    total = float(monthly_mean) * MONTHS
    if abs(total - round(total)) > _ROUNDING:
        message = f"{monthly_mean} is not the mean of {MONTHS} counts"
        raise ValueError(message)
    return round(total)


def survey_table(populations: str, targets: str) -> str:
    """Put one stratum, a group of wikis and a range of edits, on each line: its editors, and how many to ask.

    Raises `ValueError` where the two published tables have other strata.
    """
    editors, asked = list(_strata(populations)), dict(_strata(targets))
    if [stratum for stratum, _ in editors] != list(asked):
        message = "the two tables have other strata"
        raise ValueError(message)
    return _table(
        {"wiki_group": group, "edits_per_year": edits, "editors": number, "sample_target": asked[group, edits]}
        for (group, edits), number in editors
    )


def _strata(published: str) -> Iterator[tuple[tuple[str, str], int]]:
    for row in csv.DictReader(io.StringIO(published), delimiter="\t"):
        group = row.pop("project_group")
        yield from (((group, edits), int(number)) for edits, number in row.items())


def damaging_table(cards: Mapping[str, str]) -> str:
    """Put the card of one wiki's `damaging` model on each line; all rates are about the class "damaging"."""
    return _table(_damaging_row(wiki, card) for wiki, card in cards.items())


def _damaging_row(wiki: str, card: str) -> Row:
    (_, positive), (_, negative) = _matrix(card).items()
    rates, metrics = _rates(card), _metrics(card)
    return {
        "wiki": wiki,
        "edits": sum(positive) + sum(negative),
        "true_positives": positive[0],
        "false_negatives": positive[1],
        "false_positives": negative[0],
        "true_negatives": negative[1],
        "sample_rate": rates["sample"][0],
        "population_rate": rates.get("population", [""])[0],
        **{name: metrics[name][0] for name in METRICS},
    }


def quality_matrix_table(cards: Mapping[str, str]) -> str:
    """Put one cell of the confusion matrix of an article quality model on each line, classes from low to high."""
    return _table(
        {"wiki": wiki, "actual": actual, "predicted": predicted, "articles": number}
        for wiki, card in cards.items()
        for matrix in [_matrix(card)]
        for actual, row in matrix.items()
        for predicted, number in zip(matrix, row, strict=True)
    )


def quality_classes_table(cards: Mapping[str, str]) -> str:
    """Put one class of an article quality model on each line, classes from low to high."""
    return _table(row for wiki, card in cards.items() for row in _class_rows(wiki, card))


def _class_rows(wiki: str, card: str) -> Iterator[Row]:
    matrix, rates, metrics = _matrix(card), _rates(card), _metrics(card)
    for number, (name, row) in enumerate(matrix.items()):
        yield {
            "wiki": wiki,
            "level": number + 1,
            "class": name,
            "articles": sum(row),
            "sample_rate": rates["sample"][number],
            "population_rate": rates["population"][number],
            **{metric: metrics[metric][number] for metric in METRICS},
        }


def _matrix(card: str) -> dict[str, list[int]]:
    """Read the confusion matrix: for each class, how many of its members were given each class.

    Raises `ValueError` where its numbers do not add up to those that the card names.
    """
    total = re.search(r"^\s*counts \(n=(\d+)\):$", card, re.MULTILINE)
    rows = re.findall(r"^\s*'?(\w+)'?\s+(\d+)\s+-->((?:\s+\d+)+)$", card, re.MULTILINE)
    matrix = {name: [int(number) for number in numbers.split()] for name, _, numbers in rows}
    sums = [sum(row) for row in matrix.values()]
    if not total or sums != [int(size) for _, size, _ in rows] or sum(sums) != int(total[1]):
        message = "the matrix does not add up"
        raise ValueError(message)
    return matrix


def _rates(card: str) -> dict[str, list[str]]:
    """Read the share of each class in the sample and, where the card has it, among all edits or articles."""
    rows = re.findall(r"^\s*(sample|population)((?: +[\d.]+)+)$", card, re.MULTILINE)
    return {name: numbers.split() for name, numbers in rows}


def _metrics(card: str) -> dict[str, list[str]]:
    """Read the metrics, each with a number for every class, as they are written."""
    tables = re.findall(r"^\s*(!?\w+) \(micro=.*\):\n.*\n[\s-]*\n([ \t\d.]+)$", card, re.MULTILINE)
    return {name: numbers.split() for name, numbers in tables}


def _table(rows: Iterable[Row]) -> str:
    first, *others = rows
    text = io.StringIO()
    writer = csv.DictWriter(text, list(first), lineterminator="\n")
    writer.writeheader()
    writer.writerows([first, *others])
    return text.getvalue()


def make_tables(published: Path) -> dict[str, str]:
    """Make all tables by their file names; `published` holds the folders newcomers, survey and model_info."""

    def text(name: str) -> str:
        return (published / name).read_text(encoding="utf-8")

    damaging = {wiki: text(f"model_info/{wiki}.damaging.md") for wiki in DAMAGING_WIKIS}
    quality = {wiki: text(f"model_info/{name}.md") for wiki, name in QUALITY_CARDS.items()}
    survey = text("survey/strata-populations.tsv"), text("survey/strata-sample-targets.tsv")
    return {
        "newcomers-2019.csv": newcomers_table(text("newcomers/aggregate_statistics.tsv")),
        "survey-strata.csv": survey_table(*survey),
        "ores-damaging.csv": damaging_table(damaging),
        "ores-quality-matrix.csv": quality_matrix_table(quality),
        "ores-quality-classes.csv": quality_classes_table(quality),
    }


def main(arguments: Sequence[str]) -> None:
    """Write the tables beside this program."""
    (published,) = arguments
    for name, content in make_tables(Path(published)).items():
        (Path(__file__).parent / "data" / name).write_text(content, encoding="utf-8", newline="")


if __name__ == "__main__":
    main(sys.argv[1:])
