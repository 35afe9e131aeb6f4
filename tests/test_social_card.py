"""Cards for shared links: the right size, few bytes, the same each time, and no boxes in the place of letters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.support.courses import copy_course, edit
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.site import social_card
from wikiskills.site.social_card import SIZE, has_card, is_drawable, make_cards

TITLE = "title: First counts"


def course(folder: Path, title: str = "First counts") -> Curriculum:
    root = copy_course("minimal", folder)
    edit(root / "curriculum/basics.yml", TITLE, f'title: "{title}"')
    return load_curriculum(load_project(root))


def cards_of(curriculum: Curriculum) -> dict[str, bytes]:
    return {asset.path: asset.content for asset in make_cards(curriculum) if isinstance(asset.content, bytes)}


def test_cards_are_pictures_of_the_right_size(tmp_path: Path) -> None:
    cards = cards_of(course(tmp_path))
    assert list(cards) == ["card.png", "basics/first-counts/card.png"]
    for content in cards.values():
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("PNG", SIZE)
        assert len(content) < 60_000


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    first = cards_of(course(tmp_path / "one"))
    social_card._draw.cache_clear()  # noqa: SLF001 - what another process has
    assert cards_of(course(tmp_path / "two")) == first


def test_another_title_gives_another_card(tmp_path: Path) -> None:
    cards = (cards_of(course(tmp_path / title, title))["basics/first-counts/card.png"] for title in ("One", "Two"))
    assert next(cards) != next(cards)


@pytest.mark.parametrize("title", ["العد الأول", "ספירה", "पहली गिनती", "最初の集計", "Lesson 🦊", "e\u0301te\u0301"])
def test_a_title_that_cannot_be_drawn_has_no_card(tmp_path: Path, title: str) -> None:
    curriculum = course(tmp_path, title)
    assert not has_card(curriculum.written[0])
    assert list(cards_of(curriculum)) == ["card.png"]


@pytest.mark.parametrize("title", ["Größe, façade & œuvre: 100 %", "Μέτρηση", "Перші підрахунки", "Đếm lần đầu «1»"])
def test_alphabets_that_are_drawn(title: str) -> None:
    assert is_drawable(title)


def test_a_course_whose_name_cannot_be_drawn_has_a_card_without_it(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    plain = cards_of(load_curriculum(load_project(root)))
    edit(root / "curriculum/course.yml", "title: Minimal course", "title: دورة صغيرة")
    cards = cards_of(load_curriculum(load_project(root)))
    assert list(cards) == list(plain)
    assert len(cards["card.png"]) < len(plain["card.png"])


def test_without_matplotlib_there_are_a_few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(social_card, "find_spec", lambda _: None)
    assert is_drawable("First counts")
    assert not is_drawable("Μέτρηση")


@pytest.mark.parametrize("title", ["word " * 60, "W" * 200, "A title of " + "middling " * 8])
def test_long_titles_stay_within_the_card(tmp_path: Path, title: str) -> None:
    content = cards_of(course(tmp_path, title.strip()))["basics/first-counts/card.png"]
    image = Image.open(io.BytesIO(content)).convert("L")
    margins = ((1160, 0, 1200, 630), (160, 0, 1200, 60), (160, 580, 1200, 630))
    assert [min(image.crop(box).tobytes()) > 240 for box in margins] == [True, True, True]
