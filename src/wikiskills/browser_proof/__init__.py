"""The proof that exercises work in the browser's Python: the same runtime, run by Node."""
