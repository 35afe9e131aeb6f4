"""What an exercise needs to run on its own in a browser: the cells before it that matter, the packages."""
