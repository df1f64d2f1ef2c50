"""What a room knows besides the gradebook: who is in it, what was handed in, what the teacher has set.

One SQLite file beside the gradebook. Nothing of it is in memory only, so that a restart goes on wherever a process was
killed. Of tokens there are digests alone: whoever reads the file can hand in as nobody.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..gradebook.opening import transaction
from ..translation import say
from .handed_in import HandedIn, Judged

APPLICATION_ID = 0x67726F6D  # "grom": tells it from any other SQLite file
TABLES = (
    "CREATE TABLE room (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE learners (name TEXT PRIMARY KEY, looks TEXT NOT NULL UNIQUE, token TEXT NOT NULL UNIQUE)",
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


class TakenError(Exception):
    """Another learner has this name, or one that looks like it."""


class Records(contextlib.AbstractContextManager["Records"]):
    """The file, open. Every method may raise a `UsageError` that says what is the matter with it.

    Raises:
        UsageError: it cannot be opened, or is something else.
    """

    def __init__(self, path: Path):
        self.path = path
        with self._told():
            self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        run = self._connection.execute
        (found,) = run("PRAGMA application_id").fetchone()
        if found not in (0, APPLICATION_ID) or (found == 0 and run("SELECT 1 FROM sqlite_master").fetchone()):
            raise UsageError(say("{path} is no workshop's file, and is left as it is", path=self.path))
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")  # what is answered is on the disk
        run("PRAGMA secure_delete = ON")  # what is deleted is gone
        if found == 0:
            with transaction(self._connection):
                for table in TABLES:
                    run(table)
                run("INSERT INTO room VALUES ('id', ?)", (json.dumps(secrets.token_hex(8)),))
                run(f"PRAGMA application_id = {APPLICATION_ID}")

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

    # Learners.

    def join(self, name: str, looks: str, token: str) -> None:
        """Take a learner in.

        Args:
            looks: what is equal for two names that look alike.
            token: the digest of theirs.

        Raises:
            TakenError: the name is another's.
        """
        if self._one("SELECT 1 FROM learners WHERE looks = ?", looks):
            raise TakenError
        self._write("INSERT INTO learners VALUES (?, ?, ?)", name, looks, token)

    def change_token(self, name: str, token: str) -> None:
        """Have a learner known by another token from now on."""
        self._write("UPDATE learners SET token = ? WHERE name = ?", token, name)

    def tokens(self) -> dict[str, str]:
        """The name of each learner, by the digest of their token."""
        with self._told():
            return dict(self._connection.execute("SELECT token, name FROM learners").fetchall())

    def forget(self, name: str) -> None:
        """Delete all that is kept of a learner."""
        with self._told():
            with transaction(self._connection):
                self._connection.execute("DELETE FROM learners WHERE name = ?", (name,))
                self._connection.execute("DELETE FROM handed_in WHERE learner = ?", (name,))
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # What was handed in.

    def add(self, each: HandedIn) -> None:
        """Write down what was handed in. When this comes back, it is on the disk."""
        insert = "INSERT INTO handed_in (id, learner, kata, size, files, time) VALUES (?, ?, ?, ?, ?, ?)"
        files = json.dumps(each.files)
        self._write(insert, each.id, each.learner, each.kata, len(files), files, each.time)

    def judge(self, judged: Judged) -> None:
        """Write down what came of something that was handed in."""
        update = "UPDATE handed_in SET attempt = ?, result = ? WHERE id = ?"
        self._write(update, judged.attempt, judged.result or None, judged.id)

    def waiting(self) -> list[HandedIn]:
        """What is not judged, the oldest first."""
        return list(self._handed_in("WHERE attempt IS NULL"))

    def ids(self, learner: str) -> list[str]:
        """The ids of all that a learner has handed in, the oldest first."""
        with self._told():
            select = "SELECT id FROM handed_in WHERE learner = ? ORDER BY number"
            return [id for (id,) in self._connection.execute(select, (learner,))]

    def size(self, learner: str) -> int:
        """How many bytes all that a learner has handed in takes."""
        found = self._one("SELECT sum(size) FROM handed_in WHERE learner = ?", learner)
        return int(found[0] or 0) if found is not None else 0

    def all(self) -> Iterator[HandedIn]:
        """All that was handed in, the oldest first."""
        return self._handed_in("")

    def text(self, attempt: str) -> HandedIn | None:
        """What was handed in when a gradebook's attempt was made."""
        return next(self._handed_in("WHERE id = ?", attempt), None)

    def judged(self, id: str) -> Judged | None:
        """What came of something that was handed in; None if nothing has, or if there is no such thing."""
        found = self._one("SELECT id, learner, kata, attempt, result FROM handed_in WHERE id = ?", id)
        return (
            None
            if found is None or found[3] is None
            else Judged(found[0], found[1], found[2], found[3], found[4] or "")
        )

    def newest(self, learner: str) -> dict[str, Judged]:
        """What came of the last that a learner handed in and that is judged, by kata."""
        select = "SELECT id, learner, kata, attempt, result FROM handed_in WHERE learner = ? AND attempt IS NOT NULL"
        with self._told():
            found = self._connection.execute(f"{select} ORDER BY number", (learner,)).fetchall()
        return {each[2]: Judged(each[0], each[1], each[2], each[3], each[4] or "") for each in found}

    def count(self) -> tuple[int, int]:
        """How many pieces of work were handed in, and how many of them are judged."""
        found = self._one("SELECT count(*), count(attempt) FROM handed_in")
        assert found is not None
        return int(found[0]), int(found[1])

    def _handed_in(self, where: str, *values: str) -> Iterator[HandedIn]:
        with self._told():
            select = f"SELECT id, learner, kata, files, time FROM handed_in {where} ORDER BY number"
            for id, learner, kata, files, time in self._connection.execute(select, values):
                yield HandedIn(id, learner, kata, json.loads(files), time)

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
