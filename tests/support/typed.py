"""Type a command of ours to see whether it would be understood; it does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import click
from manual.reference import leaves

from wikiskills.cli.main import commands


def mistake(words: list[str]) -> click.UsageError | None:
    """Type the words after `wikiskills`; give what is wrong with them.

    A text may name a command without what it needs, an option without its value, and paths that only the reader has.
    """
    try:
        with _idle():
            commands.main(words, standalone_mode=False)
    except (click.MissingParameter, click.exceptions.NoArgsIsHelpError):
        return None
    except click.BadOptionUsage as error:
        return None if words[-1] == error.option_name else error
    except click.BadParameter as error:
        return None if error.param and isinstance(error.param.type, click.Path) else error
    except click.UsageError as error:
        return error
    return None


@contextmanager
def _idle() -> Iterator[None]:
    """Let all commands read what is typed, and do nothing."""
    with ExitStack() as stack:
        for context in leaves(commands, "wikiskills"):
            stack.enter_context(patch.object(context.command, "callback", lambda **_: None))
        yield
