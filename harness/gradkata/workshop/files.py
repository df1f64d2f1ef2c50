"""The folder of a workshop: what lies in it, and that one process alone has it open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError
from ..translation import say

GRADEBOOK, RECORDS, LOCK = "gradebook.db", "workshop.db", ".workshop.lock"
BESIDE = ("-wal", "-shm", "-journal")  # of SQLite's files, while they are open or after a crash


def made(folder: Path) -> Path:
    """The folder, made if it is not there.

    Raises:
        UsageError: it cannot be made, or holds something else.
    """
    try:
        if folder.exists() and not is_ours(folder) and any(folder.iterdir()):
            words = "{folder} is not empty, and holds neither a workshop nor a gradebook.db: name a new folder"
            raise UsageError(say(words, folder=folder))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names are nobody else's business
    except FileExistsError:
        raise UsageError(say("{path} is a file; name a folder for the workshop", path=folder)) from None
    except NotADirectoryError:
        raise UsageError(say("{path} is a file; name a folder for the workshop", path=folder)) from None
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=folder, reason=error.strerror)) from None
    return folder


def is_ours(folder: Path) -> bool:
    """Whether a folder holds a workshop, or a class's gradebook to begin one with."""
    return (folder / RECORDS).is_file() or (folder / GRADEBOOK).is_file()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While the block runs, no other process has the workshop open.

    Raises:
        UsageError: one has it open.
    """
    import filelock

    lock = filelock.FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        words = "the workshop in {folder} is open already, in another terminal: end that one first"
        raise UsageError(say(words, folder=folder)) from None
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=folder, reason=error.strerror)) from None
    try:
        yield
    finally:
        lock.release()


def remove(folder: Path) -> list[Path]:
    """Delete a workshop's files, and the folder if nothing else lies in it; give what is left there.

    Raises:
        UsageError: one cannot be deleted.
    """
    try:
        for name in (GRADEBOOK, RECORDS):
            for end in ("", *BESIDE):
                (folder / f"{name}{end}").unlink(missing_ok=True)
        (folder / LOCK).unlink(missing_ok=True)
        left = sorted(folder.iterdir())
        if not left:
            folder.rmdir()
    except OSError as error:
        words = "{path} cannot be deleted ({reason})"
        raise UsageError(say(words, path=error.filename, reason=error.strerror)) from None
    return left
