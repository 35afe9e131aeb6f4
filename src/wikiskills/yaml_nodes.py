"""YAML as nodes that know their line and column, and what a message says about them."""

from __future__ import annotations

from typing import Any

import yaml

from wikiskills.errors import Location, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50  # no outline nests deeper than ten levels
_LONGEST = 60


def compose(source: str, path: str, problems: list[Problem]) -> yaml.Node | None:
    """Parse one YAML document; a syntax error becomes a problem with its line and column."""
    try:
        _reject_deep_nesting(source)
        node: yaml.Node | None = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, source, path))
        return None
    if node is None:
        problems.append(
            Problem(Location(path, 1, 1), "E202", "the file is empty", "write its keys, as the manual shows them")
        )
    return node


def _reject_deep_nesting(source: str) -> None:
    """Stop before the parser, which recurses in C, overflows its stack."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(None, None, "lists and keys nest too deep", mark)


def _syntax_problem(error: yaml.YAMLError, source: str, path: str) -> Problem:
    """Say where the mistake is made: for a quote or bracket never closed that is where it opens, not the file's end."""
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", error)).removeprefix("but ")
    mark: Any = getattr(error, "problem_mark", None)
    context: Any = getattr(error, "context_mark", None)
    opened = ("end of stream" in reason or "expected ',' or" in reason) and context and context.line < mark.line
    mark = context if opened or "expected ':'" in reason else mark
    lines = source.split("\n")
    where = Location(path, min(mark.line + 1, len(lines)), mark.column + 1) if mark else Location(path, 1, 1)
    if opened:
        hint = "close the quote or bracket that opens here"
    elif lines[where.line - 1][where.column - 1 : where.column] == "\t":
        hint = "indent with spaces, not tabs"
    else:
        hint = next(
            (hint for words, hint in _SYNTAX_HINTS.items() if words in reason), "check indentation, quotes and colons"
        )
    return Problem(where, "E201", f"not valid YAML: {reason}", hint)


_SYNTAX_HINTS = {
    "cannot start any token": "put quotes around text that begins with a sign such as @ % `",
    "mapping values": "put quotes around text that holds a colon and a space",
    "undefined alias": "put quotes around text that begins with *",
    "expected ':'": "write 'key: value', or '- item' in a list",
    "expected ','": "put commas between the items, and quotes around text that holds brackets",
    "another document": "keep one; a line '---' begins another one",
}


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Give the value of `key` in a mapping; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None


def is_null(node: yaml.Node) -> bool:
    """Tell whether nothing is written where a value may stand."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def describe(node: yaml.Node) -> str:
    """Say in a message what stands in place of what was expected."""
    if not node.tag.startswith("tag:yaml.org"):
        return f"something with the tag {node.tag}"
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(node.value.split())
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
        return "nothing" if is_null(node) else f"'{text}'"
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys and values"
