"""What a room knows besides the gradebook: who is in it, what was handed in, what the teacher has set.

One SQLite file beside the gradebook. Nothing of it is in memory only, so that a restart goes on wherever a process was
killed. Of tokens there are digests alone: whoever reads the file can hand in as nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..gradebook.opening import emptied, transaction
from .database import Database
from .handed_in import HandedIn, Judged

RESULT = "id, learner, kata, attempt, coalesce(result, '')"


class TakenError(Exception):
    """Another learner has this name, or one that looks like it."""


class Records(Database):
    """The file, by what is in it. Every method may raise a `UsageError`, as `Database`'s."""

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
        with self._told(), transaction(self._connection):
            self._connection.execute("INSERT INTO learners VALUES (?, ?)", (name, looks))
            self._connection.execute("INSERT INTO tokens VALUES (?, ?)", (token, name))

    def add_token(self, name: str, token: str, *, alone: bool) -> None:
        """Have a learner known by one more token from now on; or by it alone."""
        with self._told(), transaction(self._connection):
            if alone:
                self._connection.execute("DELETE FROM tokens WHERE name = ?", (name,))
            self._connection.execute("INSERT INTO tokens VALUES (?, ?)", (token, name))

    def tokens(self) -> dict[str, str]:
        """The name of each learner, by the digest of their token."""
        with self._told():
            return dict(self._connection.execute("SELECT token, name FROM tokens").fetchall())

    def forget(self, name: str) -> None:
        """Delete all that is kept of a learner, so that nothing of it is left in the file."""
        with self._told():
            with transaction(self._connection):
                self._connection.execute("DELETE FROM learners WHERE name = ?", (name,))
                self._connection.execute("DELETE FROM tokens WHERE name = ?", (name,))
                self._connection.execute("DELETE FROM handed_in WHERE learner = ?", (name,))
                self.keep("examples", [each for each in self.value("examples", []) if each["of"] != name])
            emptied(self._connection)

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

    def last(self) -> Iterator[HandedIn]:
        """The last that each learner has handed in for each kata, the oldest first."""
        return self._handed_in("WHERE number IN (SELECT max(number) FROM handed_in GROUP BY learner, kata)")

    def authors(self) -> list[str]:
        """Those who have handed in anything, in the order of the alphabet."""
        with self._told():
            return sorted(name for (name,) in self._connection.execute("SELECT DISTINCT learner FROM handed_in"))

    def text(self, attempt: str) -> HandedIn | None:
        """What was handed in when a gradebook's attempt was made."""
        return next(self._handed_in("WHERE id = ?", attempt), None)

    def judged(self, id: str) -> Judged | None:
        """What came of something that was handed in; None if nothing has, or if there is no such thing."""
        return next(iter(self._judged("id = ?", id)), None)

    def newest(self, learner: str) -> dict[str, Judged]:
        """What came of the last that a learner handed in and that is judged, by kata."""
        return {each.kata: each for each in self._judged("learner = ?", learner)}

    def _judged(self, where: str, value: str) -> list[Judged]:
        select = f"SELECT {RESULT} FROM handed_in WHERE {where} AND attempt IS NOT NULL ORDER BY number"
        with self._told():
            return [Judged(*each) for each in self._connection.execute(select, (value,)).fetchall()]

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
