"""The project's settings: `extra.wikiskills` in mkdocs.yml, with defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wikiskills.errors import Location, Problem, raise_if_any
from wikiskills.located_yaml import Text, described, take
from wikiskills.text_file import read_text_file
from wikiskills.yaml_nodes import child, compose, is_null

HERE = Location("mkdocs.yml")


def _path(name: str) -> Text:
    return Text(name, HERE)


@dataclass(frozen=True)
class Services:
    """Addresses of Wikimedia's services, for `data refresh`, where they are not the usual ones."""

    aqs: Text | None = described("of the pageviews API", default=None)
    action: Text | None = described("of the Action API, with {wiki} for the host of the wiki", default=None)
    sparql: Text | None = described("of the query service of Wikidata", default=None)
    lift_wing: Text | None = described("of the predictions of Lift Wing", default=None)
    events: Text | None = described("of EventStreams", default=None)
    dumps: Text | None = described("of the dumps", default=None)
    published: Text | None = described("of the data sets that the analytics teams publish", default=None)


@dataclass(frozen=True)
class Settings:
    """What can be set under `extra.wikiskills`. Paths are relative to the project."""

    curriculum: Text = described("folder of the outlines", default=_path("curriculum"))
    lessons: Text = described("folder of the lesson sources", default=_path("lessons"))
    notebooks: Text = described("folder of the learner notebooks", default=_path("notebooks"))
    build: Text = described("folder of the generated Markdown tree", default=_path("build"))
    site: Text = described("folder of the finished site", default=_path("site"))
    store: Text = described("folder of the stored execution records", default=_path(".wikiskills/store"))
    store_limit: int = described("megabytes that the store may hold, but for what this course needs", default=1000)
    shared_store: Text | None = described(
        "a store that machines share: a folder, or a URL that fsspec reads, as in s3://bucket/records", default=None
    )
    records: Text = described("folder of the committed records of frozen lessons", default=_path("records"))
    kernel: Text = described("name of the Jupyter kernel that runs the lessons", default=_path("python3"))
    cell_timeout: int = described("seconds that one cell may run", least=1, default=120)
    memory_limit: int = described("megabytes that a lesson may use, under the warm executor", least=100, default=4000)
    runtime: Text = described("version of Pyodide that runs exercises in the browser", default=_path("0.27.7"))
    paws: Text = described("host of PAWS, for launch links", default=_path("hub-paws.wmcloud.org"))
    colab: bool = described("true: links open notebooks in Colab, where the repository is on GitHub", default=True)
    reading_level: int = described("highest LIX of a lesson's text, see E573; 0: any", least=0, default=40)
    branch: Text = described("branch that edit and launch links point at", default=_path("main"))
    page_budget: int = described(
        "kilobytes (1000 bytes) of HTML that a page of a lesson may have, without its figures", least=1, default=150
    )
    services: Services | None = described("addresses of Wikimedia's services that moved", default=None)


@dataclass(frozen=True)
class Project:
    """A project folder and its settings."""

    root: Path
    settings: Settings = field(default_factory=Settings)

    def path(self, name: str) -> Path:
        """Absolute path of a file named relative to the project."""
        return self.root / name

    def shown(self, path: Path) -> str:
        """Name of a file as messages show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def load_project(root: Path) -> Project:
    """Read the settings of the project in `root`; raise `WikiskillsError` where mkdocs.yml is missing or wrong."""
    root = root.resolve()
    file = root / "mkdocs.yml"
    if not file.is_file():
        hint = "run the command in the folder of a course, or name it with --project"
        raise_if_any([Problem(HERE, "E900", f"no mkdocs.yml in {root}", hint)])
    found: list[Problem] = []
    source = read_text_file(file, "mkdocs.yml", found)
    node = None if source is None else compose(source, "mkdocs.yml", found)
    section = child(child(node, "extra"), "wikiskills")
    settings = take(section, "mkdocs.yml", Settings, found) if section and not is_null(section) else None
    found.extend(_folder_problems(settings or Settings(), root))
    raise_if_any(found)
    return Project(root, settings or Settings())


_KEPT, _BUILT = ("curriculum", "lessons", "notebooks", "records"), ("build", "site", "store")


def _folder_problems(settings: Settings, root: Path) -> Iterator[Problem]:
    kept = [(root / getattr(settings, key)).resolve() for key in _KEPT]
    for key in (*_KEPT, *_BUILT):
        folder: Text = getattr(settings, key)
        path = (root / folder).resolve()
        if not path.is_relative_to(root):
            message = f"the folder '{folder}' lies outside of the project"
            yield Problem(folder.where, "E220", message, f"write {key}: as a path below the folder of mkdocs.yml")
        elif key in _BUILT and any(path.is_relative_to(other) or other.is_relative_to(path) for other in kept):
            message = f"the folder '{folder}' holds sources or notebooks, which 'wikiskills clean' would remove"
            yield Problem(folder.where, "E221", message, f"write {key}: as a folder that holds nothing else")
