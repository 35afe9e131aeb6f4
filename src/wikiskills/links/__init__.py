"""Links that lead out of the course: where they stand, and whether they still lead somewhere."""
