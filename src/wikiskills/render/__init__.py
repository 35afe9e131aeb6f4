"""Cells and their outputs as Markdown fragments and files."""
