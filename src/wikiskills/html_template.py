"""Templates of HTML pages that stand beside the site: all that is put into them is escaped."""

from __future__ import annotations

from importlib.resources import files

import jinja2


def html_template(package: str, name: str) -> jinja2.Template:
    """Give the template of that file name in the folder of a package."""
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(str(files(package))),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
