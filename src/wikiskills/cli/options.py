"""What commands have in common: their options, and how problems end them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from wikiskills.cli.reporting import MACHINE_READ, REPORTS, report
from wikiskills.errors import Problem, WikiskillsError, did_you_mean
from wikiskills.execution.outcome import Outcome
from wikiskills.execution.shard import Shard
from wikiskills.policy.waivers import Waiver
from wikiskills.refusals import refusal


class Commands(click.Group):
    """A group that names the nearest command when one is mistyped."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail with the name of the nearest one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            message = f"no command is called '{name}': {did_you_mean(name, self.list_commands(ctx))}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def reporting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option --format, and turn the problems it raises into a report and exit code 1."""

    @click.option("--format", "report_format", type=click.Choice(REPORTS), default="text", show_default=True,
                  help="How problems are reported; junit lists the lessons, too.")  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, report_format: str, report_file: Path | None = None, **kwargs: Any) -> None:
        with reported(report_format, report_file):
            command(*args, **kwargs)
        if report_file or report_format in MACHINE_READ:
            _tell(report(report_format, [], outcomes(), waivers()), report_file)

    return wrapped


def reporting_in_files(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --format and --report; the rest is as with `reporting`."""
    file = click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                        help="Write the report into a file; the terminal shows problems as text.")  # fmt: skip
    return file(reporting(command))


def outcomes() -> list[Outcome]:
    """Give the list in which the running command notes what becomes of each lesson, for its report."""
    noted: list[Outcome] = click.get_current_context().meta.setdefault(f"{__name__}.outcomes", [])
    return noted


def waivers() -> list[Waiver]:
    """Give the list in which the running command notes the exceptions from policies, for its report."""
    noted: list[Waiver] = click.get_current_context().meta.setdefault(f"{__name__}.waivers", [])
    return noted


@contextmanager
def reported(report_format: str, file: Path | None = None) -> Iterator[None]:
    """Turn problems that are raised into a report and exit code 1; with a file for it, they are printed as text too."""
    try:
        yield
    except WikiskillsError as error:
        _fail(error.problems, report_format, file)
    except OSError as error:
        refused = refusal(error, Path(click.get_current_context().find_root().obj or ""))
        if refused is None:
            raise
        _fail([refused], report_format, file)


def _fail(problems: Sequence[Problem], report_format: str, file: Path | None) -> NoReturn:
    _tell(report(report_format, problems, outcomes(), waivers()), file, err=report_format == "text")
    if file:
        click.echo(report("text", problems, (), ()), err=True)
    sys.exit(1)


def _tell(text: str, file: Path | None, *, err: bool = False) -> None:
    """Write a report into a file, or print it."""
    if file is None:
        click.echo(text, err=err)
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


@dataclass(frozen=True)
class Engine:
    """What runs lessons: the name of an executor, `jobs` lessons at a time, or as many as suit it."""

    executor: str
    scheduler: str = ""
    jobs: int | None = None


def executing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that runs lessons the options that say how, and how many at a time."""
    jobs = click.option(
        "--jobs", "-j", type=click.IntRange(min=1), show_default="the number of cores, or what the cluster takes",
        help="How many lessons run at a time.",
    )  # fmt: skip
    return jobs(executing_one(command))


def executing_one(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that runs one lesson the options that say how; it gets them as an `Engine`."""

    @click.option(
        "--executor", type=click.Choice(["auto", "warm", "kernel", "dask"]), default="auto", show_default=True,
        help="warm: forks of one prepared process. kernel: a fresh Jupyter kernel each. auto: warm where possible. "
        "dask: on the workers of a cluster.",
    )  # fmt: skip
    @click.option(
        "--scheduler", metavar="ADDRESS", default="", envvar="WIKISKILLS_SCHEDULER", show_envvar=True,
        help="Address of the cluster's scheduler, for --executor dask, as in tcp://192.0.2.7:8786.",
    )  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, executor: str, scheduler: str, jobs: int | None = None, **kwargs: Any) -> None:
        if executor == "dask" and not scheduler:
            raise click.UsageError("'--executor dask' needs '--scheduler ADDRESS'")
        source = click.get_current_context().get_parameter_source("scheduler")
        if executor != "dask" and source is ParameterSource.COMMANDLINE:
            raise click.UsageError("'--scheduler' needs '--executor dask'")
        command(*args, engine=Engine(executor, scheduler, jobs), **kwargs)

    return wrapped


class ShardType(click.ParamType[Shard]):
    """Reads a shard, as in `2/4`."""

    name = "i/n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        """Read a shard, or fail as a mistyped option does."""
        if isinstance(value, Shard):
            return value
        try:
            return Shard.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
