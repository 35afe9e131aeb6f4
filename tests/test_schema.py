"""The JSON Schemas for editors: up to date, true to every course here, and strict where the readers are."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.support.bad_cases import MINIMAL, TESTS, BadCase, bad_cases
from tests.support.command import wikiskills
from tests.support.reading import Sample
from wikiskills.schema import FOLDER, file_schema, schemas

ROOT = TESTS.parent
SCHEMAS = {Path(name).stem: json.loads(text) for name, text in schemas().items()}
COURSES = [ROOT, *sorted(path.parent for path in (TESTS / "courses").glob("*/source/mkdocs.yml"))]
UNSEEN = {  # what YAML itself says, or what a schema cannot know
    "E204": "keys that stand twice",
    "E220": "where folders lie",
    "E221": "where folders lie",
    "interface": "the words of the interface, which have no schema",
    "yaml/E203-key-is-a-list": "YAML that no schema is asked about",
    "yaml/E203-merge-key": "merge keys are YAML",
    "yaml/E205-unknown-yaml-tag": "tags",
    "yaml/E212-wrong-yaml-tag": "tags",
    "yaml/E205-alias-of-the-wrong-kind": "aliases",
    "yaml/E210-31-of-november": "the calendar",
    "yaml/E211-a-hundred-digits": "a number that no file needs",
    "yaml/E211-hexadecimal": "how a number is written",
}


class Loader(yaml.CSafeLoader):
    """Reads YAML as editors do: dates stay texts, unknown tags say nothing."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base has it
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("timestamp", "merge"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Loader.add_multi_constructor("", lambda *_: None)


def mistakes(root: Path) -> Iterator[str]:
    """Say what the schemas find wrong with the files of a course."""
    for path in [*sorted((root / "curriculum").glob("*.yml")), root / "mkdocs.yml"]:
        validator = Draft7Validator(SCHEMAS.get(path.stem, SCHEMAS["track"]))
        value: Any = yaml.load(path.read_bytes(), Loader)
        yield from (f"{path.name}: {error.message}" for error in validator.iter_errors(value))


def test_committed_schemas_are_up_to_date() -> None:
    folder = ROOT / "curriculum" / FOLDER

    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == schemas(), "run 'wikiskills schema'"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_a_schema_refers_to_stands_in_it(name: str) -> None:
    named = set(re.findall(r'"#/definitions/(\w+)"', json.dumps(SCHEMAS[name])))

    assert named == SCHEMAS[name].get("definitions", {}).keys()


@pytest.mark.parametrize("root", COURSES, ids=lambda path: path.parent.name)
def test_every_course_fits(root: Path) -> None:
    assert list(mistakes(root)) == []


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in bad_cases()
        if case.code[:2] == "E2"
        and case.code > "E202"
        and not {case.code, str(case), case.file.parent.name} & {*UNSEEN}
    ],
    ids=str,
)
def test_what_the_readers_refuse_does_not_fit(case: BadCase, tmp_path: Path) -> None:
    case.lay_out(tmp_path)

    assert list(mistakes(tmp_path))


def test_a_schema_says_all_that_the_dataclass_says() -> None:
    schema = file_schema(Sample)

    assert schema == {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Sample",
        "description": schema["description"],
        "type": "object",
        "additionalProperties": False,
        "required": ["id"],
        "properties": {
            "id": {"description": "its id", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "date": {
                "description": "when",
                "type": ["string", "integer", "null"],
                "pattern": schema["properties"]["date"]["pattern"],
            },
            "size": {"description": "how large", "type": "integer", "minimum": 0, "default": 3},
            "open": {"description": "whether it is open", "type": "boolean", "default": False},
            "status": {"description": "how far it is", "enum": ["draft", "published", "retired"], "default": "draft"},
            "parts": {"description": "its parts", "type": "array", "items": {"$ref": "#/definitions/Part"}},
        },
        "definitions": {
            "Part": {
                "title": "Part",
                "description": schema["definitions"]["Part"]["description"],
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {"name": {"description": "its name", "type": "string", "pattern": r"\S"}},
            }
        },
    }


def test_editors_find_the_schema_of_each_outline() -> None:
    mapped = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    by_file = {
        file: schema for schema, files in mapped.items() for file in ([files] if isinstance(files, str) else files)
    }

    for path in (ROOT / "curriculum").glob("*.yml"):
        schema = f"{path.stem if path.stem in SCHEMAS else 'track'}.json"
        assert by_file[f"curriculum/{path.name}"] == f"./curriculum/{FOLDER}/{schema}"
        assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={FOLDER}/{schema}\n")
    assert by_file["/mkdocs.yml"] == f"./curriculum/{FOLDER}/mkdocs.json"


def test_a_new_track_comes_with_its_schema(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)

    assert wikiskills(tmp_path, "new", "track", "more").exit_code == 0

    first = (tmp_path / "curriculum/more.yml").read_text("utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / "curriculum" / name).read_text("utf-8") == schemas()["track.json"]
    stale = tmp_path / "curriculum" / FOLDER / "course.json"
    stale.write_text("{}", "utf-8")
    assert "wrote curriculum/schemas/course.json\n" in wikiskills(tmp_path, "schema").output
    assert wikiskills(tmp_path, "schema").output == ""
