"""Canvas: the files of all learners in one folder, each named for its learner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...kata import SUFFIXES
from ..filenames import meant
from ..identity import Identity
from . import Export, Learner
from .parts import Files, Renamed, entries, nobodys

# <last name><first name>[_LATE]_<number of the learner>_<number of the file>_<name>[-<how many before it>].<suffix>
_NAME = re.compile(
    r"(?P<who>.+?)(?:_LATE)?_(?P<user>\d+)_(?P<hand_in>\d+)_(?P<stem>.+?)(?:-(?P<again>\d+))?(?P<suffix>\.\w+)?\Z",
    re.DOTALL,
)


def looks(folder: Path, katas: Sequence[str]) -> bool:
    """Whether there are only files, most of them named so, one of them for a kata, and none named for a kata itself."""
    found = entries(folder)
    if any(each.is_dir(follow_symlinks=False) for each in found):
        return False
    names = [(each.name, _NAME.match(each.name)) for each in found]
    if any(_is_for(name, katas) for name, match in names if match is None):
        return False
    matches = [match for _, match in names if match]
    return 2 * len(matches) > len(names) and any(_is_code(match, katas) for match in matches)


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The learners by their numbers; late work is their work."""
    found: dict[tuple[str, str], list[Renamed]] = {}
    left: list[str] = []
    for entry in entries(folder):
        match = _NAME.match(entry.name)
        if match is None or not entry.is_file(follow_symlinks=False):
            left.append(entry.name)
            continue
        age = (int(match["hand_in"][:18]), int((match["again"] or "0")[:18]))
        found.setdefault((match["who"], match["user"]), []).append(Renamed(Path(entry.path), _own(match), age))
    who = [name for name, _ in found]
    learners = [
        Learner(Identity(name=_told_apart(name, user, who), id=user), (Files(folder, name, katas, files),))
        for (name, user), files in sorted(found.items())
    ]
    return Export(learners, nobodys(folder, left))


def _told_apart(name: str, user: str, all_names: Sequence[str]) -> str:
    """The learner's name, as ``--lms`` has it, too."""
    return name if all_names.count(name) == 1 else f"{name}_{user}"


def _own(match: re.Match[str]) -> str:
    return f"{match['stem']}{(match['suffix'] or '').lower()}"


def _is_code(match: re.Match[str], katas: Sequence[str]) -> bool:
    return _is_for(_own(match), katas) or _own(match).endswith(".zip")


def _is_for(name: str, katas: Sequence[str]) -> bool:
    path = Path(name)
    return (path.suffix in SUFFIXES and path.stem in katas) or meant(name, katas) is not None
