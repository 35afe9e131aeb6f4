"""Names in a piece of Python: at the root of an expression, in a target, bound by a statement, local to a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def root_of(node: ast.expr) -> str | None:
    """Name at the root of an expression such as `name.attribute[key].method()`; None where there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call | ast.Await):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def names_in(node: ast.AST) -> Iterator[str]:
    """Give every name in an expression or target."""
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name))


def bound_surely(statement: ast.stmt) -> Iterator[str]:
    """Name what a statement binds whatever happens; what stands in branches and loops is not among it."""
    match statement:
        case ast.Assign():
            for target in statement.targets:
                yield from _targets(target)
        case ast.AnnAssign() if statement.value:
            yield from _targets(statement.target)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield statement.name
        case ast.Import() | ast.ImportFrom():
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in statement.names)
        case ast.With() | ast.AsyncWith():
            for part in statement.body:
                yield from bound_surely(part)


def _targets(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _targets(part)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value)


def own_names(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> frozenset[str]:
    """Name what is local to a function: its arguments, and what its body binds without declaring it global."""
    own = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    declared: set[str] = set()
    for part in _body_of(node):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            own.add(part.id)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            own.add(part.name)
        elif isinstance(part, ast.Import | ast.ImportFrom):
            own |= {(alias.asname or alias.name).partition(".")[0] for alias in part.names}
        elif isinstance(part, ast.ExceptHandler) and part.name:
            own.add(part.name)
        elif isinstance(part, ast.Global):
            declared |= set(part.names)
    return frozenset(own - declared)


def _body_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Iterator[ast.AST]:
    """Walk the body of a function without the functions in it."""
    left: list[ast.AST] = list(node.body) if isinstance(node.body, list) else [node.body]
    while left:
        part = left.pop()
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            left.extend(ast.iter_child_nodes(part))
