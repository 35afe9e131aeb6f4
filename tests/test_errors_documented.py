"""Every error code is explained in docs/errors.md, and every code of the readers has a case in tests/bad."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.support.bad_cases import TESTS, bad_cases

ROOT = TESTS.parent
SOURCE = ROOT / "src" / "wikiskills"
READERS = (
    *("coherence", "config", "curriculum", "dataset_cards", "exercise", "lesson"),
    *("located_yaml", "percent", "quiz", "recipe", "text_file", "yaml_nodes", "policy/rules", "policy/waivers"),
    *("anchors", "editorial", "first_looks", "interface/files", "prose", "sources/content", "sources/resolve"),
)
FROM_OUTPUTS = {"E645"}  # no reader knows what cells give out; tests/test_policy_outputs.py has its cases


def codes(files: Iterable[Path]) -> set[str]:
    return {code for file in files for code in re.findall(r'"(E\d{3})"', file.read_text(encoding="utf-8"))}


def test_documented_codes_are_the_codes_of_the_source() -> None:
    headings = re.findall(r"^## (E\d{3}): ", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == sorted(codes(SOURCE.rglob("*.py")))


def test_each_code_of_the_readers_has_a_case() -> None:
    read = codes(SOURCE / f"{name}.py" for name in READERS)

    assert read - FROM_OUTPUTS == {code for case in bad_cases() for code in re.findall(r": (E\d{3}) ", case.expected)}
