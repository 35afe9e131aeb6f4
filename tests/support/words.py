"""The words of the site for tests that make parts of it."""

from __future__ import annotations

from wikiskills.interface.files import shipped

ENGLISH = shipped("en")
