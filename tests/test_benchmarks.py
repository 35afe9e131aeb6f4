"""The benchmarks' own parts, without measuring anything: courses, figures, promises, tables."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks import run
from benchmarks.generate import CODE, PROSE, cells, gallery, myst, percent, titled
from benchmarks.measure import Figures, measured
from benchmarks.results import Bar, bars, draw, medians, promises, table
from benchmarks.tools import HERE, OURS, PEERS, Tool

from wikiskills.build import refresh_notebooks
from wikiskills.checking import check
from wikiskills.config import load_project

EDITS = (PROSE, CODE)
SCENARIOS = ("cold", "unchanged", "prose edit", "code edit")


def turn(wall: float, **changes: int) -> dict[str, Figures]:
    executed = dict(zip(SCENARIOS, (48, 0, 0, 1), strict=True)) | {
        key.replace("_", " "): number for key, number in changes.items()
    }
    return {
        name: Figures(wall / (1 + 9 * (name == "unchanged")), wall / 100, 300, 0, executed[name]) for name in SCENARIOS
    }


def peer(wall: float) -> dict[str, Figures]:
    return {name: replace(figures, executed=None) for name, figures in turn(wall).items()}


def test_the_generated_course_is_a_course(tmp_path: Path) -> None:
    OURS.write(tmp_path, 7)
    refresh_notebooks(load_project(tmp_path))

    curriculum = check(load_project(tmp_path))

    assert [entry.id for entry in curriculum.written] == [f"lesson-{number}" for number in range(1, 8)]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("form", [percent, titled, myst, gallery])
def test_each_format_has_the_same_prose_and_code(form: Callable[[int], str], number: int) -> None:
    text = form(number)

    assert [text.find(prose) for prose, _ in cells(number)] == sorted(text.find(prose) for prose, _ in cells(number))
    for prose, code in cells(number):
        assert text.count(prose) == text.count(f"\n{code}\n") == 1
        ast.parse(code)
    assert ("sklearn" in text) == (number == 3)


@pytest.mark.parametrize("tool", [OURS, *PEERS], ids=lambda tool: tool.name)
def test_the_edited_lesson_is_there_and_can_be_edited_and_what_is_built_forgotten(tool: Tool, tmp_path: Path) -> None:
    tool.write(tmp_path, 2)
    for name in tool.built:
        (tmp_path / name / "deep").mkdir(parents=True)

    tool.forget(tmp_path)

    text = (tmp_path / tool.lesson).read_text(encoding="utf-8")
    assert [text.count(old) for old, _ in EDITS] == [1, 1]
    assert not any((tmp_path / name).exists() for name in tool.built)


def test_peers_are_pinned_and_use_our_versions_of_the_libraries() -> None:
    files = sorted((HERE / "peers").glob("*.txt"))
    pins = {file.stem: dict(line.split("==") for line in file.read_text(encoding="utf-8").split()) for file in files}
    lock = dict(re.findall(r"^([\w.-]+)==(\S+?)(?: |$)", (HERE.parent / "requirements.lock").read_text(), re.MULTILINE))

    assert set(pins) == {tool.name for tool in PEERS}
    for pinned in pins.values():
        for library in ("numpy", "pandas", "matplotlib", "scikit-learn"):
            assert pinned[library] == lock[library]


def test_a_site_without_outputs_is_refused(tmp_path: Path) -> None:
    pages = [tmp_path / OURS.site / f"{number}/index.html" for number in range(2)]
    for page in pages:
        page.parent.mkdir(parents=True)
        page.write_text("<pre>Name: views, dtype: float64</pre>", encoding="utf-8")
    OURS.refuse_unfinished(tmp_path, 2)
    pages[1].write_text("no outputs", encoding="utf-8")

    with pytest.raises(SystemExit, match="of 1 lessons, not of 2"):
        OURS.refuse_unfinished(tmp_path, 2)


def test_medians_and_ratios() -> None:
    turns = [turn(4), turn(10), turn(5)]

    assert medians(turns)["cold"].wall == 5
    assert medians(turns)["unchanged"].executed == 0
    assert medians([turns[0], {"cold": turns[0]["cold"]}]).keys() == {"cold"}
    assert medians([]) == {}

    rows = table({"wikiskills": [turn(4)], "myst-nb": [peer(20)]}).splitlines()

    assert rows[0].startswith("| tool | cold | unchanged |")
    assert rows[2].startswith("| wikiskills | 4.00 s | 0.40 s | 4.00 s |")
    assert rows[3].startswith("| Sphinx + myst-nb, -j 2 | 20.00 s (x 5.0) | 2.00 s (x 5.0) |")
    assert len({row.count("|") for row in rows}) == 1


GOOD = {
    48: {"wikiskills": [turn(4)], "mkdocs-jupyter": [peer(40)], "myst-nb": [peer(24)], "mkdocs-gallery": [peer(6)]},
    192: {"wikiskills": [turn(16, cold=192)]},
}


def test_good_figures_hold_all_promises() -> None:
    found = bars(GOOD)

    assert [bar.promise for bar in found if bar.holds is not True] == []
    assert promises(found).count("| yes |") == len(found)


@pytest.mark.parametrize(
    ("size", "tool", "figures", "broken"),
    [
        (48, "mkdocs-jupyter", peer(31), "cold, times as fast as mkdocs-jupyter: at least 8"),
        (48, "myst-nb", peer(15), "cold, times as fast as myst-nb: at least 4"),
        (48, "mkdocs-gallery", peer(3.9), "cold, faster than mkdocs-gallery"),
        (48, "wikiskills", turn(4, unchanged=1), "unchanged, lessons executed: none"),
        (48, "wikiskills", turn(4, prose_edit=1), "prose edit, lessons executed: none"),
        (48, "wikiskills", turn(4, code_edit=2), "code edit, lessons executed: one"),
        (48, "wikiskills", turn(4, cold=47), "cold, lessons executed: all"),
        (192, "wikiskills", turn(17, cold=192), "cold, 192 lessons in times of 48: at most 4.2"),
        (
            48,
            "wikiskills",
            {**turn(4), "unchanged": Figures(0.1, 0.6, 0, 0, 0)},
            "unchanged, processor seconds: below 0.5",
        ),
        (
            48,
            "wikiskills",
            {**turn(4), "cold": Figures(4, 4, 701, 0, 48)},
            "cold, megabytes of all processes: below 700",
        ),
    ],
)
def test_each_promise_can_be_broken(size: int, tool: str, figures: dict[str, Figures], broken: str) -> None:
    runs = {**GOOD, size: {**GOOD[size], tool: [figures]}}

    assert broken in [bar.promise for bar in bars(runs) if bar.holds is False]


def test_what_was_not_measured_is_said() -> None:
    assert {bar.holds for bar in bars({12: {"myst-nb": [peer(3)]}})} == {None}
    assert promises([Bar("fast", "not measured", None)]).endswith("| fast | not measured | - |")


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**6)); print(5)'])"

    figures, printed = measured([sys.executable, "-c", code], tmp_path, memory=False)

    assert printed == "5\n"
    assert figures.wall > 0
    assert figures.cpu > 0


def test_what_was_measured_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_KEPT", tmp_path / "new" / "measured.json")
    assert run.kept() == {}

    run.keep(GOOD)

    assert run.kept() == GOOD


def test_a_run_that_goes_on_measures_only_what_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(tool: Tool, *_: object) -> run.Turn:
        asked.append(tool.name)
        return turn(4)

    monkeypatch.setattr(run, "_KEPT", tmp_path / "measured.json")
    monkeypatch.setattr(run, "write", lambda *_: None)
    monkeypatch.setattr(run, "turn", note)
    found: run.Measured = {48: {"wikiskills": [turn(4)]}}

    run.measure(found, [OURS, PEERS[0]], 48, 2)

    assert asked == ["mkdocs-jupyter", "wikiskills", "mkdocs-jupyter"]
    assert run.kept() == found


def test_the_report_has_all_parts(tmp_path: Path) -> None:
    text = run.report(GOOD)

    assert "## 48 lessons\n" in text
    assert "## 192 lessons\n" in text
    assert "Seconds of a cold build: wikiskills 4, mkdocs-jupyter 40" in text
    draw(GOOD[48], tmp_path / "one.svg")
    draw(GOOD[48], tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
