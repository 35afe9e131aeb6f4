"""User names and IP addresses in what a lesson shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Any
from urllib.parse import unquote

from wikiskills.errors import Problem
from wikiskills.percent import Cell, Tag
from wikiskills.policy.rules import OUTPUTS
from wikiskills.policy.waivers import waivers_in

_USER = (  # the namespace of user pages as wikis write it; those of talk pages follow by a word
    "User|Benutzer|Benutzerin|Utilisateur|Utilisatrice|Usuario|Usuaria|Usuário|Usuária|Usuari|Utente|Gebruiker|Bruker"
    "|Användare|Bruger|Käyttäjä|Wikipedysta|Wikipedystka|Uživatel|Szerkesztő|Utilizator|Kullanıcı|Mtumiaji|Oníṣe"  # noqa: RUF001 - Turkish
    "|Thành viên|Pengguna|Участник|Участница|Користувач|Користувачка|Потребител|Корисник|Χρήστης|משתמש|משתמשת"
    "|مستخدم|مستخدمة|کاربر|صارف|सदस्य|ব্যবহারকারী|பயனர்|వాడుకరి|ผู้ใช้|사용자|利用者|用户|用戶|使用者"
)
_TALK = (
    r"(?:[ _](?:talk|Diskussion|discussion|discusión|Discussão|discussioni|overleg|diskusjon|diskussion|сообщения))?"
)
_LINK = re.compile(
    rf"(?<!\w)(?:(?:{_USER}){_TALK}:|(?:Special|Spezial|Spécial|Especial):Contributions/)(?P<name>[^\W_][^\s|\]<>\"'#/,;)]*)"
)
_EXAMPLES = re.compile(r"(?:Example|Username|YourName|Your_name|Name)\w*", re.IGNORECASE)
_TEMPORARY = re.compile(r"(?<![\w~])~20\d\d-\d{2,}(?:-\d+)*\b")
_IPV4 = re.compile(r"(?<![\w.:/=-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.-]*\d)(?!\w)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4})*(?![\w:])")
_VERSION = re.compile(r"(?:\bv|\bver|\bversions?|\brelease|\bbuild|\bsection|[=<>~]=)\W{0,3}$", re.IGNORECASE)
_SMALL = 20
_CLOCK = re.compile(r"\d+:\d+(?::\d+)?")
_COLUMNS = re.compile(
    r"<th[^>]*>\s*(user_?names?|user_text|rev_user_text|event_user_text|actor_name)\s*</th>", re.IGNORECASE
)
_SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
_HIDDEN = {Tag.REMOVE_CELL, Tag.REMOVE_OUTPUT}


def output_problems(cell: Cell, outputs: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Find names of people in the outputs of a cell, and an exception from this rule that is of no use."""
    problems: list[Problem] = []
    waivers = [waiver for waiver in waivers_in([cell], problems) if waiver.code == OUTPUTS.code]
    shown = [] if _HIDDEN & cell.tags else list(_texts(outputs))
    found = dict.fromkeys(what for text in shown for what in personal_data(text))
    if found and not waivers:
        yield OUTPUTS.problem(cell.where, f"the output of this cell shows {', '.join(list(found)[:3])}")
    elif not found:
        yield from (waiver.unused() for waiver in waivers)


def personal_data(text: str) -> Iterable[str]:
    """Say which personal data a text holds, without repeating them.

    Four small numbers, as in 4.4.0.1, are taken for a version: of all addresses, one in 27,000 has only numbers below
    20. Addresses that belong to nobody, as those of documentation and local networks, do not count.
    """
    plain = html.unescape(unquote(text))
    if any(not _EXAMPLES.fullmatch(match["name"]) for match in _LINK.finditer(plain)):
        yield "the name of a user"
    if _TEMPORARY.search(plain):
        yield "the name of a temporary account"
    if any(_is_address(match) for match in (*_IPV4.finditer(plain), *_IPV6.finditer(plain))):
        yield "an IP address"
    match = _COLUMNS.search(text)
    if match:
        yield f"a column '{match[1]}'"


def _is_address(match: re.Match[str]) -> bool:
    try:
        if ":" in match[0]:
            return IPv6Address(match[0]).is_global and not _CLOCK.fullmatch(match[0])
        address = IPv4Address(match[0])
    except AddressValueError:
        return False
    if _VERSION.search(match.string[max(0, match.start() - 20) : match.start()]):
        return False
    return address.is_global and any(number >= _SMALL for number in address.packed)


def _texts(outputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for output in outputs:
        yield _joined(output.get("text", ""))
        yield _joined(output.get("evalue", ""))
        yield from (_joined(output["data"][mime]) for mime in _SHOWN if mime in output.get("data", {}))


def _joined(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
