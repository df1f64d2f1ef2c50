"""Where a learner works: the folder ``work/`` with their copies, found from wherever in it a command is typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from ..kata import FOLDER, SUFFIXES

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
    ``otherwise``, or ``start`` itself, where ``work/`` will be made. A folder of that name alone is no
    sign: many projects have one.
    """
    ids = list(katas)
    found = (Workspace(folder) for folder in (start, *start.parents))
    none = Workspace(otherwise or start)
    return next((each for each in found if _is_clone(each.root) or _holds_work(each, ids)), none)


def _is_clone(folder: Path) -> bool:
    try:
        return any(FOLDER.match(path.name) for path in (folder / "katas").iterdir())
    except OSError:
        return False


def _holds_work(workspace: Workspace, katas: list[str]) -> bool:
    return any(path.is_file() for kata in katas for path in workspace.copies(kata))


def from_here(path: Path) -> str:
    """A path as it is typed from where the command runs, if it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
