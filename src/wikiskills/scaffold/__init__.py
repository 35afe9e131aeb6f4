"""First versions of courses, tracks, lessons, exercises and dataset cards, which pass `check` as they stand."""
