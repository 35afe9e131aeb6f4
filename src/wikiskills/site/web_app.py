"""What browsers read to install the site as an app: name, language, colours, picture."""

from __future__ import annotations

import json

from wikiskills.render.fragment import Asset
from wikiskills.site.context import Context
from wikiskills.site.model import PAPER


def make_web_app(context: Context) -> Asset:
    """Make the manifest, as https://www.w3.org/TR/appmanifest/ has it. All addresses are relative to it."""
    course, words = context.curriculum.course, context.words
    manifest = {
        "name": str(course.title),
        "description": str(course.tagline),
        "lang": words.language,
        "dir": words.direction,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{"src": "assets/favicon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    return Asset("manifest.webmanifest", (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())
