"""Beginning a kata: its stub is put where the learner works, and its task beside it."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..kata import Kata
from ..translation import localized, say
from .copies import put
from .folders import check_room
from .handout import first_copy


def is_begun(kata: str, workspace: Workspace) -> bool:
    """Whether there is anything of the name of a learner's copy."""
    return any(path.is_symlink() or path.exists() for path in workspace.copies(kata))


def start(kata: Kata, workspace: Workspace, *, as_notebook: bool = False) -> Path:
    """Put the stub of a kata into ``work/``, and its task beside it; give where the stub is now.

    Args:
        as_notebook: whether it is put there as a notebook, whatever it is.

    Raises:
        UsageError: there is a copy already, which stays as it is; or none can be written.
    """
    _check_room(kata, workspace)
    suffix, content = first_copy(kata, as_notebook=as_notebook)
    target, task = workspace.work / f"{kata.id}{suffix}", workspace.task(kata.id)
    try:
        workspace.work.mkdir(exist_ok=True)
        if not task.exists():
            put(localized(kata.readme).read_bytes(), task)
        put(content, target)
    except OSError as error:
        words = say("{path} cannot be written: {reason}", path=from_here(target), reason=error.strerror)
        raise UsageError(words) from None
    return target


def _check_room(kata: Kata, workspace: Workspace) -> None:
    """See to it that nothing is in the way."""
    check_room(workspace.work)
    for there in workspace.copies(kata.id):
        if there.is_symlink() or there.exists():
            raise UsageError(
                say(
                    "{path} is there already and stays as it is. "
                    "To begin anew, keeping it in another place: kata reset {kata}",
                    path=from_here(there), kata=kata.id,
                )
            )  # fmt: skip
