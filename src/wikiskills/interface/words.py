"""What the site says in one language, and how that language writes numbers, times, sizes and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

KILO, MEGA = 1_000, 1_000_000
Said = str | Mapping[str, str]
"""A text, or one for each form that a language has for numbers (zero, one, two, few, many, other)."""


@dataclass(frozen=True)
class Words:
    """The words of one language: `language` is its tag, as in pt-BR, `texts` are by group and key, as in `home.how`.

    Digits are the Western ones in every language, as they are in code and in what it gives out.
    """

    language: str
    texts: Mapping[str, Said]

    @cached_property
    def locale(self) -> Locale:
        """What Unicode's CLDR knows of the language; that of English where it does not know the language."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import

        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale("en")

    @property
    def direction(self) -> str:
        """Where the language runs to: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def say(self, key: str, **values: str | int) -> str:
        """Give a text with `values` in the place of its words in braces; `count` chooses the form for a number.

        Values are put in as they are: who needs HTML escapes them. Raises `KeyError` where the text or a value lacks.
        """
        text = self.texts[key]
        if not isinstance(text, str):
            text = text.get(self.locale.plural_form(float(values["count"]))) or text["other"]
        return text.format_map({name: self._shown(value) for name, value in values.items()})

    def group(self, name: str) -> dict[str, Said]:
        """Give the texts of a group by their keys."""
        return {key.removeprefix(f"{name}."): text for key, text in self.texts.items() if key.startswith(f"{name}.")}

    def box_title(self, kind: str) -> str:
        """Give the title of a box (an admonition) that has none of its own."""
        return str(self.texts.get(f"admonitions.{kind}", kind.capitalize()))

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with as many decimals."""
        if not decimals and 0 <= value < KILO:  # no language parts these digits, and Babel takes long to begin
            return str(round(value))
        from babel.numbers import format_decimal  # noqa: PLC0415 - slow to import, and a check needs few numbers

        digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(round(value, decimals), format=digits, locale=self.locale)

    def duration(self, minutes: int) -> str:
        """Say a number of minutes: 45 min, 1 h 15 min."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.say("units.minutes", count=rest)
        whole = self.say("units.hours", count=hours)
        return self.say("units.both", hours=whole, minutes=self.say("units.minutes", count=rest)) if rest else whole

    def size(self, size: int) -> str:
        """Say a number of bytes in the unit that fits: 812 bytes, 379 kB, 1.7 MB."""
        if size < KILO:
            return self.say("units.bytes", count=size)
        if size < MEGA:
            return self.say("units.kilobytes", count=round(size / KILO))
        forms = self.texts["units.megabytes"]
        assert not isinstance(forms, str)  # noqa: S101 - as every text that counts
        return forms["other"].format(count=self.number(size / MEGA, 1))

    def date(self, date: str) -> str:
        """Write a year, a month or a day in ISO 8601 as the language does; anything else stays as it is."""
        pattern = {len("2024-11"): "units.month", len("2024-11-08"): "units.day"}.get(len(date))
        if not pattern:
            return date
        from babel.dates import format_date  # noqa: PLC0415 - slow to import

        try:
            day = dt.date.fromisoformat(date + "0001-01-01"[len(date) :])
        except ValueError:
            return date
        return format_date(day, format=str(self.texts[pattern]), locale=self.locale)

    def listed(self, items: Iterable[str], key: str = "units.list") -> str:
        """Put a list into one text, by the text `key` that joins two; empty where the list is."""
        found = list(items)
        return reduce(lambda first, second: self.say(key, first=first, second=second), found) if found else ""

    def _shown(self, value: str | int) -> str:
        return self.number(value) if isinstance(value, int) else value
