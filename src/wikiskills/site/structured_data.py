"""What course, lessons and datasets are in the words of schema.org, as JSON-LD: data that search engines read.

Google's rules for courses and for datasets say which properties their listings need:
https://developers.google.com/search/docs/appearance/structured-data
"""

from __future__ import annotations

import json
import re
from typing import Any

from wikiskills.curriculum import CourseLesson
from wikiskills.dataset import Column, Dataset
from wikiskills.outline import Track
from wikiskills.site.addresses import ALL_DATASETS, HOME, data_file, dataset_page, lesson_page, track_page
from wikiskills.site.context import Context

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
_ACCESSIBLE = ("alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
"""What every lesson has, in the words of the accessibility vocabulary that schema.org refers to."""

Data = dict[str, Any]


def with_data(page: str, value: Data) -> str:
    """Put data into the front matter of a page, from where the theme takes them into the head.

    In the text they would do harm: where Material shows a page without a reload, it runs every script in it as code.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return page.replace("---\n", f"---\nstructured_data: {text}\n", 1)


def licence_url(spdx: str) -> str:
    """Give the address at which a licence can be read."""
    return _LICENCES.get(spdx, f"https://spdx.org/licenses/{spdx}.html")


def course_data(context: Context) -> Data:
    """Describe the course, with its tracks as its syllabus."""
    curriculum = context.curriculum
    course = curriculum.course
    tracks = [track for track in curriculum.tracks if any(e.lesson for e in curriculum.lessons_of(track))]
    minutes = sum(entry.plan.minutes.total for entry in curriculum.written)
    return _filled(
        {
            **_thing("Course", course.title, context.plain(HOME, course.description), context.address(HOME)),
            "provider": {"@type": "Organization", "name": ", ".join(course.authors), "url": str(course.repository)},
            "inLanguage": str(course.language),
            "license": licence_url(course.licence.text),
            "isAccessibleForFree": True,
            "offers": [{"@type": "Offer", "category": "Free"}],
            "teaches": [context.plain(HOME, track.summary) for track in tracks],
            "syllabusSections": [_section(context, track) for track in tracks],
            "hasCourseInstance": [
                {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": iso_duration(minutes)}
            ],
        }
    )


def _section(context: Context, track: Track) -> Data:
    entries = [entry for entry in context.curriculum.lessons_of(track) if entry.lesson]
    about = context.plain(HOME, track.summary)
    return {
        **_part("Syllabus", track.title, about, context.address(track_page(track.id))),
        "timeRequired": iso_duration(sum(entry.plan.minutes.total for entry in entries)),
    }


def lesson_data(context: Context, entry: CourseLesson) -> Data:
    """Describe a lesson as a learning resource, a part of the course."""
    curriculum, plan, path = context.curriculum, entry.plan, lesson_page(entry)
    course, dates = curriculum.course, context.dates_of(entry)
    return _filled(
        {
            **_thing("LearningResource", plan.title, context.plain(path, plan.summary), context.address(path)),
            "learningResourceType": "lesson",
            "educationalLevel": context.words.say(f"common.level_{plan.level}"),
            "teaches": [context.plain(path, objective) for objective in plan.objectives],
            "competencyRequired": [str(needed.plan.title) for needed in curriculum.prerequisites_of(entry)],
            "timeRequired": iso_duration(plan.minutes.total),
            "isPartOf": {"@type": "Course", "name": str(course.title), "url": context.address(HOME)},
            "creditText": ", ".join(plan.authors or course.authors),
            "license": licence_url(course.licence.text),
            "inLanguage": str(course.language),
            "isAccessibleForFree": True,
            "accessibilityFeature": list(_ACCESSIBLE),
            "datePublished": dates.published,
            "dateModified": dates.newest if dates.modified else "",
        }
    )


def dataset_data(context: Context, dataset: Dataset) -> Data:
    """Describe a dataset with its columns and the files that the site offers."""
    page = dataset_page(dataset.id)
    source = context.inline(page, dataset.provenance.source)
    about = context.plain(page, dataset.description)
    return _filled(
        {
            **_thing("Dataset", dataset.title, about, context.address(page)),
            "identifier": str(dataset.id),
            "license": licence_url(dataset.licence.id),
            "creator": [{"@type": each.kind.title(), "name": str(each.name)} for each in dataset.creators],
            "creditText": context.plain(page, dataset.licence.attribution),
            "isBasedOn": re.findall(r'href="(https?://[^"]+)"', source),
            "isAccessibleForFree": True,
            "measurementTechnique": context.plain(page, dataset.provenance.how),
            "temporalCoverage": dataset.provenance.period and str(dataset.provenance.period),
            "variableMeasured": [_variable(context, page, column) for column in dataset.columns],
            "distribution": _downloads(context, dataset),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": str(context.curriculum.course.title),
                "url": context.address(ALL_DATASETS),
            },
        }
    )


def _downloads(context: Context, dataset: Dataset) -> list[Data]:
    return [
        {
            "@type": "DataDownload",
            "name": str(file.name),
            "contentUrl": context.address(data_file(dataset.id, file.name)),
            "encodingFormat": _MEDIA_TYPES.get(file.name.rpartition(".")[2], "application/octet-stream"),
            "contentSize": f"{file.bytes} B",
            "sha256": str(file.sha256),
        }
        for file in dataset.files
        if file.name in context.data
    ]


def _variable(context: Context, page: str, column: Column) -> Data:
    return _filled(
        {
            "@type": "PropertyValue",
            "name": context.plain(page, column.name),
            "description": context.plain(page, column.meaning),
            "unitText": str(column.unit or ""),
        }
    )


def iso_duration(minutes: int) -> str:
    """Write minutes as ISO 8601 does: PT1H30M."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _thing(kind: str, name: str, description: str, address: str) -> Data:
    return {"@context": "https://schema.org", **_part(kind, name, description, address)}


def _part(kind: str, name: str, description: str, address: str) -> Data:
    return {"@type": kind, "name": str(name), "description": description, "url": address}


def _filled(parts: Data) -> Data:
    """Leave out what is empty."""
    return {key: value for key, value in parts.items() if value}
