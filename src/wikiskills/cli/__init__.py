"""The command line: the only place where problems are printed and exit codes are chosen."""

from wikiskills.cli.main import main

__all__ = ["main"]
