"""The words around a course: the files of the languages, and that nothing on a site is said in another one."""

from __future__ import annotations

import html
import json
import re
import shutil
import string
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest
import yaml

from tests.support.courses import copy_course, edit, fake_site, recorded_outputs, write_fake_site
from tests.support.words import ENGLISH
from wikiskills.errors import Location, Problem
from wikiskills.interface.files import FOLDER, read_words, shipped, shipped_languages, words_of
from wikiskills.interface.scripts import GROUPS, words_script
from wikiskills.interface.words import Words
from wikiskills.located_yaml import Text
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.render.prose import render_prose
from wikiskills.theme import theme_files

ROOT = Path(__file__).parents[1]
PACKAGE, WEB = ROOT / "src" / "wikiskills", ROOT / "web" / "src"
FILES = PACKAGE / "interface"
OTHERS = tuple(language for language in shipped_languages() if language != "en")
WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters})
AS_THEY_ARE = re.compile(r"\{\w+\}|</?strong>")
PATTERNS = {"day", "month"}
NAMES = {"paws", "colab", "data", "wikiskills", "fetch", "refresh", "sha", "isolate"}


def in_language(root: Path, language: str) -> Path:
    edit(root / "curriculum" / "course.yml", "language: en", f"language: {language}")
    return root


# ---- The files


def test_there_are_at_least_four_languages() -> None:
    assert {"ar", "en", "es", "fr"} <= set(shipped_languages())


@pytest.mark.parametrize("language", shipped_languages())
def test_file_fits_the_english_one(language: str) -> None:
    problems: list[Problem] = []

    words = read_words(FILES / f"{language}.yml", f"{language}.yml", None, problems)

    assert problems == []
    assert words == shipped(language)


@pytest.mark.parametrize("language", OTHERS)
def test_file_is_translated(language: str) -> None:
    alike = {key for key, text in ENGLISH.texts.items() if text == shipped(language).texts[key]}
    sentences = {key for key in alike if len(re.findall(r"[^\W\d_]{2,}", AS_THEY_ARE.sub("", one_form(key)))) > 2}

    assert sentences == set()
    assert len(alike) < len(ENGLISH.texts) / 10


def one_form(key: str) -> str:
    text = ENGLISH.texts[key]
    return text if isinstance(text, str) else text["other"]


def test_every_text_is_said_and_every_key_is_known() -> None:
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.jinja"), *PACKAGE.rglob("*.html"), *WEB.rglob("*.ts")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    groups = "|".join({key.split(".")[0] for key in ENGLISH.texts})
    said = set(re.findall(rf"""["'`]((?:{groups})\.(?!js\b|md\b|py\b|yml\b)\w+)["'`]""", text))
    by_value = {f"common.level_{level}" for level in (1, 2, 3)} | {
        f"dataset.{risk}" for risk in ("low", "medium", "high")
    }
    by_value |= {f"navigation.{scheme}" for scheme in ("light", "dark", "system")}
    by_value |= {f"output.{label}" for label in ("label", "messages", "error")}
    in_theme = re.findall(r"words\.(\w+) \}\}", text)
    by_value |= {f"{group}.{name}" for group in ("not_found", "offline_page") for name in in_theme}
    by_value |= {key for key in ENGLISH.texts if key.split(".")[0] in ("stages", "errors", "admonitions")}

    assert said - set(ENGLISH.texts) == set()
    assert set(ENGLISH.texts) - said - by_value == set()


def test_scripts_have_the_groups_that_they_ask_for() -> None:
    asked = {
        key.split(".")[0] for path in WEB.rglob("*.ts") for key in re.findall(r'say\(\s*["`](\w+\.)', path.read_text())
    }
    script = words_script(shipped("ar")).decode()
    value = json.loads(script.removeprefix("globalThis.wikiskillsWords=").removesuffix(";\n"))

    assert asked <= set(GROUPS)
    assert value["locale"] == "ar-u-nu-latn"
    assert value["runner"]["run"] == shipped("ar").say("runner.run")
    assert len(script.encode()) < 12_000


# ---- How languages write


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1 exercise", "2 exercises", "1,234 exercises"]),
        ("fr", ["1 exercice", "2 exercices", "1\u202f234 exercices"]),
        ("es", ["1 ejercicio", "2 ejercicios", "1.234 ejercicios"]),
        ("ar", ["تمرين واحد", "تمرينان", "1,234 تمرينًا"]),
    ],
)
def test_numbers_and_their_forms(language: str, expected: list[str]) -> None:
    words = shipped(language)

    assert [words.say("common.exercises", count=count) for count in (1, 2, 1234)] == expected


def test_forms_of_arabic() -> None:
    said = [shipped("ar").say("common.exercises", count=count) for count in (0, 3, 11, 100)]

    assert said == ["لا تمارين", "3 تمارين", "11 تمرينًا", "100 تمرين"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["45 min", "1 h", "1 h 15 min", "812 bytes", "379 kB", "1.7 MB", "2024", "2024-11", "2024-11-08"]),
        (
            "fr",
            [
                "45 min",
                "1 h",
                "1 h 15 min",
                "812 octets",
                "379 ko",
                "1,7 Mo",
                "2024",
                "novembre 2024",
                "8 novembre 2024",
            ],
        ),
        (
            "es",
            [
                "45 min",
                "1 h",
                "1 h 15 min",
                "812 bytes",
                "379 kB",
                "1,7 MB",
                "2024",
                "noviembre de 2024",
                "8 de noviembre de 2024",
            ],
        ),
        (
            "ar",
            [
                "45 دقيقة",
                "ساعة",
                "ساعة و15 دقيقة",
                "812 بايت",
                "379 كيلوبايت",
                "1.7 ميغابايت",
                "2024",
                "نوفمبر 2024",
                "8 نوفمبر 2024",
            ],
        ),
    ],
)
def test_times_sizes_and_dates(language: str, expected: list[str]) -> None:
    words = shipped(language)
    times = [words.duration(minutes) for minutes in (45, 60, 75)]
    sizes = [words.size(size) for size in (812, 379_000, 1_700_000)]

    assert [*times, *sizes, *(words.date(date) for date in ("2024", "2024-11", "2024-11-08"))] == expected


def test_what_is_no_date_stays() -> None:
    assert [shipped("fr").date(text) for text in ("", "2024-13", "2024-11-08T12:00")] == [
        "",
        "2024-13",
        "2024-11-08T12:00",
    ]


def test_a_regional_tag_has_the_words_of_its_language_and_its_own_numbers() -> None:
    words = shipped("fr-CA")

    assert words.texts == shipped("fr").texts
    assert words.say("common.exercises", count=1234) == "1\u00a0234 exercices"


def test_a_language_that_babel_does_not_know_counts_as_english_does() -> None:
    words = Words("xx", ENGLISH.texts)

    assert (words.say("common.exercises", count=1), words.direction) == ("1 exercise", "ltr")


def test_boxes_without_a_title_get_that_of_the_language() -> None:
    boxes = ["!!! warning", "??? note inline end", '!!! tip "Own"', "!!! other"]
    text = "\n\n".join([*(f"{box}\n    text" for box in boxes), "```\n!!! note\n```"])

    french = render_prose(text, lambda kind, name: f"{kind}:{name}", shipped("fr"))

    assert french.splitlines()[0] == '!!! warning "Attention"'
    assert french.splitlines()[3:] == text.splitlines()[3:]  # a note is called so in French too
    assert '??? note inline end "ملاحظة"' in render_prose(text, lambda kind, name: name, shipped("ar"))
    assert render_prose(text, lambda kind, name: name, ENGLISH) == text


# ---- A course in another language


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


# ---- Material


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", None), ("fr-CA", ("fr-CA", "ltr", "Recherche")), ("ckb", ("ckb", "rtl", "Search"))],
)
def test_material_speaks_the_nearest_language_that_it_knows(
    language: str, expected: tuple[str, str, str] | None
) -> None:
    name = f"partials/languages/{language}.html"
    text = theme_files(Words(language, ENGLISH.texts)).get(name)
    folder = str(files("material") / "templates")

    if expected is None:
        assert text is None
        return
    assert isinstance(text, bytes)
    own = jinja2.DictLoader({name: text.decode()})
    known = jinja2.Environment(loader=jinja2.ChoiceLoader([own, jinja2.FileSystemLoader(folder)]))
    module = known.get_template("partials/language.html", None, {"config": {"theme": {"language": language}}}).module
    assert tuple(module.t(key) for key in ("language", "direction", "search")) == expected  # type: ignore[attr-defined]


def test_switches_of_colours_are_named_after_what_they_show() -> None:
    palette = (
        "[{toggle: {icon: a}}, {scheme: default, toggle: {icon: b, name: Own}}, {scheme: slate, toggle: {icon: c}}]"
    )
    text = f"site_name: x\ntheme: {{name: material, palette: {palette}}}\n"
    config = yaml.safe_load(derived_config(text, SiteDetails(nav=(), words=shipped("fr"))))

    names = [scheme["toggle"]["name"] for scheme in config["theme"]["palette"]]
    assert names == ["Passer au mode clair", "Own", "Suivre le réglage du système"]
