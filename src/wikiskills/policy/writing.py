"""Whether a lesson changes a wiki that people use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from wikiskills.policy.clients import Request, requests_of
from wikiskills.policy.lesson_code import LessonCode
from wikiskills.policy.values import Keys, argument, keys_of, keywords_of, name_of, text_of

_WRITES = re.compile(
    r"edit|upload|delete|undelete|move|protect|rollback|block|unblock|userrights|patrol|import|mergehistory"
    r"|createaccount|emailuser|options|thank|tag|managetags|setpagelanguage|changecontentmodel|revisiondelete"
    r"|wb(?:edit|set|create|remove|merge|link)\w*|discussiontoolsedit|visualeditoredit"
)
_ADDRESS = re.compile(r"api\.php\?(?:\S*&)?action=(?P<action>\w+)")
_TOKENS = {"token", "csrf_token", "csrftoken"}
_SAVES = re.compile(
    r"(?P<library>mwclient\.Site\(\)|pywikibot)\.(?:.*\.)?(?P<method>save|edit|append|prepend|put|put_async|delete"
    r"|undelete|move|protect|upload|rollback|set_redirect_target|change_category"
    r"|(?:edit|set|add|remove|change)(?:Entity|Labels?|Descriptions?|Aliases|Sitelinks?|Claims?|Sources?|Target|Qualifiers?))"
)
_METHODS_OF_PAGES = {"save", "put", "put_async", "editEntity", "editLabels", "addClaim", "removeClaims"}
_PRACTICE = re.compile(r"(?:.+\.)?(?:test2?\.wikipedia\.org|test\.wikidata\.org|beta\.wmcloud\.org|beta\.wmflabs\.org)")


def writes(code: LessonCode) -> Iterator[tuple[ast.AST, str]]:
    """Find calls that change a wiki; those for tests, and servers that are not Wikimedia's, do not count."""
    for request in requests_of(code):
        what = _written(code, request)
        if what and not request.is_elsewhere and not _PRACTICE.fullmatch(request.host):
            yield request.call, f"this request changes a wiki: {what}"
    for call in code.calls:
        what = _call_that_writes(code, call)
        if what:
            yield call, f"this call changes a wiki: {what}"


def _written(code: LessonCode, request: Request) -> str:
    """Say what a request would change; empty where it only reads."""
    if request.kind != "http":
        return ""
    keys = _sent(code, request.call)
    action = text_of(code, keys.values.get("action")) or ""
    address = _ADDRESS.search(request.url)
    if _WRITES.fullmatch(action) or (address and _WRITES.fullmatch(address["action"])):
        return f"action={action or (address and address['action'])}"
    if request.method == "post" and _TOKENS & set(keys.values):
        return "POST with a token"
    if request.method in {"put", "patch", "delete"} and request.host:
        return request.method.upper()
    return ""


def _sent(code: LessonCode, call: ast.Call) -> Keys:
    """Give the parameters that a request sends, in its address or behind it."""
    found = Keys({})
    for name in ("params", "data", "json"):
        found |= keys_of(code, argument(call, -1, name))
    return found


def _call_that_writes(code: LessonCode, call: ast.Call) -> str:
    """Say what a call of a MediaWiki library would change; empty where it only reads."""
    name = name_of(code, call.func)
    if re.fullmatch(r"mwapi\.Session\(\)\.(?:get|post)", name) and not _is_practice(code, call.func):
        keys = keywords_of(code, call.keywords) | (keys_of(code, argument(call, 0)) or Keys({}))
        action = text_of(code, keys.values.get("action")) or ""
        return f"action={action}" if _WRITES.fullmatch(action) else ""
    if re.fullmatch(r"mwclient\.Site\(\)\.(?:api|post|raw_call)", name) and not _is_practice(code, call.func):
        action = text_of(code, argument(call, 0, "action")) or ""
        return f"action={action}" if _WRITES.fullmatch(action) else ""
    match = _SAVES.fullmatch(name)
    if match:
        return "" if _is_practice(code, call.func) else f".{match['method']}()"
    return _unknown_page(code, call) if not name else ""


def _unknown_page(code: LessonCode, call: ast.Call) -> str:
    """Say how something unknown is saved, in a lesson that uses a library for pages."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _METHODS_OF_PAGES:
        return ""
    imported = {found.imported.split(".")[0] for names in code.bindings.values() for found in names}
    return f".{call.func.attr}()" if imported & _LIBRARIES else ""


_LIBRARIES = {"mwclient", "pywikibot"}


def _is_practice(code: LessonCode, node: ast.expr) -> bool:
    """Tell whether the wiki that an object comes from is one for tests."""
    while True:
        if isinstance(node, ast.Name):
            binding = code.binding(node)
            if binding.value is None:
                return False
            node = binding.value
        elif isinstance(node, ast.Call) and node.args and text_of(code, node.args[0]) is not None:
            site = (text_of(code, node.args[0]) or "").removeprefix("https://").rstrip("/")
            if _PRACTICE.fullmatch(site) or site == "test":
                return True
            node = node.func
        elif isinstance(node, ast.Call):
            node = node.args[0] if node.args and name_of(code, node.func).startswith("pywikibot") else node.func
        elif isinstance(node, ast.Attribute | ast.Subscript | ast.Await):
            node = node.value
        else:
            return False
