"""The files of CI: they lint clean, ask for little, name commands that exist, and do what they promise when run."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.courses import edit
from tests.support.typed import mistake
from tests.support.workflows import (
    GITLAB,
    ROOT,
    WORKFLOWS,
    commands,
    make_environment,
    plain_environment,
    run_step,
    steps,
    workflow,
)

NAMES = sorted(path.stem for path in WORKFLOWS.glob("*.yml"))
COURSE = Path(__file__).parent / "support" / "runner_course"
_PIN = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<hash>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")


def tool(name: str, *arguments: str | Path) -> None:
    """Run a linter from the environment of the tests; fail with what it says."""
    program = Path(sys.executable).parent / name
    done = subprocess.run([program, *map(str, arguments)], check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_are_safe() -> None:
    tool("zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted(WORKFLOWS.glob("*.yml"))),
        ("custom.github-workflows-require-timeout", sorted(WORKFLOWS.glob("*.yml"))),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
        ("vendor.gitlab-ci", [GITLAB]),
    ],
)
def test_files_have_their_form(schema: str, files: list[Path]) -> None:
    tool("check-jsonschema", "--builtin-schema", schema, *files)


def test_actions_are_pinned_by_hash_and_everywhere_the_same() -> None:
    uses = [line.strip(" -") for name in NAMES for line in text_of(name).splitlines() if "uses:" in line]
    pins = [_PIN.search(line) for line in uses]

    assert None not in pins
    found = {("/".join(pin["action"].split("/")[:2]), pin["hash"], pin["version"]) for pin in pins if pin}
    assert len(found) == len({action for action, _, _ in found})


def text_of(name: str) -> str:
    return (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")


def test_rights_are_the_least() -> None:
    given = {
        (name, job): content.get("permissions", workflow(name)["permissions"])
        for name in NAMES
        for job, content in workflow(name)["jobs"].items()
    }
    writing = {place: rights for place, rights in given.items() if "write" in rights.values()}

    assert writing == {
        ("merge", "publish"): {"pages": "write", "id-token": "write"},
        ("preview-comment", "comment"): {"actions": "read", "pull-requests": "write"},
        ("weekly", "report"): {"issues": "write"},
    }


def test_only_trusted_jobs_that_run_no_course_get_a_token() -> None:
    for name in NAMES:
        for job, step in steps(name):
            is_trusted = (name, job) in {("preview-comment", "comment"), ("weekly", "report")}
            assert is_trusted or not re.search(r"secrets\.|github\.token|GITHUB_TOKEN", yaml.safe_dump(step)), step[
                "name"
            ]
            if is_trusted:
                assert "checkout" not in step.get("uses", ""), step["name"]


def test_no_command_is_put_together_from_what_others_wrote() -> None:
    assert [step["name"] for name in NAMES for _, step in steps(name) if "${{" in step.get("run", "")] == []


def test_a_pull_request_only_reads_the_cache() -> None:
    used = [step["uses"] for _, step in steps("pull-request") if "actions/cache" in step.get("uses", "")]

    assert [use.partition("@")[0] for use in used] == ["actions/cache/restore"]


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    loaded: dict[str, Any] = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    return {name: job for name, job in loaded.items() if isinstance(job, dict) and "script" in job}


def test_commands_of_ci_exist() -> None:
    scripts = [command.run for name in NAMES for job in workflow(name)["jobs"] for command in commands(name, job)]
    scripts += [line for job in gitlab_jobs().values() for line in job["script"]]
    typed = [line for script in scripts for line in script.splitlines() if ".venv/bin/wikiskills " in line]
    targets = {target for script in scripts for target in re.findall(r"\bmake ([a-z]+)", script)}

    assert len(typed) > 8
    for line in typed:
        assert mistake(shlex.split(line.partition(".venv/bin/wikiskills ")[2])) is None, line
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_live_data_of_every_dataset_that_can_be_made_anew_is_looked_at() -> None:
    cards = yaml.safe_load((ROOT / "curriculum/datasets.yml").read_text(encoding="utf-8"))["datasets"]
    expected = [card["id"] for card in cards if "refresh" in card]

    assert workflow("weekly")["jobs"]["live"]["strategy"]["matrix"]["dataset"] == expected
    assert gitlab_jobs()["live"]["parallel"]["matrix"] == [{"DATASET": expected}]


def test_images_are_pinned_and_the_same() -> None:
    container = (ROOT / "Containerfile").read_text(encoding="utf-8")
    images = set(re.findall(r"^FROM (\S+)", container, re.MULTILINE))

    assert len(images) == 1
    assert re.fullmatch(r"python:[\w.-]+@sha256:[0-9a-f]{64}", next(iter(images)))
    assert images == {yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["variables"]["BUILD_IMAGE"]}


def git(folder: Path, *arguments: str) -> str:
    env = plain_environment(folder)
    return subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def run_job(folder: Path, name: str, job: str) -> dict[str, str]:
    """Run the commands of a job in a checkout; give what each step printed."""
    printed = {}
    for step in commands(name, job):
        done = run_step(step, folder, plain_environment(folder))
        assert done.returncode == 0, f"{step.name}: {done.stdout}{done.stderr}"
        printed[step.name] = done.stdout + done.stderr
    return printed


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course in a repository, merged and published once: its records are in the shared store."""
    folder = Path(shutil.copytree(COURSE, tmp_path_factory.mktemp("ci") / "upstream"))
    for name in ("mkdocs.yml", "Makefile", "requirements.lock", "pyproject.toml", ".gitignore", ".ci"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "manual", folder / "manual", ignore=shutil.ignore_patterns("build", "__pycache__"))
    for name in ("src", "docs"):
        (folder / name).symlink_to(ROOT / name)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    make_environment(folder)
    subprocess.run([".venv/bin/wikiskills", "notebooks"], cwd=folder, check=True, capture_output=True)
    commit(folder, "Begin")
    printed = run_job(folder, "merge", "build")
    assert "2 lessons run" in printed["Build the site, and prove every exercise"]
    assert (folder / "site/manual/tutorial/index.html").is_file()
    return folder


@pytest.fixture(scope="module")
def pull_request(upstream: Path) -> Path:
    """What GitHub checks out for a pull request from a fork: one lesson's prose changed, and another's code."""
    fork, checkout = upstream.parent / "fork", upstream.parent / "checkout"
    git(upstream.parent, "clone", "--quiet", str(upstream), str(fork))
    git(fork, "switch", "--quiet", "--create", "patch")
    edit(fork / "lessons/texts/words.py", "# A text has words.", "# A text has many words.")
    edit(fork / "lessons/numbers/sums.py", "]\ncounts\n", "]\ncounts[:2]\n")
    make_environment(fork)
    subprocess.run([".venv/bin/wikiskills", "notebooks"], cwd=fork, check=True, capture_output=True)
    commit(fork, "Change prose and code")
    git(upstream, "fetch", "--quiet", str(fork), "patch:pull")
    git(upstream, "switch", "--quiet", "--create", "merged")
    git(upstream, "merge", "--quiet", "--no-ff", "--message", "Merge", "pull")
    git(upstream.parent, "clone", "--quiet", "--depth", "2", f"file://{upstream}", str(checkout))
    make_environment(checkout)
    shutil.copytree(upstream / ".wikiskills/shared", checkout / ".wikiskills/shared")  # what the cache gives back
    return checkout


def test_a_pull_request_from_a_fork_runs_what_changed_and_lists_it(pull_request: Path) -> None:
    shared = sorted((pull_request / ".wikiskills/shared").rglob("*"))

    printed = run_job(pull_request, "pull-request", "preview")

    assert re.search(r"^1 lesson run \(sums [\d.]+ s\); 1 from the store", printed_of(printed, "Build"), re.MULTILINE)
    assert re.search(r"^0 lessons run; 2 from the store", printed_of(printed, "List"), re.MULTILINE)
    pages = json.loads((pull_request / "preview/pages.json").read_text(encoding="utf-8"))
    assert (pages["changed"], pages["added"], pages["removed"]) == (["numbers/sums/", "texts/words/"], [], [])
    overview = (pull_request / "preview/index.html").read_text(encoding="utf-8")
    assert "<ins>many </ins>" in overview
    assert '"./before/numbers/sums/index.html"' in overview
    assert "many words" in (pull_request / "preview/after/texts/words/index.html").read_text(encoding="utf-8")
    assert "many words" not in (pull_request / "preview/before/texts/words/index.html").read_text(encoding="utf-8")
    assert len(shared) < len(sorted((pull_request / ".wikiskills/shared").rglob("*")))
    assert git(pull_request, "status", "--porcelain") == ""


def printed_of(printed: dict[str, str], begin: str) -> str:
    (found,) = [text for name, text in printed.items() if name.startswith(begin)]
    return found


FAKE_GH = """#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in
  *repos/o/r/pulls*) echo '[{"number": 6, "head": {"sha": "other"}}, {"number": 7, "head": {"sha": "abc"}}]' ;;
  *PATCH*|*POST*) cp "$RUNNER_TEMP/comment.md" "$LOG.comment" ;;
  *issues/7/comments*) cat "$EARLIER" ;;
esac
"""
EVIL = "x` <script>alert(1)</script> @everyone [a](javascript:x)\n<!-- "


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    """A folder with a `gh` that notes what it is asked, and the names that a fork uploaded."""
    (tmp_path / "gh").write_text(FAKE_GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "earlier.json").write_text("[]", encoding="utf-8")
    uploaded = {"changed": ["start/means/", EVIL, 7, "start/means/\n@everyone"], "added": "x", "removed": ["a/"] * 99}
    (tmp_path / "pages.json").write_text(json.dumps(uploaded), encoding="utf-8")
    return tmp_path


def comment(folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    (step,) = commands("preview-comment", "comment")
    given = {"REPOSITORY": "o/r", "HEAD": "someone:$(touch evil)", "COMMIT": "abc", "RUN": "https://run.example"}
    files = {
        "FILE": folder / "pages.json",
        "RUNNER_TEMP": folder,
        "LOG": folder / "log",
        "EARLIER": folder / "earlier.json",
    }
    env = plain_environment(folder)
    env["PATH"] = f"{folder}:{env['PATH']}"
    replaced = type(step)(
        step.name, step.run, {**given, **{name: str(path) for name, path in files.items()}, **changed}
    )
    return run_step(replaced, folder, env)


@pytest.mark.skipif(not shutil.which("jq"), reason="the machines of GitHub have jq, this one has not")
class TestComment:
    """The comment on a pull request, with what a fork may upload."""

    def test_only_plain_addresses_reach_the_comment(self, commented: Path) -> None:
        done = comment(commented)

        assert done.returncode == 0, done.stderr
        text = (commented / "log.comment").read_text(encoding="utf-8")
        assert text.splitlines()[0] == "<!-- preview of this pull request -->"
        assert "- `start/means/` changed" in text
        assert text.count("- `a/` removed") == 49
        assert not {"script", "everyone", "javascript"} & set(re.findall(r"\w+", text))
        log = (commented / "log").read_text(encoding="utf-8")
        assert "head=someone:$(touch evil)" in log
        assert "POST repos/o/r/issues/7/comments" in log
        assert not (commented / "evil").exists()

    def test_the_own_comment_is_written_anew(self, commented: Path) -> None:
        mark = "<!-- preview of this pull request -->"
        earlier = [
            {"id": 1, "user": {"login": "someone"}, "body": f"{mark} not mine"},
            {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{mark}\nold"},
        ]
        (commented / "earlier.json").write_text(json.dumps(earlier), encoding="utf-8")

        assert comment(commented).returncode == 0

        assert "PATCH repos/o/r/issues/comments/2" in (commented / "log").read_text(encoding="utf-8")

    def test_an_outdated_commit_gets_no_comment(self, commented: Path) -> None:
        assert comment(commented, COMMIT="gone").returncode == 0
        assert not (commented / "log.comment").exists()

    def test_what_is_no_list_fails(self, commented: Path) -> None:
        (commented / "pages.json").write_text("$(touch evil)", encoding="utf-8")

        assert comment(commented).returncode != 0
        assert not (commented / "log.comment").exists()
