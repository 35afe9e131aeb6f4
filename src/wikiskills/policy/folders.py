"""Whether a lesson stays in its folder: its data lie in `data/`, and nothing else is there on other machines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.values import HOLE, argument, name_of, text_of

_OPENS = re.compile(
    r"(?:io\.|bz2\.|gzip\.|lzma\.|tarfile\.|codecs\.)?open|(?:bz2\.BZ2|gzip\.Gzip|lzma\.LZMA|zipfile\.Zip)File"
    r"|pathlib\.(?:Pure)?(?:Posix|Windows)?Path|(?:pandas|polars)\.(?:read|scan)_\w+|duckdb\.(?:read_\w+|connect)"
    r"|numpy\.(?:load|loadtxt|genfromtxt|fromfile|memmap)|sqlite3\.connect|xml\.etree\.ElementTree\.(?:parse|iterparse)"
    r"|(?:lxml\.)?etree\.(?:parse|iterparse)|PIL\.Image\.open|matplotlib\.(?:pyplot|image)\.imread|joblib\.load"
    r"|os\.(?:listdir|scandir|walk|chdir|stat|path\.(?:expanduser|join|exists|isfile|getsize))|glob\.i?glob|sys\.path\.append"
    r"|shutil\.copy\w*|importlib\.util\.spec_from_file_location"
)
_HOME = re.compile(r"pathlib\.(?:Posix|Windows)?Path\.home")
_HARMLESS = {"/dev/null", "/dev/stdin", "/dev/stdout"}


def outside_of_the_lesson(code: LessonCode) -> Iterator[tuple[ast.AST, str]]:
    """Find files and folders that are named from the root, from the home or by '..'."""
    for call in code.calls:
        name = name_of(code, call.func)
        if _HOME.fullmatch(name):
            yield call, "this is the home folder of whoever runs the lesson"
        elif _OPENS.fullmatch(name):
            path = text_of(code, argument(call, 0, "file", "filepath_or_buffer", "path", "source", "fname"))
            if path is not None and _leads_out(path):
                yield call, f"'{path.replace(HOLE, '...')}' does not lie in the lesson's folder"


def _leads_out(path: str) -> bool:
    """Tell whether a path leads out of the folder that it starts in; addresses are no paths."""
    if re.match(r"file:", path, re.IGNORECASE):
        return True
    if "://" in path or path in _HARMLESS or not path:
        return False
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("~"):
        return True
    depth = 0
    for part in re.split(r"[/\\]", path):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False
