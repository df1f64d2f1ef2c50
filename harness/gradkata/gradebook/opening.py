"""Opening a gradebook's file, and all that can be the matter with it. What is no gradebook is never even opened."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError
from ..translation import say
from .schema import APPLICATION_ID, TABLES, VERSION

BUSY_S = 60.0  # another grading holds the file for milliseconds; a disk that others use may take longer
MAGIC = b"SQLite format 3\0"
HEADER = 72  # bytes, of which the version is at 60 and the application's id at 68


def writable(path: Path) -> sqlite3.Connection:
    """A connection to a gradebook that may be written; where there is none, it is made.

    Raises:
        UsageError: it cannot be had, or is none.
    """
    _check(path, is_made=True)
    with told(path):
        connection = _connected(path, "rwc")
    try:
        with told(path):
            _check_whole(connection, path)
            with transaction(connection):
                _make(connection)
            write_ahead(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def readable(path: Path) -> sqlite3.Connection:
    """A connection to a gradebook that is there, and that is not written through it.

    Raises:
        UsageError: there is none, or nothing is in it.
    """
    _check(path, is_made=False)
    with told(path):
        try:
            return _read_from(path, "rw")  # of what is open for reading alone, SQLite leaves files behind
        except sqlite3.OperationalError:
            waiting = path.with_name(f"{path.name}-wal")
            if waiting.exists() and waiting.stat().st_size:
                raise
            return _read_from(path, "ro&immutable=1")  # in a folder that nothing can be written into


def _read_from(path: Path, mode: str) -> sqlite3.Connection:
    connection = _connected(path, mode)
    try:
        _check_whole(connection, path)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def emptied(connection: sqlite3.Connection) -> None:
    """Have a file hold nothing any more of what was deleted: rows that were moved leave copies behind."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite has against the file is said in words.

    Raises:
        UsageError: it has something against it.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise UsageError(_reason(path, error)) from error


def write_ahead(connection: sqlite3.Connection, path: Path) -> None:
    """Have the file written in the way that lets others read and write it meanwhile.

    Raises:
        UsageError: its file system knows no such way.
    """
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        words = "{path} lies where no two gradings can write one file: name a gradebook on a local disk"
        raise UsageError(say(words, path=path))


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_S, isolation_level=None)


def _check(path: Path, *, is_made: bool) -> None:
    """See by its first bytes whether the file is a gradebook, before SQLite changes anything about it.

    Args:
        is_made: whether one that is not there yet is made.
    """
    try:
        if not _is_plain(path, is_made=is_made):
            return
        with path.open("rb") as file:
            header = file.read(HEADER)
    except OSError as error:
        raise UsageError(say("{path} cannot be read ({reason})", path=path, reason=error.strerror)) from None
    if not header and is_made:  # a grading was ended as it began
        return
    if not header:
        raise UsageError(say("{path} holds no results yet", path=path))
    if header[:16] != MAGIC or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise UsageError(say("{path} is no gradebook, and is left as it is: name another file", path=path))
    if (version := int.from_bytes(header[60:64])) > VERSION:
        words = "{path} was written by a newer gradkata (version {version}, this one knows {known}): update gradkata"
        raise UsageError(say(words, path=path, version=version, known=VERSION))


def _is_plain(path: Path, *, is_made: bool) -> bool:
    """Whether there is a plain file; False where it can be made."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if not is_made:
            raise UsageError(say("there is no gradebook {path}", path=path)) from None
        if not path.parent.is_dir():
            words = "there is no folder {folder} to make the gradebook {name} in"
            raise UsageError(say(words, folder=path.parent, name=path.name)) from None
        return False
    if stat.S_ISDIR(mode):
        raise UsageError(say("{path} is a folder; a gradebook is a file", path=path))
    if not stat.S_ISREG(mode):
        raise UsageError(say("{path} is no plain file, so it can be no gradebook", path=path))
    return True


def _check_whole(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise UsageError(_damaged(path))


def _make(connection: sqlite3.Connection) -> None:
    """Put the tables into a new file; another grading may have done that meanwhile."""
    if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
        return
    for table in TABLES:
        connection.execute(table)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _damaged(path: Path) -> str:
    return say("{path} is damaged, and is left as it is: take a copy of it that is whole, or name another", path=path)


def _reason(path: Path, error: sqlite3.Error) -> str:
    """What SQLite's error means to whoever named the file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return say("{path} is held by another program: try again when that is done", path=path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return say("{path} cannot be written: it is read-only", path=path)
    return say("{path} cannot be used as a gradebook ({reason})", path=path, reason=error)
