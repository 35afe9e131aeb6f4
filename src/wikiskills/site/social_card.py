"""Pictures that stand beside a link to the site where somebody shares it: one of the course, one of each lesson.

Pillow is imported where it is used, so that nobody waits for it who makes no site.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.render.fragment import Asset
from wikiskills.site.addresses import COURSE_CARD, lesson_card
from wikiskills.site.context import track_number
from wikiskills.site.model import PAPER

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Width and height in pixels: what most services show without cutting anything off."""
_COLOURS = ("#00639c", "#b03c00", "#00704f", "#8f3d77", "#7d5900", "#1d6a80")
"""Of the tracks, as in assets/wikiskills.css."""
_INK, _GREY = "#1d2730", "#4a555f"
_LEFT, _WIDTH, _MIDDLE = 180, 930, 315
_TITLE_SIZES, _TITLE_HEIGHT, _LINE_HEIGHT = (80, 68, 58, 50, 42, 34), 350, 1.25
_PARTS = ((0, 0, 160, 630), (160, 0, 1200, 138), (160, 138, 1200, 495), (160, 495, 1200, 630))
"""The sign, the line above, the title, the line below: left, top, right and bottom."""
_SHADES = 16  # enough for smooth edges, in a small file
_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ")
"""Scripts whose letters stand one after another as they are; others need a shaping engine."""


def make_cards(curriculum: Curriculum) -> Iterator[Asset]:
    """Draw the card of the course, and those of lessons that have one; the same course gives the same bytes."""
    course = _drawable_part(curriculum.course.title)
    yield Asset(COURSE_CARD, _draw("", course, "", _COLOURS[0]))
    for entry in filter(has_card, curriculum.written):
        colour = _COLOURS[track_number(curriculum, entry.track.id) - 1]
        yield Asset(lesson_card(entry), _draw(_drawable_part(entry.track.title), str(entry.plan.title), course, colour))


def has_card(entry: CourseLesson) -> bool:
    """Tell whether a lesson has a card of its own: a title that no font here can draw would be a row of boxes."""
    return is_drawable(entry.plan.title)


def _drawable_part(text: str) -> str:
    return str(text) if is_drawable(text) else ""


def is_drawable(text: str) -> bool:
    """Tell whether a text can be drawn: from left to right, letter by letter, with a font that has all of them."""
    return all(map(_stands_alone, text)) and _font(text, _TITLE_SIZES[-1]) is not None


def _stands_alone(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "NPS" or kind == "Zs" or (kind[0] == "L" and unicodedata.name(character, "").startswith(_SCRIPTS))


@lru_cache(maxsize=256)
def _draw(above: str, title: str, below: str, colour: str) -> bytes:
    """Draw a card as PNG: `title` with a small line above and below it. All texts are drawable, or empty.

    All is drawn as coverage first, then each part gets its colour: much faster than to draw in colours and find the
    few of them again that a small file needs.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - slow

    image = Image.new("L", SIZE)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((78, 0, 98, SIZE[1]), fill=255)  # a stop on a line, the sign of the course
    canvas.ellipse((42, _MIDDLE - 46, 134, _MIDDLE + 46), fill=0, outline=255, width=20)
    _draw_line(canvas, above, 84)
    _draw_title(canvas, title)
    _draw_line(canvas, below, 512)
    inks = (colour, colour, _INK, _GREY)
    for number, box in enumerate(_PARTS):
        image.paste(image.crop(box).point([level * _SHADES // 256 + number * _SHADES for level in range(256)]), box)
    image.putpalette([part for ink in inks for shade in _shades(ink) for part in shade])
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _shades(ink: str) -> Iterator[tuple[int, ...]]:
    """Give the colours from paper to ink, as red, green and blue."""
    paper, full = ([int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (PAPER, ink))
    for step in range(_SHADES):
        yield tuple(round(a + (b - a) * step / (_SHADES - 1)) for a, b in zip(paper, full, strict=True))


def _draw_line(canvas: ImageDraw.ImageDraw, text: str, top: int) -> None:
    """Draw one small line."""
    font = _font(text, 32)
    if font:
        canvas.text((_LEFT, top), _cut(text, font), fill=255, font=font)


def _draw_title(canvas: ImageDraw.ImageDraw, title: str) -> None:
    """Draw a title as large as fits, around the middle; what does not fit in the smallest size is left out."""
    for size in _TITLE_SIZES:
        font, height = _font(title, size), size * _LINE_HEIGHT
        if not font:
            return
        lines = _wrapped(title, font)
        if len(lines) * height <= _TITLE_HEIGHT and all(font.getlength(line) <= _WIDTH for line in lines):
            break
    assert font  # noqa: S101 - without one there is no title
    shown = lines[: int(_TITLE_HEIGHT // height)]
    for number, line in enumerate(shown):
        canvas.text((_LEFT, _MIDDLE + (number - len(shown) / 2) * height), _cut(line, font), fill=255, font=font)


def _cut(text: str, font: FreeTypeFont) -> str:
    """Give as much of a text as fits in one line."""
    while font.getlength(text) > _WIDTH:
        text = f"{text.removesuffix('...')[:-1]}..."
    return text


def _wrapped(text: str, font: FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _font(text: str, size: int) -> FreeTypeFont | None:
    """Give the first font that has every letter of a text: DejaVu, which Matplotlib brings, or Pillow's own few."""
    found = find_spec("matplotlib")
    dejavu = Path(found.origin).parent / "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf" if found and found.origin else None
    fonts = (_open_font(path, size) for path in (dejavu, None) if path is None or path.is_file())
    return next((font for font in fonts if text and all(_has(font, character) for character in text)), None)


@cache
def _open_font(path: Path | None, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - slow

    if path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)  # no other library may draw it
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101 - which it is where a size is given
    return font


@cache
def _has(font: FreeTypeFont, character: str) -> bool:
    """Tell whether a font has a letter: all that it has not look alike."""
    return character.isspace() or bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))
