"""The page of a dataset: what it is, a first look, its terms, columns and traps, how to get and to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wikiskills.dataset import Column, Dataset
from wikiskills.execution.job import shown_cell, steps_of
from wikiskills.first_looks import job_name
from wikiskills.render.fragment import Asset, Fragment
from wikiskills.site.addresses import dataset_page
from wikiskills.site.cells import code_fragment
from wikiskills.site.context import Context
from wikiskills.site.model import Page
from wikiskills.site.structured_data import dataset_data, licence_url, with_data


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
        period=_period(context, dataset),
        size=sum(file.bytes for file in dataset.files),
        users=[entry for entry in context.curriculum.written if dataset.id in entry.plan.datasets],
        citation=_citation(context, dataset),
    )
    return Page(path, with_data(text, dataset_data(context, dataset))), tuple(
        asset for fragment in fragments for asset in fragment.assets
    )


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
            yield code_fragment(context, cell, outputs, f"data/{dataset.id}/figures", f"figure-{number}")
        else:
            yield Fragment(context.prose(path, cell.source))


def _period(context: Context, dataset: Dataset) -> str:
    """Say the time that a dataset is about; empty where its card does not."""
    start, _, end = (dataset.provenance.period or "").partition("/")
    words = context.words
    return words.say("dataset.span", start=words.date(start), end=words.date(end)) if end else words.date(start)


def column_tables(dataset: Dataset) -> list[tuple[str, list[Column]]]:
    """Group the columns by the files that have them, each with a title; one group without a title for all files."""
    if not any(column.files for column in dataset.columns):
        return [("", list(dataset.columns))]
    names = [str(file.name) for file in dataset.files]
    rows = [(name, column) for name in names for column in dataset.columns if not column.files or name in column.files]
    return [(name, [column for _, column in group]) for name, group in groupby(rows, key=lambda row: row[0])]


def _citation(context: Context, dataset: Dataset) -> str:
    """Write how to cite a dataset, as plain text."""
    course = context.curriculum.course
    names = context.words.listed(str(creator.name) for creator in dataset.creators)
    origin = names or context.plain(dataset_page(dataset.id), dataset.licence.attribution).rstrip(".")
    address = context.address(dataset_page(dataset.id))
    return context.words.say(
        "dataset.citation",
        origin=origin,
        date=context.words.date(dataset.provenance.date),
        title=dataset.title,
        course=course.title,
        address=address,
        licence=dataset.licence.id,
    )
