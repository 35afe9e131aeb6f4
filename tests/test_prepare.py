"""The small tables in curriculum/data are what the published files say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from curriculum import prepare

ROOT = Path(__file__).parents[1]
MIRROR = ROOT / (os.environ.get("WIKISKILLS_DATA_MIRROR") or "../shared/data")

CARD = """\
Statistics:
  counts (n=100):
    label      n         ~True    ~False
    -------  ---  ---  -------  --------
    True      10  -->        7         3
    False     90  -->        5        85
  rates:
                  True    False
    ----------  ------  -------
    sample         0.1      0.9
    population    0.04     0.96
  match_rate (micro=0.9, macro=0.5):
      True    False
    ------  -------
      0.12     0.88
  !recall (micro=0.7, macro=0.8):
      True    False
    ------  -------
     0.944      0.7
  recall (micro=0.9, macro=0.8):
      True    False
    ------  -------
       0.7    0.944
"""
GRADES = """\
  counts (n=6):
    label      n         ~Low    ~High
    -------  ---  ---  ------  -------
    'Low'      4  -->       3        1
    'High'     2  -->       0        2
  rates:
                  'Low'    'High'
    ----------  -------  --------
    sample        0.667     0.333
    population      0.9       0.1
"""


def with_metrics(card: str, first: str, second: str) -> str:
    """Add the metrics that a card lacks."""
    missing = [name for name in prepare.METRICS if f" {name} (" not in card]
    table = f"\t\t  A    B\n\t\t----  ----\n\t\t {first}  {second}\n"
    return card + "".join(f"\t{name} (micro=0.5, macro=0.5):\n{table}" for name in missing)


@pytest.mark.skipif(not (MIRROR / "model_info").is_dir(), reason="the published files are not at hand")
def test_committed_tables_are_made_from_the_published_files() -> None:
    tables = prepare.make_tables(MIRROR)

    assert len(tables) == 5
    for name, text in tables.items():
        assert (ROOT / "curriculum" / "data" / name).read_bytes() == text.encode(), name


def test_means_of_months_become_counts_of_the_year() -> None:
    published = (
        "wiki_db\tplatform\tn_retained\tn_registered\tn_activated\tprop_activated\tprop_retained\n"
        "xxwiki\tmobile\t0.5\t10.083333333333334\t4.25\t0.42\t0.11\n"
    )

    assert prepare.newcomers_table(published) == (
        "wiki,platform,registered,activated,retained,activation_rate,retention_rate\nxxwiki,mobile,121,51,6,0.42,0.11\n"
    )


def test_what_is_no_mean_of_months_is_refused() -> None:
    head = "wiki_db\tplatform\tn_retained\tn_registered\tn_activated\tprop_activated\tprop_retained\n"

    with pytest.raises(ValueError, match=r"10\.1 is not the mean of 12 counts"):
        prepare.newcomers_table(f"{head}xxwiki\tmobile\t0.5\t10.1\t4.25\t0.42\t0.11\n")


def test_strata_of_both_tables_come_together() -> None:
    populations = "project_group\t10-29\t1200+\nxxwiki\t5\t100\nother\t7\t8\n"
    targets = "project_group\t10-29\t1200+\nxxwiki\t5\t40\nother\t7\t8\n"

    assert prepare.survey_table(populations, targets) == (
        "wiki_group,edits_per_year,editors,sample_target\n"
        "xxwiki,10-29,5,5\nxxwiki,1200+,100,40\nother,10-29,7,7\nother,1200+,8,8\n"
    )
    with pytest.raises(ValueError, match="other strata"):
        prepare.survey_table(populations, targets.replace("other", "others"))


def test_a_card_of_two_classes_becomes_one_row() -> None:
    table = prepare.damaging_table({"xxwiki": with_metrics(CARD, "0.25", "0.75")})

    head, row = (line.split(",") for line in table.splitlines())
    values = dict(zip(head, row, strict=True))
    assert [values[name] for name in ("wiki", "edits", "sample_rate", "population_rate")] == [
        *("xxwiki", "100", "0.1", "0.04"),
    ]
    counts = ("true_positives", "false_negatives", "false_positives", "true_negatives")
    assert [values[name] for name in counts] == ["7", "3", "5", "85"]
    assert (values["recall"], values["match_rate"], values["precision"]) == ("0.7", "0.12", "0.25")


def test_a_share_that_is_not_published_stays_empty() -> None:
    card = "".join(line for line in CARD.splitlines(keepends=True) if "population" not in line)

    assert ",0.1,,0.12," in prepare.damaging_table({"xxwiki": with_metrics(card, "0.25", "0.75")})


def test_a_matrix_becomes_one_row_a_cell() -> None:
    card = with_metrics(GRADES, "0.25", "0.75")

    assert prepare.quality_matrix_table({"xxwiki": card}) == (
        "wiki,actual,predicted,articles\nxxwiki,Low,Low,3\nxxwiki,Low,High,1\nxxwiki,High,Low,0\nxxwiki,High,High,2\n"
    )
    assert prepare.quality_classes_table({"xxwiki": card}).splitlines()[1:] == [
        "xxwiki,1,Low,4,0.667,0.9," + ",".join(["0.25"] * 9),
        "xxwiki,2,High,2,0.333,0.1," + ",".join(["0.75"] * 9),
    ]


def test_a_matrix_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="does not add up"):
        prepare.quality_matrix_table({"xxwiki": GRADES.replace("n=6", "n=7")})
