"""The files of CI: GitHub's workflows and GitLab's pipeline, and running the commands of a job on this machine."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
GITLAB = ROOT / ".gitlab-ci.yml"
_FALLBACK = re.compile(r"\$\{\{ vars\.\w+ \|\| '(?P<value>[^']*)' \}\}")


@dataclass(frozen=True)
class Step:
    """A step of a job that runs commands, in the environment that the file gives it."""

    name: str
    run: str
    env: Mapping[str, str]


def workflow(name: str) -> dict[str, Any]:
    """Read a workflow. Its key `on` is read as true, which is what YAML 1.1 makes of it."""
    loaded: dict[str, Any] = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


def steps(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every step of a workflow with the id of its job."""
    for job, content in workflow(name)["jobs"].items():
        yield from ((job, step) for step in content["steps"])


def commands(name: str, job: str) -> list[Step]:
    """Give the steps of a job that run commands; variables of the repository are not set, as in a fork."""
    content = workflow(name)["jobs"][job]
    shared = {key: _FALLBACK.sub(lambda match: match["value"], value) for key, value in content.get("env", {}).items()}
    return [
        Step(step["name"], step["run"], {**shared, **step.get("env", {})}) for step in content["steps"] if "run" in step
    ]


def run_step(step: Step, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does: bash, ended by the first command that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.run],
        cwd=folder, env={**env, **step.env}, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def make_environment(folder: Path) -> None:
    """Give a checkout the environment that `make setup` would make, by way of the one that runs the tests."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, started in {"python": "", "wikiskills": " -m wikiskills"}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{started} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    (folder / ".venv" / ".ready").touch()


def plain_environment(home: Path) -> dict[str, str]:
    """Give an environment without anything of this machine's user: no keys, no settings of Git."""
    kept = {name: os.environ[name] for name in ("PATH", "WIKISKILLS_RUNTIME_CACHE") if name in os.environ}
    author = {
        f"GIT_{who}_{what}": "someone@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **author}
    return {**kept, **git, "HOME": str(home), "WIKISKILLS_OFFLINE": "1", "CI": "true"}
