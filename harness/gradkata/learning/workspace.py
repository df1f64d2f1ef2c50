"""Where a learner works: the folder whose ``work/`` holds their copies."""

from __future__ import annotations

from pathlib import Path


def find_workspace(start: Path) -> Path:
    """The clone that ``start`` lies in: the nearest folder upwards with ``katas/`` in it; without one, ``start``."""
    return next((folder for folder in (start, *start.parents) if (folder / "katas").is_dir()), start)
