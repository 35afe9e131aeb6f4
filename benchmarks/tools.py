"""The tools that are measured, each peer in an environment of its own, made from pinned packages when first needed."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / ".wikiskills" / "benchmarks"
_MARKUP = re.compile(r"<[^>]*>")
_RUN = re.compile(r"^(\d+) lessons? run", re.MULTILINE)


@dataclass(frozen=True)
class Tool:
    """How to write a course for a tool, build it, and forget what was built.

    `lesson` is the file that is edited, `site` the folder of the finished pages.
    """

    name: str
    title: str
    write: Callable[[Path, int], None]
    lesson: str
    site: str
    arguments: tuple[str, ...]
    built: tuple[str, ...]
    tries: int = 1
    """How often a build that fails is tried, where the tool is known to fail by chance."""

    def command(self) -> list[str]:
        """Give the command line of a build."""
        return [str(self._python()), "-m", *self.arguments]

    def forget(self, folder: Path) -> None:
        """Remove all that builds leave."""
        for name in self.built:
            shutil.rmtree(folder / name, ignore_errors=True)

    def refuse_unfinished(self, folder: Path, lessons: int) -> None:
        """Raise `SystemExit` where the site does not show the outputs of all lessons."""
        pages = (page.read_text(encoding="utf-8") for page in (folder / self.site).rglob("*.html"))
        if (shown := sum("dtype: float64" in _MARKUP.sub("", page) for page in pages)) < lessons:
            raise SystemExit(f"{self.title} shows the outputs of {shown} lessons, not of {lessons}")

    def executed(self, printed: str) -> int | None:
        """Give the number of lessons that a build says it ran; None for the tools that do not say."""
        found = _RUN.search(printed) if self is OURS else None
        return int(found[1]) if found else None

    def prepare(self) -> None:
        """Make the environment, unless it is there and of the same packages."""
        if self is OURS:
            return
        wanted = (HERE / "peers" / f"{self.name}.txt").read_text(encoding="utf-8")
        folder = ENVIRONMENTS / self.name
        ready = folder / "ready.txt"
        if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
            return
        print(f"installing {self.title}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pinned = ["--no-deps", "--requirement", str(HERE / "peers" / f"{self.name}.txt")]
        subprocess.run([self._python(), "-m", "pip", "install", "--quiet", *pinned], check=True)
        compileall.compile_dir(folder / "lib", quiet=2, workers=os.cpu_count() or 1)
        ready.write_text(wanted, encoding="utf-8")

    def _python(self) -> Path:
        return Path(sys.executable) if self is OURS else ENVIRONMENTS / self.name / "bin" / "python"


OURS = Tool(
    "wikiskills",
    "wikiskills",
    generate.write_wikiskills,
    "lessons/generated/lesson-1.py",
    "site",
    ("wikiskills", "build", "--jobs", "2"),
    ("build", "site", ".wikiskills/store"),
)
PEERS = (
    Tool(
        "mkdocs-jupyter",
        "mkdocs-jupyter",
        generate.write_mkdocs_jupyter,
        "docs/lesson-1.py",
        "site",
        ("mkdocs", "build", "--quiet"),
        ("site", ".cache"),
    ),
    Tool(
        "myst-nb",
        "Sphinx + myst-nb, -j 2",
        generate.write_myst_nb,
        "lesson-1.md",
        "_build/html",
        ("sphinx", "-b", "html", "-q", "-j", "2", ".", "_build/html"),
        ("_build",),
        tries=3,  # two kernels may be given the same port
    ),
    Tool(
        "mkdocs-gallery",
        "mkdocs-gallery",
        generate.write_mkdocs_gallery,
        "docs/lessons/plot_1.py",
        "site",
        ("mkdocs", "build", "--quiet"),
        ("site", "docs/generated"),
    ),
)
