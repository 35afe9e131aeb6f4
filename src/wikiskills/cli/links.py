"""The command `links`: whether the links that lead out of the course still lead somewhere."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.options import reporting_in_files
from wikiskills.cli.reporting import counted
from wikiskills.config import Project, load_project
from wikiskills.errors import raise_if_any
from wikiskills.machine import contact_or, refuse_offline

if TYPE_CHECKING:
    from wikiskills.curriculum import Curriculum
    from wikiskills.links.asker import Answer
    from wikiskills.links.check import Advance


@click.command()
@click.option("--days", type=click.IntRange(min=0), default=7, show_default=True,
              help="For how many days a link that was well is not asked for again.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Count links that could not be asked for as problems, too.")
@reporting_in_files
@click.pass_obj
def links(root: Path, days: int, strict: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Ask for every address that outlines, cards and lessons link to, and report those that are gone.

    Each server gets one request at a time, and says when it wants the next. What is well is remembered.

    \b
    Example:  wikiskills links
              wikiskills links --days 0 --strict --format junit --report links.xml
    """  # noqa: D301 - click's \\b marks text that must not be wrapped
    from wikiskills.curriculum import load_curriculum  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.links.addresses import addresses_in  # noqa: PLC0415 - as above
    from wikiskills.links.asker import Verdict  # noqa: PLC0415 - as above
    from wikiskills.links.check import link_problems  # noqa: PLC0415 - as above

    project = load_project(root)
    curriculum = load_curriculum(project)
    places = addresses_in(curriculum)
    answers = _ask(project, curriculum, list(places), days)
    asked = {address: one for address, one in answers.items() if one.verdict is not Verdict.NOT_ASKED}
    silent = list(link_problems(places, {address: answers[address] for address in answers.keys() - asked.keys()}))
    found = list(link_problems(places, asked))
    if not strict:
        for problem in sorted(silent):
            click.echo(f"note: {problem.where}: {problem.message}", err=True)
    raise_if_any([*found, *(silent if strict else [])])
    click.echo(_summary(answers), err=True)


def _ask(project: Project, curriculum: Curriculum, addresses: list[str], days: int) -> dict[str, Answer]:
    """Ask for addresses with the contact of the course; raise `WikiskillsError` where the network is forbidden."""
    from wikiskills.links.asker import Asker  # noqa: PLC0415 - as above
    from wikiskills.links.check import ask_all  # noqa: PLC0415 - as above
    from wikiskills.links.memory import Memory  # noqa: PLC0415 - as above

    refuse_offline()
    asker = Asker(contact_or(curriculum.course.contact))
    file = project.path(project.settings.store).parent / "links.json"
    memory = Memory(file, dt.datetime.now(dt.UTC).date(), days)
    with _shown(sum(memory.get(address) is None for address in addresses)) as advance:
        return ask_all(addresses, asker, memory, advance)


@contextmanager
def _shown(number: int) -> Iterator[Advance]:
    """Show how many addresses were asked for."""
    with click.progressbar(length=number, label=f"asking for {counted(number, 'link')}", file=sys.stderr) as bar:
        yield lambda _: bar.update(1)


def _summary(answers: Mapping[str, Answer]) -> str:
    silent = sum(answer.verdict == "not asked" for answer in answers.values())
    more = f"; {silent} could not be asked" if silent else ""
    return f"{counted(len(answers), 'link')}, none dead{more}."
