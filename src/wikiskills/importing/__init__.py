"""Books and folders of notebooks from elsewhere as tracks and lessons, with a list of what needs a hand."""
