"""What differs for readers between two finished sites, as values and as a page for reviewers."""
