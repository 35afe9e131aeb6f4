"""Quizzes as native forms that read fully without JavaScript."""

from __future__ import annotations

from wikiskills.interface.words import Words
from wikiskills.quiz import Option, Quiz
from wikiskills.references import Link
from wikiskills.render.markup import raw_block
from wikiskills.render.prose import inline_html, render_prose, to_html


def render_quiz(quiz: Quiz, number: int, link: Link, words: Words) -> str:
    """Write a quiz as one raw HTML block; `number` counts the questions of the page from 1.

    Raises `FormulaError` where a formula in it cannot be read.
    """
    name, say = f"quiz-{quiz.id}", words.say
    legend, _, rest = quiz.question.partition("\n\n")
    number_text, question = say("quiz.number", number=number), inline_html(render_prose(legend, link, words))
    options = "\n".join(_option(quiz, position, link, words) for position in range(1, len(quiz.options) + 1))
    answers = "\n".join(_answer(option, position, link, words) for position, option in enumerate(quiz.options, 1))
    return raw_block(f"""\
<form class="ws-quiz" id="{name}" data-quiz="{quiz.id}" data-search-exclude>
<fieldset>
<legend><span class="ws-quiz__number">{number_text}</span> {question}</legend>
{to_html(render_prose(rest, link, words))}
<p class="ws-quiz__hint">{say("quiz.choose_all" if quiz.many else "quiz.choose_one")}</p>
{options}
</fieldset>
<button type="submit" class="md-button" hidden>{say("quiz.check")}</button>
<div class="ws-quiz__result" role="status" aria-live="polite"></div>
<details class="ws-quiz__answers">
<summary>{say("quiz.show")}</summary>
<ul>
{answers}
</ul>
</details>
</form>""")


def _option(quiz: Quiz, position: int, link: Link, words: Words) -> str:
    name = f"quiz-{quiz.id}"
    kind = "checkbox" if quiz.many else "radio"
    control = f'<input type="{kind}" id="{name}-{position}" name="{name}" value="{position}">'
    label = inline_html(render_prose(quiz.options[position - 1].text, link, words))
    return f'<div class="ws-quiz__option">{control}<label for="{name}-{position}">{label}</label></div>'


def _answer(option: Option, position: int, link: Link, words: Words) -> str:
    verdict = words.say("quiz.right" if option.correct else "quiz.wrong")
    text, feedback = (inline_html(render_prose(part, link, words)) for part in (option.text, option.feedback))
    correct = str(option.correct).lower()
    answer = f'<strong>{verdict}</strong> {text} <span class="ws-quiz__feedback">{feedback}</span>'
    return f'<li data-option="{position}" data-correct="{correct}">{answer}</li>'
