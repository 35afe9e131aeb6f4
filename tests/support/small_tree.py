"""A small tree of Markdown with its configuration, ready for MkDocs."""

from __future__ import annotations

from pathlib import Path

from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.site.model import NavItem
from wikiskills.writer import write_file, write_tree

ROOT_CONFIG = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
SMALL = "site_name: Small\nsite_url: https://example.org/course/\ntheme: {name: material, font: false}\n"
NAV = (NavItem("Home", "index.md"), NavItem("Counts", "counts/index.md", (NavItem("Means: 1", "counts/means.md"),)))
PAGES = {
    "index.md": "# Home\n\n:material-school: [Means](counts/means.md#exercise)\n",
    "counts/index.md": "# Counts\n",
    "counts/means.md": "# Means\n\n```python\nx = 1\n```\n\n```mermaid\ngraph\n```\n\n## Exercise\n",
}


def lay_out(root: Path, config: str = SMALL, home: str = PAGES["index.md"]) -> Path:
    """Write a small tree with the home page `home`; give its configuration."""
    pages = PAGES | {"index.md": home}
    write_tree({path: text.encode() for path, text in pages.items()}, root / "build/docs")
    write_file(root / "build/mkdocs.yml", derived_config(config, SiteDetails(nav=NAV)).encode())
    return root / "build/mkdocs.yml"


def beside(site: Path) -> list[str]:
    """Name what stands beside the site; a lock file and the tree is all that should."""
    return sorted(path.name for path in site.parent.iterdir())


CLEAN = [".site.lock", "build", "site"]
