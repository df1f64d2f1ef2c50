"""A gradebook: attempts are added and read, and none is ever changed; a learner may be forgotten, whole."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from .attempt import COLUMNS, Attempt, row
from .opening import emptied, readable, told, transaction, writable

SELECT = f"SELECT {', '.join(COLUMNS)} FROM attempts"
SELECT_HEADS = SELECT.replace("result", "''")
VALUES = f"({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
INSERT = f"INSERT INTO attempts {VALUES} ON CONFLICT (id) DO NOTHING"


class Gradebook(contextlib.AbstractContextManager["Gradebook"]):
    """A gradebook that is open. Every method may raise a `UsageError` that says what is the matter with the file.

    Args:
        path: what messages call it.
        connection: as `opening` gives it; it is closed with the book.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection):
        self.path, self._connection = path, connection

    @classmethod
    def writing(cls, path: Path) -> Self:
        """The book in a file, to be written; a new one where there is none."""
        return cls(path, writable(path))

    @classmethod
    def reading(cls, path: Path) -> Self:
        """The book in a file that is not changed."""
        return cls(path, readable(path))

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def seed(self) -> int | None:
        """The seed of its first grading; None before that."""
        with told(self.path):
            found = self._connection.execute("SELECT value FROM book WHERE name = 'seed'").fetchone()
        return None if found is None else int(found[0])

    def seed_or(self, proposed: int) -> int:
        """The book's seed: from now on the proposed one if it had none. Of two at once, both get the first's."""
        with told(self.path), transaction(self._connection):
            self._connection.execute("INSERT OR IGNORE INTO book VALUES ('seed', ?)", (str(proposed),))
        seed = self.seed
        assert seed is not None
        return seed

    def add(self, attempts: Iterable[Attempt]) -> int:
        """Add attempts, all or none, but for those that it has; give how many are new."""
        with told(self.path), transaction(self._connection):
            before = self._connection.total_changes
            self._connection.executemany(INSERT, map(row, attempts))
            return self._connection.total_changes - before

    def of(self, learner: str, kata: str) -> list[Attempt]:
        """The attempts of a learner at a kata, the newest first."""
        query = f"{SELECT} WHERE learner = ? AND kata = ? ORDER BY graded DESC, rowid DESC"
        with told(self.path):
            return [Attempt(*each) for each in self._connection.execute(query, (learner, kata)).fetchall()]

    def with_id(self, id: str) -> Attempt | None:
        """The attempt with an id, if there is one."""
        with told(self.path):
            found = self._connection.execute(f"{SELECT} WHERE id = ?", (id,)).fetchone()
        return None if found is None else Attempt(*found)

    def forget(self, learner: str, ids: Iterable[str] | None = None) -> int:
        """Remove attempts of a learner, so that nothing of them is left in the file; give how many they were.

        Args:
            ids: of those to remove; None for all.
        """
        wanted = None if ids is None else [(learner, each) for each in ids]
        with told(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")
            with transaction(self._connection):
                if wanted is None:
                    count = self._connection.execute("DELETE FROM attempts WHERE learner = ?", (learner,)).rowcount
                else:
                    delete = "DELETE FROM attempts WHERE learner = ? AND id = ?"
                    count = self._connection.executemany(delete, wanted).rowcount
            emptied(self._connection)
        return count

    def all(self) -> Iterator[Attempt]:
        """All attempts, the oldest first."""
        return self._selected(SELECT)

    def heads(self) -> Iterator[Attempt]:
        """The same without their results, which are long."""
        return self._selected(SELECT_HEADS)

    def whole(self, head: Attempt) -> Attempt:
        """The attempt with its result."""
        with told(self.path):
            return Attempt(*self._connection.execute(f"{SELECT} WHERE id = ?", (head.id,)).fetchone())

    def _selected(self, select: str) -> Iterator[Attempt]:
        with told(self.path):
            for each in self._connection.execute(f"{select} ORDER BY graded, rowid"):
                yield Attempt(*each)

    def __len__(self) -> int:
        """How many attempts there are."""
        with told(self.path):
            return int(self._connection.execute("SELECT count(*) FROM attempts").fetchone()[0])


class Shelf(contextlib.AbstractContextManager["Shelf"]):
    """Several gradebooks that are read as one: what is in two of them comes once.

    Raises:
        UsageError: one cannot be read.
    """

    def __init__(self, paths: Iterable[Path]):
        self._stack = contextlib.ExitStack()
        with self._stack:  # which closes those that are open if one cannot be
            self._books = [self._stack.enter_context(Gradebook.reading(path)) for path in paths]
            self._stack = self._stack.pop_all()
        self._home: dict[str, Gradebook] = {}

    def heads(self) -> list[Attempt]:
        """All attempts without their results, the oldest first."""
        found = {each.id: (each, book) for book in self._books for each in book.heads()}
        self._home = {name: book for name, (_, book) in found.items()}
        return sorted((each for each, _ in found.values()), key=lambda each: each.graded)

    def whole(self, head: Attempt) -> Attempt:
        """One of these with its result."""
        return self._home[head.id].whole(head)

    def __exit__(self, *_: Any) -> None:
        self._stack.close()


def merge(paths: Iterable[Path], into: Path) -> tuple[int, int]:
    """Put all attempts of several books into one; what is in several of them comes once.

    Returns:
        How many attempts are in it now, and how many of these are new.

    Raises:
        UsageError: one of them cannot be read; then nothing has changed.
    """
    with contextlib.ExitStack() as stack:
        books = [stack.enter_context(Gradebook.reading(path)) for path in paths]
        whole = stack.enter_context(Gradebook.writing(into))
        new = whole.add(attempt for book in books for attempt in book.all())
        for seed in (book.seed for book in books):
            if seed is not None:
                whole.seed_or(seed)
        return len(whole), new
