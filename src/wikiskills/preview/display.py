"""What the open pages show: the pages in memory, which of them changed, and what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from wikiskills.config import Project
from wikiskills.errors import Problem
from wikiskills.preview.board import Board
from wikiskills.preview.pages import Pages, Tree
from wikiskills.preview.places import Source, lines_of, shown_at
from wikiskills.runtime.offer import RuntimeFile

Files = Mapping[str, RuntimeFile | bytes]


class Display:
    """The site as it is shown now. `report` prints problems, all that there are; none, once they are mended."""

    def __init__(
        self, project: Project, folder: Path, address: str, report: Callable[[Sequence[Problem]], None]
    ) -> None:
        self.project, self.folder, self.address, self.report = project, folder, address, report
        self.board = Board()
        self.pages: Pages | None = None
        self.runtime: Files = {}
        self.sources: Mapping[str, Source] = {}
        self.problems: tuple[Problem, ...] = ()
        self.own: tuple[Problem, ...] = ()
        self.number = 0

    def show(self, tree: Tree, runtime: Files, sources: Mapping[str, Source], problems: Iterable[Problem]) -> int:
        """Show a tree, with what is wrong in it; give how many pages changed.

        Raises `WikiskillsError` where MkDocs cannot read its configuration.
        """
        self.number += 1
        versions, epoch = dict(self.board.state.versions), self.board.state.epoch
        if self.pages is not None and self.pages.fits(tree):
            changed = self.pages.update(tree)
            versions |= dict.fromkeys(changed, self.number)
        else:
            self.pages = Pages(tree, self.folder, self.address, f"{self.project.settings.build}/docs")
            changed, versions, epoch = frozenset(self.pages.by_url), {}, self.number
        self.runtime, self.sources = runtime, sources
        self.board.update(versions=versions, epoch=epoch)
        self.tell(problems)
        return len(changed)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Tell the pages and the terminal what is wrong now, and no more what was."""
        self.own = tuple(problems)
        self._tell()

    def _tell(self) -> None:
        problems = tuple(sorted({*self.own, *(self.pages.problems() if self.pages else ())}))
        lines = {path: lines_of(self.project.path(path)) for path in {problem.where.path for problem in problems}}
        shown = tuple(shown_at(problem, self.sources, lines[problem.where.path]) for problem in problems)
        self.board.update(problems=shown)
        if problems != self.problems:
            self.problems = problems
            self.report(problems)

    def render_next(self) -> bool:
        """Render a page that nobody asked for yet, so that its problems are told; False where there is none."""
        more = self.pages is not None and self.pages.render_next()
        self._tell()
        return more

    def file(self, path: str) -> bytes | Path | None:
        """Give what stands at a path of the site that is no page; None where nothing does."""
        content = self.runtime.get(path)
        if isinstance(content, RuntimeFile):
            return content.path
        return content or (self.pages.file(path) if self.pages else None)
