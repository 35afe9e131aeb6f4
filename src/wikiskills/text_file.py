"""Read source files as text: UTF-8, lines that end in a newline, nothing that an editor does not show."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from wikiskills.errors import Location, Problem

_INVISIBLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def read_text_file(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Read the file at `path` (shown as `name`); None where it is missing or not plain text, why in `problems`.

    A byte order mark and Windows line ends are taken off, so that one line is one line for every later reader.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(Location(name), "E100", "the file is missing", f"create {name}"))
        return None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        denied = isinstance(error, PermissionError)
        hint = "give your user the right to read it" if denied else "put a text file in its place"
        problems.append(Problem(Location(name), "E101", f"the file cannot be read: {reason}", hint))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _place(data[: error.start].decode("utf-8-sig", errors="replace"), name)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        problems.append(Problem(where, "E102", message, "save the file with the encoding UTF-8"))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [_invisible(match, text, name) for match in _INVISIBLE.finditer(text)]
    problems.extend(found)
    return None if found else text


def _invisible(match: re.Match[str], text: str, name: str) -> Problem:
    character = match[0]
    label = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    return Problem(_place(text[: match.start()], name), "E103", f"an invisible character ({label})", "delete it")


def _place(before: str, name: str) -> Location:
    """Place of the character that follows the text `before`."""
    return Location(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
