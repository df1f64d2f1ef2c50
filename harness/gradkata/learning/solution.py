"""The solution of a kata, for its learner: once the kata is passed, or whoever asks twice.

It is put into a folder of its own, under a name that neither a grader nor an import statement takes for the learner's.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import Workspace
from ..kata import Kata
from ..translation import say
from .copies import put
from .folders import make_folder
from .progress import Progress

SOLUTIONS = "solutions"  # the folder in work/


def is_due(kata: Kata, progress: Progress) -> bool:
    """Whether the solution may be shown now. If it was not earned, that is so from the second time on that it is asked.

    Raises:
        UsageError: that it was asked for cannot be remembered.
    """
    record = progress.of(kata.id)
    if record.passed or record.revealed:
        return True
    if not record.reveal_asked:
        progress.change(kata.id, reveal_asked=True)
        return False
    progress.change(kata.id, revealed=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))
    return True


def solution(kata: Kata) -> tuple[str, bytes]:
    """The name that the solution of a kata has beside a learner's work, and what is in that file.

    Raises:
        UsageError: there is none here, or it cannot be read.
    """
    try:
        path = kata.reference
    except UsageError:
        raise UsageError(
            say("there is no solution of {kata} here: this copy of gradkata came without solutions", kata=kata.id)
        ) from None
    try:
        data = path.read_bytes()
    except OSError as error:
        words = say("the solution of {kata} cannot be read: {reason}", kata=kata.id, reason=error.strerror)
        raise UsageError(words) from None
    return f"{kata.id}_solution{path.suffix}", (_heading(kata) + data if path.suffix == ".py" else data)


def _heading(kata: Kata) -> bytes:
    words = say("The solution of {kata}, one of many that are right. This file is not graded.", kata=kata.id)
    return f"# {words}\n".encode()


def put_beside(name: str, data: bytes, workspace: Workspace) -> tuple[Path, bool]:
    """Put a solution beside the learner's work, unless it is there; where it is, and whether it was there before.

    Raises:
        UsageError: the folder cannot be made, since something else has its name.
        OSError: it cannot be written.
    """
    path = workspace.work / SOLUTIONS / name
    make_folder(path.parent)
    try:
        put(data, path)
    except FileExistsError:
        return path, True
    return path, False
