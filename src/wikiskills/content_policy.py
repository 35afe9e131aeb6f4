"""A strict Content-Security-Policy for a finished site, in each page and as a header for hosts that send headers.

Pages load only what the site itself holds. Inline scripts run where their hash is listed: those that the theme wrote.
A script in the text of a page would not run, so it is an error. WebAssembly may be compiled: Python in the browser is.

Style attributes are allowed: outputs of tables and figures have them, and so has Material. Style elements are allowed
as well, since the editor of the exercises makes them as it starts, and older browsers know no difference of the two.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from wikiskills.errors import Location, Problem

HEADERS = "_headers"
"""Name of the file that Netlify, Cloudflare Pages and others read; for other hosts it is the pattern to copy."""
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'{hashes}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
)
_ONLY_IN_HEADERS = "frame-ancestors 'self'"
_OTHER_HEADERS = ("X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin")
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(
    r"""\s(?:src\s*=|type\s*=\s*["']?(?!module|text/javascript|application/javascript)\w)""", re.IGNORECASE
)
_TEXT = re.compile(r"<article\b.*?</article>", re.DOTALL | re.IGNORECASE)
_START = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)


def secure_site(site: Path) -> None:
    """Put the policy into every page in the folder of a site, and write the file of headers.

    The policy is the same for all: pages that Material shows without a reload live under that of the first one.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    policy = policy_of(pages.values())
    for path, text in pages.items():
        path.write_text(_with_policy(text, policy), encoding="utf-8", newline="\n")
    headers = (f"Content-Security-Policy: {policy}; {_ONLY_IN_HEADERS}", *_OTHER_HEADERS)
    lines = ["/*", *(f"  {header}" for header in headers)]
    (site / HEADERS).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def policy_of(pages: Iterable[str]) -> str:
    """Give the policy under which the inline scripts of pages run; the same pages give the same text."""
    codes = {code for page in pages for code in _inline_scripts(_TEXT.sub("", page))}
    hashes = sorted(f" 'sha256-{_sha256(code)}'" for code in codes)
    return "; ".join(_DIRECTIVES).format(hashes="".join(hashes))


def script_problems(site: Path, place: Callable[[Path], Location]) -> Iterator[Problem]:
    """Give a problem for each script in the text of a page; `place` tells what a page of the site was made from."""
    for path in sorted(site.rglob("*.html")):
        for text in _TEXT.findall(path.read_text(encoding="utf-8")):
            if any(_SCRIPT.finditer(text)):
                hint = "take it out: scripts of the site belong to the theme"
                where = place(path.relative_to(site))
                yield Problem(where, "E871", "a script stands in the text, and would not run on the page", hint)


def _inline_scripts(text: str) -> Iterator[str]:
    return (match["code"] for match in _SCRIPT.finditer(text) if not _NOT_RUN.search(match["attributes"]))


def _sha256(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _with_policy(page: str, policy: str) -> str:
    """Put the policy behind the declaration of the encoding: it counts for what comes after it."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _START.sub(lambda match: f"{match[0]}\n{meta}", page, count=1)
