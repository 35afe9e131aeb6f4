"""The `serve` command: a preview on this machine that follows every change."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import click

from wikiskills.cli.building import at_a_time, running_lessons
from wikiskills.cli.options import Engine
from wikiskills.cli.reporting import as_text
from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.warm import WarmExecutor
from wikiskills.preview import background
from wikiskills.preview.display import Display
from wikiskills.preview.server import Server
from wikiskills.preview.session import Session


def run_server(project: Project, port: int, engine: Engine) -> None:
    """Serve the course on loopback until Ctrl-C; what is wrong with it is reported, and ends nothing."""
    address = f"http://127.0.0.1:{port}/"
    with (
        tempfile.TemporaryDirectory(prefix="wikiskills-preview-", ignore_cleanup_errors=True) as folder,
        running_lessons(project, engine) as (executor, progress, tell),
    ):
        display = Display(project, Path(folder), address, _report)
        with _server(display, port) as server:
            threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
            tell(f"Serving on {address} - press Ctrl-C to stop.")
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            runs = background.Engine(executor, at_a_time(engine), progress, isinstance(executor, WarmExecutor))
            try:
                Session(project, runs, tell, display).follow()
            except KeyboardInterrupt:
                tell("\nstopped" if sys.stderr.isatty() else "stopped")  # behind the ^C that a terminal shows
            finally:
                server.shutdown()


def _report(problems: Sequence[Problem]) -> None:
    if problems:
        click.echo(as_text(problems), err=True)
        click.echo("The page shows what it can. Mend the above and save.", err=True)
    else:
        click.echo("All problems are mended.", err=True)


def _server(display: Display, port: int) -> Server:
    try:
        return Server(display, port)
    except OSError as error:
        message = f"port {port} cannot be used: {(error.strerror or type(error).__name__).lower()}"
        hint = f"end the program that uses it, or choose another port: wikiskills serve --port {max(port + 1, 8000)}"
        raise WikiskillsError([Problem(Location("serve"), "E905", message, hint)]) from error
