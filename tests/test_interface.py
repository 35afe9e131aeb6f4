"""The words around a course: the files of the languages, and how languages write numbers, dates and boxes."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest
import yaml

from tests.support.words import ENGLISH
from wikiskills.errors import Problem
from wikiskills.interface.files import read_words, shipped, shipped_languages
from wikiskills.interface.scripts import GROUPS, words_script
from wikiskills.interface.words import Words
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.render.prose import render_prose
from wikiskills.theme import theme_files

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "wikiskills"
WEB = ROOT / "web" / "src"
FILES = PACKAGE / "interface"
OTHERS = tuple(language for language in shipped_languages() if language != "en")
AS_THEY_ARE = re.compile(r"\{\w+\}|</?strong>")


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
