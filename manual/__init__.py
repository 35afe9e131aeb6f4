"""The tools of the manual in docs/: what builds its site, and what writes its reference from the code."""
