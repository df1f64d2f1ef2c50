"""Files that are put beside a learner's: never over anything that is there."""

from __future__ import annotations

import contextlib
import datetime
import itertools
from pathlib import Path

from .folders import make_folder


def put(data: bytes, target: Path) -> None:
    """Write a new file, whole or not at all.

    Raises:
        OSError: something of that name is there, if only a link, or it cannot be written.
    """
    with target.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            with contextlib.suppress(OSError):
                target.unlink()
            raise


def put_aside(path: Path, folder: Path) -> Path:
    """Move a file into a folder, under a name with the date that nothing there has; the path that it has then.

    Neither a grader nor an import statement takes the name for that of the kata's file.

    Raises:
        UsageError: the folder cannot be made, since something else has its name.
        OSError: it cannot be moved, and is where it was.
    """
    make_folder(folder)
    today = datetime.datetime.now().astimezone().date().isoformat()
    for number in itertools.count(1):
        aside = folder / f"{path.stem}.{today}.{number}{path.suffix}"
        with contextlib.suppress(FileExistsError):
            aside.touch(exist_ok=False)  # from now on the name is taken
            break
    try:
        return path.replace(aside)
    except OSError:
        aside.unlink()
        raise
