"""What the system refuses: a file or folder without the rights, the room or the kind that is needed."""

from __future__ import annotations

import os
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.whole_file import TEMPORARY


def refusal(error: BaseException, root: Path) -> Problem | None:
    """Say which file the system refused, as seen from the folder of the course; None where an error is another thing.

    A file that is missing is not refused: whoever looked for it knows better what to say.
    """
    if not isinstance(error, OSError) or isinstance(error, FileNotFoundError) or error.filename is None:
        return None
    path, folder = Path(os.fsdecode(error.filename)), root.absolute()
    path = path.parent if path.name.startswith(TEMPORARY) else path
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    reason = (error.strerror or type(error).__name__).lower()
    hint = "look at what it is, whether you may read and write there, and whether the disk is full"
    return Problem(Location(shown.as_posix()), "E812", f"the file or folder cannot be used: {reason}", hint)
