"""A course in another language: nothing on its site is said in a language that is not its own."""

from __future__ import annotations

import html
import json
import re
import shutil
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from tests.support.courses import copy_course, edit, fake_site, recorded_outputs, write_fake_site
from tests.support.words import ENGLISH
from wikiskills.errors import Location
from wikiskills.interface.files import FOLDER, shipped, shipped_languages, words_of
from wikiskills.interface.scripts import words_script
from wikiskills.located_yaml import Text

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "wikiskills"
FILES = PACKAGE / "interface"
OTHERS = tuple(language for language in shipped_languages() if language != "en")
WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters})
AS_THEY_ARE = re.compile(r"\{\w+\}|</?strong>")
PATTERNS = {"day", "month"}
NAMES = {"paws", "colab", "data", "wikiskills", "fetch", "refresh", "sha", "isolate"}


def in_language(root: Path, language: str) -> Path:
    edit(root / "curriculum" / "course.yml", "language: en", f"language: {language}")
    return root


def pseudo(text: str) -> str:
    """Write the words of a text with other letters, which stand nowhere else."""
    parts = AS_THEY_ARE.split(text)
    kept = [*AS_THEY_ARE.findall(text), ""]
    return "".join(part.translate(WIDE) + keep for part, keep in zip(parts, kept, strict=True))


def pseudo_language() -> dict[str, dict[str, object]]:
    texts: dict[str, dict[str, object]] = {}
    for key, text in ENGLISH.texts.items():
        group, name = key.split(".")
        said = {form: pseudo(one) for form, one in text.items()} if isinstance(text, Mapping) else pseudo(text)
        texts.setdefault(group, {})[name] = text if name in PATTERNS else said
    return texts


def words_in(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}


def seen(page: str) -> str:
    """Give what readers of a Markdown page see or hear: no code, addresses, marks of HTML and Markdown."""
    head, _, body = page.removeprefix("---\n").partition("\n---\n")
    titles = re.findall(r"^(?:title|description): (.*)$", head, re.MULTILINE)
    body = re.sub(
        r"(?s)<script.*?</script>|<math.*?</math>|^(`{3,}).*?^\1$|`[^`]*`|<code>.*?</code>",
        " ",
        body,
        flags=re.MULTILINE,
    )
    heard = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', body)
    plain = re.sub(
        r"\]\([^)]*\)|\{[:\s#][^}]*\}|<https?:[^>]*>|<[^>]*>|https?://\S+|&\w+;|^[!?]{3}\+? [\w -]+",
        " ",
        body,
        flags=re.MULTILINE,
    )
    return html.unescape("\n".join([*map(str, map(yaml.safe_load, titles)), *heard, plain]))


def made_pages(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "build" / "docs").rglob("*.md")):
        yield path.name, seen(path.read_text(encoding="utf-8"))
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        yield path.name, seen(f"---\n\n---\n{text}")


def test_nothing_is_said_but_by_the_language_and_the_course(tmp_path: Path) -> None:
    root = in_language(copy_course("everything", tmp_path), "xx")
    (root / "curriculum" / FOLDER).mkdir()
    file = root / "curriculum" / FOLDER / "xx.yml"
    file.write_text(yaml.safe_dump(pseudo_language(), allow_unicode=True), encoding="utf-8")
    recorded = recorded_outputs("everything")

    write_fake_site(root, recorded)

    sources = [path for path in (root / "curriculum", root / "lessons") for path in path.rglob("*.*") if path != file]
    outputs = re.sub(r"\\u001b\[[0-9;]*m", " ", json.dumps(recorded))
    course = words_in("\n".join([*(path.read_text(encoding="utf-8") for path in sources), outputs]))
    left = {(name, word) for name, text in made_pages(root) for word in words_in(text) - course - NAMES}
    assert left == set()
    assert len([text for _, text in made_pages(root) if pseudo("exercise") in text.lower()]) > 5


@pytest.mark.parametrize("language", OTHERS)
def test_course_in_a_language(language: str, tmp_path: Path) -> None:
    words = shipped(language)
    root = in_language(copy_course("minimal", tmp_path), language)

    write_fake_site(root, recorded_outputs("minimal"))

    config = yaml.safe_load((root / "build" / "mkdocs.yml").read_text(encoding="utf-8").replace("!!python/name:", ""))
    assert config["theme"]["language"] == language
    assert [next(iter(item)) for item in config["nav"]][-1] == words.say("navigation.about")
    assert config["extra"]["words"]["not_found"]["title"] == words.say("not_found.title")
    lesson = (root / "build/docs/basics/first-counts/index.md").read_text(encoding="utf-8")
    home = (root / "build/docs/index.md").read_text(encoding="utf-8")
    assert f"<li>{words.say('lesson.reading', duration=words.duration(10))}</li>" in lesson
    assert f"## {words.say('home.how')}" in home
    assert f'direction="{"rtl" if language == "ar" else "ltr"}"' in home
    script = (root / "build/theme/assets/interface.js").read_bytes()
    assert script == words_script(words)
    notebook = json.loads((root / "notebooks/basics/first-counts.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            compile("".join(cell["source"]), "cell", "exec")
    assert words.say("notebook.fetch") in "".join(notebook["cells"][1]["source"])


def test_course_with_its_own_words(tmp_path: Path) -> None:
    root = in_language(copy_course("minimal", tmp_path), "de")
    (root / "curriculum" / FOLDER).mkdir()
    own = shutil.copy(FILES / "en.yml", root / "curriculum" / FOLDER / "de.yml")
    edit(Path(own), "home: Home", "home: Startseite")
    file = root / "curriculum" / FOLDER / "fr.yml"
    file.write_text("navigation: {home: Début}\n", encoding="utf-8")

    _, curriculum, site = fake_site(root, recorded_outputs("minimal"))

    assert site.nav[0].title == "Startseite"
    assert curriculum.words.date("2024-11") == "2024-11"
    french = words_of(Text("fr", Location("course.yml")), file.parent, "interface", [])
    assert french
    assert french.texts == {**shipped("fr").texts, "navigation.home": "Début"}
