"""The page of a lesson: its head, its text with executed outputs, cards of its exercises, what to remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikiskills.curriculum import CourseLesson
from wikiskills.execution.record import Output
from wikiskills.exercise import Exercise
from wikiskills.lesson import Block
from wikiskills.percent import Cell
from wikiskills.prose import prose_lines
from wikiskills.quiz import Quiz
from wikiskills.render.fragment import Asset, Fragment
from wikiskills.render.quiz import render_quiz
from wikiskills.site.addresses import (
    colab_link,
    exercise_page,
    html_link,
    lesson_folder,
    lesson_page,
    own_links,
    paws_link,
)
from wikiskills.site.cells import code_fragment
from wikiskills.site.context import Context, track_number
from wikiskills.site.model import Page, Part
from wikiskills.site.structured_data import lesson_data, with_data


def make_lesson_page(context: Context, entry: CourseLesson) -> tuple[Page, tuple[Asset, ...]]:
    """Make the page of a written lesson and its figures."""
    assert entry.lesson is not None  # noqa: S101 - drafts have no page
    path = lesson_page(entry)
    body = _Body(context, entry, path, context.outputs(entry))
    fragments = list(body.fragments(entry.lesson.blocks))
    curriculum = context.curriculum
    mates = [str(mate.id) for mate in entry.track.lessons]
    text = context.page(
        "lesson",
        path,
        entry=entry,
        plan=entry.plan,
        frozen=context.records[entry.id].frozen,
        body="\n\n".join(fragment.markdown for fragment in fragments if fragment.markdown),
        track_number=track_number(curriculum, entry.track.id),
        number=mates.index(entry.id) + 1,
        prerequisites=curriculum.prerequisites_of(entry),
        datasets=curriculum.datasets_of(entry),
        exercises=entry.exercises,
        authors=entry.plan.authors or curriculum.course.authors,
        paws=paws_link(curriculum, context.settings, entry),
        colab=colab_link(curriculum, context.settings, entry),
    )
    parts = tuple(Part(block.where, each.markdown) for block, each in zip(entry.lesson.blocks, fragments, strict=True))
    page = Page(path, with_data(text, lesson_data(context, entry)), entry.lesson.blocks[0].where.path, parts)
    return page, tuple(asset for fragment in fragments for asset in fragment.assets)


@dataclass
class _Body:
    context: Context
    entry: CourseLesson
    path: str
    outputs: dict[int, tuple[Output, ...]]
    heading_level: int = 1

    @property
    def figures(self) -> str:
        """Folder of the lesson's figures."""
        return f"{lesson_folder(self.entry)}/figures"

    def fragments(self, blocks: tuple[Block, ...]) -> Iterator[Fragment]:
        link = own_links(self.context.curriculum, self.path, html_link)
        quizzes = 0
        for number, block in enumerate(blocks):
            if isinstance(block, Exercise):
                yield Fragment(self.card(block))
            elif isinstance(block, Quiz):
                quizzes += 1
                yield Fragment(render_quiz(block, quizzes, link, self.context.words))
            elif block.is_code:
                yield code_fragment(self.context, block, self.outputs, self.figures, f"figure-{number}")
            else:
                yield Fragment(self.prose(block))

    def prose(self, cell: Cell) -> str:
        for _, line in prose_lines(cell.source):
            if line.startswith("##"):
                self.heading_level = len(line) - len(line.lstrip("#"))
        return self.context.prose(self.path, cell.source)

    def card(self, exercise: Exercise) -> str:
        """Invite to an exercise: its prompt, how long it takes, and the way to the page where it is done."""
        return self.context.page(
            "exercise-card",
            self.path,
            exercise=exercise,
            heading="#" * (2 if self.heading_level == 1 else 3),
            prompt=self.context.prose(self.path, exercise.prompt.source),
            target=f"{html_link(self.path, exercise_page(self.entry))}#{exercise.id}",
        )
