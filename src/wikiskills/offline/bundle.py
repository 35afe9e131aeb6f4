"""An archive to carry to a place without a network: the finished site, the notebooks, their data, and how to begin."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.dataset import Dataset
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.offline.readme import readme_page
from wikiskills.offline.terms import may_be_handed_on
from wikiskills.outline import Track
from wikiskills.site.addresses import data_file, published_notebook
from wikiskills.site.notebooks import learner_notebook, packages_of
from wikiskills.whole_file import write_through

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16
"""A plain file that all may read, as zip archives note it."""
_PACKED = frozenset({".bz2", ".gz", ".jpeg", ".jpg", ".png", ".webp", ".whl", ".woff2", ".xz", ".zip"})
"""Kinds of files that do not get smaller."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Bundle:
    """What an archive will hold, by name in it, in the order of the names; and the datasets that are not in it."""

    files: Mapping[str, Path | bytes]
    left_out: tuple[Dataset, ...]

    @property
    def bytes(self) -> int:
        """Bytes of all files as they are, before they are packed."""
        return sum(len(each) if isinstance(each, bytes) else each.stat().st_size for each in self.files.values())


def make_bundle(
    curriculum: Curriculum, site: Path, tracks: Sequence[Track], name: str, *, with_data: bool = True
) -> Bundle:
    """Choose what goes into the folder `name` of an archive: the site, and the notebooks of `tracks` with their data.

    Data of other tracks are left out, and those that may not be handed on. Without data, the notebooks have none beside
    them; the site keeps what its exercises read. Raises `WikiskillsError`: E880 where there is no finished site, E881
    where it is not that of the course as it stands.
    """
    if not (site / "sitemap.xml").is_file():
        hint = "run 'wikiskills build' first"
        raise WikiskillsError([Problem(Location(site.name), "E880", "there is no finished site to export", hint)])
    entries = [entry for entry in curriculum.written if entry.track in tracks]
    raise_if_any(list(_stale(curriculum, site, curriculum.written)))
    read = {str(each.id): each for entry in entries for each in curriculum.datasets_of(entry)}
    whole = len(tracks) == len(curriculum.tracks)
    wanted = list(curriculum.datasets) if whole else list(read.values())
    kept = [each for each in wanted if may_be_handed_on(each) and _is_whole(site, each)]
    files: dict[str, Path | bytes] = dict(_site_files(site, curriculum, kept))
    files.update(_notebooks(site, entries))
    if with_data:
        beside = [each for each in kept if each.id in read]
        files.update({f"notebooks/data/{file}": path for file, path in _data(site, beside)})
    left_out = tuple(each for each in wanted if each not in kept)
    files["README.html"] = readme_page(curriculum, left_out, with_data=with_data).encode()
    return Bundle({f"{name}/{file}": files[file] for file in sorted(files)}, left_out)


def write_bundle(bundle: Bundle, target: Path, advance: Callable[[int], None]) -> int:
    """Write the archive, whole or not at all; give its size. `advance` is told of the bytes of each file.

    Equal files give an equal archive. Raises `OSError`.
    """

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, content in bundle.files.items():
                advance(_add(archive, name, content))

    write_through(target, write)
    return target.stat().st_size


def _add(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> int:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = 3, _FILE
    entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
    if isinstance(content, bytes):
        archive.writestr(entry, content)
        return len(content)
    entry.file_size = content.stat().st_size
    with content.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, _CHUNK)
    return entry.file_size


def _stale(curriculum: Curriculum, site: Path, entries: Sequence[CourseLesson]) -> Iterator[Problem]:
    """Give a problem for each lesson whose published notebook is not what its sources make now."""
    hint = "run 'wikiskills build' first"
    for entry in entries:
        published = site / published_notebook(entry)
        if not published.is_file() or published.read_bytes() != learner_notebook(curriculum, entry).text.encode():
            message = f"the finished site does not have the lesson '{entry.id}' as it is now"
            yield Problem(entry.plan.where, "E881", message, hint)


def _is_whole(site: Path, dataset: Dataset) -> bool:
    return all((site / name).is_file() for name, _ in _published(dataset))


def _published(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Give the files of a dataset: path in the site, name as lessons read it."""
    for file in dataset.files:
        yield data_file(dataset.id, file.name), str(file.name)


def _data(site: Path, datasets: Sequence[Dataset]) -> Iterator[tuple[str, Path]]:
    for dataset in datasets:
        for path, name in _published(dataset):
            yield name, site / path


def _site_files(site: Path, curriculum: Curriculum, kept: Sequence[Dataset]) -> Iterator[tuple[str, Path]]:
    """Give the files of the site but for those of datasets that are not kept."""
    away = {path for dataset in curriculum.datasets if dataset not in kept for path, _ in _published(dataset)}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in away:
            yield f"site/{name}", path


def _notebooks(site: Path, entries: Sequence[CourseLesson]) -> Iterator[tuple[str, Path | bytes]]:
    """Give the notebooks side by side, so that one folder of data serves all, and what they need beside Python."""
    needed = {"jupyterlab", *(package for entry in entries for package in packages_of(entry))}
    yield "notebooks/requirements.txt", "".join(f"{name}\n" for name in sorted(needed, key=str.lower)).encode()
    for entry in entries:
        path = published_notebook(entry)
        yield f"notebooks/{posixpath.basename(path)}", site / path
