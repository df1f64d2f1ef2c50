"""The folders of packs: which one somebody stands in, and which can be made."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..translation import say

KATAS = "katas"


def is_pack(folder: Path) -> bool:
    """Whether a folder holds a pack: katas, and the hidden half of them."""
    return (folder / KATAS).is_dir() and (folder / "reference").is_dir()


def pack_around(folder: Path) -> Path | None:
    """The pack that a folder lies in, or is; None if there is none."""
    return next((each for each in (folder, *folder.parents) if is_pack(each)), None)


def is_new(folder: Path) -> bool:
    """Whether a pack is to be made in a folder, and can be; whether it is one already, if not.

    Raises:
        UsageError: the folder is none, or has another project in it.
    """
    if is_pack(folder):
        return False
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("{path} is a file; name a folder for the pack", path=folder))
    if (folder / "pyproject.toml").exists():
        words = "{folder} has another project in it, with a pyproject.toml and no katas; name another folder"
        raise UsageError(say(words, folder=folder))
    return True
