"""The path through the katas: what comes after one that is passed."""

from __future__ import annotations

from collections.abc import Sequence

from ..finding.workspace import Workspace
from ..translation import say


def after(kata: str, katas: Sequence[str], workspace: Workspace) -> str:
    """A sentence on the kata that comes after one that is passed: how to begin it, or to check what is there of it.

    Args:
        katas: the ids of all katas, in teaching order.
    """
    later = katas[katas.index(kata) + 1 :]
    if not later:
        return say("That was the last kata.")
    is_begun = any(path.exists() for path in workspace.copies(later[0]))
    return say("The next kata: {command}", command=f"kata {'check' if is_begun else 'start'} {later[0]}")
