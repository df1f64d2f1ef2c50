"""nbgrader: ``submitted/<student>/<assignment>/`` in the folder of a course, each with the time it was handed in."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Sequence
from pathlib import Path

from ...identity import Identity
from ...text.opening import UnreadableError, contents
from ..folders import Folder, locked
from . import Export, Learner
from .parts import entries, folder_of, folders, nobodys

STEP = "submitted"
TIME = "timestamp.txt"
COURSE = ("nbgrader_config.py", "gradebook.db")
MAX_TIME = 200  # bytes


class _Assignment(Folder):
    """A folder of an assignment: the time in it is nbgrader's, and nothing that was handed in."""

    def all_files(self) -> list[Path]:
        return [path for path in super().all_files() if path.name != TIME]


def looks(folder: Path, katas: Sequence[str]) -> bool:
    """Whether work lies two folders deep, and something of nbgrader's beside it."""
    step = _step(folder)
    if step is None:
        return False
    # In a plain class, the files lie in the learners' own folders.
    students = folders(step)
    if any(_holds(student, katas) for student in students):
        return False
    work = [assignment for student in students for assignment in folders(student)]
    if not any(_holds(each, katas) for each in work):
        return False
    is_course = step.name == STEP and any((step.parent / name).is_file() for name in COURSE)
    return is_course or any((each / TIME).is_file() for each in work)


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The students, each with those assignments in which a file is for a kata."""
    step = _step(folder) or folder
    if not any(folders(student) for student in folders(step)):
        return Export([])
    learners = [_learner(student, katas) for student in folders(step)]
    left = [each.name for each in entries(step) if not each.is_dir(follow_symlinks=False)]
    return Export(learners, nobodys(step, left))


def _step(folder: Path) -> Path | None:
    """The folder of the students."""
    if (folder / STEP).is_dir() and not (folder / STEP).is_symlink():
        return folder / STEP
    return folder if folder.is_dir() else None


def _holds(folder: Path, katas: Sequence[str]) -> bool:
    found = Folder(folder, folder.name, katas)
    return any(found.holds(kata) for kata in katas)


def _learner(student: Path, katas: Sequence[str]) -> Learner:
    own = folder_of(student, student.name, katas)
    work = [] if own.problem else [
        _Assignment(each, student.name, katas, locked(str(each))) for each in folders(student)
    ]  # fmt: skip
    chosen = [each for each in work if each.problem or any(each.right(kata) for kata in katas if each.holds(kata))]
    times = {each.path: time for each in work if (time := _time(each.path / TIME))}
    # What a student is called there is for the teacher to choose: a number or an address, too.
    who = Identity(user=student.name, id=student.name, email=student.name if "@" in student.name else "")
    return Learner(who, tuple(chosen or work or [own]), times)


def _time(path: Path) -> datetime.datetime | None:
    """A time such as ``2026-11-26 15:58:23.948203 UTC``; None if it is none, or says no zone that is known."""
    with contextlib.suppress(UnreadableError, ValueError):
        text = contents(path, MAX_TIME).decode("utf-8-sig").strip()
        time = datetime.datetime.fromisoformat(text.removesuffix("UTC").strip())
        if time.tzinfo is None and text.endswith("UTC"):
            time = time.replace(tzinfo=datetime.UTC)
        return time if time.tzinfo else None
    return None
