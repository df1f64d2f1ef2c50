"""Moodle: a folder for each learner, or with "Download submissions in folders" off, files that begin with its name."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from ...identity import Identity
from ..folders import Folder
from . import Export, Learner
from .parts import Files, Renamed, entries, folder_of, is_work, nobodys

# <full name>_<number of the participant>_assignsubmission_<file or onlinetext>[_[<name>]]
_NAME = re.compile(r"(?P<who>.+)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<file>.*))?\Z", re.S)


def looks(folder: Path, katas: Sequence[str]) -> bool:
    """Whether most things in it are named as Moodle does, and no folder with another name holds work."""
    found = entries(folder)
    others = [each for each in found if not _NAME.match(each.name)]
    return 2 * len(others) < len(found) and not any(is_work(Path(each.path), katas) for each in others)


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The learners by their numbers, whether they handed in files or typed a text."""
    found: dict[tuple[str, str], list[tuple[os.DirEntry[str], re.Match[str]]]] = {}
    left: list[str] = []
    for entry in entries(folder):
        match = _NAME.match(entry.name)
        if match is None or entry.is_symlink():
            left.append(entry.name)
        else:
            found.setdefault((match["who"], match["number"]), []).append((entry, match))
    learners = [
        Learner(Identity(name=who, id=number), tuple(_folders(folder, who, katas, parts)))
        for (who, number), parts in sorted(found.items())
    ]
    return Export(learners, nobodys(folder, left))


def _folders(
    folder: Path, who: str, katas: Sequence[str], parts: Sequence[tuple[os.DirEntry[str], re.Match[str]]]
) -> list[Folder]:
    """The folder of files, if there is one: a text that was typed is in one of its own."""
    inner = [(Path(each.path), match) for each, match in parts if each.is_dir(follow_symlinks=False)]
    files = [path for path, match in inner if match["kind"] == "file"] or [path for path, _ in inner]
    flat = [Renamed(Path(each.path), match["file"]) for each, match in parts if each.is_file() and match["file"]]
    found: list[Folder] = [folder_of(path, who, katas) for path in files]
    return [*found, Files(folder, who, katas, flat)] if flat or not found else found
