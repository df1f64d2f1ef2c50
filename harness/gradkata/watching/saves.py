"""Which of a learner's files have been saved.

The system is asked to tell as soon as something happens in ``work/``; what was saved is then found by looking, so that
however an editor writes (in place, by renaming, several files at once) comes to the same. Looking alone would do as
well, later: where the system tells nothing, as on some network drives, nothing is missed.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

from ..kata import SUFFIXES

GATHER_MS, QUIET_MS = 200, 20  # events are gathered until it has been quiet so long, or for so long in all
MOST_READ = 1 << 20  # bytes of a file that are compared, besides its time and its size

Mark = tuple[int, ...]


class Saves:
    """What was saved in a folder since it was last asked for.

    Args:
        folder: only what lies directly in it counts; it may be missing for a while.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._marks = self._look()

    def changed(self) -> list[str]:
        """The names, without their endings, of the Python files and notebooks that were saved since the last call."""
        before, self._marks = self._marks, self._look()
        return sorted({Path(name).stem for name, mark in self._marks.items() if before.get(name) != mark})

    def disregard(self, path: Path) -> None:
        """What there is of a file now is no save: the learner did not write it."""
        self._marks[path.name] = _mark(path)

    def tell(self, hear: Callable[[], None]) -> None:
        """Have ``hear`` called, in a thread of its own, whenever something may have been saved."""
        threading.Thread(target=self._listen, args=(hear,), name="saves", daemon=True).start()

    def _listen(self, hear: Callable[[], None]) -> None:
        with contextlib.suppress(Exception):  # too many files are watched, the folder has gone: then one has to look
            import watchfiles  # takes longer to import than all else that is needed before the first save

            for _ in watchfiles.watch(
                self._folder, watch_filter=None, debounce=GATHER_MS, step=QUIET_MS, recursive=False
            ):  # fmt: skip
                hear()

    def _look(self) -> dict[str, Mark]:
        try:
            with os.scandir(self._folder) as entries:
                names = [each.name for each in entries if each.name.endswith(SUFFIXES) and each.name[0] != "."]
        except OSError:
            return {}
        marks = {name: _mark(self._folder / name) for name in names}
        return {name: mark for name, mark in marks.items() if mark}


def _mark(path: Path) -> Mark:
    """What is another after each save, even two within one tick of the file system's clock; nothing without a file."""
    try:
        found = path.lstat()
        mark = found.st_mtime_ns, found.st_ino, found.st_size
        if not stat.S_ISREG(found.st_mode):
            return mark
        with path.open("rb") as file:
            return *mark, zlib.crc32(file.read(MOST_READ))
    except FileNotFoundError:
        return ()
    except OSError:  # that it cannot be read is for the check to say
        return (0,)
