"""Quizzes as native forms that read fully without JavaScript."""

from __future__ import annotations

from wikiskills.quiz import Option, Quiz
from wikiskills.references import Link
from wikiskills.render.markup import raw_block
from wikiskills.render.prose import inline_html, render_prose, to_html


def render_quiz(quiz: Quiz, number: int, link: Link) -> str:
    """Write a quiz as one raw HTML block; `number` counts the questions of the page from 1.

    Raises `FormulaError` where a formula in it cannot be read.
    """
    name = f"quiz-{quiz.id}"
    legend, _, rest = quiz.question.partition("\n\n")
    options = "\n".join(_option(quiz, position, link) for position in range(1, len(quiz.options) + 1))
    answers = "\n".join(_answer(option, position, link) for position, option in enumerate(quiz.options, 1))
    return raw_block(f"""\
<form class="ws-quiz" id="{name}" data-quiz="{quiz.id}" data-search-exclude>
<fieldset>
<legend><span class="ws-quiz__number">Question {number}.</span> {inline_html(render_prose(legend, link))}</legend>
{to_html(render_prose(rest, link))}
<p class="ws-quiz__hint">{"Choose all that fit." if quiz.many else "Choose one answer."}</p>
{options}
</fieldset>
<button type="submit" class="md-button" hidden>Check my answer</button>
<div class="ws-quiz__result" role="status" aria-live="polite"></div>
<details class="ws-quiz__answers">
<summary>Show the answers</summary>
<ul>
{answers}
</ul>
</details>
</form>""")


def _option(quiz: Quiz, position: int, link: Link) -> str:
    name = f"quiz-{quiz.id}"
    kind = "checkbox" if quiz.many else "radio"
    control = f'<input type="{kind}" id="{name}-{position}" name="{name}" value="{position}">'
    label = inline_html(render_prose(quiz.options[position - 1].text, link))
    return f'<div class="ws-quiz__option">{control}<label for="{name}-{position}">{label}</label></div>'


def _answer(option: Option, position: int, link: Link) -> str:
    verdict = "Right" if option.correct else "Not right"
    text, feedback = (inline_html(render_prose(part, link)) for part in (option.text, option.feedback))
    correct = str(option.correct).lower()
    answer = f'<strong>{verdict}:</strong> {text} <span class="ws-quiz__feedback">{feedback}</span>'
    return f'<li data-option="{position}" data-correct="{correct}">{answer}</li>'
