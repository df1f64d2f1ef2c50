"""Canvas: the files of all learners in one folder, each named for its learner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...identity import Identity
from ...kata import SUFFIXES
from ..filenames import meant
from . import Export, Learner
from .parts import Files, Renamed, entries, nobodys

# <last name><first name>[_LATE]_<number of the learner>, or where marking is anonymous [LATE_]anon_<some letters>
_WHO = r"(?:(?:LATE_)?(?P<anonymous>anon_[A-Za-z0-9]+)|(?P<who>.+?)(?:_LATE)?_(?P<user>\d+))"
# and then _<number of the file>_<name>[-<how many before it>].<suffix>
_NAME = re.compile(
    rf"{_WHO}_(?P<hand_in>\d+)_(?P<stem>.+?)(?:-(?P<again>\d+))?(?P<suffix>\.\w+)?\Z", re.DOTALL
)  # fmt: skip
_TYPED = re.compile(rf"{_WHO}_(?P<stem>text|link)(?P<suffix>\.html)\Z", re.DOTALL)  # a text, or an address


def looks(folder: Path, katas: Sequence[str]) -> bool:
    """Whether there are only files, most of them named so, one of them for a kata, and none named for a kata itself."""
    found = entries(folder)
    if any(each.is_dir(follow_symlinks=False) for each in found):
        return False
    names = [(each.name, _match(each.name)) for each in found]
    if any(_is_for(name, katas) for name, match in names if match is None):
        return False
    matches = [match for _, match in names if match]
    return 2 * len(matches) > len(names) and any(_is_code(match, katas) for match in matches)


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The learners by their numbers; late work is their work."""
    found: dict[tuple[str, str], list[Renamed]] = {}
    left: list[str] = []
    for entry in entries(folder):
        match = _match(entry.name)
        if match is None or not entry.is_file(follow_symlinks=False):
            left.append(entry.name)
            continue
        learner = match["anonymous"] or match["who"], match["user"] or ""
        found.setdefault(learner, []).append(Renamed(Path(entry.path), _own(match), _age(match)))
    who = [name for name, _ in found]
    learners = [
        Learner(Identity(name=_told_apart(name, user, who), id=user), (Files(folder, name, katas, files),))
        for (name, user), files in sorted(found.items())
    ]
    return Export(learners, nobodys(folder, left))


def _match(name: str) -> re.Match[str] | None:
    return _NAME.match(name) or _TYPED.match(name)


def _age(match: re.Match[str]) -> tuple[int, ...]:
    """What later files of one learner have more of."""
    parts = match.groupdict()
    return tuple(int((parts.get(name) or "0")[:18]) for name in ("hand_in", "again"))


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
