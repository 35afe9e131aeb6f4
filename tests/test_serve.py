"""The preview: it follows edits, says what is wrong where it is, survives whatever happens to the sources."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.support.bad_cases import MINIMAL
from tests.support.preview import LESSON, PATIENCE, Preview

COUNTS = "[3, 5, 4]"


def runs(preview: Preview) -> int:
    return preview.printed().count("running first-counts")


def test_text_is_followed_without_running_anything(preview: Preview) -> None:
    before = runs(preview)
    version = preview.state()["version"]

    preview.edit("How many", "How very many")
    preview.shows("How very many")

    assert preview.state()["version"] > version
    assert runs(preview) == before


def test_code_is_followed_with_its_output(preview: Preview) -> None:
    preview.edit("\ncounts\n", "\nsum(counts) * 1000\n")
    preview.shows("12000")

    assert preview.codes() == []


def test_the_learner_notebook_follows(preview: Preview) -> None:
    preview.edit("How many", "How utterly many")
    notebook = preview.course / "notebooks/basics/first-counts.ipynb"
    preview.until(lambda: notebook.exists() and "How utterly many" in notebook.read_text(encoding="utf-8"))


def test_broken_outlines_are_said_until_they_are_mended(preview: Preview) -> None:
    preview.edit("level: 1", "level: [1", "curriculum/basics.yml")
    preview.until(preview.codes)
    (problem,) = preview.state()["problems"]
    assert problem["where"].startswith("curriculum/basics.yml:")
    assert "How many" in preview.page(), "the last good page has gone"
    assert f"{problem['code']} " in preview.printed()

    preview.edit("level: [1", "level: 1", "curriculum/basics.yml")
    preview.until(lambda: not preview.codes())
    assert preview.printed().rstrip().count("All problems are mended.") >= 1


def test_an_unreadable_lesson_is_said_at_the_cell_that_is_shown(preview: Preview) -> None:
    text = "# %% [markdown]\n# More lines.\n\n"
    preview.edit("# %% [markdown]\n# How many", f"{text}# %% [markdown]\n# How many")
    preview.shows("More lines.")
    preview.edit("int(edits)", "int((edits)")
    preview.until(preview.codes)
    (problem,) = preview.state()["problems"]
    assert problem["near"][0][0] == "code"
    assert "int(edits)" in problem["near"][0][1], "the place must be looked for in what the page shows"


def test_a_failing_cell_is_said_at_its_place_beside_the_new_text(preview: Preview) -> None:
    preview.edit("int(edits)", "int(edts)")
    preview.edit("How many", "How painfully many")
    preview.until(lambda: preview.codes() == ["E700"])
    preview.shows("How painfully many")
    (problem,) = preview.state()["problems"]
    assert problem["where"] == f"{LESSON}:21"
    assert problem["near"][0][0] == "code"
    assert "int(edts)" in problem["near"][0][1]
    assert "NameError: name 'edts' is not defined" in problem["message"]
    assert preview.state("about/")["problems"][0]["near"] == [], "it belongs to no place on other pages"
    before = runs(preview)

    preview.edit("# Python has", "# Well, Python has")
    preview.shows("Well, Python has", "basics/first-counts/exercises/")
    assert runs(preview) == before, "what failed runs again only with other code"

    preview.edit("int(edts)", "int(edits)")
    preview.until(lambda: not preview.codes())
    assert "All problems are mended." in preview.printed()


def test_a_deleted_lesson_comes_back(preview: Preview) -> None:
    text = (preview.course / LESSON).read_bytes()
    (preview.course / LESSON).unlink()
    preview.until(lambda: preview.codes() == ["E502"])
    (preview.course / LESSON).write_bytes(text)
    preview.until(lambda: not preview.codes())


def test_nothing_else_is_served_and_nobody_else(preview: Preview) -> None:
    for path in ("..%2f..%2f..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "_preview/..%2fserver.py"):
        assert "This page does not exist" in preview.page(path)
    request = urllib.request.Request(preview.address(), headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=5)


def test_a_renamed_track_has_new_addresses(preview: Preview) -> None:
    epoch = preview.state()["epoch"]
    course = preview.course
    (course / "lessons/basics").rename(course / "lessons/counting")
    (course / "curriculum/basics.yml").rename(course / "curriculum/counting.yml")
    preview.edit("id: basics", "id: counting", "curriculum/counting.yml")
    preview.edit("[basics]", "[counting]", "curriculum/course.yml")

    preview.shows("How many", "counting/first-counts/")
    assert preview.state()["epoch"] > epoch, "open pages have to be loaded anew"
    assert "How many" not in preview.page()


def test_a_checkout_of_many_files_is_followed(preview: Preview) -> None:
    names = [f"counts-{number}" for number in range(40)]
    outline = (MINIMAL / "curriculum/basics.yml").read_text(encoding="utf-8")
    head, plan, _ = re.split(r"(?m)^(?=  - id)", outline)
    lesson = (preview.course / LESSON).read_text(encoding="utf-8")
    (preview.course / LESSON).unlink()
    for name in names:
        (preview.course / f"lessons/basics/{name}.py").write_text(lesson, encoding="utf-8")
    plans = "".join(plan.replace("first-counts", name) for name in names)
    (preview.course / "curriculum/basics.yml").write_text(head + plans, encoding="utf-8")

    preview.shows("How many", "basics/counts-39/")
    assert preview.codes() == []


def test_folders_that_go_and_come_back_end_nothing(preview: Preview) -> None:
    shutil.rmtree(preview.course / "lessons")
    shutil.rmtree(preview.course / "curriculum")
    (preview.course / "mkdocs.yml").unlink()
    preview.until(preview.codes)
    assert "How many" in preview.page()


def test_a_newer_edit_does_not_wait_for_a_run(preview: Preview) -> None:
    slow = "\nimport time; [time.sleep(0.05) for _ in range(2000)]\ncounts\n"
    preview.edit("\ncounts\n", slow)
    preview.until(lambda: "first-counts, cell 1 of 4" in preview.state()["running"])
    preview.edit("How many", "How soon")
    preview.shows("How soon")
    assert preview.state()["running"], "an edit of the text leaves the run alone"

    preview.edit(slow, "\nsum(counts) * 1001\n")
    preview.shows("12012")
    assert not preview.state()["running"]


def test_mistakes_in_mkdocs_yml_are_said(preview: Preview) -> None:
    preview.edit("theme:", "markdown_extensions: [no_such_extension]\ntheme:", "mkdocs.yml")
    preview.until(preview.codes)
    assert "no_such_extension" in str(preview.state()["problems"])


def test_a_first_build_that_fails_shows_what_is_wrong(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(MINIMAL, course)
    (course / LESSON).write_text("# %% [markdwn]\n", encoding="utf-8")
    preview = Preview(course)
    try:
        preview.until(lambda: preview.page() and preview.codes())
        assert "overlay.js" in preview.page()
        shutil.copy(MINIMAL / LESSON, course / LESSON)
        preview.shows("How many")
        preview.until(lambda: COUNTS in preview.page())
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(timeout=10) == 0
        assert not (course / "site").exists(), "a preview publishes nothing"
    finally:
        preview.end()


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(MINIMAL, course)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "wikiskills", "--project", str(course), "serve", "--port", port]
        finished = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert finished.returncode == 1
    assert f"E905 port {port} cannot be used: address already in use" in finished.stderr
    assert "Traceback" not in finished.stderr
