"""What a command still needs to know: asked for at a terminal, a default, or an error with the option's name."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import IO, Any

import click

_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")


def somebody_there() -> bool:
    """Tell whether a person sits at the terminal who can be asked."""
    return sys.stdin.isatty()


class WebAddress(click.ParamType[str]):
    """Takes an address of the web."""

    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the address, or fail as a mistyped option does."""
        if not _ADDRESS.fullmatch(value.strip()):
            self.fail(f"'{value}' is not a web address: begin it with https://", param, ctx)
        return value.strip()


class Language(click.ParamType[str]):
    """Takes the tag of a language that the site can speak."""

    name = "TAG"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the tag, or fail as a mistyped option does."""
        from wikiskills.interface.files import is_shipped, shipped_languages  # noqa: PLC0415 - as `main` does

        if not is_shipped(value.strip()):
            known = ", ".join(shipped_languages())
            self.fail(f"there are no words for '{value}'. Begin with one of {known}, and add them later", param, ctx)
        return value.strip()


class Unanswered(click.ClickException):
    """Somebody stopped where a question was asked: before anything was written."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so on a line of its own: the cursor stands behind the question."""
        click.echo(f"\n{self.message}", file=file, err=True)


def answer(  # noqa: PLR0913, PLR0917 - each is its own thing
    option: str,
    given: str | None,
    question: str,
    default: str = "",
    choices: Sequence[str] = (),
    kind: click.ParamType[str] = click.STRING,
) -> str:
    """Give what was typed behind `option`, or else ask; without a terminal take the default, or leave with code 2.

    An answer that is none of the `choices`, or not of this `kind`, is asked for again. Raises `Unanswered` at Ctrl-C.
    """
    if given and given.strip():
        return given.strip()
    if not somebody_there():
        if default:
            return default
        raise click.UsageError(f"'{option}' is missing: {question}", click.get_current_context())
    wanted = click.Choice(choices) if choices else kind
    typed = ""
    while not typed:
        try:
            typed = str(click.prompt(question, default=default or None, type=wanted, err=True)).strip()
        except click.Abort as error:
            raise Unanswered("stopped; nothing was written") from error
    return typed


def identifier(name: str, given: str | None, question: str) -> str:
    """Give an argument that was typed, or else ask; end with exit code 2 where nobody can be asked."""
    if given is None and not somebody_there():
        raise click.UsageError(f"Missing argument '{name}'.", click.get_current_context())
    return given if given is not None else answer(name, None, question)
