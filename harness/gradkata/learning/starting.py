"""Beginning a kata: its stub is put where the learner works, and its task beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..kata import Kata
from ..translation import localized, say


def is_begun(kata: str, workspace: Workspace) -> bool:
    """Whether there is anything of the name of a learner's copy."""
    return any(path.is_symlink() or path.exists() for path in workspace.copies(kata))


def start(kata: Kata, workspace: Workspace) -> Path:
    """Put the stub of a kata into ``work/``, and its task beside it; give where the stub is now.

    Raises:
        UsageError: there is a copy already, which stays as it is; or none can be written.
    """
    for there in workspace.copies(kata.id):
        if there.is_symlink() or there.exists():
            raise UsageError(
                say(
                    "{path} is there already and stays as it is. "
                    "To begin anew, rename it or move it away first.",
                    path=from_here(there),
                )
            )  # fmt: skip
    target, task = workspace.work / f"{kata.id}{kata.stub.suffix}", workspace.task(kata.id)
    try:
        workspace.work.mkdir(exist_ok=True)
        if not task.exists():
            _copy(localized(kata.readme), task)
        _copy(kata.stub, target)
    except OSError as error:
        raise UsageError(
            say("{path} cannot be written: {reason}", path=from_here(target), reason=error.strerror)
        ) from None
    return target


def _copy(source: Path, target: Path) -> None:
    with target.open("xb") as file, source.open("rb") as original:
        shutil.copyfileobj(original, file)
