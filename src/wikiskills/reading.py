"""How long a lesson takes to read, and how hard its text is: counts of words, sentences and long words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wikiskills.lesson import Lesson
from wikiskills.percent import Tag
from wikiskills.prose import prose_lines

WORDS_A_MINUTE = 120
"""Half as fast as people read prose in their first language, 238 words: Brysbaert (2019), 10.1016/j.jml.2019.104047.

Lessons are dense, and most of their readers have another first language.
"""
SECONDS_A_LINE, SECONDS_A_FORMULA, SECONDS_A_FIGURE, SECONDS_A_QUIZ = 5, 20, 30, 60
"""What a line of code, a formula, a figure and a quiz take beside the words in them: estimates of ours."""
_LONG = 6
"""A word with more letters than this is long, in LIX."""
_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>|https?://\S+|:[a-z]+-[a-z0-9-]+:")
_FORMULA = re.compile(r"\$\$?[^$]+\$\$?")
_UNREAD = re.compile(rf"(`+).+?\1|{_FORMULA.pattern}")
_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:\u0964\u3002\u061f\u06d4](?=\W|$)")
_BLOCK = re.compile(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|#+\s|!!!|\?\?\?|:\s|\[\^|$)")
_ROW = re.compile(r"\s*\|")


@dataclass(frozen=True)
class Counts:
    """What is counted in texts. Words in tables are read, but are no sentences: `in_sentences` leaves them out."""

    words: int
    in_sentences: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """Björnsson's readability index: words per sentence, plus the long words in a hundred.

        C. H. Björnsson, Läsbarhet (1968): below 30 as books for children, 40 to 50 as newspapers, above 60 as laws.
        Without text it is 0.
        """
        if not self.in_sentences:
            return 0.0
        return self.in_sentences / self.sentences + 100 * self.long_words / self.in_sentences


def count(texts: Iterable[str]) -> Counts:
    """Count what readers of Markdown texts read; code, formulas and addresses are no words."""
    words = in_sentences = sentences = long_words = 0
    for is_table, block in (one for text in texts for one in _blocks(text)):
        found = _WORD.findall(block)
        words += len(found)
        if found and not is_table:
            in_sentences += len(found)
            long_words += sum(len(word) > _LONG for word in found)
            sentences += sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(block))
    return Counts(words, in_sentences, sentences, long_words)


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Give what stands between the ends of paragraphs, list items, headings; and rows of tables, marked as such."""
    block: list[str] = []
    for _, line in prose_lines(text):
        is_row = bool(_ROW.match(line))
        if block and (is_row or _BLOCK.match(line) or block[-1].startswith("#")):
            yield False, _spoken(block)
            block = []
        if is_row:
            yield True, _spoken([line])
        else:
            block.append(line)
    yield False, _spoken(block)


def _spoken(lines: list[str]) -> str:
    text = _UNREAD.sub(" ", _TARGET.sub("] ", " ".join(lines)))
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))  # vowel signs


def reading_minutes(lesson: Lesson, seconds: float = 0) -> float:
    """Estimate the minutes to read a lesson and to run its cells, which take `seconds`; exercises are left out."""
    code = [cell for cell in lesson.cells if cell.is_code and not cell.tags & _UNSEEN]
    lines = sum(bool(line.strip()) for cell in code for line in cell.source.splitlines())
    figures = sum(len(cell.alt) for cell in lesson.cells)
    texts = list(_read_texts(lesson))
    formulas = sum(len(_FORMULA.findall(text)) for text in texts)
    studied = lines * SECONDS_A_LINE + formulas * SECONDS_A_FORMULA
    looked_at = figures * SECONDS_A_FIGURE + len(lesson.quizzes) * SECONDS_A_QUIZ
    return count(texts).words / WORDS_A_MINUTE + (studied + looked_at + seconds) / 60


_UNSEEN = {Tag.REMOVE_CELL, Tag.REMOVE_INPUT, Tag.HIDE_CELL, Tag.HIDE_INPUT}


def _read_texts(lesson: Lesson) -> Iterator[str]:
    """Give the texts of a lesson without those of its exercises; of quizzes, the answers."""
    yield from (cell.source for cell in lesson.cells if not cell.is_code)
    for quiz in lesson.quizzes:
        yield from (quiz.question, *(option.text for option in quiz.options))
