"""What a page would load from another host is found, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiskills.third_parties import third_party_problems

ELSEWHERE = "https://example.com/a.png"


@pytest.mark.parametrize(
    "markup",
    [
        f'<img src="{ELSEWHERE}">',
        f"<img src='{ELSEWHERE}'>",
        f"<img srcset='{ELSEWHERE} 2x'>",
        f'<img src="a.png" srcset="a.png 1x, {ELSEWHERE} 2x">',
        f'<div style="background: url({ELSEWHERE})">',
        f"<div style='background: url({ELSEWHERE})'>",
        f"<div style='background: url(\"{ELSEWHERE}\")'>",
        f'<div style="background: url(&quot;{ELSEWHERE}&quot;)">',
        f"<div style = \"background: url('{ELSEWHERE}')\">",
    ],
)
def test_what_would_be_loaded_is_found(markup: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(markup, encoding="utf-8")

    (problem,) = third_party_problems(tmp_path, tmp_path / "docs", "docs")

    assert problem.message == f"the site would load {ELSEWHERE} from another host"


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="{ELSEWHERE}" style="color: red">',
        '<img src="a.png" srcset="a.png 1x, b//c.png 2x">',
        f'<p title="{ELSEWHERE}" style="background: url(a.png)">',
        f"<code>&lt;img src={ELSEWHERE}&gt;</code>",
    ],
)
def test_links_and_own_files_are_fine(markup: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(markup, encoding="utf-8")

    assert not list(third_party_problems(tmp_path, tmp_path / "docs", "docs"))
