"""What a command still needs to know: asked for at a terminal, a default, or an error with the option's name."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click


def somebody_there() -> bool:
    """Tell whether a person sits at the terminal who can be asked."""
    return sys.stdin.isatty()


def answer(option: str, given: str | None, question: str, default: str = "", choices: Sequence[str] = ()) -> str:
    """Give what was typed behind `option`, or else ask; without a terminal take the default, or leave with code 2."""
    if given and given.strip():
        return given.strip()
    if not somebody_there():
        if default:
            return default
        raise click.UsageError(f"'{option}' is missing: {question}", click.get_current_context())
    kind = click.Choice(choices) if choices else click.STRING
    typed = ""
    while not typed:
        typed = str(click.prompt(question, default=default or None, type=kind, err=True)).strip()
    return typed


def identifier(name: str, given: str | None, question: str) -> str:
    """Give an argument that was typed, or else ask; end with exit code 2 where nobody can be asked."""
    if given is None and not somebody_there():
        raise click.UsageError(f"Missing argument '{name}'.", click.get_current_context())
    return given if given is not None else answer(name, None, question)
