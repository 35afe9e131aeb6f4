"""Turn YAML outlines and Jupytext lessons into a hands-on course site."""

__version__ = "0.1.0"
