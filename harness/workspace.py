"""Where a learner works: the folder whose ``work/`` holds their copies."""

from __future__ import annotations

from pathlib import Path


def find_workspace(start: Path) -> Path:
    """The nearest folder from ``start`` upwards that holds ``work/`` or ``katas/``; ``start`` itself if none does."""
    for folder in (start, *start.parents):
        if (folder / "work").is_dir() or (folder / "katas").is_dir():
            return folder
    return start
