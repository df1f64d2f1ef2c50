"""Where a learner works: the folder ``work/`` with their copies, found from wherever in it a command is typed."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageError
from ..kata import FOLDER, SUFFIXES
from ..translation import say

WORK = "work"


@dataclasses.dataclass(frozen=True)
class Workspace:
    """A clone, or any other folder, in which ``work/`` is or will be."""

    root: Path

    @property
    def work(self) -> Path:
        """Where the learner's copies are."""
        return self.root / WORK

    def copies(self, kata: str) -> list[Path]:
        """The paths that the learner's copy of a kata may have, whether or not one is there."""
        return [self.work / f"{kata}{suffix}" for suffix in SUFFIXES]

    def task(self, kata: str) -> Path:
        """Where the task of a kata is put for reading, beside the work."""
        return self.work / f"{kata}.md"


def find_workspace(start: Path, katas: Iterable[str], *, otherwise: Path | None = None) -> Workspace:
    """The workspace that ``start`` lies in.

    That is the nearest folder upwards which is a clone, or whose ``work/`` holds a copy of one of the ``katas``; else
    ``otherwise``, or ``start`` itself, where ``work/`` will be made. A folder of that name alone is no sign: many
    projects have one.

    Raises:
        UsageError: its ``work/`` is not to be opened.
    """
    return _open(_nearest(start, list(katas)) or Workspace(otherwise or start))


def find_workspace_here(katas: Iterable[str], *, otherwise: Path | None = None) -> Workspace:
    """The workspace in which a command is typed.

    A shell goes through a link by the link's name: whoever went into a ``work/`` that is a link is in its workspace.

    Raises:
        UsageError: its ``work/`` is not to be opened.
    """
    ids = list(katas)
    start = next((each for each in _here() if _nearest(each, ids)), Path.cwd())
    return find_workspace(start, ids, otherwise=otherwise)


def _here() -> list[Path]:
    """The names of the folder in which the command is typed: as a shell calls it, and without links."""
    real, typed = Path.cwd(), Path(os.environ.get("PWD", ""))
    try:
        is_here = typed.is_absolute() and ".." not in typed.parts and typed.samefile(real)
    except (OSError, ValueError):
        is_here = False
    return [typed, real] if is_here and typed != real else [real]


def _nearest(start: Path, katas: list[str]) -> Workspace | None:
    found = (Workspace(folder) for folder in (start, *start.parents))
    return next((each for each in found if _is_clone(each.root) or _holds_work(each, katas)), None)


def _open(workspace: Workspace) -> Workspace:
    """The workspace, unless its ``work/`` is there and closed: nobody could tell what is in it."""
    try:
        is_folder = stat.S_ISDIR(workspace.work.stat().st_mode)
        is_closed = is_folder and not os.access(workspace.work, os.R_OK | os.X_OK)
    except OSError as error:
        is_closed = isinstance(error, PermissionError)
    if is_closed:
        words = "{path} cannot be opened: give yourself the right to read it, or go to another folder"
        raise UsageError(say(words, path=from_here(workspace.work)))
    return workspace


def _is_clone(folder: Path) -> bool:
    try:
        return any(FOLDER.match(path.name) for path in (folder / "katas").iterdir())
    except OSError:
        return False


def _holds_work(workspace: Workspace, katas: list[str]) -> bool:
    return any(_is_file(path) for kata in katas for path in workspace.copies(kata))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder of somebody else's, who lets nobody in
        return False


def from_here(path: Path) -> str:
    """A path as it is typed from where the command runs, if it lies below."""
    names = (str(path.relative_to(folder)) for folder in _here() if path.is_relative_to(folder))
    return next(names, str(path))
