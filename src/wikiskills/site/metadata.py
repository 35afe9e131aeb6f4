"""What the head of pages and the sitemap say beside the page itself; the theme finds it as `config.extra.metadata`."""

from __future__ import annotations

from typing import Any

from wikiskills.interface.words import Words
from wikiskills.site.addresses import COURSE_CARD, FEED, lesson_card
from wikiskills.site.context import Context
from wikiskills.site.discovery import dated_lessons
from wikiskills.site.social_card import SIZE, has_card


def site_metadata(context: Context) -> dict[str, Any]:
    """Give the card of the course, those of lessons and the days on which they changed, both by lesson.

    Also the feed where there is one, the present ids of lessons by their old ones, under which browsers keep what
    learners did, and the locale as Open Graph writes it: en_US.
    """
    written = context.curriculum.written
    modified = {str(entry.id): context.dates_of(entry).modified for entry in written}
    return {
        "locale": open_graph_locale(context.words),
        "card": COURSE_CARD,
        "card_size": list(SIZE),
        "cards": {str(entry.id): lesson_card(entry) for entry in written if has_card(entry)},
        "feed": FEED if dated_lessons(context) else "",
        "renamed": {str(old): str(entry.id) for entry in written for old in entry.plan.aliases},
        "modified": {lesson: day for lesson, day in modified.items() if day},
    }


def open_graph_locale(words: Words) -> str:
    """Write a language with its territory, the likeliest one where it names none: pt-BR is pt_BR, en is en_US."""
    from babel.core import get_global  # noqa: PLC0415 - slow to import

    locale = words.locale
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language
