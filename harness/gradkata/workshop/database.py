"""The file of a room besides the gradebook, open: one of SQLite, with the values that the teacher has set."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from ..errors import UsageError
from ..gradebook.opening import transaction
from ..translation import say

APPLICATION_ID = 0x67726F6D  # "grom": tells it from any other SQLite file
VERSION = 1  # of the tables
TABLES = (
    "CREATE TABLE room (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE learners (name TEXT PRIMARY KEY, looks TEXT NOT NULL UNIQUE)",
    "CREATE TABLE tokens (token TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",  # one for each machine of theirs
    """
    CREATE TABLE handed_in (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        learner TEXT NOT NULL,
        kata TEXT NOT NULL,
        size INTEGER NOT NULL,
        files TEXT NOT NULL,
        time TEXT NOT NULL,
        attempt TEXT,
        result TEXT
    )
    """,  # `attempt` is NULL while it is not judged
    "CREATE INDEX by_learner ON handed_in (learner, kata)",
    "CREATE INDEX not_judged ON handed_in (number) WHERE attempt IS NULL",
)


class Database:
    """The file. Every method may raise a `UsageError` that says what is the matter with it.

    Raises:
        UsageError: it cannot be opened, or is something else.
    """

    def __init__(self, path: Path):
        self.path = path
        with self._told():
            self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            with self._told():
                _prepare(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self._connection.close()

    # What the teacher has set, as values of JSON.

    def value(self, name: str, otherwise: Any = None) -> Any:
        """What is kept under a name."""
        found = self._one("SELECT value FROM room WHERE name = ?", name)
        return otherwise if found is None else json.loads(found[0])

    def keep(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._write("INSERT OR REPLACE INTO room VALUES (?, ?)", name, json.dumps(value))

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        with self._told():
            found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return found

    def _write(self, query: str, *values: str | int | None) -> None:
        with self._told():
            self._connection.execute(query, values)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            words = "{path} cannot be used for the workshop ({reason})"
            raise UsageError(say(words, path=self.path, reason=error)) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    run = connection.execute
    is_new = _is_new(connection, path)
    run("PRAGMA journal_mode = WAL")
    run("PRAGMA synchronous = FULL")  # what is answered is on the disk
    run("PRAGMA secure_delete = ON")  # what is deleted is gone
    if is_new:
        with transaction(connection):
            for table in TABLES:
                run(table)
            run("INSERT INTO room VALUES ('id', ?)", (json.dumps(secrets.token_hex(8)),))
            run(f"PRAGMA application_id = {APPLICATION_ID}")
            run(f"PRAGMA user_version = {VERSION}")


def _is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether nothing is in the file yet.

    Raises:
        UsageError: what is in it is not ours, not whole, or not to be read by this gradkata.
    """
    run = connection.execute
    (found,), (version,) = run("PRAGMA application_id").fetchone(), run("PRAGMA user_version").fetchone()
    if found not in (0, APPLICATION_ID) or (found == 0 and run("SELECT 1 FROM sqlite_master").fetchone()):
        raise UsageError(say("{path} is no workshop's file, and is left as it is", path=path))
    if version > VERSION:
        words = "{path} was written by a newer gradkata (version {version}, this one knows {known}): update gradkata"
        raise UsageError(say(words, path=path, version=version, known=VERSION))
    if run("PRAGMA quick_check(1)").fetchone() != ("ok",):
        words = "{path} is damaged, and is left as it is: take a copy of it that is whole, or name another"
        raise UsageError(say(words, path=path))
    return bool(found == 0)
