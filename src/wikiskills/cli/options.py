"""What commands have in common: their options, and how problems end them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click

from wikiskills.cli.reporting import FORMATS, MACHINE_READ
from wikiskills.errors import WikiskillsError, did_you_mean


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

    @click.option("--format", "report_format", type=click.Choice(list(FORMATS)), default="text", show_default=True,
                  help="How problems are reported.")  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, report_format: str, **kwargs: Any) -> None:
        with reported(report_format):
            command(*args, **kwargs)
        if report_format in MACHINE_READ:
            click.echo(FORMATS[report_format]([]))

    return wrapped


@contextmanager
def reported(report_format: str) -> Iterator[None]:
    """Turn problems that are raised into a report and exit code 1."""
    try:
        yield
    except WikiskillsError as error:
        click.echo(FORMATS[report_format](error.problems), err=report_format == "text")
        sys.exit(1)


def executing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that runs lessons the options that say how, and how many at a time."""
    jobs = click.option(
        "--jobs", "-j", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="the number of cores",
        help="How many lessons run at a time.",
    )  # fmt: skip
    return jobs(executing_one(command))


def executing_one(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that runs one lesson the option that says how."""
    executor = click.option(
        "--executor", type=click.Choice(["auto", "warm", "kernel"]), default="auto", show_default=True,
        help="warm: forks of one prepared process. kernel: a fresh Jupyter kernel each. auto: warm where possible.",
    )  # fmt: skip
    return executor(command)
