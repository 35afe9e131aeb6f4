"""Read YAML into frozen dataclasses whose texts and objects remember where they stand.

The dataclass is the schema: its fields are the keys, their types say what is allowed; without a default it is required.
`read` checks a whole file and collects every problem.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from wikiskills.errors import Location, Problem, did_you_mean, nearest
from wikiskills.text_file import read_text_file
from wikiskills.yaml_nodes import compose, describe, is_null

T = TypeVar("T")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
UNBOUNDED = 10**15
"""The largest number where a field says of none; more digits are a slip."""
_NUMBER = re.compile(r"[0-9]{1,15}")
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Text(str):
    """A non-empty string that knows where it was written."""

    __slots__ = ("where",)
    where: Location

    def __new__(cls, value: str, where: Location) -> Text:
        """Make a text that stands at `where`."""
        text = super().__new__(cls, value)
        text.where = where
        return text


class Slug(Text):
    """A stable id: lower-case letters, digits and single hyphens. It becomes a URL, an anchor and a file name."""

    __slots__ = ()


def is_id(text: str) -> bool:
    """Tell whether a text has the form of an id, see `Slug`."""
    return bool(_SLUG.fullmatch(text))


class Date(Text):
    """A year, a month or a day, as in 2024, 2024-11 or 2024-11-08."""

    __slots__ = ()


def described(description: str, *, least: int = 0, most: int = UNBOUNDED, **settings: Any) -> Any:
    """Declare a dataclass field with the text that editors and the manual show for its key, and a number's bounds."""
    return dataclasses.field(metadata={"description": description, "least": least, "most": most}, **settings)


def read(path: Path, name: str, kind: type[T], problems: list[Problem]) -> T | None:
    """Read the file at `path` (shown as `name`) as a `kind`; None where something in it is wrong, see `problems`."""
    source = read_text_file(path, name, problems)
    return None if source is None else read_text(source, name, kind, problems)


def read_text(source: str, name: str, kind: type[T], problems: list[Problem]) -> T | None:
    """Read YAML text as a `kind`, as `read` does."""
    found: list[Problem] = []
    node = compose(source, name, found)
    value = take(node, name, kind, found) if node is not None else None
    problems.extend(found)
    return value


def take(node: yaml.Node, name: str, kind: type[T], problems: list[Problem]) -> T | None:
    """Read a YAML node of the file `name` as a `kind`, as `read` does."""
    found: list[Problem] = []
    value: T | None = _Reader(name, found).take(node, kind, _label(kind))
    problems.extend(found)
    return None if found else value


@dataclasses.dataclass(frozen=True)
class _Reader:
    path: str
    problems: list[Problem]

    def at(self, node: yaml.Node) -> Location:
        return Location(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def report(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.at(node), code, message, hint))

    def take(self, node: yaml.Node, kind: Any, what: str) -> Any:
        """Convert `node` to `kind`, reporting what does not fit."""
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            if is_null(node):
                return None
            return self.take(node, next(a for a in arguments if a is not types.NoneType), what)
        if origin is tuple:
            return self.sequence(node, arguments[0], what)
        if dataclasses.is_dataclass(kind):
            return self.mapping(node, typing.cast("type", kind), what)
        return self.scalar(node, kind, what)

    def sequence(self, node: yaml.Node, kind: Any, what: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            hint = "write one '- item' a line, or [] for none"
            self.report(node, "E205", f"{what} must be a list, not {describe(node)}", hint)
            return ()
        return tuple(self.take(item, kind, f"an item of {what}") for item in node.value)

    def mapping(self, node: yaml.Node, kind: type[Any], what: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.report(node, "E205", f"{what} must have keys, not be {describe(node)}", f"keys: {_keys(kind)}")
            return None
        fields = fields_of(kind)
        values: dict[str, Any] = {"where": self.at(node)} if _is_located(kind) else {}
        label = _label(kind)
        meant: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in fields:
                self.unknown_key(key, label, fields)
                meant.update(fields if name == "<<" else [nearest(name, fields)])
            elif name in values:
                self.report(key, "E204", f"key '{name}' stands twice in {label}", "keep one of them")
            else:
                values[name] = self.take(value, fields[name].type, f"'{name}'")
                self.check_bounds(value, values[name], fields[name])
        missing = [name for name, field in fields.items() if name not in values and _is_required(field)]
        for name in sorted(set(missing) - meant):
            text = fields[name].metadata.get("description", "")
            self.report(node, "E206", f"{label} lacks the key '{name}'", f"{name}: {text}" if text else "")
        return None if missing else kind(**values)

    def unknown_key(self, key: yaml.Node, label: str, known: typing.Iterable[str]) -> None:
        if not isinstance(key, yaml.ScalarNode):
            self.report(key, "E203", f"a key in {label} must be a word, not {describe(key)}", did_you_mean("", known))
        elif key.value == "<<":
            self.report(key, "E203", f"a merge key '<<' in {label}", "write out the keys: merge keys are not read")
        else:
            self.report(key, "E203", f"unknown key '{key.value}' in {label}", did_you_mean(key.value, known))

    def check_bounds(self, node: yaml.Node, value: Any, field: dataclasses.Field[Any]) -> None:
        least, most = field.metadata.get("least", 0), field.metadata.get("most", 0)
        if isinstance(value, int) and not isinstance(value, bool) and not least <= value <= most:
            bounds = f"from {least} to {most}" if most < UNBOUNDED else f"{least} or more"
            self.report(node, "E213", f"'{field.name}' cannot be {value}", f"write a number {bounds}")

    def scalar(self, node: yaml.Node, kind: Any, what: str) -> Any:
        if not isinstance(node, yaml.ScalarNode) or is_null(node):
            return self.mismatch(node, kind, what)
        tag = node.tag.rpartition(":")[2]
        if issubclass(kind, StrEnum):
            if node.value in set(kind):
                return kind(node.value)
            self.report(node, "E207", f"{what} cannot be '{node.value}'", did_you_mean(node.value, set(kind)))
        elif kind is bool and node.value.lower() in _BOOLEANS and tag == "bool":
            return _BOOLEANS[node.value.lower()]
        elif kind is int and tag == "int" and _NUMBER.fullmatch(node.value):
            return int(node.value)
        elif issubclass(kind, Text) and (tag == "str" or (kind is Date and tag in ("timestamp", "int"))):
            return self.text(node, kind, what)
        else:
            self.mismatch(node, kind, what)
        return None

    def mismatch(self, node: yaml.Node, kind: type[Any], what: str) -> None:
        expected, code, hint = _EXPECTED[_basis(kind)]
        if issubclass(kind, StrEnum):
            hint = f"known: {', '.join(sorted(kind))}"
        elif not node.tag.startswith("tag:yaml.org"):
            hint = "take the tag away: tags are not read"
        elif is_null(node):
            hint = "write it, or leave the key out where it may be absent"
        elif isinstance(node, yaml.SequenceNode):
            hint = f"write {expected} alone, without a list"
        self.report(node, code, f"{what} must be {expected}, not {describe(node)}", hint)

    def text(self, node: yaml.ScalarNode, kind: type[Text], what: str) -> Text | None:
        value = node.value.strip()
        if not value:
            self.report(node, "E208", f"{what} is empty", "write it, or leave the key out where it may be absent")
        elif kind is Slug and not is_id(value):
            hint = "use lower-case letters, digits and single hyphens, as in 'sampling-and-surveys'"
            self.report(node, "E209", f"{what} '{value}' is not a valid id", hint)
        elif kind is Date and not _is_date(value):
            self.report(node, "E210", f"{what} '{value}' is not a date", "write 2024, 2024-11 or 2024-11-08")
        else:
            return kind(value, self.at(node))
        return None


def texts_in(value: object) -> Iterator[Text]:
    """Give every text within an object that `read` made, ids and dates apart."""
    if isinstance(value, Text):
        if type(value) is Text:
            yield value
    elif isinstance(value, tuple):
        yield from (text for item in value for text in texts_in(item))
    elif dataclasses.is_dataclass(value):
        yield from (text for field in dataclasses.fields(value) for text in texts_in(getattr(value, field.name)))


_FIELDS: dict[type[Any], dict[str, dataclasses.Field[Any]]] = {}


def fields_of(kind: type[Any]) -> dict[str, dataclasses.Field[Any]]:
    """Give the keys of a dataclass with their fields, types resolved; `where` is not a key."""
    if kind not in _FIELDS:
        _FIELDS[kind] = _resolved(kind)
    return _FIELDS[kind]


def _resolved(kind: type[Any]) -> dict[str, dataclasses.Field[Any]]:
    fields = {field.name: field for field in dataclasses.fields(kind) if field.name != "where"}
    if any(isinstance(field.type, str) for field in fields.values()):  # not resolved yet
        hints = typing.get_type_hints(kind)
        for name, field in fields.items():
            field.type = hints[name]
    return fields


_QUOTES = "put quotes around it"
_EXPECTED = {
    "Text": ("text", "E205", _QUOTES),
    "Slug": ("an id", "E205", _QUOTES),
    "Date": ("a date", "E205", "write 2024, 2024-11 or 2024-11-08"),
    "int": ("a whole number", "E211", "write digits alone, at most 15 and without quotes, as in 35"),
    "bool": ("true or false", "E212", "write true or false, without quotes"),
    "StrEnum": ("a word from a short list", "E205", ""),
}


def _basis(kind: type[Any]) -> str:
    return "StrEnum" if issubclass(kind, StrEnum) else kind.__name__


def _is_date(value: str) -> bool:
    """Tell whether the calendar has this year, month or day."""
    try:
        dt.date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return bool(_DATE.fullmatch(value))


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _is_located(kind: type[Any]) -> bool:
    return any(field.name == "where" for field in dataclasses.fields(kind))


def _label(kind: type[Any]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _keys(kind: type[Any]) -> str:
    return ", ".join(fields_of(kind))
