"""The parts of the reference that are written from the code: commands, exit codes, and the list of error codes."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from wikiskills.cli.main import commands

STAGES = {
    "E1": "files that are missing or are no plain text",
    "E2": "YAML: outlines, dataset cards, settings, words of a language",
    "E3": "cells of a lesson",
    "E4": "exercises and quizzes",
    "E5": "whether lessons, prerequisites, datasets, links and minutes fit together",
    "E6": "data files, Wikimedia's services, policies, links to other sites",
    "E7": "running lessons, their figures and formulas",
    "E8": "writing the site and the notebooks, the browser's Python",
    "E9": "commands that were given something wrong",
}
"""What codes are about, by their first two characters."""
_GENERATED = "<!-- Written from the code: pytest tests/test_manual.py --update -->"
_INDEX = re.compile(r"(?<=<!-- codes -->\n\n)(?:\|.*\n)*")
_HEADING = re.compile(r"^## (?P<code>E\d{3}): (?P<title>.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"^ *\x08\n *Example: +(?P<lines>.*)", re.MULTILINE | re.DOTALL)
_EXIT_CODES = re.compile(r"Exit codes: (?P<codes>.*?)\.", re.DOTALL)


def commands_page() -> str:
    """Write docs/commands.md."""
    found = list(leaves(commands, "wikiskills"))
    index = [f"| [`{context.command_path}`](#{_anchor(context)}) | {_summary(context)} |" for context in found]
    parts = [
        f"# Commands\n\n{_GENERATED}\n",
        "Options of `wikiskills` itself stand before the name of the command. Each command shows this with `--help`.\n",
        "\n".join(["| Command | What it does |", "|---|---|", *index, ""]),
        "## Options before the command\n",
        _options(click.Context(commands, info_name="wikiskills")),
        *(_section(context) for context in found),
        "## Exit codes\n",
        "\n".join(["| Code | Meaning |", "|---|---|", *_exit_codes(), ""]),
    ]
    return "\n".join(parts)


def leaves(group: click.Group, name: str, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Give a context for each command that does something, in the order of the help."""
    context = click.Context(group, info_name=name, parent=parent)
    for inner in group.list_commands(context):
        command = group.commands[inner]
        if isinstance(command, click.Group):
            yield from leaves(command, inner, context)
        else:
            yield click.Context(command, info_name=inner, parent=context)


def error_index(page: str) -> str:
    """Put the list of all codes by stage into the text of docs/errors.md."""
    codes: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for heading in _HEADING.finditer(page):
        anchor = re.sub(r"[^\w\- ]", "", heading[0][3:].lower()).replace(" ", "-")
        codes[heading["code"][:2]].append(f"[{heading['code']}](#{anchor})")
    rows = [f"| {STAGES[stage]} | {' '.join(links)} |" for stage, links in codes.items()]
    return _INDEX.sub("\n".join(["| About | Codes |", "|---|---|", *rows, ""]), page)


def variables(source: Path) -> set[str]:
    """Find the environment variables that the program's code in `source` names; those of services have a pattern."""
    texts = (path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    return {name for text in texts for name in re.findall(r'"(WIKISKILLS_[A-Z_]*[A-Z])"', text)}


def _section(context: click.Context) -> str:
    text = inspect.cleandoc(context.command.help or "").partition("\x08")[0].strip()
    usage = " ".join(context.command.collect_usage_pieces(context))
    example = _example(context.command)
    shown = f"\nFor example:\n\n```sh\n{example}\n```\n" if example else ""
    return (
        f"## {context.command_path}\n\n{text}\n\n```text\n{context.command_path} {usage}\n```\n\n"
        f"{_options(context)}{shown}"
    )


def _options(context: click.Context) -> str:
    rows = [_option(option, context) for option in context.command.params if isinstance(option, click.Option)]
    return "\n".join([*rows, ""])


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*sorted(option.opts, key=len, reverse=True), *option.secondary_opts))
    shown = option.get_help_extra(context)
    default = f"{'--' if option.secondary_opts else ''}{shown['default']}" if "default" in shown else ""
    without = (
        f" Without it: {f'`{default}`' if not default.startswith('(') else default.strip('()')}." if default else ""
    )
    variable = f" Or set `{shown['envvars'][0]}`." if "envvars" in shown else ""
    return f"- {names}{_value(option, context)}: {_cell(option.help or '')}{without}{variable}"


def _value(option: click.Option, context: click.Context) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return f" ({', '.join(f'`{choice}`' for choice in option.type.choices)})"
    if isinstance(option.type, click.IntRange):
        least, most = option.type.min, option.type.max
        return f" ({least} or more)" if most is None else f" ({least} to {most})"
    return f" `{option.make_metavar(context)}`"


def _summary(context: click.Context) -> str:
    return _cell(inspect.cleandoc(context.command.help or "").partition("\n\n")[0])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _example(command: click.Command) -> str:
    found = _EXAMPLE.search(command.help or "")
    return "\n".join(line.strip() for line in found["lines"].strip().splitlines()) if found else ""


def _exit_codes() -> Iterator[str]:
    found = _EXIT_CODES.search(sys.modules["wikiskills.cli.main"].__doc__ or "")
    for entry in found["codes"].split(";") if found else ():
        code, _, meaning = " ".join(entry.split()).partition(" ")
        yield f"| {code} | {meaning} |"


def _anchor(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")
