"""Passwords, tokens and cookies that stand in the code of a lesson."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.values import HOLE, name_of, text_of

_NAME = re.compile(
    r"(?:.*[_-])?(?:(?P<password>password|passwd|passphrase|pwd)"
    r"|(?P<secret>secret|token|api_?key|access_?key|private_?key|secret_?key|bearer|authorization|session_?id)"
    r"|(?P<cookie>cookies?|\w+session|centralauth_\w+))",
    re.IGNORECASE,
)
_SHAPES = {
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{30,}\b|\bgithub_pat_\w{30,}",
    "a token of GitLab": r"\bglpat-[\w-]{20,}",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a key of Google": r"\bAIza[\w-]{35}",
    "a token of Slack": r"\bxox[abprs]-[\w-]{10,}",
    "a token of Hugging Face": r"\bhf_[A-Za-z0-9]{30,}\b",
    "a token in the form of a JWT, as OAuth has it": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*",
    "an edit token": r"\b[0-9a-f]{32,48}\+\\",
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a password in an address": r"\b[a-z]+://[^\s/:@]+:(?!\{|<|pass|secret)[^\s/:@]{3,}@",
}
_SHAPE = {what: re.compile(pattern) for what, pattern in _SHAPES.items()}
_PLACEHOLDER = re.compile(
    rf"your|xxx|\.\.\.|\*\*\*|<|{HOLE}|example|changeme|change.me|placeholder|dummy|^(?:password|secret|token|none|\W*)$",
    re.IGNORECASE,
)
_SECRET = re.compile(r"(?:Bearer\s+)?(?=\S*[0-9])(?=\S*[A-Za-z])\S{16,}")
_LOGINS = re.compile(r"(?:mwclient|mwapi|pywikibot|requests)\b.*\.(?:login|clientlogin|HTTPBasicAuth|OAuth1)")
_SHORTEST_PASSWORD = 4
_CARRIERS = (ast.Constant, ast.Call, ast.Assign, ast.AnnAssign, ast.keyword, ast.Dict)
"""Kinds of nodes in which a credential can stand."""


def credentials(code: LessonCode) -> Iterator[tuple[ast.AST, str]]:
    """Find credentials by their shape, by the name that they get, and where a library asks for them."""
    for node in code.nodes:
        if not isinstance(node, _CARRIERS):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (
                (node, f"{what} stands in the code") for what, shape in _SHAPE.items() if shape.search(node.value)
            )
        for name, value in _named_values(code, node):
            if _is_secret(code, name, value):
                yield value, f"the value of '{name}' stands in the code"
        if isinstance(node, ast.Call) and _LOGINS.fullmatch(name_of(code, node.func)):
            yield from ((value, "a password stands in the code") for value in node.args[1:] if _is_word(code, value))


def _named_values(code: LessonCode, node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Give the values that a node names: by assignment, as a keyword, or as a key."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((name, value) for target in targets for name in _target_names(code, target))
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from ((name, value) for name in _target_names(code, target))
        case ast.keyword(arg="auth", value=ast.Tuple(elts=[_, value])):
            yield "auth", value
        case ast.keyword(arg=str() as name, value=value):
            yield name, value
        case ast.Dict(keys=keys, values=values):
            yield from ((text_of(code, key) or "", value) for key, value in zip(keys, values, strict=True))


def _target_names(code: LessonCode, target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Attribute):
        yield target.attr
    elif isinstance(target, ast.Subscript):
        yield text_of(code, target.slice) or ""


def _is_secret(code: LessonCode, name: str, value: ast.expr) -> bool:
    """Tell whether a value is a credential; a word in `token` is one only where it looks like no word."""
    if name == "auth":
        return _is_word(code, value)
    match = _NAME.fullmatch(name)
    if match is None:
        return False
    if match["password"]:
        return _is_word(code, value)
    text = text_of(code, value) if isinstance(value, ast.Constant) else None
    if text is None or _PLACEHOLDER.search(text):
        return False
    return bool(_SECRET.fullmatch(text)) or bool(match["cookie"] and re.search(r"\w=\S{8,}", text))


def _is_word(code: LessonCode, value: ast.expr) -> bool:
    """Tell whether a value is written out, and not a place to fill in."""
    text = text_of(code, value) if isinstance(value, ast.Constant) else None
    return text is not None and len(text) >= _SHORTEST_PASSWORD and not _PLACEHOLDER.search(text)
