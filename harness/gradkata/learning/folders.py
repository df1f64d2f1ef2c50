"""Folders in ``work/`` that are made when something is to be put there."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import from_here
from ..translation import say


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it lies in, if it is not there yet.

    Raises:
        UsageError: something else has its name, or that of one that it lies in.
        OSError: it cannot be made.
    """
    check_room(folder)
    folder.mkdir(parents=True, exist_ok=True)


def check_room(folder: Path) -> None:
    """See to it that a folder is there, or can be as far as names go.

    Raises:
        UsageError: something else has its name, or that of one that it lies in.
    """
    there = next((each for each in (folder, *folder.parents) if each.is_symlink() or each.exists()), None)
    if there is not None and not there.is_dir():
        raise UsageError(say("{path} is no folder: rename it, so that one can be made", path=from_here(there)))
