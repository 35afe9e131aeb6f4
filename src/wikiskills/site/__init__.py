"""The course as a tree of Markdown pages: pure values, nothing here reads or writes a file of the course."""
