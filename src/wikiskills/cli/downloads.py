"""Show how downloads get on: a bar a file in a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import rich.progress
from rich.console import Console

from wikiskills.sources.fetch import Watch
from wikiskills.sources.watch import LineWatch


class BarWatch:
    """One bar a file, with its size and the time that it takes."""

    def __init__(self, bars: rich.progress.Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, rich.progress.TaskID] = {}

    def begin(self, name: str, size: int, origin: str) -> None:
        """Show a bar for a file; one that is tried again keeps its bar."""
        if name in self.tasks:
            self.bars.reset(self.tasks[name], origin=origin)
        else:
            self.tasks[name] = self.bars.add_task(name, total=size, origin=origin)

    def advance(self, name: str, done: int) -> None:
        """Move a bar."""
        self.bars.update(self.tasks[name], completed=done)

    def end(self, name: str, seconds: float | None) -> None:
        """Fill a bar, or leave it where it failed."""
        task = self.tasks[name]
        if seconds is not None:
            self.bars.update(task, completed=self.bars.tasks[self.bars.task_ids.index(task)].total)
        self.bars.stop_task(task)

    def tell(self, text: str) -> None:
        """Print a line above the bars."""
        self.bars.console.print(text, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def shown_downloads() -> Iterator[Watch]:
    """Give what shows downloads in a way that suits the terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield LineWatch(lambda text: console.print(text, markup=False, highlight=False, soft_wrap=True))
        return
    columns = (
        rich.progress.TextColumn("{task.description}"),
        rich.progress.BarColumn(bar_width=24),
        rich.progress.DownloadColumn(),
        rich.progress.TimeElapsedColumn(),
    )
    with rich.progress.Progress(*columns, console=console) as bars:
        yield BarWatch(bars)
