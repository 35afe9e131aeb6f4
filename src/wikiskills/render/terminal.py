"""Text that a cell printed or raised, as a terminal would show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikiskills.execution.record import Output
from wikiskills.interface.words import Words
from wikiskills.render.markup import attributes, escape, raw_block

_MAX_LINES = 200
_MAX_CHARACTERS = 40_000
_MAX_FRAMES = 8
_ESCAPE = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][A-Z0-9]|[=>78DEHMc])")
_STYLE = re.compile(r' style="[^"]*"')
_LIBRARY = re.compile(
    r"(?:[A-Za-z]:)?(?:[/\\][^\s/\\:'\"]+){0,40}[/\\](?:site-packages|dist-packages|lib[/\\]python3\.\d+)[/\\]"
)
_WORKSPACE = re.compile(r"[^\s'\"]{0,200}[/\\]wikiskills-\w+[/\\](?:lesson[/\\])?")
_CELL = re.compile(r"^(\s*)(?:Cell In|Input In ?)\[(\d+)\](?:, line (\d+))?")
_SOURCE_NAME = re.compile(r" \((?:\d+|cell|<ipython-input[^>]*>)(?:\.py)?, line (\d+)\)$")
_NO_FRAME = re.compile(r"-{10,}$|\S+ +Traceback \(most recent call last\)$|File |\s*\[\.\.\. skipping")


def render_text(text: str, words: Words, kind: str = "", label: str = "label") -> str:
    """Write printed text as one <pre>, its colours as classes; empty where there is nothing to see.

    `kind` is 'stderr', 'error' or empty; `label` is the key of the words that tell screen readers what the box is.
    """
    text = as_terminal(text).rstrip("\n")
    if not text.strip():
        return ""
    shown, notice = _shorten(text, words)
    name = f"ws-output ws-output--{kind}" if kind else "ws-output"
    box = attributes({"class": name, "tabindex": "0", "role": "group", "aria-label": words.say(f"output.{label}")})
    return f"<pre{box}>{_coloured(shown)}{notice}</pre>"


def render_stderr(text: str, words: Words) -> str:
    """Write warnings and messages as `render_text` does, without the paths of this machine."""
    return render_text(without_machine_paths(text), words, "stderr", "messages")


def render_error(error: Output, words: Words) -> str:
    """Write an error as `render_text` does: the frames of the lesson's cells, and what the exception says."""
    from nbconvert.filters.ansi import strip_ansi  # noqa: PLC0415 - nbconvert is slow to import

    traceback = [str(entry).rstrip("\n") for entry in error["traceback"]]
    entries = [entry.strip("\n") for entry in traceback if not _NO_FRAME.match(strip_ansi(entry))]
    summary = _SOURCE_NAME.sub("", f"{error['ename']}: {error['evalue']}".rstrip(": "))
    plain = strip_ansi("\n".join(entries))
    if summary not in plain:
        entries.append(summary)
    newest = max((int(match[2]) for match in map(_CELL.match, map(strip_ansi, entries)) if match), default=0)
    shown = [_frame(entry, strip_ansi(entry), newest, words) for entry in _without_middle(entries)]
    return render_text(without_machine_paths("\n".join(shown)), words, "error", "error")


def _frame(entry: str, plain: str, newest: int, words: Words) -> str:
    """Name the cell of a frame by what the reader knows: this one, or one above."""
    match = _CELL.match(plain)
    if not match:
        return entry
    place = words.say("output.this_cell" if int(match[2]) == newest else "output.earlier_cell")
    if match[3]:
        place = words.say("output.line", place=place, line=match[3])
    head = plain.split("\n", 1)[0]
    return "\n".join([match[1] + place + head[match.end() :], *entry.split("\n")[1:]])


def _without_middle(entries: list[str]) -> list[str]:
    """Keep the first and the last frames of a deep recursion."""
    half = _MAX_FRAMES // 2
    return entries if len(entries) <= _MAX_FRAMES + 1 else [*entries[:half], "...", *entries[-half:]]


def without_machine_paths(text: str) -> str:
    """Shorten the paths of installed libraries and of the folder in which the lesson ran."""
    return _WORKSPACE.sub("", _LIBRARY.sub("", text))


def as_terminal(text: str) -> str:
    """Resolve carriage returns and backspaces as a terminal does; escape sequences other than colours go."""
    text = _ESCAPE.sub("", text.replace("\r\n", "\n"))
    if "\b" in text:
        text = _without_overstruck(text)
    return "\n".join(_overwritten(line.split("\r")) for line in text.split("\n")) if "\r" in text else text


def _without_overstruck(text: str) -> str:
    kept: list[str] = []
    for char in text:
        if char != "\b":
            kept.append(char)
        elif kept and kept[-1] != "\n":
            kept.pop()
    return "".join(kept)


def _overwritten(parts: Sequence[str]) -> str:
    """Write the parts of a line over each other; a coloured one replaces the line, as its width is unknown."""
    line = ""
    for part in parts:
        line = part if "\x1b" in part + line and part else part + line[len(part) :]
    return line


def _shorten(text: str, words: Words) -> tuple[str, str]:
    """Cut what is too long to read, and say by how much."""
    lines = text.split("\n")
    shown = "\n".join(lines[:_MAX_LINES])
    more = [words.say("output.more_lines", count=len(lines) - _MAX_LINES)] if len(lines) > _MAX_LINES else []
    if len(shown) > _MAX_CHARACTERS:
        more.insert(0, words.say("output.more_characters", count=len(shown) - _MAX_CHARACTERS))
    if not more:
        return shown, ""
    what = more[0] if len(more) == 1 else words.say("output.both", characters=more[0], lines=more[1])
    return shown[:_MAX_CHARACTERS], f'\n<span class="ws-output__cut">{words.say("output.cut", what=what)}</span>'


def _coloured(text: str) -> str:
    """Escape text and turn its ANSI colours into classes; colours outside of the terminal's sixteen are dropped."""
    if "\x1b" not in text:
        return escape("\n" + text if text.startswith("\n") else text)
    from nbconvert.filters.ansi import ansi2html, strip_ansi  # noqa: PLC0415 - nbconvert is slow to import

    try:
        html = str(ansi2html(text))
    except IndexError:  # an unfinished colour, as in "\x1b[38m"
        html = escape(strip_ansi(text))
    coloured = _STYLE.sub("", html)
    return raw_block(f"<pre>{coloured}</pre>").removeprefix("<pre>").removesuffix("</pre>")
