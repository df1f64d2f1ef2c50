"""The path through the katas: what comes after one that is passed."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..finding.workspace import Workspace
from ..translation import say


def after(kata: str, katas: Sequence[str], workspace: Workspace, passed: Container[str] = ()) -> str:
    """A sentence on the kata that comes after one that is passed: how to begin it, or to check what is there of it.

    Args:
        katas: the ids of all katas, in teaching order.
        passed: the ids of those that need not be done any more.
    """
    found = following(kata, katas, passed)
    if found is None:
        return say("All katas are passed.")
    return say("The next kata: {command}", command=command(found, workspace))


def following(kata: str, katas: Sequence[str], passed: Container[str] = ()) -> str | None:
    """The id of the kata that comes after one: the next that is not passed, or the first that was left out."""
    at = katas.index(kata)
    return next((each for each in [*katas[at + 1 :], *katas[:at]] if each not in passed), None)


def command(kata: str, workspace: Workspace) -> str:
    """What to type to begin a kata, or to check what is there of it."""
    is_begun = any(path.exists() for path in workspace.copies(kata))
    return f"kata {'check' if is_begun else 'start'} {kata}"
