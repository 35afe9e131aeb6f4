"""The commands: exit codes, where problems are printed, what scaffolds write, what clean removes."""

from __future__ import annotations

import difflib
import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from tests.support.courses import copy_course, edit, write_fake_site
from wikiskills import __version__
from wikiskills.checking import check
from wikiskills.cli.main import commands
from wikiskills.cli.reporting import as_gitlab
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Location, Problem

BASICS = "curriculum/basics.yml"
COURSE = "curriculum/course.yml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the minimal course with its notebooks, as it would be committed."""
    root = copy_course("minimal", tmp_path)
    assert wikiskills(root, "notebooks").exit_code == 0
    return root


def wikiskills(root: Path, *arguments: str) -> Result:
    """Run a command on the course in `root` within this process."""
    return CliRunner().invoke(commands, ["--project", str(root), *arguments], prog_name="wikiskills")


def in_a_process(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiskills", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def misspell(root: Path) -> None:
    edit(root / BASICS, "objectives: [Add", "objetives: [Add")


# Exit codes and where things are printed


def test_a_good_course_leaves_with_0(course: Path) -> None:
    done = in_a_process("check", cwd=course)

    assert (done.returncode, done.stdout) == (0, "")
    assert "all is well" in done.stderr


def test_a_course_with_problems_leaves_with_1_and_says_them_on_stderr(course: Path) -> None:
    misspell(course)

    done = in_a_process("check", cwd=course)

    assert (done.returncode, done.stdout) == (1, "")
    assert f"{BASICS}:12:5: E203 unknown key 'objetives'" in done.stderr
    assert "hint: did you mean 'objectives'?" in done.stderr
    assert re.search(r"^\d+ problems? found\.$", done.stderr, re.MULTILINE)


def test_a_mistyped_command_leaves_with_2_and_a_suggestion(course: Path) -> None:
    done = in_a_process("chekc", cwd=course)

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'check'?" in done.stderr


def test_without_a_command_the_help_is_shown() -> None:
    done = in_a_process()

    assert done.returncode == 2
    assert "Commands:" in done.stdout + done.stderr


def test_the_version_is_told() -> None:
    assert wikiskills(Path(), "--version").output == f"wikiskills, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["biuld"], "'build'"),
        (["new", "tracks", "x"], "'track'"),
        (["check", "--fromat", "json"], "--format"),
        (["build", "--job", "2"], "--jobs"),
        (["new", "lesson", "basic/next"], "'basics'"),
    ],
)
def test_what_is_mistyped_is_answered_with_the_nearest(course: Path, arguments: list[str], suggestion: str) -> None:
    result = wikiskills(course, *arguments)

    assert result.exit_code in (1, 2)
    assert suggestion in result.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "--format", "xml"], ["build", "-j", "0"], ["new", "track"], ["check", "x"]]
)
def test_wrong_arguments_leave_with_2(course: Path, arguments: list[str]) -> None:
    assert wikiskills(course, *arguments).exit_code == 2


def test_a_folder_without_a_course_leaves_with_1_and_a_way_out(tmp_path: Path) -> None:
    result = wikiskills(tmp_path / "nowhere", "check")

    assert result.exit_code == 1
    assert "E900" in result.stderr
    assert "--project" in result.stderr


def test_problems_as_json_are_on_stdout(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "json")

    problem = next(row for row in json.loads(result.stdout) if row["code"] == "E203")
    assert result.exit_code == 1
    assert (problem["path"], problem["line"], problem["column"]) == (BASICS, 12, 5)
    assert problem.keys() == {"path", "line", "column", "code", "message", "hint"}


def test_no_problems_as_json_are_an_empty_list(course: Path) -> None:
    result = wikiskills(course, "check", "--format", "json")

    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_problems_for_github_are_annotations_of_one_line(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "github")

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert all(re.fullmatch(r"::error file=[^,:]+,line=\d+,col=\d+,title=E\d{3}::.+", line) for line in lines)
    assert any("E203" in line and "did you mean" in line for line in lines)


def test_annotations_escape_what_github_would_read() -> None:
    from wikiskills.cli.reporting import as_github
    from wikiskills.errors import Location, Problem

    text = as_github([Problem(Location("a,b:c.yml"), "E999", "50 %\nnext")])

    assert text == "::error file=a%2Cb%3Ac.yml,line=1,col=1,title=E999::50 %25%0Anext"


CODE_QUALITY = {
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report."""


def test_problems_for_gitlab_are_a_code_quality_report(course: Path) -> None:
    misspell(course)

    result = wikiskills(course, "check", "--format", "gitlab")

    issues = json.loads(result.stdout)
    jsonschema.validate(issues, CODE_QUALITY)
    (issue,) = [one for one in issues if one["check_name"] == "E203"]
    assert result.exit_code == 1
    assert issue["location"] == {"path": BASICS, "lines": {"begin": 12}}
    assert "did you mean" in issue["description"]


def test_fingerprints_for_gitlab_stay_when_lines_move_and_differ_for_each_problem() -> None:
    here, below = (Problem(Location("a.yml", line), "E999", "wrong") for line in (3, 30))

    def fingerprints(*problems: Problem) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(as_gitlab(problems))]

    assert fingerprints(here) == fingerprints(below)
    assert len({*fingerprints(here, below), *fingerprints(Problem(Location("b.yml", 3), "E999", "wrong"))}) == 3


def test_a_report_in_a_file_leaves_the_text_in_the_terminal(course: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports" / "check.json"

    good = wikiskills(course, "check", "--format", "json", "--report", str(file))
    empty = file.read_text(encoding="utf-8")
    misspell(course)
    bad = wikiskills(course, "check", "--format", "json", "--report", str(file))

    assert (good.exit_code, empty, good.stdout) == (0, "[]\n", "")
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert "E203" in {row["code"] for row in json.loads(file.read_text(encoding="utf-8"))}
    assert f"{BASICS}:12:5: E203 unknown key" in bad.stderr


def test_a_report_that_cannot_be_written_is_said(course: Path) -> None:
    result = wikiskills(course, "check", "--report", str(course / "mkdocs.yml" / "report.txt"))

    assert result.exit_code not in (0, 1) or "Could not open file" in result.output
    assert "report.txt" in result.output


def test_figures_are_listed_also_where_they_are_wrong(course: Path) -> None:
    page = course / "site/basics/first-counts/index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"x" * 12_000)
    timings = course / ".wikiskills/timings.json"
    timings.parent.mkdir(exist_ok=True)
    timings.write_text('{"first-counts": 2.5}', encoding="utf-8")
    edit(course / BASICS, "minutes: {reading: 10, exercises: 5}", "minutes: {reading: 60, exercises: 5}")

    result = wikiskills(course, "check", "--figures")

    (row,) = [line.split() for line in result.stdout.splitlines() if line.startswith("first-counts")]
    assert row == ["first-counts", "72", "5.5", "8", "60", "min", "2", "min", "1", "5", "min", "2.5", "s", "12", "kB"]
    assert (result.exit_code, "E572" in result.stderr) == (1, True)


def test_checking_searches_nothing_for_garbage_and_leaves_the_search_on(course: Path) -> None:
    before = gc.get_freeze_count()

    assert wikiskills(course, "check").exit_code == 0

    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()


def all_commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(all_commands(commands)), ids=" ".join)
def test_every_help_shows_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(commands, [*path, "--help"])

    assert result.exit_code == 0
    assert re.search(r"Example:  wikiskills \w+", result.output)


def test_check_imports_nothing_slow(course: Path) -> None:
    script = (
        "import sys\nfrom wikiskills.cli.main import commands\n"
        "commands.main(['check'], standalone_mode=False)\n"
        "slow = {'nbclient', 'nbconvert', 'mkdocs', 'matplotlib', 'pandas', 'IPython', 'rich'}\n"
        "print(sorted(slow & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=course, capture_output=True, text=True, check=False)

    assert done.stdout == "[]\n", done.stderr


# Notebooks that are not what their lessons make


def test_a_changed_notebook_is_a_problem_until_it_is_written_again(course: Path) -> None:
    notebook = course / "notebooks/basics/first-counts.ipynb"
    notebook.write_bytes(b"\xff" + notebook.read_bytes())

    result = wikiskills(course, "check")

    assert result.exit_code == 1
    assert "notebooks/basics/first-counts.ipynb: E820" in result.stderr
    assert wikiskills(course, "notebooks").stderr.startswith("1 notebook")
    assert wikiskills(course, "check").exit_code == 0


def test_a_notebook_without_a_lesson_is_a_problem_until_it_is_removed(course: Path) -> None:
    (course / "notebooks/old.ipynb").write_text("{}")

    result = wikiskills(course, "check")

    assert "notebooks/old.ipynb: E821" in result.stderr
    assert wikiskills(course, "notebooks").exit_code == 0
    assert wikiskills(course, "check").exit_code == 0


def test_checkpoints_of_jupyter_are_left_alone(course: Path) -> None:
    checkpoint = course / "notebooks/basics/.ipynb_checkpoints/first-counts-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("{}")

    assert wikiskills(course, "check").exit_code == 0
    assert wikiskills(course, "notebooks").exit_code == 0
    assert checkpoint.exists()


# Scaffolds


def checked(root: Path) -> Curriculum:
    """Check a course, and make its site as a build would."""
    result = wikiskills(root, "check")
    assert result.exit_code == 0, result.output
    write_fake_site(root)
    return check(load_project(root))


def test_a_new_track_and_a_new_lesson_pass_check_and_build(course: Path) -> None:
    assert wikiskills(course, "new", "track", "next-steps", "--title", "What's next: more").exit_code == 0
    assert wikiskills(course, "new", "lesson", "next-steps/means", "--title", "5 % & more").exit_code == 0

    curriculum = checked(course)

    assert [(track.id, track.title) for track in curriculum.tracks][1:] == [("next-steps", "What's next: more")]
    assert curriculum.lesson("means").plan.title == "5 % & more"
    assert (course / "build/docs/next-steps/means/solutions/index.md").is_file()


def test_titles_are_made_from_ids(course: Path) -> None:
    wikiskills(course, "new", "track", "next-steps")
    wikiskills(course, "new", "lesson", "next-steps/means-of-counts")

    curriculum = checked(course)

    assert curriculum.tracks[-1].title == "Next steps"
    assert curriculum.lesson("means-of-counts").plan.title == "Means of counts"


@pytest.mark.parametrize(
    "title", ["yes", "2024", "null", "- a", "# b", "a: b", "'", '"', "Ää 数据", "two\nlines", "{x}"]
)
def test_any_title_comes_out_as_it_was_typed(course: Path, title: str) -> None:
    wikiskills(course, "new", "track", "next", "--title", title)
    wikiskills(course, "new", "lesson", "next/one", "--title", title)

    curriculum = checked(course)

    typed = " ".join(title.split())
    assert (curriculum.tracks[-1].title, curriculum.lesson("one").plan.title) == (typed, typed)


@pytest.mark.parametrize("name", ["yes", "2024", "1e3", "null", "off"])
def test_ids_that_yaml_would_read_as_something_else_are_ids(course: Path, name: str) -> None:
    assert wikiskills(course, "new", "track", name).exit_code == 0
    assert wikiskills(course, "new", "lesson", f"{name}/{name}").exit_code == 0

    assert checked(course).lesson(name).track.id == name


TRACK_LISTS = {
    "flow": ("tracks: [basics]", "tracks: [basics, next]"),
    "flow with a comment": ("tracks: [basics] # in order", "tracks: [basics, next] # in order"),
    "flow over lines": ("tracks: [\n  basics, # first\n]", "tracks: [\n  basics, next, # first\n]"),
    "block": ("tracks:\n  - basics # first\n# end", "tracks:\n  - basics # first\n  - next\n# end"),
    "block without indent": ("tracks:\n- 'basics'", "tracks:\n- 'basics'\n- next"),
}


@pytest.mark.parametrize(("before", "after"), TRACK_LISTS.values(), ids=TRACK_LISTS.keys())
def test_a_track_is_added_in_the_style_of_the_list(course: Path, before: str, after: str) -> None:
    edit(course / COURSE, "tracks: [basics]", before)
    text = (course / COURSE).read_text()

    wikiskills(course, "new", "track", "next")

    assert (course / COURSE).read_text() == text.replace(before, after)
    assert len(checked(course).tracks) == 2


@pytest.mark.parametrize("empty", ["tracks: []", "tracks: [ ]  # none", "tracks:", "tracks: # none", "tracks: null"])
def test_the_first_track_is_added_to_an_empty_list(tmp_path: Path, empty: str) -> None:
    root = copy_course("bare", tmp_path)
    edit(root / COURSE, "tracks:\n  - begun", empty)
    (root / "curriculum/begun.yml").unlink()

    result = wikiskills(root, "new", "track", "next")

    assert result.exit_code == 0, result.output
    assert [track.id for track in checked(root).tracks] == ["next"]


def test_a_track_that_is_listed_already_gets_its_outline_only(course: Path) -> None:
    edit(course / COURSE, "[basics]", "[basics, next]")

    assert wikiskills(course, "new", "track", "next").exit_code == 0

    assert len(checked(course).tracks) == 2


LESSON_LISTS = {
    "no key": "",
    "nothing": "lessons:\n",
    "null": "lessons: null\n",
    "empty flow": "lessons: [] # none yet\n# the end\n",
    "empty flow over lines": "lessons: [\n]\n",
}


@pytest.mark.parametrize("lessons", LESSON_LISTS.values(), ids=LESSON_LISTS.keys())
def test_the_first_lesson_is_added_to_an_empty_list(tmp_path: Path, lessons: str) -> None:
    root = copy_course("bare", tmp_path)
    outline = root / "curriculum/begun.yml"
    outline.write_text(outline.read_text() + lessons)

    result = wikiskills(root, "new", "lesson", "begun/one")

    assert result.exit_code == 0, result.output
    assert [entry.id for entry in checked(root).lessons] == ["one"]
    assert all(line in outline.read_text() for line in re.findall("#.*", lessons))


LAST_KEYS = {
    "a flow list": "prerequisites: [first-counts]",
    "a block list": "prerequisites:\n      - first-counts",
    "a folded text": "keypoints:\n      - >-\n        Many\n        words.",
    "a literal text": "reason: |\n      Many\n\n      words.\n",
    "a quoted text over lines": 'reason: "Many\n      words"',
    "nothing": "reason:",
    "a comment": "level: 2 # last\n    # of all",
    "a comment and more": "level: 2\n\n# The end of the track.\n\n",
    "a flow mapping": "minutes: {reading: 1,\n      exercises: 0}",
}


@pytest.mark.parametrize("ending", LAST_KEYS.values(), ids=LAST_KEYS.keys())
@pytest.mark.parametrize("indent", [0, 2], ids=["not indented", "indented"])
def test_a_lesson_is_added_behind_the_last_and_nothing_else_changes(course: Path, ending: str, indent: int) -> None:
    outline = course / BASICS
    if ending.startswith("minutes"):
        edit(outline, "    minutes: {reading: 10, exercises: 0}\n", "")
    edit(outline, "    prerequisites: [first-counts]\n", f"    {ending}\n")
    edit(outline, "title: Basics\n", "# a comment\ntitle:   'Basics'   # odd spaces\n")
    if not indent:
        outline.write_text(re.sub("^  ", "", outline.read_text(), flags=re.MULTILINE))
    before = outline.read_text().splitlines()

    result = wikiskills(course, "new", "lesson", "basics/third-counts")

    after = outline.read_text().splitlines()
    one, other = ([line for line in text if line.strip()] for text in (before, after))
    changes = {change for change, *_ in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()}
    assert result.exit_code == 0, result.output
    assert [entry.id for entry in checked(course).lessons] == ["first-counts", "second-counts", "third-counts"]
    assert changes <= {"equal", "insert"}


def test_a_lesson_is_added_before_the_keys_that_follow(course: Path) -> None:
    text = (course / BASICS).read_text()
    (course / BASICS).write_text(text.replace("icon: material/numeric\n", "") + "icon: material/numeric\n")

    wikiskills(course, "new", "lesson", "basics/third-counts")

    assert len(checked(course).lessons) == 3


def test_windows_line_ends_stay(course: Path) -> None:
    for name in (COURSE, BASICS):
        (course / name).write_bytes((course / name).read_bytes().replace(b"\n", b"\r\n"))

    wikiskills(course, "new", "track", "next")
    wikiskills(course, "new", "lesson", "basics/third-counts")

    for name in (COURSE, BASICS):
        content = (course / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")
    assert len(checked(course).lessons) == 3


def test_a_lesson_that_is_planned_already_gets_its_file_only(course: Path) -> None:
    edit(course / BASICS, "{reading: 10, exercises: 0}\n    status: draft", "{reading: 10, exercises: 5}")
    outline = (course / BASICS).read_text()

    result = wikiskills(course, "new", "lesson", "basics/second-counts")

    assert result.exit_code == 0, result.output
    assert (course / BASICS).read_text() == outline
    assert len(checked(course).written) == 2


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["track", "Next"], "E901"),
        (["track", "a/b"], "E901"),
        (["track", ".."], "E901"),
        (["track", "a--b"], "E901"),
        (["track", ""], "E901"),
        (["track", "course"], "E901"),
        (["track", "datasets"], "E901"),
        (["track", "glossary"], "E901"),
        (["track", "data"], "E901"),
        (["track", "basics"], "E903"),
        (["lesson", "third"], "E901"),
        (["lesson", "basics/Third"], "E901"),
        (["lesson", "basics/"], "E901"),
        (["lesson", "../x"], "E901"),
        (["lesson", "basics/a/b"], "E901"),
        (["lesson", "course/third"], "E901"),
        (["lesson", "basic/third"], "E902"),
        (["lesson", "basics/first-counts"], "E903"),
        (["lesson", "other/first-counts"], "E903"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_changes(course: Path, arguments: list[str], code: str) -> None:
    if "other/" in arguments[1]:
        wikiskills(course, "new", "track", "other")
    before = contents(course)

    result = wikiskills(course, "new", *arguments)

    assert result.exit_code == 1
    assert f" {code} " in result.stderr
    assert "hint: " in result.stderr
    assert contents(course) == before


@pytest.mark.parametrize("broken", ["lessons: [{id: x}]\n", "lessons: text\n", "lessons: {a: b}\n"])
def test_a_lesson_is_not_added_to_what_is_no_block_list(tmp_path: Path, broken: str) -> None:
    root = copy_course("bare", tmp_path)
    outline = root / "curriculum/begun.yml"
    outline.write_text(outline.read_text() + broken)
    before = contents(root)

    result = wikiskills(root, "new", "lesson", "begun/one")

    assert (result.exit_code, "E904" in result.stderr) == (1, True)
    assert contents(root) == before


def test_an_outline_that_is_not_yaml_is_refused(course: Path) -> None:
    (course / BASICS).write_text("id: [")

    result = wikiskills(course, "new", "lesson", "basics/third")

    assert result.exit_code == 1
    assert f"{BASICS}:1" in result.stderr
    assert not (course / "lessons/basics/third.py").exists()


# Build


def test_a_file_in_the_place_of_the_build_folder_is_a_problem(course: Path) -> None:
    (course / "build").write_text("a file", encoding="utf-8")

    result = wikiskills(course, "build")

    assert result.exit_code == 1
    assert "build/.lock: E811 the file cannot be written" in result.stderr


# Clean


def test_clean_removes_what_is_built_and_nothing_else(course: Path) -> None:
    before = contents(course)
    write_fake_site(course)
    (course / "site").mkdir()

    assert wikiskills(course, "clean").exit_code == 0

    kept = contents(course)
    assert {path.relative_to(course).parts[0] for path in kept.keys() - before.keys()} == {".wikiskills"}
    assert not (course / "build").exists()
    assert not (course / "site").exists()
    assert wikiskills(course, "clean", "--store").exit_code == 0
    assert contents(course) == before


def test_clean_of_a_clean_course_is_fine(course: Path) -> None:
    assert wikiskills(course, "clean", "--store").exit_code == 0


def test_clean_does_not_remove_a_folder_that_is_no_site(course: Path) -> None:
    edit(course / "mkdocs.yml", "    cell_timeout: 30", "    site: docs")
    manual = course / "docs/manual.md"
    manual.parent.mkdir()
    manual.write_text("written by hand", encoding="utf-8")

    result = wikiskills(course, "clean")

    assert (result.exit_code, manual.exists()) == (1, True)
    assert "E803" in result.stderr


@pytest.mark.parametrize("folder", [".", "lessons", "curriculum/data", "notebooks"])
@pytest.mark.parametrize("key", ["build", "site", "store"])
def test_clean_never_removes_sources(course: Path, key: str, folder: str) -> None:
    edit(course / "mkdocs.yml", "    cell_timeout: 30", f"    {key}: {folder}")
    before = contents(course)

    result = wikiskills(course, "clean", "--store")

    assert result.exit_code == 1
    assert "mkdocs.yml:7:" in result.stderr
    assert contents(course) == before
