"""The files of CI: they lint clean, ask for little, and name commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.typed import mistake
from tests.support.workflows import (
    GITLAB,
    ROOT,
    WORKFLOWS,
    commands,
    steps,
    workflow,
)

NAMES = sorted(path.stem for path in WORKFLOWS.glob("*.yml"))
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
