"""Fingerprints of lines, by which they are found again however they are published.

The fingerprint of a line of code is its tokens, that of prose its words, each with one space between. Lines that say
too little to give anything away have none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from keyword import kwlist

_CHARACTERS, _NAMES, _NAMES_AND_KEYWORDS, _WORDS = 12, 2, 3, 5
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W_]+")  # an underscore can be a part of a name, and emphasis in Markdown
_IMPORT = re.compile(r"\s*(?:from\s+[\w.]+\s+)?import\b")
_TARGET = re.compile(r"\]\([^)]*\)")

Key = tuple[str, str, str]


def code_fingerprint(line: str) -> str:
    """Give the fingerprint of a line of code, empty where it is trivial.

    Trivial are imports, lines of less than 12 characters (spaces apart) or three words, and lines with less than two
    names or numbers beside Python's keywords, as `)`, `else:`, `return result`.
    """
    tokens = _TOKEN.findall(line)
    words = [token for token in tokens if _WORD.search(token)]
    named = [word for word in words if word not in kwlist]
    is_short = sum(map(len, tokens)) < _CHARACTERS or len(words) < _NAMES_AND_KEYWORDS
    return "" if is_short or len(named) < _NAMES or _IMPORT.match(line) else " ".join(tokens)


def prose_fingerprint(line: str) -> str:
    """Give the fingerprint of a line of Markdown, empty where it has less than five words. Addresses are no words."""
    words = _WORD.findall(_TARGET.sub("]", line))
    return " ".join(words) if len(words) >= _WORDS else ""


def _word_runs(text: str) -> list[list[str]]:
    """Give the words of a text, and where it has links, those without their addresses too."""
    texts = (text, _TARGET.sub("]", text)) if "](" in text else (text,)
    return [_WORD.findall(one) for one in texts]


def _keys(words: list[str]) -> Iterator[Key]:
    """Give all runs of three words."""
    return zip(words, islice(words, 1, None), islice(words, 2, None), strict=False)


class Finder:
    """Finds those of some fingerprints that do not stand in any of some texts."""

    def __init__(self, fingerprints: Iterable[str], known: Iterable[str]) -> None:
        """Take the fingerprints to find, and the texts of which all is known.

        A fingerprint is looked up by three words in a row that no known text has, where there are such: other texts
        hardly ever have them either.
        """
        keys = {name: list(_keys(_WORD.findall(name))) for name in fingerprints}
        every = {key for found in keys.values() for key in found}
        shared = {text: set().union(*map(every.intersection, map(_keys, _word_runs(text)))) for text in known}
        usual = set[Key]().union(*shared.values())
        chosen = {name: next((key for key in found if key not in usual), found[0]) for name, found in keys.items()}
        self._by_key = _inverted(chosen)
        doubtful = usual.intersection(chosen.values())
        for text in (text for text, found in shared.items() if found & doubtful):
            for name in self.find(text):
                chosen.pop(name, None)
        self._by_key = _inverted(chosen)
        self.fingerprints = frozenset(chosen)

    def keys(self, text: str) -> set[Key]:
        """Give runs of three words by which fingerprints are looked up; a text without them has no fingerprint."""
        return {key for run in _word_runs(text) for key in self._by_key.keys() & _keys(run)}  # at the speed of C

    def find(self, text: str) -> set[str]:
        """Give the fingerprints that stand in a text, however its lines are broken."""
        keys = self.keys(text)
        if not keys:
            return set()
        plain = _TARGET.sub("]", text)
        runs = (_TOKEN.findall(text), _WORD.findall(text), _TOKEN.findall(plain), _WORD.findall(plain))
        spaced = "".join(f" {' '.join(run)} \n" for run in runs)
        return {name for key in keys for name in self._by_key[key] if f" {name} " in spaced}


def _inverted(chosen: Mapping[str, Key]) -> dict[Key, list[str]]:
    by_key: dict[Key, list[str]] = defaultdict(list)
    for name, key in chosen.items():
        by_key[key].append(name)
    return dict(by_key)
