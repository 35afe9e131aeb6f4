"""The answers of the minimal course, which only its solution page may hold."""

from __future__ import annotations

SOLUTION = "return sum(counts)"
EXPLANATION = "`sum` also gives 0 for an empty list."
HIDDEN = 'assert total([]) == 0, "No days, no edits."'
SOLUTIONS = "basics/first-counts/solutions/index.html"
