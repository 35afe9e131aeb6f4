"""The page of a dataset: what it is, a first look, its terms, columns and traps, how to get and to cite it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from wikiskills.dataset import Column, Dataset
from wikiskills.execution.job import shown_cell, steps_of
from wikiskills.first_looks import job_name
from wikiskills.render.fragment import Asset, Fragment
from wikiskills.site.addresses import ALL_DATASETS, data_file, dataset_page, url
from wikiskills.site.cells import code_fragment
from wikiskills.site.context import Context
from wikiskills.site.model import Page

_MEDIA_TYPES = {
    "bz2": "application/x-bzip2",
    "csv": "text/csv",
    "gz": "application/gzip",
    "json": "application/json",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "xml": "application/xml",
}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Where people read what a licence says; of others, SPDX has the text."""


def make_dataset_page(context: Context, dataset: Dataset) -> tuple[Page, tuple[Asset, ...]]:
    """Make the page of a dataset, and the figures of its first look."""
    path = dataset_page(dataset.id)
    fragments = list(_first_look(context, dataset))
    text = context.page(
        "dataset",
        path,
        dataset=dataset,
        licence=licence_url(dataset.licence.id),
        look="\n\n".join(fragment.markdown for fragment in fragments if fragment.markdown),
        looked=str(dataset.id) in context.curriculum.first_looks,
        tables=column_tables(dataset),
        data=context.data,
        size=sum(file.bytes for file in dataset.files),
        users=[entry for entry in context.curriculum.written if dataset.id in entry.plan.datasets],
        citation=_citation(context, dataset),
        markup=_script(_markup(context, dataset)),
    )
    return Page(path, text), tuple(asset for fragment in fragments for asset in fragment.assets)


def _first_look(context: Context, dataset: Dataset) -> Iterator[Fragment]:
    """Write the first look with what came out of it; nothing where its data are not at hand."""
    look, record = context.curriculum.first_looks.get(dataset.id), context.records.get(job_name(dataset.id))
    if not look or not record:
        return
    path = dataset_page(dataset.id)
    steps = [shown_cell(step).where.line for step in steps_of(look)]
    outputs = dict(zip(steps, record.outputs, strict=True))
    for number, cell in enumerate(look.cells):
        if cell.is_code:
            yield code_fragment(cell, outputs, f"data/{dataset.id}/figures", f"figure-{number}", context.problems)
        else:
            yield Fragment(context.prose(path, cell.source))


def column_tables(dataset: Dataset) -> list[tuple[str, list[Column]]]:
    """Group the columns by the files that have them, each with a title; one group without a title for all files."""
    if not any(column.files for column in dataset.columns):
        return [("", list(dataset.columns))]
    names = [str(file.name) for file in dataset.files]
    rows = [(name, column) for name in names for column in dataset.columns if not column.files or name in column.files]
    return [(name, [column for _, column in group]) for name, group in groupby(rows, key=lambda row: row[0])]


def licence_url(spdx: str) -> str:
    """Give the address at which a licence can be read."""
    return _LICENCES.get(spdx, f"https://spdx.org/licenses/{spdx}.html")


def _citation(context: Context, dataset: Dataset) -> str:
    """Write how to cite a dataset, as plain text."""
    course = context.curriculum.course
    names = ", ".join(str(creator.name) for creator in dataset.creators)
    origin = names or _plain(context, dataset, dataset.licence.attribution).rstrip(".")
    address = f"{course.site_url.rstrip('/')}/{url(dataset_page(dataset.id))}"
    return (
        f"{origin} ({dataset.provenance.date}). {dataset.title}. In: {course.title}. {address}. {dataset.licence.id}."
    )


def _markup(context: Context, dataset: Dataset) -> dict[str, Any]:
    """Describe a dataset in the words of schema.org, for search engines."""
    course = context.curriculum.course
    site = f"{course.site_url.rstrip('/')}/"
    source = context.inline(dataset_page(dataset.id), dataset.provenance.source)
    parts = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": str(dataset.title),
        "description": _plain(context, dataset, dataset.description),
        "url": f"{site}{url(dataset_page(dataset.id))}",
        "identifier": str(dataset.id),
        "license": licence_url(dataset.licence.id),
        "creator": [{"@type": each.kind.title(), "name": str(each.name)} for each in dataset.creators],
        "creditText": _plain(context, dataset, dataset.licence.attribution),
        "isBasedOn": re.findall(r'href="(https?://[^"]+)"', source),
        "isAccessibleForFree": True,
        "measurementTechnique": _plain(context, dataset, dataset.provenance.how),
        "temporalCoverage": dataset.provenance.period and str(dataset.provenance.period),
        "variableMeasured": [_variable(context, dataset, column) for column in dataset.columns],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(file.name),
                "contentUrl": f"{site}{url(data_file(dataset.id, file.name))}",
                "encodingFormat": _MEDIA_TYPES.get(file.name.rpartition(".")[2], "application/octet-stream"),
                "contentSize": f"{file.bytes} B",
                "sha256": str(file.sha256),
            }
            for file in dataset.files
            if file.name in context.data
        ],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": str(course.title),
            "url": f"{site}{url(ALL_DATASETS)}",
        },
    }
    return {key: value for key, value in parts.items() if value}


def _variable(context: Context, dataset: Dataset, column: Column) -> dict[str, str]:
    parts = {
        "@type": "PropertyValue",
        "name": _plain(context, dataset, column.name),
        "description": _plain(context, dataset, column.meaning),
        "unitText": str(column.unit or ""),
    }
    return {key: value for key, value in parts.items() if value}


def _plain(context: Context, dataset: Dataset, markdown: str) -> str:
    """Take the markup off a short Markdown text."""
    return html.unescape(re.sub(r"<[^>]+>", "", context.inline(dataset_page(dataset.id), markdown)))


def _script(value: dict[str, Any]) -> str:
    """Write data into a page; nothing in them can end the element or begin another one."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'
