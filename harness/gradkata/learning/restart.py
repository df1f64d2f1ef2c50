"""A kata begun anew: its stub put back, and what was written put aside."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..kata import Kata
from ..text.opening import is_file
from ..text.source import NOTEBOOK
from ..translation import say
from .copies import put, put_aside
from .handout import first_copy

OLD = "old"  # the folder in work/ for what was put aside


@dataclasses.dataclass(frozen=True)
class Restart:
    """What was done.

    Attributes:
        stub: the stub that was put back.
        aside: where each of the files is that were there.
    """

    stub: Path
    aside: tuple[Path, ...]


def restart(kata: Kata, workspace: Workspace) -> Restart:
    """Put the stub of a kata back, and the learner's files for it into ``work/old/``.

    Raises:
        UsageError: there is nothing to put aside, or it cannot be; nothing is lost.
    """
    there = _there(kata, workspace)
    suffix, data = first_copy(kata, as_notebook=all(path.suffix == NOTEBOOK for path in there))
    stub = workspace.work / f"{kata.id}{suffix}"
    if there == [stub] and _content(stub) == data:
        raise UsageError(say("{path} is the stub already: there is nothing to reset", path=from_here(stub)))
    aside = tuple(_aside(path, workspace.work / OLD) for path in there)
    try:
        put(data, stub)
    except OSError as error:
        words = say("{path} cannot be written: {reason}.", path=from_here(stub), reason=error.strerror)
        old = say("What you wrote is in {path}.", path=", ".join(map(from_here, aside)))
        raise UsageError(f"{words} {old}") from None
    return Restart(stub, aside)


def _there(kata: Kata, workspace: Workspace) -> list[Path]:
    """The learner's files for a kata."""
    there = [path for path in workspace.copies(kata.id) if path.is_symlink() or path.exists()]
    if not there:
        raise UsageError(say("there is no work on {kata} yet: `kata start {kata}` begins", kata=kata.id))
    for path in there:
        if not is_file(path):
            raise UsageError(
                say("{path} is a link or no plain file, and stays as it is: move it away first", path=from_here(path))
            )
    return there


def _content(path: Path) -> bytes | None:
    """What is in a file; None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _aside(path: Path, folder: Path) -> Path:
    try:
        return put_aside(path, folder)
    except OSError as error:
        raise UsageError(
            say("{path} cannot be put aside, and stays as it is: {reason}", path=from_here(path), reason=error.strerror)
        ) from None
