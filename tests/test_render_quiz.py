"""Quizzes are native forms that read fully without JavaScript."""

from __future__ import annotations

import pytest

from tests.support.cells import HERE
from tests.support.markdown_pages import Reader, page
from tests.support.words import ENGLISH
from wikiskills.quiz import Option, Quiz
from wikiskills.render.math import FormulaError
from wikiskills.render.quiz import render_quiz


def option(text: str, feedback: str = "Because.", *, correct: bool = False) -> Option:
    return Option(text, feedback, correct, HERE)


def render(*options: Option, question: str = "Which?") -> Reader:
    quiz = Quiz("sample-size", question, options, HERE)
    block = render_quiz(quiz, 2, lambda kind, name: f"/{kind}/{name}/", ENGLISH)
    assert "\n\n" not in block
    html = page(f"Before\n\n{block}\n\nAfter *x*")
    assert html.endswith("<p>After <em>x</em></p>")
    assert Reader(html, "ws-quiz").text.split() == Reader(block).text.split()
    return Reader(html, "ws-quiz")


def test_one_right_answer() -> None:
    reader = render(option("Yes"), option("No", "Size is not all.", correct=True))

    assert reader.one("form") == {
        "class": "ws-quiz",
        "id": "quiz-sample-size",
        "data-quiz": "sample-size",
        "data-search-exclude": "",
    }
    assert [field["type"] for field in reader.all("input")] == ["radio", "radio"]
    assert {field["name"] for field in reader.all("input")} == {"quiz-sample-size"}
    assert [field["id"] for field in reader.all("input")] == [label["for"] for label in reader.all("label")]
    assert reader.one("button") == {"type": "submit", "class": "md-button", "hidden": ""}
    assert {"class": "ws-quiz__result", "role": "status", "aria-live": "polite"} in reader.all("div")
    assert [(item["data-option"], item["data-correct"]) for item in reader.all("li")] == [("1", "false"), ("2", "true")]
    for words in ("Question 2. Which?", "Choose one answer.", "Not right: Yes Because.", "Right: No Size is not all."):
        assert words in reader.text


def test_several_right_answers() -> None:
    reader = render(option("A", correct=True), option("B", correct=True), option("C"))

    assert [field["type"] for field in reader.all("input")] == ["checkbox"] * 3
    assert "Choose all that fit." in reader.text


def test_all_texts_may_hold_inline_markdown() -> None:
    reader = render(
        option("`a < b` & *c*", "See [it](lesson:first)."),
        option("$x_1$", "**so** <b>", correct=True),
        question="What is `df['a']` at $n_1$?\n\n```python\nx = 1\n\ny = '</form>'\n```\n\nSay.",
    )

    assert {"code", "em", "strong", "math", "pre"} <= set(reader.names())
    assert reader.one("a")["href"] == "/lesson/first/"
    assert "x = 1\n\ny = '</form>'" in reader.text
    assert "a < b & c" in reader.text


def test_unreadable_formula_is_reported() -> None:
    with pytest.raises(FormulaError):
        render(option(r"$\foo$"), option("b", correct=True))
