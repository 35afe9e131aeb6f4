"""The `serve` command: a preview on this machine that follows every change."""

from __future__ import annotations

import socket

import click
from mkdocs.livereload import LiveReloadServer

from wikiskills.cli.building import run_build
from wikiskills.cli.options import Engine
from wikiskills.cli.reporting import as_text
from wikiskills.config import Project, load_project
from wikiskills.errors import Location, Problem, WikiskillsError


def run_server(project: Project, port: int, engine: Engine) -> None:
    """Serve the site on loopback until Ctrl-C; a build that fails is reported, and the last good site stays."""

    def rebuild(*_: object) -> None:
        try:
            run_build(load_project(project.root), engine, [])
        except WikiskillsError as error:
            click.echo(as_text(error.problems), err=True)
            click.echo("The page shows the last good build. Mend the above and save.", err=True)

    settings = project.settings
    _refuse_unusable(port)
    rebuild()
    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(project.path(settings.site)))
    for name in (settings.curriculum, settings.lessons, "mkdocs.yml"):
        server.watch(str(project.path(name)))
    click.echo(f"Serving on http://127.0.0.1:{port}/ - press Ctrl-C to stop.", err=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
    finally:
        server.shutdown()


def _refuse_unusable(port: int) -> None:
    """Raise where the port cannot be had, before anything is built."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        message = f"port {port} cannot be used: {(error.strerror or type(error).__name__).lower()}"
        hint = f"end the program that uses it, or choose another port: wikiskills serve --port {max(port + 1, 8000)}"
        raise WikiskillsError([Problem(Location("serve"), "E905", message, hint)]) from error
