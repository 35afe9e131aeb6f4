"""The commands of `wikiskills`.

Exit codes: 0 all is well; 1 the course has problems, which were printed; 2 the command was typed wrongly;
130 stopped by Ctrl-C. A traceback is a bug in wikiskills.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from wikiskills import __version__
from wikiskills.cli.reporting import FORMATS, counted
from wikiskills.config import Project, load_project
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
        try:
            command(*args, **kwargs)
        except WikiskillsError as error:
            click.echo(FORMATS[report_format](error.problems), err=report_format == "text")
            sys.exit(1)
        if report_format == "json":
            click.echo("[]")

    return wrapped


def executing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how lessons are run."""
    jobs = click.option(
        "--jobs", "-j", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="the number of cores",
        help="How many lessons run at a time.",
    )  # fmt: skip
    executor = click.option(
        "--executor", type=click.Choice(["auto", "warm", "kernel"]), default="auto", show_default=True,
        help="warm: forks of one prepared process. kernel: a fresh Jupyter kernel each. auto: warm where possible.",
    )  # fmt: skip
    return jobs(executor(command))


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
@reporting
@click.pass_obj
def check(root: Path) -> None:
    """Check outlines, lessons, exercises and notebooks; nothing is executed.

    \b
    Example:  wikiskills check --format github
    """
    from wikiskills.build import check as check_course  # noqa: PLC0415 - commands import what they need, to start fast

    curriculum = check_course(load_project(root))
    numbers = {
        "lesson": len(curriculum.written),
        "exercise": sum(len(entry.lesson.exercises) for entry in curriculum.written if entry.lesson),
        "dataset": len(curriculum.datasets),
    }
    click.echo(f"{', '.join(counted(number, noun) for noun, number in numbers.items())}: all is well.", err=True)


@commands.command()
@executing
@reporting
@click.pass_obj
def build(root: Path, jobs: int, executor: str) -> None:
    """Execute the lessons that changed, and build the site.

    A lesson whose code, data and packages are as before is taken from the store.

    \b
    Example:  wikiskills build --jobs 4
    """
    from wikiskills.cli.building import run_build  # noqa: PLC0415 - as above

    run_build(load_project(root), jobs, executor)


@commands.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
@executing
@reporting
@click.pass_obj
def serve(root: Path, port: int, jobs: int, executor: str) -> None:
    """Build the site and show it on this machine; build again and reload the page at every change.

    \b
    Example:  wikiskills serve --port 8080
    """
    from wikiskills.cli.serving import run_server  # noqa: PLC0415 - as above

    run_server(load_project(root), port, jobs, executor)


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


@commands.group(cls=Commands)
def new() -> None:
    """Write the first version of a track or a lesson.

    \b
    Example:  wikiskills new track statistics --title "Statistics"
              wikiskills new lesson statistics/sampling --title "Who answered?"
    """


@new.command("track")
@click.argument("track_id", metavar="ID")
@click.option("--title", help="Title of the track; made from the id by default.")
@reporting
@click.pass_obj
def new_track(root: Path, track_id: str, title: str | None) -> None:
    """Write the outline of a track and add it to the course.

    \b
    Example:  wikiskills new track statistics --title "Statistics"
    """
    from wikiskills.scaffold import scaffold_track  # noqa: PLC0415 - as above

    _say_written(scaffold_track(load_project(root), track_id, title))


@new.command("lesson")
@click.argument("name", metavar="TRACK/ID")
@click.option("--title", help="Title of the lesson; made from the id by default.")
@reporting
@click.pass_obj
def new_lesson(root: Path, name: str, title: str | None) -> None:
    """Write a lesson that builds as it stands, and add it to the outline of its track.

    \b
    Example:  wikiskills new lesson statistics/sampling --title "Who answered?"
    """
    from wikiskills.build import refresh_notebooks  # noqa: PLC0415 - as above
    from wikiskills.scaffold import scaffold_lesson  # noqa: PLC0415 - as above

    project = load_project(root)
    written = scaffold_lesson(project, name, title)
    with suppress(WikiskillsError):  # what is wrong elsewhere in the course is for 'check' to say
        refresh_notebooks(project)
        written.append(f"{project.settings.notebooks}/{name}.ipynb")
    _say_written(written)


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

    settings = project.settings
    for name in (settings.build, settings.site, *([settings.store] if with_store else [])):
        folder = project.path(name)
        if folder.exists():
            shutil.rmtree(folder)
            click.echo(f"removed {name}", err=True)


def _say_written(paths: list[str]) -> None:
    for path in paths:
        click.echo(f"wrote {path}", err=True)
    click.echo("Next: 'wikiskills check', then 'wikiskills serve'.", err=True)


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
    sys.exit(0)


def _leave(code: int) -> NoReturn:
    """Exit at once: threads that still wait for a kernel must not hold the process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
