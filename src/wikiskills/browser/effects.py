"""What one statement of a lesson does to the names of its namespace, read from its syntax alone.

Where syntax cannot tell, it errs towards more: a cell that is run for nothing costs a moment, a cell that is missing
breaks an exercise.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from dataclasses import dataclass, field

from wikiskills.browser.calls import (
    CHANGING,
    SETTINGS,
    WRITING,
    is_consumed,
    last_name,
    only_shows,
    opens_to_write,
    parts_of,
)
from wikiskills.browser.scopes import bound_surely, names_in, own_names, root_of

BUILTINS = frozenset(dir(builtins)) | {"display", "get_ipython"}
_Sets = defaultdict[str, set[str]]


@dataclass
class Effects:
    """What a statement does, by the names of the lesson's namespace."""

    loads: set[str] = field(default_factory=set)
    """Names whose value it needs where it stands."""
    later: set[str] = field(default_factory=set)
    """Names that functions in it need whenever they are called."""
    binds: set[str] = field(default_factory=set)
    """Names that it may bind."""
    surely: frozenset[str] = frozenset()
    """Names that it binds in any case."""
    changes: set[str] = field(default_factory=set)
    """Names whose object it may change."""
    bare: _Sets = field(default_factory=lambda: defaultdict(set))
    """Roots of calls whose result nobody uses, as in `ax.plot(x)`, with the names that they are given."""
    given: _Sets = field(default_factory=lambda: defaultdict(set))
    """Functions that are called by their name, with the names that they are given."""
    parts: _Sets = field(default_factory=lambda: defaultdict(set))
    """For a name that it binds, the names of which the new value may be a part."""
    made_by: _Sets = field(default_factory=lambda: defaultdict(set))
    """For a name that it binds, the names at the root of its value, as `plt` in `fig, ax = plt.subplots()`."""
    consumed: set[str] = field(default_factory=set)
    """Names that it binds to something which changes by being used, such as an iterator."""
    modules: set[str] = field(default_factory=set)
    """Names that it imports of libraries that draw."""
    changing_functions: set[str] = field(default_factory=set)
    """Functions that it defines which change what they are given."""
    writes_files: bool = False


def effects_of(statement: ast.stmt) -> Effects:
    """Read what a statement on the top level of a cell does."""
    found = Effects()
    _Reader(found).visit(statement)
    found.surely = frozenset(bound_surely(statement))
    found.loads -= BUILTINS
    found.later -= BUILTINS
    return found


class _Reader(ast.NodeVisitor):
    """Adds to `found` what the nodes do that it visits.

    `local` are names of functions and comprehensions around, which hide those of the lesson. `later`: within a
    function.
    """

    def __init__(self, found: Effects, local: frozenset[str] = frozenset(), *, later: bool = False) -> None:
        self.found, self.local, self.later = found, local, later

    def visit_Name(self, node: ast.Name) -> None:
        kinds = {ast.Store: self.found.binds, ast.Del: self.found.changes}
        loads = self.found.later if self.later else self.found.loads
        if node.id not in self.local:
            kinds.get(type(node.ctx), loads).add(node.id)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    visit_Subscript = visit_Attribute

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._change(node.target)
        self.visit(ast.Name(root_of(node.target) or "None", ast.Load()))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._give(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign | ast.NamedExpr) -> None:
        if node.value:
            self._give(node.target, node.value)
        self.generic_visit(node)

    visit_NamedExpr = visit_AnnAssign

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._give(node.target, node.iter)
        self.found.consumed -= set(names_in(node.target))
        self.visit(node.iter)
        self.visit(node.target)
        self._visit_block(node.body, set(names_in(node.target)))
        self._visit_block(node.orelse, set())

    visit_AsyncFor = visit_For

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item)
        targets = [item.optional_vars for item in node.items if item.optional_vars]
        self._visit_block(node.body, {name for target in targets for name in names_in(target)})

    visit_AsyncWith = visit_With

    def visit_If(self, node: ast.If | ast.While) -> None:
        self.visit(node.test)
        self._visit_block(node.body, set())
        self._visit_block(node.orelse, set())

    visit_While = visit_If

    def _visit_block(self, statements: list[ast.stmt], bound: set[str]) -> None:
        """Visit statements that run one after another: what one of them surely binds, the next need not find."""
        for statement in statements:
            before = set(self.found.loads)
            self.visit(statement)
            self.found.loads = before | (self.found.loads - bound)
            bound |= set(bound_surely(statement))

    def visit_withitem(self, node: ast.withitem) -> None:
        if node.optional_vars:
            self._give(node.optional_vars, node.context_expr)
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.found.binds |= {node.name or ""} - self.local - {""}
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        self.found.binds |= {node.name or ""} - self.local - {""}
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            self.found.binds |= {name} - self.local
            source = getattr(node, "module", None) or alias.name
            if source.partition(".")[0] in ("matplotlib", "seaborn"):
                self.found.modules.add(name)

    visit_ImportFrom = visit_Import

    def visit_Expr(self, node: ast.Expr) -> None:
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        name = root_of(value)
        if isinstance(value, ast.Call) and name and name not in BUILTINS | self.local and not only_shows(value):
            self.found.bare[name] |= self._given(value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = last_name(node)
        attributes = {part.attr for part in ast.walk(node.func) if isinstance(part, ast.Attribute)}
        if attributes & SETTINGS or called in CHANGING:
            self._change(node.func)
        if called in {"next", "setattr", "delattr", "shuffle"}:
            self.found.changes |= self._given(node)
        if isinstance(node.func, ast.Name) and called not in self.local:
            self.found.given[called] |= self._given(node)
        self.found.writes_files |= called in WRITING or (called == "open" and opens_to_write(node))
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.found.binds |= {node.name} - self.local
        for outside in (*node.decorator_list, node.args):
            self.visit(outside)
        self._enter(node, *node.body)
        if self._changes_arguments(node):
            self.found.changing_functions.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._enter(node, node.body)

    def visit_arg(self, node: ast.arg) -> None:
        """Pass over arguments: an annotation is not worth a cell."""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.found.binds |= {node.name} - self.local
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        own = frozenset(name for part in node.body for name in bound_surely(part))
        inner = _Reader(self.found, self.local | own, later=self.later)
        for part in node.body:
            inner.visit(part)

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        self.visit(node.generators[0].iter)
        own = frozenset(name for part in node.generators for name in names_in(part.target))
        inner = _Reader(self.found, self.local | own, later=self.later)
        inner.generic_visit(node)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def _enter(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, *body: ast.AST) -> None:
        """Read the body of a function, which runs when it is called."""
        inner = _Reader(self.found, self.local | own_names(node), later=True)
        for part in body:
            inner.visit(part)

    def _changes_arguments(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        arguments = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
        inner = Effects()
        for part in node.body:
            _Reader(inner).visit(part)
        return bool(
            arguments & {*inner.changes, *inner.bare, *(name for names in inner.bare.values() for name in names)}
        )

    def _change(self, node: ast.expr) -> None:
        self.found.changes |= {root_of(node) or ""} - self.local - {""}

    def _given(self, call: ast.Call) -> set[str]:
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        roots = {root_of(value) for value in values if not isinstance(value, ast.Call)}
        return {name for name in roots if name} - self.local

    def _give(self, target: ast.expr, value: ast.expr) -> None:
        """Note where the value comes from that names in `target` get."""
        root = root_of(value)
        for name in names_in(target):
            self.found.parts[name] |= set(parts_of(value))
            self.found.made_by[name] |= {root} if root else set()
        if isinstance(target, ast.Name) and is_consumed(value):
            self.found.consumed.add(target.id)
