"""Files that somebody else wrote, and may still change: each opened once, and read to a bound.

No link is followed, neither by the file nor by its folder; a pipe or a device keeps nobody waiting; and what was read
is what counts, whatever becomes of the file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..translation import say

READING = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
ENTERING = sum(getattr(os, name, 0) for name in ("O_PATH", "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC"))
RELATIVE = os.open in os.supports_dir_fd
KINDS = {
    stat.S_IFLNK: "a link, and links are not followed",
    stat.S_IFDIR: "a folder, and no file",
    stat.S_IFIFO: "a pipe, and no plain file",
    stat.S_IFSOCK: "a socket, and no plain file",
    stat.S_IFCHR: "a device, and no plain file",
    stat.S_IFBLK: "a device, and no plain file",
}


class UnreadableError(Exception):
    """What was handed in is no plain file, no text, or no notebook; the message says so to its learner."""


def contents(path: Path, most: int) -> bytes:
    """What is in a plain file of at most ``most`` bytes.

    Raises:
        UnreadableError: it is none, is larger, or cannot be read.
    """
    try:
        with _opened(path) as descriptor:
            found = os.fstat(descriptor)
            check_plain(path.name, found.st_mode)
            data = b"" if found.st_size > most else _read(descriptor, most)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            check_plain(path.name, stat.S_IFLNK)
        raise _not_read(path, error) from None
    if found.st_size > most or len(data) > most:
        words = "{file} is larger than {number} MB: hand in the code without its data."
        raise UnreadableError(say(words, file=path.name, number=most >> 20))
    return data


def check_plain(name: str, mode: int) -> None:
    """See to it that what is called ``name`` is a plain file.

    Raises:
        UnreadableError: it is not; the message says what it is.
    """
    if not stat.S_ISREG(mode):
        kind = KINDS.get(stat.S_IFMT(mode), "no plain file")
        raise UnreadableError(say("{file} is {kind}: hand in the file itself.", file=name, kind=say(kind)))


def status(path: Path) -> os.stat_result | None:
    """What is at ``path``, links not followed; None if nothing is.

    Raises:
        UnreadableError: nobody can tell.
    """
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _not_read(path, error) from None


def _not_read(path: Path, error: OSError) -> UnreadableError:
    return UnreadableError(say("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror))


def is_file(path: Path) -> bool:
    """Whether there is a plain file, and no link, at ``path``."""
    with contextlib.suppress(UnreadableError):
        found = status(path)
        return found is not None and stat.S_ISREG(found.st_mode)
    return False


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    with _folder(path.parent) as folder:
        if folder is None:
            check_plain(path.name, path.lstat().st_mode)
            descriptor = os.open(path, READING)
        else:
            descriptor = os.open(path.name, READING, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[int | None]:
    """A folder, held on to, so that nothing can be put in its place; None where files cannot be opened from one."""
    if not RELATIVE:
        yield None
        return
    descriptor = os.open(path, ENTERING)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read(descriptor: int, most: int) -> bytes:
    """To the file's end, or until there is more than ``most``: a file may grow faster than it is read."""
    pieces: list[bytes] = []
    left = most + 1
    while left and (piece := os.read(descriptor, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
