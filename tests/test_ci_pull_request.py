"""The commands of a pull request, run on a small course without any secret, and the comment on it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.courses import edit
from tests.support.workflows import (
    ROOT,
    commands,
    make_environment,
    plain_environment,
    run_step,
)

COURSE = Path(__file__).parent / "support" / "runner_course"


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
