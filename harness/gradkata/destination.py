"""Where ``--out`` leads: a plain file is on disk whole or not at all; a pipe, a device or a socket is written into."""

from __future__ import annotations

import contextlib
import enum
import errno
import os
import re
import secrets
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .errors import UsageError
from .translation import say

DESCRIPTOR = re.compile(r"(?:/dev|/proc/self)/fd/(\d+)|/dev/(stdout|stderr)")  # `>(cat)` is /dev/fd/63, for example
STANDARD = {"stdout": 1, "stderr": 2}
NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)  # of file systems that know no such thing


class Kind(enum.Enum):
    """What a name leads to, which tells how to write there."""

    FILE = enum.auto()  # a plain one, or none yet: it is replaced
    FOLDER = enum.auto()
    SOCKET = enum.auto()  # is connected to
    STREAM = enum.auto()  # a pipe or a device: is opened, and stays what it is


class Destination(Protocol):
    """Something to write one report to."""

    def write(self, data: bytes) -> None:
        """Write all of it.

        Raises:
            OSError: it cannot be written.
        """


def kind_of(mode: int | None) -> Kind:
    """The kind of a file of this mode, as `os.stat` gives it; None where there is none."""
    if mode is None or stat.S_ISREG(mode):
        return Kind.FILE
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.SOCKET if stat.S_ISSOCK(mode) else Kind.STREAM


def replace(path: Path, data: bytes, last_look: Callable[[], None]) -> None:
    """Have a plain file hold ``data``; ``last_look`` is called last of all, and may raise to refuse.

    Raises:
        UsageError: there is no such folder.
        OSError: it cannot be written.
    """
    _PlainFile(path).write(data, last_look)


def destination(out: Path) -> Destination:
    """What ``out`` leads to, through links, seen to be writable. A pipe waits for its reader, as it does in a shell.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        if found := DESCRIPTOR.fullmatch(str(out)):
            return _Stream(_own(int(found[1] or STANDARD[found[2]])))
        kind = kind_of(_mode(out))
        if kind is Kind.FOLDER:
            raise UsageError(say("{path} is a folder; say with --out which file to write", path=out))
        if kind is Kind.SOCKET:
            return _Stream(_connected(out))
        if kind is Kind.STREAM:
            return _Stream(os.open(out, os.O_WRONLY | os.O_NOCTTY))
        return _PlainFile(out)
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=out, reason=error.strerror)) from None


class _Stream:
    """A pipe, a device, a socket, or what this process was given: an open descriptor."""

    def __init__(self, descriptor: int):
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        """See `Destination.write`."""
        with os.fdopen(self._descriptor, "wb") as file:
            file.write(data)


class _PlainFile:
    """A file that is replaced by a new one, which is made beside it. Of a link, the target is.

    Raises:
        UsageError: there is no such folder.
        OSError: it cannot be written.
    """

    def __init__(self, out: Path):
        self._target = Path(os.path.realpath(out))
        if not self._target.parent.is_dir():
            words = "there is no folder {folder} to write {file} into"
            raise UsageError(say(words, folder=out.parent, file=out.name))
        if self._target.exists() and not os.access(self._target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        part, descriptor = self._part()
        os.close(descriptor)
        part.unlink()

    def write(self, data: bytes, last_look: Callable[[], None] = lambda: None) -> None:
        """See `Destination.write`, and `replace`."""
        before = _stat(self._target)
        if before is not None and kind_of(before.st_mode) is not Kind.FILE:  # it has become something else meanwhile
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        part, descriptor = self._part()
        try:
            with os.fdopen(descriptor, "wb") as file:
                _resemble(descriptor, before)
                file.write(data)
                file.flush()
                _sync(descriptor)
            last_look()
            part.replace(self._target)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise

    def _part(self) -> tuple[Path, int]:
        """A new file beside the target, of a name that no other grading has and nobody can foresee, and open."""
        part = self._target.with_name(f".kata-{secrets.token_hex(8)}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return part, os.open(part, flags, 0o666)


def _mode(out: Path) -> int | None:
    found = _stat(out)
    return None if found is None else found.st_mode


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _own(number: int) -> int:
    """A copy of a descriptor that this process was given."""
    if os.name == "posix":
        import fcntl

        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return os.dup(number)


def _connected(out: Path) -> int:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(out))
        return connection.detach()


def _resemble(descriptor: int, before: os.stat_result | None) -> None:
    """Give a file the owner and the mode of the one that it takes the place of."""
    if before is None or os.name != "posix":
        return
    with contextlib.suppress(OSError):  # only the superuser gives files away
        os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_SYNC:
            raise
