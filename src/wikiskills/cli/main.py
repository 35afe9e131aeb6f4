"""The commands of `wikiskills`.

Exit codes: 0 all is well; 1 the course has problems, which were printed; 2 the command was typed wrongly;
130 stopped by Ctrl-C. A traceback is a bug in wikiskills.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from wikiskills import __version__
from wikiskills.cli.checking import check
from wikiskills.cli.comparing import compare
from wikiskills.cli.data import data
from wikiskills.cli.exporting import export
from wikiskills.cli.importing import import_
from wikiskills.cli.links import links
from wikiskills.cli.options import Commands, Engine, ShardType, executing, outcomes, reporting, reporting_in_files
from wikiskills.cli.records import explain, freeze
from wikiskills.cli.reporting import counted, describe
from wikiskills.cli.runtime import runtime
from wikiskills.cli.scaffolding import new, schema
from wikiskills.config import Project, load_project
from wikiskills.execution.outcome import Done, Outcome
from wikiskills.execution.shard import Shard


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", "root", type=click.Path(path_type=Path, file_okay=False), default=".", show_default=True,
              help="Folder of the course.")  # fmt: skip
@click.version_option(__version__)
@click.pass_context
def commands(context: click.Context, root: Path) -> None:
    """Turn YAML outlines and Jupytext lessons into a course site.

    \b
    Example:  wikiskills check
              wikiskills build
              wikiskills serve
    """
    context.obj = root


@commands.command()
@click.option("--shard", type=ShardType(), help="Only run lessons: part i of n, for machines that share a store.")
@executing
@reporting_in_files
@click.pass_obj
def build(root: Path, engine: Engine, shard: Shard | None) -> None:
    """Execute the lessons that changed, and build the site.

    A lesson whose code, data and packages are as before is taken from the store.

    \b
    Example:  wikiskills build --jobs 4
              wikiskills build --shard 2/4
    """
    project = load_project(root)
    if shard:
        from wikiskills.cli.building import run_shard  # noqa: PLC0415 - as above

        run_shard(project, engine, shard, outcomes())
        return
    from wikiskills.finished import still_finished  # noqa: PLC0415 - commands import what they need, to start fast

    summary = still_finished(project, partial(click.echo, err=True))
    if summary:
        click.echo(describe(summary, project), err=True)
        outcomes().extend(Outcome(lesson, Done.STORE) for lesson in summary.from_store)
        return
    from wikiskills.cli.building import run_build  # noqa: PLC0415 - as above

    run_build(project, engine, outcomes())


@commands.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
@executing
@reporting
@click.pass_obj
def serve(root: Path, port: int, engine: Engine) -> None:
    """Show the course on this machine; open pages follow every change.

    \b
    Example:  wikiskills serve --port 8080
    """
    from wikiskills.cli.serving import run_server  # noqa: PLC0415 - as above

    run_server(load_project(root), port, engine)


@commands.command()
@reporting
@click.pass_obj
def notebooks(root: Path) -> None:
    """Write the learner notebooks again; commit what changes.

    \b
    Example:  wikiskills notebooks
    """
    from wikiskills.build import refresh_notebooks  # noqa: PLC0415 - as above

    click.echo(f"{counted(refresh_notebooks(load_project(root)), 'notebook')} changed.", err=True)


@commands.command()
@click.option("--store", is_flag=True, help="Remove the stored execution records too: every lesson will run again.")
@reporting
@click.pass_obj
def clean(root: Path, store: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Remove the generated tree and the site. Lessons, outlines and notebooks stay.

    \b
    Example:  wikiskills clean --store
    """
    _remove_built(load_project(root), with_store=store)


def _remove_built(project: Project, *, with_store: bool) -> None:
    import shutil  # noqa: PLC0415 - as above

    from wikiskills.renderer import refuse_foreign  # noqa: PLC0415 - as above

    settings = project.settings
    refuse_foreign(project.path(settings.site))
    for name in (settings.build, settings.site, *([settings.store] if with_store else [])):
        folder = project.path(name)
        if folder.exists():
            shutil.rmtree(folder)
            click.echo(f"removed {name}", err=True)


commands.add_command(compare)
commands.add_command(check)
commands.add_command(data)
commands.add_command(explain)
commands.add_command(export)
commands.add_command(freeze)
commands.add_command(links)
commands.add_command(import_)
commands.add_command(new)
commands.add_command(runtime)
commands.add_command(schema)


def main() -> NoReturn:
    """Run the command line."""
    try:
        commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        _leave(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the site is as it was", err=True)
        _leave(130)
    finally:
        gc.freeze()  # the process ends: no last search of a whole course for cycles, which takes a quarter of a check
    sys.exit(0)


def _leave(code: int) -> NoReturn:
    """Exit at once: threads that still wait for a kernel must not hold the process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
