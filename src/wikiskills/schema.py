"""JSON Schemas of the files that instructors write, for editors: made from the dataclasses that read them."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, is_dataclass
from enum import StrEnum
from typing import Any

from wikiskills.config import Settings
from wikiskills.dataset import Datasets
from wikiskills.located_yaml import UNBOUNDED, Date, Slug, Text, fields_of
from wikiskills.outline import Course, Glossary, Track

Schema = dict[str, Any]

FOLDER = "schemas"
"""Folder of the schemas, within that of the outlines."""
_DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that the YAML servers of editors know whole
_KINDS: Mapping[str, type[Any]] = {"course": Course, "datasets": Datasets, "glossary": Glossary, "track": Track}
_SCALARS: Mapping[type[Any], Schema] = {
    Text: {"type": "string", "pattern": r"\S"},
    Slug: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    Date: {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
    bool: {"type": "boolean"},
}


def schemas() -> dict[str, str]:
    """Write all schemas, by the names of their files; the same dataclasses give the same text."""
    made = {name: file_schema(kind) for name, kind in _KINDS.items()} | {"mkdocs": _mkdocs_schema()}
    return {f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in made.items()}


def modeline(schema: str) -> str:
    """Give the comment by which editors find the schema of an outline."""
    return f"# yaml-language-server: $schema={FOLDER}/{schema}.json\n"


def file_schema(kind: type[Any]) -> Schema:
    """Describe a file that is read as a `kind`."""
    definitions: dict[str, Schema] = {}
    return _whole(_object(kind, definitions), definitions)


def _mkdocs_schema() -> Schema:
    """Describe the settings in mkdocs.yml; the rest of the file is MkDocs' own."""
    definitions: dict[str, Schema] = {}
    settings = {**_object(Settings, definitions), "type": ["object", "null"]}
    extra = {"type": "object", "properties": {"wikiskills": settings}}
    return _whole({"title": "mkdocs.yml", "type": "object", "properties": {"extra": extra}}, definitions)


def _whole(schema: Schema, definitions: dict[str, Schema]) -> Schema:
    """Put the dialect before a schema, and what it refers to behind it."""
    known = {"definitions": dict(sorted(definitions.items()))} if definitions else {}
    return {"$schema": _DIALECT, **schema, **known}


def _object(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    fields = fields_of(kind)
    required = [name for name, field in fields.items() if field.default is MISSING and field.default_factory is MISSING]
    return {
        "title": kind.__name__,
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _property(field, definitions) for name, field in fields.items()},
        **({"required": required} if required else {}),
    }


def _property(field: Field[Any], definitions: dict[str, Schema]) -> Schema:
    schema = {"description": field.metadata.get("description", ""), **_value(field.type, definitions)}
    if field.type in (int, int | None):
        least, most = field.metadata.get("least", 0), field.metadata.get("most", UNBOUNDED)
        schema |= {"minimum": least, **({"maximum": most} if most < UNBOUNDED else {})}
    if field.default is not MISSING and field.default not in (None, ()):
        schema["default"] = field.default
    return schema


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _or_nothing(_value(next(part for part in arguments if part is not types.NoneType), definitions))
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if is_dataclass(kind):
        name = typing.cast("type[Any]", kind).__name__
        if name not in definitions:
            definitions[name] = {}  # so that a kind may hold itself
            definitions[name] = _object(typing.cast("type[Any]", kind), definitions)
        return {"$ref": f"#/definitions/{name}"}
    if issubclass(kind, StrEnum):
        return {"enum": [str(word) for word in kind]}
    return {"type": "integer"} if kind is int else dict(_SCALARS[kind])


def _or_nothing(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
