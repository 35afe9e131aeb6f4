"""The policy allows what the theme needs and nothing that a text could bring; pages have it, and a file for hosts."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from wikiskills.content_policy import HEADERS, policy_of, script_problems, secure_site
from wikiskills.errors import Location
from wikiskills.lean_pages import lean
from wikiskills.writer import write_file

PAGE = '<!doctype html>\n<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def script_sources(policy: str) -> list[str]:
    (sources,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    return sources.split()[1:]


def hash_of(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_inline_scripts_run_by_their_hash() -> None:
    pages = [PAGE.format(head=f"<script>{code}</script>", body="") for code in ("a < 1", "b\n  2", "a < 1")]
    assert script_sources(policy_of(pages)) == [
        "'self'",
        "'wasm-unsafe-eval'",
        *sorted(map(hash_of, ("a < 1", "b\n  2"))),
    ]


@pytest.mark.parametrize(
    "script",
    [
        '<script src="a.js" defer></script>',
        '<script type="application/ld+json">{}</script>',
        '<script id="__config" type="application/json">{}</script>',
    ],
)
def test_files_and_data_need_no_hash(script: str) -> None:
    assert script_sources(policy_of([PAGE.format(head="", body=script)])) == ["'self'", "'wasm-unsafe-eval'"]


@pytest.mark.parametrize("attributes", ["", ' type="module"', " type=text/javascript", " data-src='x'"])
def test_all_that_runs_needs_one(attributes: str) -> None:
    page = PAGE.format(head="", body=f"<SCRIPT{attributes}>go()</SCRIPT>")
    assert hash_of("go()") in script_sources(policy_of([page]))


def test_a_script_in_a_text_is_not_allowed(tmp_path: Path) -> None:
    body = "<article class='x'><p>1</p><script>steal()</script></article><script>theme()</script>"
    write_file(tmp_path / "a/index.html", PAGE.format(head="", body=body).encode())
    write_file(tmp_path / "b/index.html", PAGE.format(head="", body="<article>ok</article>").encode())
    secure_site(tmp_path)
    text = (tmp_path / "a/index.html").read_text(encoding="utf-8")
    assert hash_of("theme()") in text
    assert hash_of("steal()") not in text
    (problem,) = script_problems(tmp_path, lambda page: Location(page.as_posix()))
    assert (problem.where, problem.code) == (Location("a/index.html"), "E871")


def test_every_page_has_the_same_policy_before_anything_else(tmp_path: Path) -> None:
    for name, code in (("index.html", "one()"), ("deep/down/index.html", "two()")):
        write_file(tmp_path / name, PAGE.format(head=f"<script>{code}</script>", body="").encode())
    secure_site(tmp_path)
    policy = policy_of(["<script>one()</script><script>two()</script>"])
    meta = f'<head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}"><script>'
    assert [meta in path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")] == [True, True]


def test_hosts_find_the_policy_with_what_only_headers_can_say(tmp_path: Path) -> None:
    write_file(tmp_path / "index.html", PAGE.format(head="", body="").encode())
    secure_site(tmp_path)
    lines = (tmp_path / HEADERS).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["/*", f"  Content-Security-Policy: {policy_of(())}; frame-ancestors 'self'"]
    assert "frame-ancestors" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_nothing_runs_that_is_not_listed() -> None:
    policy = policy_of(())
    assert policy.startswith("default-src 'none'; ")
    assert "'unsafe-inline'" not in " ".join(script_sources(policy))
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("page", "leaner"),
    [
        ("<p>a\n   b</p>\n\n\n<p>c</p>", "<p>a\nb</p>\n<p>c</p>"),
        ("<p>a  b</p>", "<p>a  b</p>"),
        ("<i>\n  <pre>\n  x\n\n  y</pre>\n  </i>", "<i>\n<pre>\n  x\n\n  y</pre>\n</i>"),
        ("<textarea>\n\n a</textarea>", "<textarea>\n\n a</textarea>"),
        ("<script>\n\n 'a\\\n  b'</script>\n\n<pres>\n  x", "<script>\n\n 'a\\\n  b'</script>\n<pres>\nx"),
        ("\n\n<!doctype html>\n", "<!doctype html>\n"),
    ],
)
def test_white_space_goes_where_nobody_sees_it(page: str, leaner: str) -> None:
    assert lean(page) == leaner
    assert lean(leaner) == leaner
