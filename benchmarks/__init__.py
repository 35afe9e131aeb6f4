"""Measurements of the build on generated courses, beside tools that do alike; see `run`."""
