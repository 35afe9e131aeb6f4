"""The page that says how to use an archive of the course."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from wikiskills.curriculum import Curriculum
from wikiskills.dataset import DataFile, Dataset
from wikiskills.html_template import html_template
from wikiskills.render.prose import inline_html, render_prose
from wikiskills.site.addresses import HOME, dataset_page, html_link, own_links


def readme_page(curriculum: Curriculum, left_out: Sequence[Dataset], *, with_data: bool) -> str:
    """Write the page in the language of the course. It loads nothing, and reads well as a file."""
    link = own_links(curriculum, HOME, lambda _, target: _in_site(target))
    words = curriculum.words
    return html_template("wikiskills.offline", "readme.html.jinja").render(
        course=curriculum.course,
        say=words.say,
        language=words.language,
        direction=words.direction,
        with_data=with_data,
        left_out=left_out,
        page=lambda dataset: _in_site(dataset_page(dataset.id)),
        inline=lambda text: inline_html(render_prose(str(text), link, words)),
        addresses=_addresses,
    )


def _in_site(target: str) -> str:
    """Link to the file of a page: a browser that opens it as a file shows no folder's index."""
    return posixpath.join("site", html_link(HOME, target), "index.html") if target.endswith(".md") else f"site/{target}"


def _addresses(file: DataFile) -> list[str]:
    return [str(source.url) for source in file.sources if source.url]
