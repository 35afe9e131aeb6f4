"""Make a wheel that runs everywhere from one that also holds machine code, where its Python code is enough."""

from __future__ import annotations

import zipfile
from pathlib import Path

_MACHINE_CODE = (".so", ".pyd", ".c", ".h")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_pure_wheel(source: Path, target: Path) -> None:
    """Write the wheel `source` without machine code and its sources.

    Nothing is compressed, so that every machine gives the same bytes, whose hash can be pinned.
    Raises `OSError` or `zipfile.BadZipFile`.
    """
    with zipfile.ZipFile(source) as wheel, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pure:
        for info in wheel.infolist():
            if not info.is_dir() and not info.filename.endswith(_MACHINE_CODE):
                member = zipfile.ZipInfo(info.filename, _EPOCH)
                member.create_system = 3
                pure.writestr(member, wheel.read(info))
