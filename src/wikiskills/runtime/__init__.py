"""Pyodide, the Python that runs in browsers: which files it has, where they come from, what a site holds of them."""
