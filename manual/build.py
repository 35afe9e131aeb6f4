"""Build the manual in docs/ as a site in manual/build/site/: with the look, the checks and the renderer of a course.

`python -m manual.build`. The page docs/index.md is the map: its sections and links become the navigation.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from wikiskills.errors import WikiskillsError
from wikiskills.interface.files import shipped
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.renderer import render_site
from wikiskills.site.model import NavItem
from wikiskills.theme import theme_files
from wikiskills.writer import write_file, write_tree

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MAP = DOCS / "index.md"
_SECTION = re.compile(r"^## (?P<title>.+)\n(?P<text>(?:(?!^## ).*\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<page>[\w-]+\.md)\)", re.MULTILINE)
_OUTSIDE = re.compile(r"\[(?P<text>[^\]]+)\]\(\.\./[^)\s]+\)")
_WORDS = shipped("en")
_OF_COURSES = ("404.html", "partials/copyright.html")
"""Templates with links to pages that only courses have."""


def build_manual(folder: Path) -> Path:
    """Build the manual in `folder`; give the folder of the finished site in it.

    Raises `WikiskillsError` where a link or an anchor leads nowhere, or a page would load something from elsewhere.
    """
    theme = {name: content for name, content in theme_files(_WORDS).items() if name not in _OF_COURSES}
    write_tree(pages(), folder / "docs")
    write_tree(theme, folder / "theme")
    config = derived_config((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _details())
    write_file(folder / "mkdocs.yml", config.encode())
    render_site(folder / "mkdocs.yml", folder / "site", docs="docs")
    return folder / "site"


def pages() -> dict[str, bytes | Path]:
    """Give all files of the manual by their names. What lies outside of docs/ is named, and not linked."""
    files = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*")) if path.is_file()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items() if path.suffix == ".md"}
    return {**files, **{name: _OUTSIDE.sub(r"\g<text>", text).encode() for name, text in texts.items()}}


def navigation() -> tuple[NavItem, ...]:
    """Read the navigation from the map of the manual."""
    text = MAP.read_text(encoding="utf-8")
    sections = (
        NavItem(section["title"], children=tuple(NavItem(*entry) for entry in _ENTRY.findall(section["text"])))
        for section in _SECTION.finditer(text)
    )
    return (NavItem("The manual", MAP.name), *(section for section in sections if section.children))


def _details() -> SiteDetails:
    return SiteDetails(
        nav=navigation(),
        site_name="wikiskills: the manual",
        site_url="https://wikiskills.github.io/wikiskills/manual/",
        site_description="How to write, build and publish a course with wikiskills",
        words=_WORDS,
        custom_dir="theme",
        site_dir="site",
        project="../..",
    )


def main() -> int:
    """Build the manual beside this file."""
    try:
        site = build_manual(ROOT / "manual" / "build")
    except WikiskillsError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)  # noqa: T201 - a program of its own
        return 1
    print(f"The manual is in {site.relative_to(ROOT)}/.")  # noqa: T201 - as above
    return 0


if __name__ == "__main__":
    sys.exit(main())
