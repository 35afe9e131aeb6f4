"""How long and how hard lessons are to read: what counts as words, sentences and minutes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from tests.support.bad_cases import TESTS
from tests.support.courses import LESSON, copy_course, edit
from wikiskills.anchors import anchor_problems, slug
from wikiskills.config import Settings, load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.editorial import editorial_problems, figures_of
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.located_yaml import Text
from wikiskills.reading import Counts, count, reading_minutes


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("One two. Three four!", 4, 2),
        ("Version 3.11 of Python is e.g. here.", 7, 2),
        ("No full stop\n\nbut two paragraphs", 6, 2),
        ("A line\nthat goes on.", 5, 1),
        ("## A heading\nand text.", 4, 2),
        ("- one item\n- two items\n1. three items", 6, 3),
        ("Read [the manual](https://example.org/a/long/path) and `some code`, $x + y$ too.", 5, 1),
        ("```python\nprint('no words here')\n```\nOne word.", 2, 1),
        ('<span class="note">Don\'t</span> stop: now.', 3, 2),
        ("Сколько правок? Две.", 3, 2),
        ("यह एक वाक्य है। यह दूसरा है।", 7, 2),
        ("", 0, 0),
    ],
)
def test_words_and_sentences(text: str, words: int, sentences: int) -> None:
    counts = count([text])

    assert (counts.words, counts.sentences) == (words, sentences)


def test_words_of_tables_are_read_but_are_no_sentences() -> None:
    counts = count(["Two words.\n\n| question | answer |\n|---|---|\n| How many? | four |\n"])

    assert (counts.words, counts.in_sentences, counts.sentences) == (7, 2, 1)


def test_lix_is_words_by_sentences_and_the_share_of_long_words() -> None:
    assert count(["The animals remember. They seldom walk."]).lix == 6 / 2 + 100 * 2 / 6
    assert Counts(0, 0, 0, 0).lix == 0


def lesson(text: str) -> Lesson:
    found = read_lesson_text(text, "x.py", [])
    assert found is not None
    return found


def test_minutes_count_words_code_formulas_figures_quizzes_and_the_run() -> None:
    words = "# %% [markdown]\n# " + "word " * 120
    code = "# %%\n" + "x = 1\n\n" * 12
    figure = '# %% alt="A line." tags=["remove-input"]\nx\n'
    quiz = '# %% [markdown] quiz="q"\n# Why?\n# - [x] a > b\n# - [ ] c > d\n'

    assert reading_minutes(lesson(words)) == 1
    assert reading_minutes(lesson(code)) == 1
    assert reading_minutes(lesson("# %% [markdown]\n# $x$, $y$ $$z$$")) == 1
    assert reading_minutes(lesson(figure)) == 0.5
    assert reading_minutes(lesson(quiz)) == pytest.approx(1 + 3 / 120)
    assert reading_minutes(lesson(words), 30) == 1.5


def test_exercises_and_hidden_code_take_no_reading_time() -> None:
    text = "# %%\nx = 1\n"
    hidden = '# %% tags=["remove-cell"]\nx = 2\n# %% tags=["hide-input"]\nx = 2\n'
    exercise = (
        '# %% [markdown] exercise="e" minutes=5\n# **Title** A task.\n# %% exercise="e" role="starter"\n...\n'
        '# %% exercise="e" role="solution"\nx = 1\n# %% exercise="e" role="check"\nassert x\n'
    )

    assert reading_minutes(lesson(text + hidden + exercise)) == reading_minutes(lesson(text))


def codes(root: Path, settings: Settings | None = None) -> list[str]:
    project = load_project(root)
    curriculum = load_curriculum(project)
    found = editorial_problems(curriculum, settings or project.settings, figures_of(curriculum, {}))
    return [problem.code for problem in found]


HARD = " ".join(["Organisational representativeness considerations necessitate methodological deliberations."] * 25)


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    root = copy_course("minimal", tmp_path)
    file = root / LESSON
    file.write_text(f"{file.read_text(encoding='utf-8')}\n# %% [markdown]\n# {HARD}\n", encoding="utf-8")
    return root


def test_the_reading_level_is_a_setting(hard: Path) -> None:
    assert codes(hard) == ["E573"]
    assert codes(hard, Settings(reading_level=0)) == []
    assert codes(hard, Settings(reading_level=100)) == []


def test_languages_without_spaces_have_no_reading_level(hard: Path) -> None:
    curriculum = load_curriculum(load_project(hard))
    course = replace(curriculum.course, language=Text("zh-Hant", curriculum.course.language.where))
    figures = figures_of(curriculum, {})

    assert list(editorial_problems(replace(curriculum, course=course), Settings(), figures)) == []


def test_what_a_draft_uses_is_used(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / "curriculum/basics.yml", "datasets: [edit-counts]", "datasets: []")
    edit(root / LESSON, "[edits](term:edit) did we make in [three days](dataset:edit-counts)", "edits did we make")
    edit(root / LESSON, 'open("data/edit-counts.csv")', 'open("data/other.csv")')
    assert codes(root) == ["E570", "E571"]

    edit(
        root / "curriculum/basics.yml",
        "prerequisites: [first-counts]",
        "prerequisites: []\n    datasets: [edit-counts]",
    )
    draft = root / "lessons/basics/second-counts.py"
    draft.write_text("# %% [markdown]\n# An [edit](term:edit).\n", encoding="utf-8")
    assert codes(root) == []


def test_anchors_are_those_of_markdown() -> None:
    for heading in ("How small is too small?", "Größe, 2 -- *wie*", "One day against  eight years", "`code` and 50 %"):
        assert slug(heading) == slugify(heading, "-")


def test_the_course_of_this_repository_can_be_read_and_has_nothing_in_vain() -> None:
    project = load_project(TESTS.parent)
    curriculum = load_curriculum(project)

    assert list(editorial_problems(curriculum, project.settings, figures_of(curriculum, {}))) == []
    assert list(anchor_problems(curriculum)) == []
