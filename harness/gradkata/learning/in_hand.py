"""The kata that a learner has in hand: that of the file which they saved last."""

from __future__ import annotations

from collections.abc import Iterable

from ..finding.workspace import Workspace


def in_hand(katas: Iterable[str], workspace: Workspace) -> str | None:
    """The id of the kata whose copy in ``work/`` is the newest; None if nothing is begun."""
    saved = [(_saved(workspace, kata), kata) for kata in katas]
    newest, kata = max(saved, default=(0, ""))
    return kata if newest else None


def is_begun(kata: str, workspace: Workspace) -> bool:
    """Whether there is a copy of a kata in ``work/``."""
    return _saved(workspace, kata) > 0


def _saved(workspace: Workspace, kata: str) -> int:
    """When a copy of a kata was last saved, in nanoseconds; 0 if there is none."""
    return max((path.stat().st_mtime_ns for path in workspace.copies(kata) if path.is_file()), default=0)
