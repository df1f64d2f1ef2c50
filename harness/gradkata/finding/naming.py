"""What learners are called in print: the names of their folders, fit to be shown, and each a name of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..boundary.sanitizing import clean

MAX_NAME = 80


def shown(name: str) -> str:
    """A folder's name as it is shown."""
    return clean(name, MAX_NAME) or "learner"


def distinct(folders: Sequence[str]) -> list[str]:
    """A name to show for each folder, which no other one has, not even one that only looks the same.

    A folder whose name can be shown as it is keeps it; others get a number, if need be.
    """
    taken: set[str] = set()
    found: dict[int, str] = {}
    for number in sorted(range(len(folders)), key=lambda number: shown(folders[number]) != folders[number]):
        found[number] = _free(shown(folders[number]), taken)
        taken.add(_looks(found[number]))
    return [found[number] for number in range(len(folders))]


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first that is made of it by a number and is not taken."""
    number, free = 1, name
    while _looks(free) in taken:
        number += 1
        suffix = f" ({number})"
        free = f"{name[: MAX_NAME - len(suffix)]}{suffix}"
    return free


def _looks(name: str) -> str:
    return unicodedata.normalize("NFC", name)
