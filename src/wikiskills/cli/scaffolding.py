"""The `new` commands: first versions of courses, tracks, lessons, exercises and dataset cards."""

from __future__ import annotations

import datetime as dt
import shlex
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from wikiskills.cli.asking import Language, WebAddress, answer, identifier, somebody_there
from wikiskills.cli.options import Commands, reporting
from wikiskills.config import Project, load_project
from wikiskills.errors import Location, Problem, WikiskillsError

_NEW = "New"
_LATER = "Say what one row is, and how many there are."
_NEXT = "Next: 'wikiskills check', then 'wikiskills serve'."


@click.group(cls=Commands)
def new() -> None:
    """Write the first version of a course, a track, a lesson, an exercise or a dataset card.

    What is not given is asked for. Nothing is written over, and what is written passes 'wikiskills check'.

    \b
    Example:  wikiskills new course my-course
              wikiskills new lesson statistics/sampling --title "Who answered?"
              wikiskills new exercise sampling --after "Weights"
    """


@new.command("course")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option("--title", help="Title of the course.")
@click.option("--author", help="Who writes the course.")
@click.option("--repository", type=WebAddress(), help="URL of the repository that will hold it.")
@click.option("--address", type=WebAddress(), help="URL at which the site will be published; "
              "that of GitHub or GitLab pages by default.")  # fmt: skip
@click.option("--language", type=Language(), help="Language of the texts, as in en, which is the default.")
@click.option("--licence", help="SPDX id for texts; CC-BY-SA-4.0 by default.")
@click.option("--code-licence", help="SPDX id for code; MIT by default.")
@reporting
def new_course(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path | None,
    title: str | None,
    author: str | None,
    repository: str | None,
    address: str | None,
    language: str | None,
    licence: str | None,
    code_licence: str | None,
) -> None:
    """Write a small whole course into a folder: a track with a lesson, an exercise and a quiz.

    \b
    Example:  wikiskills new course counting --title "Counting edits" --author "Ada Author" \\
                --repository https://github.com/example/counting
    """
    from wikiskills.scaffold.course import CourseFacts, refuse_course, scaffold_course, usual_address  # noqa: PLC0415 - as main does

    target = folder or Path(identifier("FOLDER", None, "Folder of the course"))
    refuse_course(target)
    title = answer("--title", title, "Title of the course")
    author = answer("--author", author, "Who writes the course")
    repository = answer("--repository", repository, "URL of the repository that will hold it", kind=WebAddress())
    usual = usual_address(repository)
    address = answer("--address", address, "URL at which the site will be published", usual, kind=WebAddress())
    language = answer("--language", language, "Language of the texts", "en", kind=Language())
    licence = answer("--licence", licence, "SPDX id of the licence of texts", "CC-BY-SA-4.0")
    code_licence = answer("--code-licence", code_licence, "SPDX id of the licence of code", "MIT")
    facts = CourseFacts(title, language, licence, code_licence, author, repository, address)
    written = scaffold_course(target, facts)
    written.extend(_notebooks(load_project(target), "notebooks/"))
    quoted = shlex.quote(str(target))
    enter = f"'cd {target}'" if quoted == str(target) else f"cd {quoted}"
    _say_written(
        [f"{target.as_posix()}/{name}" for name in written],
        f"Next: {enter}, then 'wikiskills check' and 'wikiskills serve'. README.md says more.",
    )


@new.command("track")
@click.argument("track_id", metavar="ID", required=False)
@click.option("--title", help="Title of the track; made from the id by default.")
@reporting
@click.pass_obj
def new_track(root: Path, track_id: str | None, title: str | None) -> None:
    """Write the outline of a track and add it to the course.

    \b
    Example:  wikiskills new track statistics --title "Statistics"
    """
    from wikiskills.scaffold.naming import spoken  # noqa: PLC0415 - as above
    from wikiskills.scaffold.track import scaffold_track  # noqa: PLC0415 - as above

    project = load_project(root)
    track_id = identifier("ID", track_id, "Id of the track, as in statistics")
    title = answer("--title", title, "Title of the track", spoken(track_id) or _NEW)
    _say_written(scaffold_track(project, track_id, title))


@new.command("lesson")
@click.argument("name", metavar="[TRACK/]ID", required=False)
@click.option("--track", help="Id of the track, where the name does not begin with it.")
@click.option("--title", help="Title of the lesson; made from the id by default.")
@reporting
@click.pass_obj
def new_lesson(root: Path, name: str | None, track: str | None, title: str | None) -> None:
    """Write a lesson that builds as it stands, and add it to the outline of its track.

    \b
    Example:  wikiskills new lesson statistics/sampling --title "Who answered?"
    """
    from wikiskills.scaffold.lesson import scaffold_lesson  # noqa: PLC0415 - as above
    from wikiskills.scaffold.naming import spoken  # noqa: PLC0415 - as above

    project = load_project(root)
    track_id, lesson_id = _track_and_lesson(project, name, track)
    title = answer("--title", title, "Title of the lesson", spoken(lesson_id) or _NEW)
    written = scaffold_lesson(project, track_id, lesson_id, title)
    _say_written([*written, *_notebooks(project, f"{project.settings.notebooks}/{track_id}/{lesson_id}.ipynb")])


def _track_and_lesson(project: Project, name: str | None, track: str | None) -> tuple[str, str]:
    """Read the ids of a new lesson and of its track from what was typed, and ask for what is missing."""
    from wikiskills.curriculum import outline_names  # noqa: PLC0415 - as above

    name = identifier("[TRACK/]ID", name, "Id of the lesson, as in sampling")
    before, separator, lesson_id = name.partition("/")
    if track and separator:
        raise click.UsageError("give the track once: in the name, or with '--track'", click.get_current_context())
    if separator:
        return before, lesson_id
    if not (track or somebody_there()):
        hint = f"write wikiskills new lesson <track>/{name}"
        raise WikiskillsError([Problem(Location(name), "E901", "a lesson is named track/id", hint)])
    known = outline_names(project.path(project.settings.curriculum))
    return answer("--track", track, "Track of the lesson", choices=known), name


@new.command("exercise")
@click.argument("lesson", metavar="LESSON", required=False)
@click.argument("exercise_id", metavar="[ID]", required=False, default="")
@click.option("--title", help="Title of the exercise; made from the id by default.")
@click.option("--minutes", type=click.IntRange(min=1), default=8, show_default=True, help="How long a learner needs.")
@click.option("--after", metavar="HEADING", default="", help="Put it at the end of the section with this heading; "
              "at the end of the lesson by default.")  # fmt: skip
@reporting
@click.pass_obj
def new_exercise(  # noqa: PLR0913, PLR0917 - one for each option
    root: Path, lesson: str | None, exercise_id: str, title: str | None, minutes: int, after: str
) -> None:
    """Add an exercise to a lesson: prompt, starter, hints, solution, checks and wrong answers, which prove themselves.

    \b
    Example:  wikiskills new exercise sampling share-of-answers --minutes 8
              wikiskills new exercise statistics/sampling --after "Weights"
    """
    from wikiskills.scaffold.exercise import scaffold_exercise  # noqa: PLC0415 - as above
    from wikiskills.scaffold.lesson import find_lesson  # noqa: PLC0415 - as above
    from wikiskills.scaffold.naming import spoken  # noqa: PLC0415 - as above

    project = load_project(root)
    lesson = identifier("LESSON", lesson, "Id of the lesson")
    find_lesson(project, lesson)
    title = answer("--title", title, "Title of the exercise", spoken(exercise_id) or "A share of a list")
    written = scaffold_exercise(project, lesson, exercise_id, title, minutes, after)
    _say_written([*written, *_notebooks(project, f"{project.settings.notebooks}/")])


@new.command("dataset")
@click.argument("dataset_id", metavar="ID", required=False)
@click.option(
    "--file", "path", type=click.Path(path_type=Path), help="The data file; its size, hash and columns are read."
)
@click.option("--lesson", help="Id of a lesson that reads it: its plan declares it then.")
@click.option("--source", help="URL of exactly these bytes, for a file that is not committed.")
@click.option("--title", help="Title of the dataset; made from the id by default.")
@click.option("--description", help="What it is.")
@click.option("--licence", help="SPDX id of its licence, as in CC0-1.0.")
@click.option("--attribution", help="Whom to name, and how.")
@click.option("--origin", help="Who published the data, with a link.")
@click.option("--how", help="What was done to the data.")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), help="When it was retrieved, as in 2024-11-08; today by default."
)
@click.option("--simulated", is_flag=True, help="The numbers are made, not observed.")
@reporting
@click.pass_obj
def new_dataset(root: Path, /, dataset_id: str | None, path: Path | None, **given: Any) -> None:
    """Write the card of a dataset with one file, whose size, hash and columns are read from it.

    A small file of another folder is copied into the course, but with --source, which says where to download it.

    \b
    Example:  wikiskills new dataset survey --file survey.csv --lesson sampling \\
                --licence CC0-1.0 --attribution "The survey team"
    """
    from wikiskills.scaffold.dataset import Answers, is_large, refuse_no_file, scaffold_dataset  # noqa: PLC0415 - as above
    from wikiskills.scaffold.lesson import find_lesson  # noqa: PLC0415 - as above
    from wikiskills.scaffold.naming import spoken  # noqa: PLC0415 - as above

    project = load_project(root)
    dataset_id = identifier("ID", dataset_id, "Id of the dataset")
    file = path or Path(answer("--file", None, "The data file"))
    refuse_no_file(file)
    lesson = answer("--lesson", given["lesson"], "Id of the lesson that reads it, which may be a draft")
    find_lesson(project, lesson)
    licence = answer("--licence", given["licence"], "SPDX id of the licence of the data, as in CC0-1.0")
    attribution = answer("--attribution", given["attribution"], "Whom to name as the authors of the data")
    date = given["date"] or dt.datetime.now(dt.UTC)
    answers = Answers(
        title=answer("--title", given["title"], "Title of the dataset", spoken(dataset_id) or _NEW),
        description=answer("--description", given["description"], "What one row is, and how many there are", _LATER),
        licence=licence,
        attribution=attribution,
        origin=answer("--origin", given["origin"], "Who published the data, with a link", attribution),
        how=answer("--how", given["how"], "What was done to the data", "Nothing was changed."),
        date=f"{date:%Y-%m-%d}",
        simulated=bool(given["simulated"]),
    )
    written = scaffold_dataset(project, dataset_id, file, given["source"] or "", lesson, answers)
    if not given["source"] and is_large(file):
        click.echo("note: the file is larger than 1 MB. Give --source with an address rather than commit it.", err=True)
    then = f"Next: say on the card what each column holds, and read data/{file.name} in the lesson."
    _say_written([*written, *_notebooks(project, f"{project.settings.notebooks}/")], then)


@click.command()
@reporting
@click.pass_obj
def schema(root: Path) -> None:
    """Write the JSON Schemas of outlines and settings, by which editors complete keys and underline mistakes.

    \b
    Example:  wikiskills schema
    """
    from wikiskills.scaffold.track import write_schemas  # noqa: PLC0415 - as above

    for path in write_schemas(load_project(root)):
        click.echo(f"wrote {path}", err=True)


def _notebooks(project: Project, shown: str) -> list[str]:
    """Write the learner notebooks; name them as `shown`, or not at all where something in the course is wrong."""
    from wikiskills.build import refresh_notebooks  # noqa: PLC0415 - as above

    with suppress(WikiskillsError):  # what is wrong elsewhere in the course is for 'check' to say
        refresh_notebooks(project)
        return [shown]
    return []


def _say_written(paths: list[str], then: str = _NEXT) -> None:
    for path in paths:
        click.echo(f"wrote {path}", err=True)
    click.echo(then, err=True)
