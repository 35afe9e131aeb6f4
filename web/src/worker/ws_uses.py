"""What a learner's code takes from around it, told before it runs: so that only this is loaded and prepared."""

import ast
import dis
import json
from collections.abc import Iterator
from types import CodeType

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
_STORES = {"STORE_NAME", "STORE_GLOBAL"}


def uses_of(code: str) -> str:
    """Give, as JSON, the names that code reads but does not set before, the modules that it imports, its attributes.

    Code that Python cannot read uses nothing: its run tells what is wrong with it.
    """
    found: dict[str, set[str]] = {"names": set(), "modules": set(), "attributes": set()}
    try:
        compiled = compile(code, "", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    else:
        for kind, name in _read(compiled):
            found[kind].add(name)
    return json.dumps({kind: sorted(names) for kind, names in found.items()})


def _read(code: CodeType, around: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Read what stands on one level, then functions in it: they run when all on the top level, `around`, is set."""
    own: set[str] = set()
    around = own if around is None else around
    for step in dis.get_instructions(code):
        if step.opname in _STORES:
            own.add(step.argval)
        elif step.opname in _LOADS and step.argval not in own | around:
            yield "names", step.argval
        elif step.opname == "IMPORT_NAME" and step.argval:
            yield "modules", step.argval.partition(".")[0]
        elif step.opname in {"LOAD_ATTR", "LOAD_METHOD"}:
            yield "attributes", step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _read(constant, around)
