"""Change single values in a YAML text by hand, so that comments and all formatting stay."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from wikiskills.yaml_nodes import child


def item_with(node: yaml.Node | None, key: str, value: str) -> yaml.Node | None:
    """Give the first item of a list of mappings whose `key` is `value`."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return next((item for item in items if _text(child(item, key)) == value), None)


def replace_values(text: str, changes: Iterable[tuple[yaml.Node, str]]) -> str:
    """Write new values in the places of nodes; each is written as it is, so quote what needs it."""
    for node, value in sorted(changes, key=lambda change: change[0].start_mark.index, reverse=True):
        text = f"{text[: node.start_mark.index]}{value}{text[node.end_mark.index :]}"
    return text


def _text(node: yaml.Node | None) -> str | None:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else None
