"""Lists for browsers that keep a track on the learner's device: its pages, and all that these need without a network.

What a list holds is in docs/offline.md. It is made from the finished site, so that it names each file as it was
published; the sizes and hashes tell a browser what it has and what changed.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wikiskills.curriculum import Curriculum
from wikiskills.outline import Track
from wikiskills.site.addresses import data_file, run_file

LISTS = "kept-tracks-1"
"""Names what this module makes; change it with the lists, so that a site that has older ones is made anew."""
FOLDER = "assets/offline"
_FILES = ("index.html", "offline.html", "manifest.webmanifest", "search/search_index.json", "sitemap.xml")
_NOT_NEEDED = (".map", "licences.txt", "card.png")
_OTHER_LANGUAGES = "assets/javascripts/lunr/"
_REVISION = 32
"""Characters of a SHA-256 that tell one state of a file from another."""


def write_lists(site: Path, curriculum: Curriculum) -> None:
    """Write the list of each track with lessons into the folder of a finished site: `assets/offline/<track>.json`."""
    state = cache(lambda name: _state(site, name))
    shared = list(_shared(site, curriculum))
    for track in curriculum.tracks:
        if any(entry.lesson for entry in curriculum.lessons_of(track)):
            names = sorted({*shared, *_own(site, curriculum, track)})
            text = json.dumps({"version": 1, "files": [state(name) for name in names]}, separators=(",", ":"))
            target = site / FOLDER / f"{track.id}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text + "\n", encoding="utf-8", newline="\n")


def _state(site: Path, name: str) -> dict[str, str | int]:
    content = (site / name).read_bytes()
    return {"path": name, "bytes": len(content), "revision": hashlib.sha256(content).hexdigest()[:_REVISION]}


def _shared(site: Path, curriculum: Curriculum) -> Iterator[str]:
    """Name what every track needs: the pages of the course, scripts, styles, the index of the search."""
    yield from _there(site, _FILES)
    tracks = {name for track in curriculum.tracks for name in (track.id, *track.aliases)}
    pages = (path.relative_to(site) for path in sorted(site.glob("*/index.html")))
    yield from (page.as_posix() for page in pages if page.parts[0] not in tracks)
    for name in _below(site, "assets"):
        other = name.startswith(_OTHER_LANGUAGES) and curriculum.words.language == "en"
        if not (name.startswith(f"{FOLDER}/") or other):
            yield name


def _own(site: Path, curriculum: Curriculum, track: Track) -> Iterator[str]:
    """Name what a track has of its own: its pages, those of its datasets, what its exercises run on."""
    yield from _below(site, track.id)
    entries = [entry for entry in curriculum.lessons_of(track) if entry.lesson]
    for dataset in dict.fromkeys(each for entry in entries for each in curriculum.datasets_of(entry)):
        files = {data_file(dataset.id, file.name) for file in dataset.files}
        yield from (name for name in _below(site, f"data/{dataset.id}") if name not in files)
    for entry in entries:
        yield from _there(site, _run_by(site, run_file(entry)))


def _below(site: Path, folder: str) -> Iterator[str]:
    for path in sorted((site / folder).rglob("*")):
        if path.is_file() and not path.name.endswith(_NOT_NEEDED):
            yield path.relative_to(site).as_posix()


def _there(site: Path, names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if (site / name).is_file())


def _run_by(site: Path, name: str) -> Iterator[str]:
    """Name the files that the exercises of a lesson run on, as its run.json says; none where it has none."""
    if not (site / name).is_file():
        return
    folder = posixpath.dirname(name)
    run = json.loads((site / name).read_bytes())
    yield from (posixpath.normpath(posixpath.join(folder, file["url"])) for file in run["files"])
    runtime = posixpath.normpath(posixpath.join(folder, run["runtime"]))
    lock = json.loads((site / runtime / run["lock"]).read_bytes())
    packages = {package["file_name"] for package in lock["packages"].values()}
    wanted = {lock["packages"][package]["file_name"] for package in _packages(run) if package in lock["packages"]}
    for path in sorted((site / runtime).iterdir()):
        other_lock = path.name.startswith("pyodide-lock") and path.name != run["lock"]
        if path.name in wanted or not (path.name in packages or other_lock):
            yield f"{runtime}/{path.name}"


def _packages(run: Mapping[str, Any]) -> set[str]:
    """Name the packages that exercises and what they may use need, with all that these need.

    Matplotlib is among them where pandas is: learners draw what they look at.
    """
    left = [
        name for one in run["exercises"].values() for part in (one, *one["names"].values()) for name in part["packages"]
    ]
    found: set[str] = set()
    while left:
        name = left.pop()
        if name in run["packages"] and name not in found:
            found.add(name)
            left.extend([*run["packages"][name]["needs"], *(["matplotlib"] if name == "pandas" else [])])
    return found
