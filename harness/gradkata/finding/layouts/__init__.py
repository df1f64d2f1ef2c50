"""What learning platforms hand out, one file a platform: whose work is where, and who that is."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ...identity import Identity
from ...lazy import resolved
from ..folders import Folder

EARLIEST, LATEST = 1970, 9998  # years of times that every clock knows, in any zone


@dataclasses.dataclass(frozen=True)
class Learner:
    """One learner in an export.

    Attributes:
        folders: where the files are; several are looked through as if they were one.
        saved: by file or folder, when the platform says that it was handed in, with its zone.
    """

    who: Identity
    folders: tuple[Folder, ...] = ()
    saved: Mapping[Path, datetime.datetime] = dataclasses.field(default_factory=dict)

    def saved_at(self, path: Path) -> datetime.datetime | None:
        """When a file was handed in; None if the platform does not say it."""
        found = next((time for place, time in self.saved.items() if path.is_relative_to(place)), None)
        return found if found and found.tzinfo and EARLIEST <= found.year <= LATEST else None


@dataclasses.dataclass(frozen=True)
class Export:
    """All that a platform handed out.

    Attributes:
        remarks: a sentence on each thing in it that is no learner's, or of which nobody can tell whose it is.
    """

    learners: Sequence[Learner]
    remarks: Sequence[str] = ()


Looks = Callable[[Path, Sequence[str]], bool]
Read = Callable[[Path, Sequence[str]], Export]


@dataclasses.dataclass(frozen=True)
class Layout:
    """A way in which a platform lays out what was handed in.

    Attributes:
        name: what ``--layout`` calls it.
        title: what the platform is called.
        looks: a function from a folder and the ids of all katas to whether the folder is laid out so, beyond doubt: a
            plain class must never look so. Or where to import it, as in ``"my_pack.platform:looks"``.
        read: a function from the same to what is in it, no learners if it is something else; or where to import it.
        renames: whether names that browsers and platforms make of a kata's are taken, as with ``--lms``.
    """

    name: str
    title: str
    looks: Looks | str
    read: Read | str
    renames: bool = False

    def is_that_of(self, folder: Path, katas: Sequence[str]) -> bool:
        """Whether a folder is laid out so, beyond doubt."""
        function: Looks = resolved(self.looks)
        return function(folder, katas)

    def export(self, folder: Path, katas: Sequence[str]) -> Export:
        """What is in a folder that is laid out so; no learners if it is not."""
        function: Read = resolved(self.read)
        return function(folder, katas)
