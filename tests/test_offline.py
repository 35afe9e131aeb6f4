"""The archive for a place without a network, and the lists of what a kept track needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, expect

from tests.support.learner import RIGHT, Learner
from tests.support.site_server import serving
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.dataset import Risk, RiskLevel
from wikiskills.errors import WikiskillsError
from wikiskills.located_yaml import Text
from wikiskills.offline.bundle import Bundle, make_bundle, write_bundle
from wikiskills.offline.kept import write_lists
from wikiskills.offline.terms import may_be_handed_on


@pytest.fixture(scope="module")
def curriculum(runner_site: Path) -> Curriculum:
    return load_curriculum(load_project(runner_site.parent))


@pytest.fixture(scope="module")
def unpacked(runner_site: Path, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("carried")
    write_bundle(make_bundle(curriculum, runner_site, curriculum.tracks, "course"), folder / "course.zip", ignore)
    shutil.unpack_archive(folder / "course.zip", folder)
    return folder / "course"


def ignore(_: int) -> None:
    """Show nothing."""


def names(bundle: Bundle) -> set[str]:
    return {name.removeprefix("x/") for name in bundle.files if not name.startswith("x/site/")}


def with_card(curriculum: Curriculum, **changed: object) -> Curriculum:
    (dataset,) = curriculum.datasets
    return replace(curriculum, datasets=(replace(dataset, **changed),))  # type: ignore[arg-type]


# ---- The archive


def test_same_site_gives_the_same_archive(runner_site: Path, curriculum: Curriculum, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(runner_site, copy)
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o755)
    archives = [tmp_path / "one.zip", tmp_path / "two.zip"]

    for site, archive in zip((runner_site, copy), archives, strict=True):
        write_bundle(make_bundle(curriculum, site, curriculum.tracks, "x"), archive, ignore)

    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zipfile.ZipFile(archives[0]) as found:
        assert found.testzip() is None
        assert found.namelist() == sorted(found.namelist())


def test_archive_holds_notebooks_their_data_and_what_they_need(runner_site: Path, curriculum: Curriculum) -> None:
    everything = {
        "README.html",
        "notebooks/data/edits.csv",
        "notebooks/requirements.txt",
        "notebooks/sums.ipynb",
        "notebooks/words.ipynb",
    }

    assert names(make_bundle(curriculum, runner_site, curriculum.tracks, "x")) == everything
    assert names(make_bundle(curriculum, runner_site, curriculum.tracks, "x", with_data=False)) == everything - {
        "notebooks/data/edits.csv"
    }


def test_archive_of_a_track_has_all_pages_but_only_its_notebooks_and_data(
    runner_site: Path, curriculum: Curriculum
) -> None:
    texts = [track for track in curriculum.tracks if track.id == "texts"]

    bundle = make_bundle(curriculum, runner_site, texts, "x")

    assert names(bundle) == {"README.html", "notebooks/requirements.txt", "notebooks/words.ipynb"}
    assert "x/site/numbers/sums/index.html" in bundle.files
    assert "x/site/data/edits/edits.csv" not in bundle.files


@pytest.mark.parametrize(
    ("licence", "level", "allowed"),
    [
        ("CC0-1.0", RiskLevel.LOW, True),
        ("CC-BY-SA-4.0", RiskLevel.MEDIUM, True),
        ("MIT", RiskLevel.HIGH, False),
        ("LicenseRef-terms-of-use", RiskLevel.LOW, False),
        ("CC-BY", RiskLevel.LOW, False),
    ],
)
def test_data_are_handed_on_only_where_their_card_allows_it(
    runner_site: Path, curriculum: Curriculum, licence: str, level: RiskLevel, *, allowed: bool
) -> None:
    (dataset,) = curriculum.datasets
    terms = replace(dataset.licence, id=Text(licence, dataset.where))
    changed = with_card(curriculum, licence=terms, risk=Risk(level, Text("why", dataset.where)))

    bundle = make_bundle(changed, runner_site, changed.tracks, "x")

    assert may_be_handed_on(changed.datasets[0]) == allowed
    assert ("x/notebooks/data/edits.csv" in bundle.files) == allowed
    assert ("x/site/data/edits/edits.csv" in bundle.files) == allowed
    assert left_out(bundle) == ([] if allowed else ["edits"])
    readme = bundle.files["x/README.html"]
    assert isinstance(readme, bytes)
    assert (b"Data that are not here" in readme) == (not allowed)


def left_out(bundle: Bundle) -> list[str]:
    return [str(dataset.id) for dataset in bundle.left_out]


def test_site_that_is_not_there_or_old_is_no_archive(runner_site: Path, curriculum: Curriculum, tmp_path: Path) -> None:
    with pytest.raises(WikiskillsError, match="E880"):
        make_bundle(curriculum, tmp_path, curriculum.tracks, "x")
    old = shutil.copytree(runner_site, tmp_path / "old")
    (old / "texts" / "words" / "words.ipynb").write_text("{}")
    with pytest.raises(WikiskillsError, match=r"E881 .*'words'"):
        make_bundle(curriculum, old, curriculum.tracks, "x")


def test_archive_that_cannot_be_written_leaves_the_old_one(runner_site: Path, tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise OSError("full")

    archive = tmp_path / "x.zip"
    archive.write_bytes(b"old")
    curriculum = load_curriculum(load_project(runner_site.parent))

    with pytest.raises(OSError, match="full"):
        write_bundle(make_bundle(curriculum, runner_site, curriculum.tracks, "x"), archive, stop)

    assert archive.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_command_tells_sizes_and_unknown_tracks(runner_site: Path, tmp_path: Path) -> None:
    done = export(runner_site.parent, "--output", str(tmp_path / "x.zip"))
    wrong = export(runner_site.parent, "--output", str(tmp_path / "y.zip"), "--track", "number")

    assert done.returncode == 0, done.stderr
    assert "MB\n" in done.stderr
    assert f"{tmp_path}/x.zip: " in done.stderr
    assert wrong.returncode == 1
    assert "E882 no track is called 'number'\n  hint: did you mean 'numbers'?" in wrong.stderr
    assert not (tmp_path / "y.zip").exists()


def export(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiskills", "--project", str(root), "export", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_site_of_the_archive_works_under_any_path_without_other_hosts(browser: Browser, unpacked: Path) -> None:
    with serving(unpacked, "some/where/") as address:
        learner = Learner(browser, f"{address}site/")
        page = learner.open("")
        page.locator("article a[href*='numbers/sums']").first.evaluate("link => link.click()")
        expect(page.locator("h1")).to_contain_text("Sums")
        assert page.url == f"{learner.address}numbers/sums/"
        page.locator(".md-search__input").click()
        page.keyboard.type("sums")
        expect(page.locator(".md-search-result__link").first).to_be_attached()
        learner.open()
        learner.check("total", RIGHT, "All checks passed.")
        learner.close()


def test_notebook_of_the_archive_runs_where_it_lies(unpacked: Path) -> None:
    folder = unpacked / "notebooks"
    notebook = nbformat.read(folder / "sums.ipynb", as_version=4)
    assert any("SITE" in cell.source and "edits.csv" in cell.source for cell in notebook.cells)

    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()

    codes = [
        cell for cell in notebook.cells if cell.cell_type == "code" and "check" not in cell.metadata.get("tags", [])
    ]
    assert all(output.output_type != "error" for cell in codes for output in cell.outputs)
    assert [path.name for path in (folder / "data").iterdir()] == ["edits.csv"]


# ---- The lists of tracks


def test_list_names_what_a_track_needs_and_nothing_of_others(
    runner_site: Path, curriculum: Curriculum, tmp_path: Path
) -> None:
    site = shutil.copytree(runner_site, tmp_path / "site")
    write_lists(site, curriculum)
    texts = listed(site, "texts")

    assert {"index.html", "offline.html", "progress/index.html", "texts/words/exercises/index.html"} <= texts.keys()
    assert {"core/pyodide.asm.wasm", "core/pyodide-lock.json", "search/search_index.json"} <= texts.keys()
    assert not [name for name in texts if name.startswith(("numbers/", "data/edits/")) or name.endswith(".map")]
    assert "data/edits/edits.csv" in listed(site, "numbers")


def test_list_changes_with_the_files_alone(runner_site: Path, curriculum: Curriculum, tmp_path: Path) -> None:
    site = shutil.copytree(runner_site, tmp_path / "site")
    write_lists(site, curriculum)
    before = listed(site, "texts")
    page = site / "texts" / "words" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<html", "<HTML", 1), encoding="utf-8")  # as many bytes

    write_lists(site, curriculum)
    after = listed(site, "texts")

    assert {name for name, state in after.items() if before[name] != state} == {"texts/words/index.html"}


def listed(site: Path, track: str) -> dict[str, tuple[int, str]]:
    text = (site / "assets" / "offline" / f"{track}.json").read_text(encoding="utf-8")
    return {file["path"]: (file["bytes"], file["revision"]) for file in json.loads(text)["files"]}


def test_finished_site_has_its_lists_and_says_how_to_install_it(runner_site: Path) -> None:
    assert (runner_site / "assets" / "offline" / "texts.json").is_file()
    assert (runner_site / "sw.js").is_file()
    manifest = json.loads((runner_site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert (runner_site / manifest["icons"][0]["src"]).is_file()
    assert '<link rel="manifest" href="../../manifest.webmanifest">' in (
        runner_site / "numbers" / "sums" / "index.html"
    ).read_text(encoding="utf-8")
