"""Calls and values, read from their syntax: what a method does to its object, where a value comes from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from wikiskills.browser.scopes import root_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHANGING = _words(
    "add append appendleft clear discard extend insert pop popitem popleft read readline remove reverse "
    "seek send setdefault shuffle sort update write"
)
"""Methods that change their object although they may stand within an expression."""
_PASSING_ON = _words("chain enumerate filter islice iter list map reversed set sorted tuple zip")
"""Functions that hand out what they are given."""
_ITERATORS = _words("chain count cycle enumerate filter islice iter map open reversed zip")
_GENERATORS = _words("Random RandomState default_rng")
"""Functions whose results change by being used."""
_HANDING_OUT = _words("get items setdefault values")
WRITING = _words("dump mkdir save savez to_csv to_json to_parquet to_pickle write_bytes write_text")
SETTINGS = {"rcParams", "rc", "set_theme", "seed", "use"}
_SHOWING = _words(
    "agg all any apply astype corr count describe diff dropna fillna filter_templates first format get "
    "groupby head idxmax idxmin info isna items join keys last max mean median memory_usage min nlargest "
    "notna nsmallest nunique pct_change pivot_table plot quantile query rank reindex rename resample "
    "reset_index rolling round sample sort_index sort_values std strftime strip sum tail to_frame "
    "to_string transpose unique value_counts values var"
)
"""Methods that change nothing, which end a cell so that their result is shown."""


def last_name(call: ast.Call) -> str:
    """Give the name of what is called, without what stands before its last dot."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def only_shows(call: ast.Call) -> bool:
    """Tell whether a call that ends a cell is there for its result only."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in _SHOWING
        and not any(keyword.arg == "inplace" for keyword in call.keywords)
    )


def is_consumed(value: ast.expr) -> bool:
    """Tell whether a value changes by being used, as iterators and random generators do."""
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.GeneratorExp)
    return last_name(value) in (_ITERATORS | _GENERATORS if isinstance(value.func, ast.Name) else _GENERATORS)


def parts_of(value: ast.expr) -> Iterator[str]:
    """Name the objects of which a value may be a part, or that may be parts of it: what no function made anew."""
    children: list[ast.AST] = []
    if isinstance(value, ast.Name | ast.Attribute | ast.Subscript):
        yield from filter(None, [root_of(value)])
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        children = [value.func.value, *value.args] if value.func.attr in _HANDING_OUT else []
    elif isinstance(value, ast.Call):
        children = [*value.args] if last_name(value) in _PASSING_ON else []
    else:
        children = list(ast.iter_child_nodes(value))
    for child in children:
        yield from parts_of(child) if isinstance(child, ast.expr) else ()


def opens_to_write(call: ast.Call) -> bool:
    """Tell whether a call of `open` may write the file."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    modes = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return any(set(mode) <= set("rwxabt+") and set(mode) & set("wxa") for mode in modes)
