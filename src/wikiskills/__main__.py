"""Lets `python -m wikiskills` run the command line."""

from wikiskills.cli import main

main()
