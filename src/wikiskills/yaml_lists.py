"""Add an item to a list in a YAML text by hand, so that comments and all formatting stay."""

from __future__ import annotations

import yaml

from wikiskills.yaml_nodes import child, is_null


def ids_in(node: yaml.Node | None) -> list[str]:
    """List the ids of a list: its texts, or the values of 'id' in its items."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    found = (item if isinstance(item, yaml.ScalarNode) else child(item, "id") for item in items)
    return [str(item.value) for item in found if isinstance(item, yaml.ScalarNode)]


def add_id(text: str, node: yaml.Node, item: str) -> str:
    """Add `item` to a list of short texts, or to the nothing in its place, in the style of the list."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start].rstrip()} [{item}]{text[end:]}"
    last = node.value[-1].end_mark.index
    if node.flow_style:
        return f"{text[:last]}, {item}{text[last:]}"
    line_end = text.find("\n", last) if "\n" in text[last:] else len(text)
    return f"{text[:line_end]}\n{' ' * node.start_mark.column}- {item}{text[line_end:]}"


def add_block(text: str, root: yaml.Node, key: str, item: str) -> str | None:
    """Add the lines of `item`, which begin with '  - ', to the list `key` of a mapping; None where it cannot."""
    node = child(root, key)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    if node is None:
        return f"{text.rstrip()}\n{key}:\n{item}"
    if is_null(node) or (isinstance(node, yaml.SequenceNode) and not node.value):
        line, _, rest = text[node.end_mark.index :].partition("\n")
        return f"{text[: node.start_mark.index].rstrip()}{line.rstrip()}\n{item}{rest}"
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        return None
    lines = text.splitlines(keepends=True)
    above, below = lines[: _last_line(node) + 1], lines[_last_line(node) + 1 :]
    indent = " " * node.start_mark.column
    block = "".join(f"{indent}{line[2:]}" for line in item.splitlines(keepends=True))
    return f"{''.join(above).rstrip(chr(10))}\n\n{block}{''.join(below)}"


def _last_line(node: yaml.Node) -> int:
    """Give the last line, from 0, on which something of a node stands."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line))
    if not isinstance(node, yaml.CollectionNode) or not node.value or node.flow_style:
        return int(node.end_mark.line)
    item = node.value[-1]
    return _last_line(item[1] if isinstance(item, tuple) else item)
