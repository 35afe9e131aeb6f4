"""The files of the words: one for each language, those of this package and those of a course."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, make_dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from wikiskills.errors import Problem
from wikiskills.interface.words import Said, Words
from wikiskills.located_yaml import Text, described, read_text
from wikiskills.text_file import read_text_file
from wikiskills.yaml_nodes import compose

FOLDER = "interface"
"""Folder of a course's own words, in that of the outlines; each file is called as its language, with `.yml`."""

_HERE = Path(str(files("wikiskills.interface")))
_MANUAL = "docs/translating.md"
_USUAL = range(201)  # what a course counts: French has a form that begins at a million
_OPTIONAL = {"zero": {"count", "done", "passed", "shown"}, "one": {"count"}, "two": {"count"}}
"""Words in braces that a form need not have: "no lessons", "one lesson"."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"</?strong>")
_REFUSED = re.compile(r"[<>&\"\\`]")


@dataclass(frozen=True)
class Forms:
    """A text for each form of a number that the language has."""

    other: Text = described("the form of all other numbers")
    zero: Text | None = described("the form of 0, as Arabic has it", default=None)
    one: Text | None = described("the form of 1", default=None)
    two: Text | None = described("the form of 2", default=None)
    few: Text | None = described("the form of few", default=None)
    many: Text | None = described("the form of many", default=None)


def shipped_languages() -> tuple[str, ...]:
    """Name the languages that this package has words for."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yml")))


@cache
def shipped(language: str) -> Words:
    """Give the words of this package in a language; raise `FileNotFoundError` where it has none.

    A tag such as fr-CA has the words of fr. The tests check these files: they are taken as they are.
    """
    base = language if (_HERE / f"{language}.yml").is_file() else language.partition("-")[0]
    found: list[Problem] = []
    node = compose((_HERE / f"{base}.yml").read_text(encoding="utf-8"), base, found)
    assert isinstance(node, yaml.MappingNode)  # noqa: S101 - a file of this package
    texts = {f"{group.value}.{key.value}": _said(text) for group, inner in node.value for key, text in inner.value}
    return Words(language, texts)


def _said(node: yaml.Node) -> Said:
    return {key.value: text.value for key, text in node.value} if isinstance(node, yaml.MappingNode) else node.value


def words_of(language: Text, folder: Path, shown: str, problems: list[Problem]) -> Words | None:
    """Give the words of a course: those of this package, with what its own file in `folder` (shown as `shown`) has.

    All files in the folder are checked; what is wrong goes to `problems`. None where there are no words.
    """
    own: dict[str, Words | None] = {}
    for path in sorted(folder.glob("*.yml")):
        base = shipped(path.stem) if is_shipped(path.stem) else None
        own[path.stem] = read_words(path, f"{shown}/{path.name}", base, problems)
    if language in own:
        return own[language]
    if is_shipped(language):
        return shipped(str(language))
    known = ", ".join(sorted({*own, *shipped_languages()}))
    hint = f"there are {known}; to add one, copy the English file to {shown}/<language>.yml: see {_MANUAL}"
    problems.append(Problem(language.where, "E230", f"there are no words for the language '{language}'", hint))
    return None


def is_shipped(language: str) -> bool:
    """Tell whether this package has words for a language; a tag such as fr-CA has those of fr."""
    return bool(_TAG.fullmatch(language)) and language.partition("-")[0] in shipped_languages()


def read_words(path: Path, name: str, base: Words | None, problems: list[Problem]) -> Words | None:
    """Read the file of a language at `path` (shown as `name`), checked against the English one.

    What it lacks is taken from `base`; without that it must be whole. None where something in it is wrong.
    """
    found: list[Problem] = []
    source = read_text_file(path, name, found)
    value = None if source is None else read_text(source, name, _schema(whole=base is None), found)
    own = Words(path.stem, dict(_texts(value)))
    found.extend(_faults(own))
    problems.extend(found)
    return None if found else replace(own, texts={**(base.texts if base else {}), **own.texts})


@cache
def _schema(*, whole: bool) -> type[Any]:
    """Make the dataclass that a file must fit: the groups and keys of the English file, with its texts as help."""
    groups: dict[str, list[Any]] = {}
    for key, text in shipped("en").texts.items():
        group, name = key.split(".")
        help_text = " / ".join(text.values()) if isinstance(text, Mapping) else text
        kind = Text if isinstance(text, str) else Forms
        groups.setdefault(group, []).append(_field(name, kind, " ".join(help_text.split()), whole=whole))
    made = {
        group: make_dataclass(f"{group}_words".title().replace("_", ""), inner, frozen=True)
        for group, inner in groups.items()
    }
    return make_dataclass("Words", [_field(name, kind, "", whole=whole) for name, kind in made.items()], frozen=True)


def _field(name: str, kind: type[Any], description: str, *, whole: bool) -> tuple[str, Any, Any]:
    return (name, kind, described(description)) if whole else (name, kind | None, described(description, default=None))


def _texts(value: Any) -> Iterator[tuple[str, Said]]:
    """Give what a file has by its keys; forms as a mapping."""
    groups = {field.name: getattr(value, field.name) for field in fields(value)} if value else {}
    for group, inner in groups.items():
        for name, text in vars(inner).items() if inner else ():
            if isinstance(text, Forms):
                yield f"{group}.{name}", {form: one for form, one in vars(text).items() if one is not None}
            elif text is not None:
                yield f"{group}.{name}", text


def _faults(words: Words) -> Iterator[Problem]:
    """Find what is wrong in texts: words in braces, forms of numbers, markup."""
    needed = {words.locale.plural_form(number) for number in _USUAL}
    for key, said in words.texts.items():
        english = shipped("en").texts[key]
        texts: Mapping[str, Any] = {"": said} if isinstance(said, str) else said
        same_for_all = set(texts) == {"other"} == set(english)
        missing = [] if "" in texts or same_for_all else sorted(needed - set(texts))
        if missing:
            hint = f"the language has the forms {', '.join(sorted(needed | {'other'}))}"
            yield Problem(texts["other"].where, "E232", f"'{key}' lacks forms of numbers: {', '.join(missing)}", hint)
        pattern = english if isinstance(english, str) else english["other"]
        for form, text in texts.items():
            yield from _text_faults(text, pattern, _OPTIONAL.get(form, set()))


def _text_faults(text: Text, english: str, optional: set[str]) -> Iterator[Problem]:
    wanted, given = _placeholders(english) or set(), _placeholders(text)
    if given is None or not wanted - optional <= given <= wanted:
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted))
        hint = f"keep {names}, and no other braces" if wanted else "take the braces out: this text has none"
        yield Problem(
            text.where, "E231", f"the words in braces differ from those of the English text '{english}'", hint
        )
    if _REFUSED.search(_MARKUP.sub("", text)) or _MARKUP.findall(text) != _MARKUP.findall(english):
        message = f"the markup differs from that of the English text '{english}'"
        hint = 'keep its <strong> and </strong>; write \u201cquotes\u201d of your language, no " < > & ` and \\'
        yield Problem(text.where, "E233", message, hint)


def _placeholders(text: str) -> set[str] | None:
    """Give the words in braces; None where the braces cannot be read."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    plain = all(not spec and not conversion for _, name, spec, conversion in parts if name is not None)
    return {name for _, name, _, _ in parts if name is not None} if plain else None
