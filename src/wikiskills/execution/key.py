"""The cache key of a lesson: all that can change its outputs, in named parts, so that a change can be explained.

In it are the code cells with their execution tags, the attempts at exercises, the data files by hash, the kernel,
Python and the platform, matplotlib's settings, the environment variables that choose how to compute, the record
format, and the versions of the packages that the lesson can load: those that its code imports, and what these declare
to need, optional needs included. This is read from the code and from the installed metadata, so the key is known before
the lesson runs and is the same however it is run. (What stands in `sys.modules` after a run would not do: in the warm
executor it depends on the other lessons.) Where the code may import anything, see `imports`, all installed packages
count. The packages are those of this Python: of a kernel that runs another one, only the name counts.

Not in it: prose, time, the timeout, where data files lie. A lesson sees no files but its data, so there are no modules
of its own to count; one that is found outside of any distribution, as in an editable install, counts by its content.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.machinery import PathFinder
from importlib.resources import files
from pathlib import Path

from wikiskills.errors import Location
from wikiskills.execution.imports import imported_modules
from wikiskills.execution.installed import Installed
from wikiskills.execution.job import Attempt, Job, Step, cells_of
from wikiskills.execution.record import FORMAT_VERSION
from wikiskills.execution.workspace import choices
from wikiskills.percent import Cell, Tag

_SHELL = "ipython", "ipykernel", "matplotlib-inline", "pygments", "stack-data", "executing", "asttokens", "pure-eval"
"""What displays and tracebacks of every lesson come from."""

_IN_EXERCISES = ("solution of exercise ", "wrong answer of exercise ", "check of exercise ")


@dataclass(frozen=True)
class KeyPart:
    """One thing that can change an output. `digest` is a hash, or the value itself where that is short."""

    name: str
    digest: str
    where: Location | None = field(default=None, compare=False)
    """Of code, the place of its cell. It is not part of the key: code may move."""

    @property
    def is_code(self) -> bool:
        """Whether it stands in the lesson's file."""
        return self.name == "cell" or self.name.startswith(_IN_EXERCISES)


@dataclass(frozen=True)
class CacheKey:
    """The parts of a key, code in the lesson's order."""

    parts: tuple[KeyPart, ...]

    @cached_property
    def digest(self) -> str:
        """The hash of all parts, in hexadecimal."""
        return _hash(json.dumps([[part.name, part.digest] for part in self.parts]))

    @property
    def code(self) -> tuple[KeyPart, ...]:
        """The parts that stand in the lesson's file."""
        return tuple(part for part in self.parts if part.is_code)


def cache_key(job: Job, installed: Installed) -> CacheKey:
    """Give the key of a lesson's record as long as `installed` is what is installed."""
    return CacheKey((*_surroundings(job), *_packages(job, installed), *code_parts(job.steps)))


def _surroundings(job: Job) -> Iterator[KeyPart]:
    yield KeyPart("record format", str(FORMAT_VERSION))
    yield KeyPart("kernel", job.kernel)
    yield KeyPart("python", f"{platform.python_implementation()} {platform.python_version()}")
    yield KeyPart("platform", f"{platform.system()} {platform.machine()}")
    yield KeyPart(
        "settings of matplotlib", _hash((files("wikiskills.execution") / "matplotlibrc").read_text(encoding="utf-8"))
    )
    yield KeyPart("environment variables", _hash(json.dumps(choices(), sort_keys=True)))
    for mount in job.data:
        yield KeyPart(f"data file {mount.name}", mount.sha256)


def _packages(job: Job, installed: Installed) -> Iterator[KeyPart]:
    modules = imported_modules(cell.source for step in job.steps for cell in cells_of(step))
    roots: Iterable[str] = installed.versions
    if modules is not None:
        roots = [name for module in modules for name in installed.owners.get(module, ())]
        strange = (name for name in modules if name not in installed.owners and name not in sys.stdlib_module_names)
        yield from (KeyPart(f"module {name}", _content(name)) for name in sorted(strange))
    versions = {name: installed.versions[name] for name in _SHELL if name in installed.versions}
    versions.update(installed.closure(roots))
    yield from (KeyPart(f"package {name}", version) for name, version in sorted(versions.items()))


def _content(module: str) -> str:
    """Hash the code of a module that belongs to no distribution."""
    spec = PathFinder.find_spec(module)
    if spec is None:
        return "missing"
    if spec.submodule_search_locations:
        found = sorted(path for folder in spec.submodule_search_locations for path in Path(folder).rglob("*.py"))
    else:
        found = [Path(spec.origin)] if spec.origin else []
    return _hash("\n".join(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in found))


def code_parts(steps: Iterable[Step]) -> Iterator[KeyPart]:
    """Give the parts of a key that stand in the lesson's file, in its order."""
    for step in steps:
        if isinstance(step, Attempt):
            kind = "solution" if step.must_pass else "wrong answer"
            yield _code(f"{kind} of exercise {step.exercise}", step.answer)
            yield from (_code(f"check of exercise {step.exercise}", cell) for cell in step.checks)
        else:
            yield _code("cell", step)


def _code(name: str, cell: Cell) -> KeyPart:
    """Of its tags only this one counts: cells that are skipped are no steps at all."""
    may_raise = Tag.RAISES_EXCEPTION in cell.tags
    return KeyPart(name, _hash(json.dumps([may_raise, cell.source])), cell.where)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
