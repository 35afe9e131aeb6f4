"""Where `compare` may write its list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import wikiskills


@pytest.mark.parametrize("into", ["after", "after/changes", "before/changes/of/today"])
def test_a_list_within_a_site_is_refused(tmp_path: Path, into: str) -> None:
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")

    sites = (str(tmp_path / name) for name in ("before", "after"))
    result = wikiskills(tmp_path, "compare", *sites, "--into", str(tmp_path / into))

    assert (result.exit_code, "E961 the list would stand within a site" in result.stderr) == (1, True)
    assert [path.name for path in (tmp_path / "after").iterdir()] == ["sitemap.xml"]
