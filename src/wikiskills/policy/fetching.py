"""What lessons ask servers for: who asks, how much, and which version."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from wikiskills.policy.clients import agent_of, requests_of
from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.values import HOLE, argument, name_of, outermost_texts

Found = Iterator[tuple[ast.AST, str]]
"""Places in a lesson, each with what is wrong there."""

_CONTACT = re.compile(rf"@|://|\[\[|\bUser:|{HOLE}")


def unnamed_requests(code: LessonCode) -> Found:
    """Find requests to Wikimedia, or to nobody knows where, that do not say who sends them."""
    for request in requests_of(code):
        if request.is_elsewhere:
            continue
        agent = agent_of(code, request)
        if agent is None:
            yield request.call, "this request does not say who sends it"
        elif not _CONTACT.search(agent):
            yield request.call, f"the User-Agent '{agent}' of this request names nobody to write to"


_SPARQL = re.compile(
    rf"\b(?:SELECT(?:\s+DISTINCT|\s+REDUCED)?\s*[?$(*{HOLE}]|CONSTRUCT\s*\{{|DESCRIBE\s+[?$]\w).*[?$]\w.*\}}",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*$", re.MULTILINE)
_LIMIT = re.compile(rf"\bLIMIT\s+[0-9{HOLE}]", re.IGNORECASE)
_AGGREGATE = r"\(\s*(?:COUNT|SUM|AVG|MIN|MAX)\s*\((?:[^()]|\([^()]*\))*\)\s*AS\s+\?\w+\s*\)"
_ONE_ROW = re.compile(rf"\bSELECT\s+(?:{_AGGREGATE}\s*)+(?:WHERE\s*)?\{{", re.IGNORECASE)


def boundless_queries(code: LessonCode) -> Found:
    """Find SPARQL queries that may give any number of rows."""
    for node, text in outermost_texts(code, "select", "construct", "describe"):
        query = _COMMENT.sub("", text)
        if not _SPARQL.search(query) or _LIMIT.search(query):
            continue
        one_row = _ONE_ROW.search(query) and not re.search(r"\bGROUP\s+BY\b", query, re.IGNORECASE)
        open_end = HOLE in query[query.rfind("}") :]
        if not one_row and not open_end and not _goes_on(code, node):
            yield node, "this SPARQL query has no LIMIT"


def _goes_on(code: LessonCode, node: ast.expr) -> bool:
    """Tell whether a text is only a part: its name is put together with another text further down."""
    parent = code.parents[node]
    if not isinstance(parent, ast.Assign):
        return False
    names = {target.id for target in parent.targets if isinstance(target, ast.Name)}
    return any(
        isinstance(around := code.parents[use], ast.BinOp | ast.FormattedValue | ast.AugAssign)
        or (isinstance(around, ast.Attribute) and around.attr in {"format", "replace"})
        for use in code.nodes
        if isinstance(use, ast.Name) and use.id in names
    )


_CONTINUE = re.compile(r"[a-z-]*continue")


def endless_continuations(code: LessonCode) -> Found:
    """Find loops that follow `continue` as long as the server has more."""
    message = "this loop asks for more as long as there is more"
    for node in code.nodes:
        is_endless = isinstance(node, ast.While) and _continues(code, node) and not _has_bound(node)
        if is_endless or (isinstance(node, ast.For) and _is_continued(code, node.iter) and not _exits(node)):
            yield node, message


def _continues(code: LessonCode, loop: ast.While) -> bool:
    """Tell whether a loop asks for a key by which the API goes on."""
    texts = (node for node in ast.walk(loop) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return any(_CONTINUE.fullmatch(str(text.value)) and _is_key(code, text) for text in texts)


def _is_key(code: LessonCode, node: ast.Constant) -> bool:
    parent = code.parents[node]
    is_left = isinstance(parent, ast.Compare) and parent.left is node
    return is_left or isinstance(parent, ast.Subscript) or (isinstance(parent, ast.Call) and parent.args[:1] == [node])


def _has_bound(loop: ast.While) -> bool:
    """Tell whether the loop, or a way out of it, depends on a comparison of sizes."""
    return any(_compares_sizes(test) for test in (loop.test, *(test for test, _ in _exits(loop))))


def _exits(loop: ast.While | ast.For) -> list[tuple[ast.expr, ast.stmt]]:
    """List the ways out of a loop with the conditions that they stand under."""
    branches = [node for node in ast.walk(loop) if isinstance(node, ast.If)]
    return [
        (branch.test, statement)
        for branch in branches
        for statement in ast.walk(branch)
        if isinstance(statement, ast.Break | ast.Return | ast.Raise)
    ]


def _compares_sizes(test: ast.expr) -> bool:
    operators = [op for node in ast.walk(test) if isinstance(node, ast.Compare) for op in node.ops]
    return any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in operators)


def _is_continued(code: LessonCode, node: ast.expr) -> bool:
    """Tell whether an expression is mwapi's generator over all portions."""
    if isinstance(node, ast.Call) and name_of(code, node.func) == "enumerate" and node.args:
        node = node.args[0]
    if isinstance(node, ast.Name):
        node = code.binding(node).value or node
    if not isinstance(node, ast.Call) or not name_of(code, node.func).startswith("mwapi.Session()."):
        return False
    given = argument(node, -1, "continuation")
    return isinstance(given, ast.Constant) and given.value is True


_LATEST = re.compile(
    r"(?:dumps\.wikimedia\.org|/public/dumps|\bdumps?\b[\w.-]*\.org)/\S*\blatest\b"
    r"|https?://\S*\w+wik\w*-latest-\S+"
)


def unpinned_dumps(code: LessonCode) -> Found:
    """Find dumps called 'latest': another file next month."""
    for node, text in outermost_texts(code, "latest"):
        if _LATEST.search(text):
            yield node, "'latest' is another dump every month"
