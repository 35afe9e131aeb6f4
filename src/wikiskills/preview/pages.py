"""The site in memory: MkDocs in this process, which renders a page where somebody asks for it.

MkDocs' own functions do each step, as its build does them. What is left out is to render all pages each time, and to
write them.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.renderer import mkdocs_problems

_SEARCH = "search/search_index.json"


@dataclass(frozen=True)
class Tree:
    """What a site is made of: Markdown pages and other files by their paths in it, the text of its configuration.

    `theme` is the state of the files of its theme, `assets` are bytes or files that hold them.
    """

    config: str
    theme: object
    pages: Mapping[str, str]
    assets: Mapping[str, bytes | Path]


@dataclass
class _Page:
    file: File
    html: bytes | None = None
    problems: tuple[Problem, ...] = ()
    found: list[Any] = field(default_factory=list)
    """What the search finds on it."""


class Pages:
    """The pages of one configuration and navigation. Safe between threads: one page is rendered at a time."""

    def __init__(self, tree: Tree, folder: Path, address: str, shown: str) -> None:
        """Read the configuration in `folder`, which has `mkdocs.yml`, `docs` and the theme.

        `address` is that of the site, `shown` the folder of pages as messages show it.
        Raises `WikiskillsError` where MkDocs cannot use it.
        """
        self.tree, self.heads, self.shown = tree, _heads(tree), shown
        self.lock = threading.Lock()
        self.out = tempfile.TemporaryDirectory(dir=folder, prefix="out-")
        self.log = _Log()
        with self.log.taken(), self._explained():
            self.config = _configured(folder, address, self.out.name)
            self.env = self.config.theme.get_env()
            self.files = self._files(tree)
            self.nav: Navigation = get_navigation(self.files, self.config)
            self.nav = self.config.plugins.on_nav(self.nav, config=self.config, files=self.files)
            for file in self.files.documentation_pages():
                file.page.read_source(self.config)  # what stands at the head of a page shows in the navigation of all
            self.env = self.config.plugins.on_env(self.env, config=self.config, files=self.files)
        self.problems_of_all = self.log.problems(shown)
        docs = self.files.documentation_pages()
        self.docs = docs
        self.by_url = {file.url.removeprefix("./"): _Page(file) for file in docs}
        self.theme = {file.dest_uri: Path(file.abs_src_path) for file in self.files if _is_of_theme(file, tree)}

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what MkDocs, its plugins and extensions raise into problems."""
        try:
            yield
        except (Exception, SystemExit) as error:
            found = self.log.problems(self.shown)
            message = f"MkDocs cannot begin: {type(error).__name__}: {error}"
            raise WikiskillsError(found or [Problem(Location("mkdocs.yml"), "E800", message)]) from error

    def _files(self, tree: Tree) -> Files:
        """Give MkDocs all files: those of the tree as if they were generated, those of the theme."""
        files = Files([File.generated(self.config, path, content=text) for path, text in tree.pages.items()])
        for path in tree.assets:
            files.append(File.generated(self.config, path, content=b""))
        files.add_files_from_theme(self.env, self.config)
        files = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(files, self.config)
        return files

    def fits(self, tree: Tree) -> bool:
        """Tell whether a tree differs only in the text of its pages, below their heads, and in its other files."""
        return (self.tree.config, self.tree.theme, self.heads) == (tree.config, tree.theme, _heads(tree))

    def update(self, tree: Tree) -> frozenset[str]:
        """Take another tree that fits; give the addresses of the pages that changed."""
        with self.lock:
            changed = {path for path, text in tree.pages.items() if self.tree.pages[path] != text}
            for path in self.tree.assets.keys() ^ tree.assets.keys():
                self._add_or_remove(path, there=path in tree.assets)
            self.tree = tree
            found = {url: page for url, page in self.by_url.items() if page.file.src_uri in changed}
            for page in found.values():
                page.file.content_string = tree.pages[page.file.src_uri]
                page.html = None
            return frozenset(found)

    def _add_or_remove(self, path: str, *, there: bool) -> None:
        if there:
            self.files.append(File.generated(self.config, path, content=b""))
        elif (file := self.files.get_file_from_path(path)) is not None:
            self.files.remove(file)

    def page(self, url: str) -> bytes | None:
        """Give the HTML of the page at an address below the site's, rendered if need be; None where there is none."""
        with self.lock:
            page = self.by_url.get(url)
            if page is None:
                return None
            return self._render(page) if page.html is None else page.html

    def render_next(self) -> bool:
        """Render one page that nobody asked for yet, so that its problems are known; tell whether there was one."""
        with self.lock:
            page = next((page for page in self.by_url.values() if page.html is None), None)
            if page:
                self._render(page)
            return page is not None

    def problems(self) -> tuple[Problem, ...]:
        """Give what MkDocs said against the pages that were rendered."""
        with self.lock:
            return (*self.problems_of_all, *(problem for page in self.by_url.values() for problem in page.problems))

    def file(self, path: str) -> bytes | Path | None:
        """Give what stands at a path of the site that is no page; None where nothing does."""
        if path in self.tree.assets:
            return self.tree.assets[path]
        if path in self.config.theme.static_templates:
            with self.lock:
                template = self.env.get_template(path)
                return str(_build_template(path, template, self.files, self.config, self.nav)).encode()
        if path == _SEARCH:
            with self.lock:
                self._write_search()
        return self.theme.get(path) or self._written(path)

    def _written(self, path: str) -> Path | None:
        """Give a file that a plugin wrote; the path is what a browser asked for, and may try to lead elsewhere."""
        folder = Path(self.out.name).resolve()
        written = (folder / path).resolve()
        return written if written.is_relative_to(folder) and written.is_file() else None

    def _render(self, page: _Page) -> bytes:
        """Render a page as MkDocs does, from its Markdown on."""
        page.html = b""  # not again where it cannot be rendered
        with self.log.taken():
            try:
                page.html = self._html(page).encode("utf-8", "xmlcharrefreplace")
            except Exception as error:  # noqa: BLE001 - extensions and templates raise anything
                self.log.lines.append(f"ERROR -  Error building page '{page.file.src_uri}': {error}")
        page.problems = self.log.problems(self.shown)
        return page.html

    def _html(self, wanted: _Page) -> str:
        config, page = self.config, wanted.file.page
        _populate_page(page, config, self.files)
        page.active = True
        try:
            context = get_context(self.nav, self.docs, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            wanted.found = self._take_found()
            return str(config.plugins.on_post_page(template.render(context), page=page, config=config))
        finally:
            page.active = False

    def _entries(self) -> list[Any]:
        """Give the list of MkDocs' or Material's search plugin; another plugin keeps its own."""
        plugin = self.config.plugins.get("material/search") or self.config.plugins.get("search")
        index = getattr(plugin, "search_index", None)
        entries = getattr(index, "entries", getattr(index, "_entries", None))
        return entries if isinstance(entries, list) else []

    def _take_found(self) -> list[Any]:
        entries = self._entries()
        found = entries.copy()
        entries.clear()
        return found

    def _write_search(self) -> None:
        """Let the plugins write what they write after the pages: the index of the search, of the pages rendered."""
        self._entries()[:] = [entry for page in self.by_url.values() for entry in page.found]
        self.config.plugins.on_post_build(config=self.config)
        self._entries().clear()


def _heads(tree: Tree) -> dict[str, str]:
    """Give the head of each page: what stands between its first two lines of three hyphens."""
    return {path: text.split("\n---\n", 1)[0] if text.startswith("---\n") else "" for path, text in tree.pages.items()}


def _configured(folder: Path, address: str, out: str) -> MkDocsConfig:
    config = load_config(str(folder / "mkdocs.yml"), site_dir=out, site_url=address, strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


def _is_of_theme(file: File, tree: Tree) -> bool:
    return bool(file.abs_src_path) and file.src_uri not in tree.assets and not file.is_documentation_page()


class _Log(logging.Handler):
    """Takes what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message as MkDocs prints it."""
        self.lines.append(f"{record.levelname} -  {record.getMessage()}")

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take the messages of what is done within."""
        self.lines = []
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)

    def problems(self, shown: str) -> tuple[Problem, ...]:
        """Give a problem for each message that was taken."""
        return tuple(mkdocs_problems("\n".join(self.lines), Path("docs"), shown))
