"""What expressions of a lesson stand for, as far as that can be read: names of functions, texts, keys and values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikiskills.policy.lesson_code import LessonCode

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for a part that is known only when the program runs."""
_DEEPEST = 20
_KEEPING = {"strip", "lstrip", "rstrip", "lower", "encode", "removesuffix", "removeprefix", "expanduser"}
_FIELD = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[-+ #0-9.]*[sdrfgx]")


def name_of(code: LessonCode, node: ast.AST, depth: int = 0) -> str:
    """Name what an expression is, as in `requests.Session().get` or `site.pages[]`; empty where that is not known."""
    if depth > _DEEPEST:
        return ""
    if node not in code.names:
        owner, ending = _owner(code, node)
        name = name_of(code, owner, depth + 1) if isinstance(owner, ast.AST) else owner
        code.names[node] = name and name + ending
    return code.names[node]


def _owner(code: LessonCode, node: ast.AST) -> tuple[ast.AST | str, str]:
    """Give what an expression is named after, and what its own name adds to that."""
    match node:
        case ast.Name():
            binding = code.binding(node)
            return binding.imported or binding.value or "", "[]" if binding.is_element else ""
        case ast.Attribute(value=value, attr=attribute):
            return value, f".{attribute}"
        case ast.Call(func=value):
            return value, "()"
        case ast.Subscript(value=value):
            return value, "[]"
        case ast.Await(value=value):
            return value, ""
    return "", ""


def text_of(code: LessonCode, node: ast.AST | None, depth: int = 0) -> str | None:
    """Give the text that an expression makes, with a `HOLE` for what is not known; None where it may be no text."""
    if node is None or depth > _DEEPEST:
        return None
    text: str | None = None
    match node:
        case ast.Constant(value=str()):
            text = str(node.value)
        case ast.JoinedStr(values=parts):
            text = "".join(_part(code, part, depth + 1) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            known = text_of(code, left, depth + 1), text_of(code, right, depth + 1)
            text = None if known == (None, None) else "".join(HOLE if part is None else part for part in known)
        case ast.BinOp(left=left, op=ast.Mod()):
            text = _with_holes(text_of(code, left, depth + 1))
        case ast.Call(func=ast.Attribute(value=value, attr=method)):
            text = _method(text_of(code, value, depth + 1), method)
        case ast.Name():
            binding = code.binding(node)
            text = None if binding.is_element else text_of(code, binding.value, depth + 1)
    return text


def _part(code: LessonCode, part: ast.expr, depth: int) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(inner, ast.Name):
        inner = code.binding(inner).value or inner
    if isinstance(inner, ast.Constant) and isinstance(inner.value, int):
        return str(inner.value)
    text = text_of(code, inner, depth)
    return HOLE if text is None else text


def _method(text: str | None, method: str) -> str | None:
    if text is None or method in _KEEPING:
        return text
    return _with_holes(text) if method == "format" else HOLE if method in {"join", "replace"} else None


def _with_holes(text: str | None) -> str | None:
    return None if text is None else _FIELD.sub(HOLE, text)


@dataclass(frozen=True)
class Keys:
    """Values by key; `whole` says whether there can be no others."""

    values: dict[str, ast.expr]
    whole: bool = True

    def __or__(self, other: Keys | None) -> Keys:
        return (
            Keys(self.values, whole=False)
            if other is None
            else Keys(self.values | other.values, self.whole and other.whole)
        )


def keys_of(code: LessonCode, node: ast.AST | None, depth: int = 0) -> Keys | None:
    """Give the keys of a dictionary, those that are set later among them; None where nobody knows."""
    if node is None or depth > _DEEPEST:
        return None
    match node:
        case ast.Dict(keys=keys, values=values):
            found = Keys({})
            for key, value in zip(keys, values, strict=True):
                found |= keys_of(code, value, depth + 1) if key is None else _one(text_of(code, key), value)
            return found
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            return keywords_of(code, keywords, depth)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return (keys_of(code, left, depth + 1) or Keys({}, whole=False)) | keys_of(code, right, depth + 1)
        case ast.Name():
            binding = code.binding(node)
            known = None if binding.is_element else keys_of(code, binding.value, depth + 1)
            return None if known is None else known | keys_set_on(code, ast.unparse(node), depth + 1)
    return None


def keywords_of(code: LessonCode, keywords: list[ast.keyword], depth: int = 0) -> Keys:
    """Give the keywords of a call, those behind `**` among them."""
    found = Keys({})
    for keyword in keywords:
        found |= keys_of(code, keyword.value, depth + 1) if keyword.arg is None else _one(keyword.arg, keyword.value)
    return found


def _one(key: str | None, value: ast.expr) -> Keys | None:
    return None if key is None or HOLE in key else Keys({key: value})


def keys_set_on(code: LessonCode, owner: str, depth: int = 0) -> Keys:
    """Give the keys that the lesson sets on something, named as it is written: `owner[...] = ...`, `owner.update`."""
    found = Keys({})
    for node in code.nodes:
        for part in _settings(code, node, owner, depth):
            found |= part
    return found


def _settings(code: LessonCode, node: ast.AST, owner: str, depth: int) -> Iterator[Keys | None]:
    match node:
        case ast.Assign(targets=[ast.Subscript(value=value, slice=key)], value=new) if ast.unparse(value) == owner:
            yield _one(text_of(code, key), new)
        case ast.Assign(targets=[ast.Attribute() as target], value=new) if ast.unparse(target) == owner:
            yield keys_of(code, new, depth + 1)
        case ast.AugAssign(target=target, op=ast.BitOr(), value=new) if ast.unparse(target) == owner:
            yield keys_of(code, new, depth + 1)
        case ast.Call(func=ast.Attribute(value=value, attr="update"), args=args) if ast.unparse(value) == owner:
            yield from (keys_of(code, argument, depth + 1) for argument in args)
            yield keywords_of(code, node.keywords, depth + 1)


def argument(call: ast.Call, position: int, *names: str) -> ast.expr | None:
    """Give the argument of a call that stands at a position or has one of these names."""
    named = next((keyword.value for keyword in call.keywords if keyword.arg in names), None)
    return named or next((arg for arg in call.args[position : position + 1] if not isinstance(arg, ast.Starred)), None)


def outermost_texts(code: LessonCode, *words: str) -> Iterator[tuple[ast.expr, str]]:
    """Give the texts of a lesson, each as large as it is put together, but for documentation.

    None where no text that stands in the code holds one of the `words`, which are in lower case.
    """
    if not any(word in text for text in code.written_texts for word in words):
        return
    for node in code.nodes:
        if not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp | ast.Call):
            continue
        parent = code.parents[node]
        if isinstance(parent, ast.Expr) or _is_part_of_text(code, node, parent):
            continue
        text = text_of(code, node)
        if text is not None:
            yield node, text


def _is_part_of_text(code: LessonCode, node: ast.expr, parent: ast.AST) -> bool:
    if isinstance(parent, ast.JoinedStr | ast.FormattedValue):
        return True
    if isinstance(parent, ast.Attribute):
        parent = code.parents[parent]
    is_kind = isinstance(parent, ast.BinOp | ast.Call) and node not in getattr(parent, "args", [])
    return is_kind and text_of(code, parent) is not None
