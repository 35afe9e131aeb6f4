"""The code of a lesson as one syntax tree: lines are those of the file, and names lead to what they stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wikiskills.errors import Location
from wikiskills.percent import Cell, Role
from wikiskills.syntax import tree_of


@dataclass(frozen=True)
class Binding:
    """What a name stands for: a value, an element of a value, something imported; with none of them nobody knows."""

    statement: ast.AST
    value: ast.expr | None = None
    is_element: bool = False
    imported: str = ""


Bound = Iterator[tuple[str, Binding]]


@dataclass(frozen=True)
class LessonCode:
    """The code cells of a lesson: all nodes in no special order, what each stands in, and bindings by scope and name.

    `names` remembers what expressions are called, which several rules ask.
    """

    cells: tuple[Cell, ...]
    nodes: tuple[ast.AST, ...]
    parents: dict[ast.AST, ast.AST]
    bindings: dict[tuple[ast.AST, str], list[Binding]]
    names: dict[ast.AST, str]

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        """All calls."""
        return tuple(node for node in self.nodes if isinstance(node, ast.Call))

    @cached_property
    def written_texts(self) -> tuple[str, ...]:
        """All texts as they stand in the code, in lower case."""
        constants = (node.value for node in self.nodes if isinstance(node, ast.Constant))
        return tuple(value.lower() for value in constants if isinstance(value, str))

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Give what a node stands in, from the inside out."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def cell_at(self, line: int) -> Cell:
        """Give the cell in which a line of the file stands."""
        return next(cell for cell in reversed(self.cells) if cell.first_line <= line)

    def place(self, node: ast.AST) -> Location:
        """Give the place of a node in the lesson file."""
        line = getattr(node, "lineno", 1)
        cell = self.cell_at(line)
        text = "".join(cell.source.split("\n")[line - cell.first_line :][:1])
        column = len(text.encode()[: getattr(node, "col_offset", 0)].decode(errors="ignore")) + 1
        return Location(cell.where.path, line, column)

    def binding(self, name: ast.Name) -> Binding:
        """Find what a name stands for where it is used; a name that the lesson does not bind is Python's own."""
        for scope in (scope for scope in self.around(name) if isinstance(scope, _SCOPES)):
            found = self.bindings.get((scope, name.id), [])
            usable = [binding for binding in found if not _contains(binding.value, name, self)]
            if usable:
                return self._last(usable, name)
        return Binding(name, imported=name.id)

    def _last(self, found: Sequence[Binding], use: ast.Name) -> Binding:
        """Give the last binding above a use, where every way through the program passes it."""
        above = [binding for binding in found if _position(binding.statement) < _position(use)]
        last = above[-1] if above else found[0]
        if last.imported:
            return last
        outside = set(self.around(use))
        certain = last.statement in outside or self.parents[last.statement] in outside
        return last if certain and (above or len(found) == 1) else Binding(last.statement)


_SCOPES = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_MAGIC = re.compile(r"^(?P<indent>[ \t]*)(?:!(?P<shell>.*)|[%?].*)$", re.MULTILINE)


def read_code(cells: Sequence[Cell]) -> LessonCode:
    """Read the code cells of a lesson, without the wrong answers of its exercises.

    Shell lines become calls as IPython makes them. Cells that are no Python are left out: what is wrong with them is
    reported elsewhere.
    """
    parts = tuple(cell for cell in cells if cell.is_code and cell.role is not Role.MUTANT)
    tree = ast.Module([statement for cell in parts for statement in _statements(cell)], [])
    parents: dict[ast.AST, ast.AST] = {}
    nodes: list[ast.AST] = [tree]
    for node in nodes:  # which grows meanwhile
        children = [] if type(node) in _LEAVES else list(_children(node))
        parents.update(dict.fromkeys(children, node))
        nodes += children
    code = LessonCode(parts, tuple(nodes[1:]), parents, bindings={}, names={})
    for node in code.nodes:
        for name, binding in _BINDERS[type(node)](node) if type(node) in _BINDERS else ():
            scope = next(scope for scope in code.around(node) if isinstance(scope, _SCOPES))
            code.bindings.setdefault((scope, name), []).append(binding)
    for found in code.bindings.values():
        found.sort(key=lambda binding: _position(binding.statement))
    return code


_LEAVES = {ast.Name, ast.Constant, ast.alias, ast.Pass}
"""Kinds of nodes that have no others below them but contexts: most of a tree."""


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes right below a node, contexts apart; `ast.iter_child_nodes` asks for each field by its name."""
    for value in vars(node).values():
        if isinstance(value, list):
            yield from (part for part in value if isinstance(part, ast.AST))
        elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
            yield value


def _statements(cell: Cell) -> Sequence[ast.stmt]:
    tree = tree_of(cell.source, cell.first_line)
    if tree is None:
        tree = tree_of(_MAGIC.sub(_without_magic, cell.source), cell.first_line)
    return tree.body if tree else ()


def _without_magic(match: re.Match[str]) -> str:
    command = match["shell"]
    return match["indent"] + ("pass" if command is None else f"get_ipython().system({command!r})")


def _position(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _contains(outer: ast.AST | None, node: ast.AST, code: LessonCode) -> bool:
    return outer is not None and (outer is node or any(outer is place for place in code.around(node)))


def _imports(node: ast.Import) -> Bound:
    for alias in node.names:
        imported = alias.name if alias.asname else alias.name.partition(".")[0]
        yield alias.asname or imported, Binding(node, imported=imported)


def _imports_from(node: ast.ImportFrom) -> Bound:
    for alias in node.names:
        yield alias.asname or alias.name, Binding(node, imported=f"{node.module or ''}.{alias.name}")


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Bound:
    yield node.name, Binding(node)


def _parameter(node: ast.arg) -> Bound:
    yield node.arg, Binding(node)


def _assignment(node: ast.Assign) -> Bound:
    for target in node.targets:
        yield from _targets(target, Binding(node, node.value))


def _single_assignment(node: ast.AnnAssign | ast.NamedExpr) -> Bound:
    yield from _targets(node.target, Binding(node, node.value))


def _change(node: ast.AugAssign) -> Bound:
    yield from _targets(node.target, Binding(node))


def _loop(node: ast.For | ast.AsyncFor) -> Bound:
    yield from _targets(node.target, Binding(node, node.iter, is_element=True))


def _loops_within(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Bound:
    for loop in node.generators:
        yield from _targets(loop.target, Binding(node, loop.iter, is_element=True))


def _context(node: ast.With | ast.AsyncWith) -> Bound:
    for item in node.items:
        if item.optional_vars is not None:
            yield from _targets(item.optional_vars, Binding(node, item.context_expr))


_BINDERS: dict[type[ast.AST], Callable[[Any], Bound]] = {
    ast.Import: _imports,
    ast.ImportFrom: _imports_from,
    ast.arg: _parameter,
    ast.Assign: _assignment,
    ast.AugAssign: _change,
    **dict.fromkeys((ast.AnnAssign, ast.NamedExpr), _single_assignment),
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), _definition),
    **dict.fromkeys((ast.For, ast.AsyncFor), _loop),
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), _loops_within),
    **dict.fromkeys((ast.With, ast.AsyncWith), _context),
}


def _targets(target: ast.expr, binding: Binding) -> Bound:
    """Give the names in a target; of several names nobody knows which gets what."""
    if isinstance(target, ast.Name):
        yield target.id, binding
    elif isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _targets(part, Binding(binding.statement))
