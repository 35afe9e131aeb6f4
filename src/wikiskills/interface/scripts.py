"""The words that the scripts of the pages show, as a script of its own that stands before them."""

from __future__ import annotations

import json

from wikiskills.interface.words import Words

GROUPS = ("units", "table", "code", "answers", "marks", "progress", "keep", "filters", "runner", "stages", "errors")


def words_script(words: Words) -> bytes:
    """Write assets/interface.js: the texts by group and key, and the tag by which browsers write numbers."""
    tag = str(words.locale).replace("_", "-")
    value = {"locale": f"{tag}-u-nu-latn", **{name: words.group(name) for name in GROUPS}}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.wikiskillsWords={text};\n".encode()
