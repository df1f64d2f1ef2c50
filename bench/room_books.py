"""What a room's files hold in the end, beside what its clients were told."""

from __future__ import annotations

import collections
import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .room_learners import Handed

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Books:
    """How the files and the clients agree.

    Attributes:
        taken: how many pieces of work clients know to be taken.
        kept: how many there are in the files; those are more, where a client went away without an answer.
        judged: how many of these have one attempt of their own, and ``unchanged``, that of the same work before.
        lost: how many are taken, and in no file.
        unjudged: how many have no verdict; ``faults``: where gradkata itself failed.
        odd: how many attempts belong to nothing that was handed in, or are not the only one, or are another work's.
        differing: how many clients were told another verdict, or none.
        twice: how many are there once more than they were handed in.
        rightly, wrongly: how many of honest learners' were passed just when they are right, and how many were not;
            ``which`` were not, as ``kata, kind: status``.
    """

    taken: int
    kept: int
    judged: int
    unchanged: int
    lost: int
    unjudged: int
    faults: int
    odd: int
    differing: int
    twice: int
    rightly: int
    wrongly: int
    which: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all was judged once, rightly, and nothing is lost."""
        return not (
            self.lost or self.unjudged or self.faults or self.odd or self.differing or self.twice or self.wrongly
        )


def compared(folder: Path, handed: Iterable[Handed]) -> Books:
    """Compare.

    Args:
        folder: the workshop's; its room is closed.
    """
    rows = {row["id"]: {**row, "files": json.loads(row["files"])} for row in _all(folder / "workshop.db", "handed_in")}
    attempts = _all(folder / "gradebook.db", "attempts")
    by_id = {row["id"]: row for row in attempts}
    taken = [each for each in handed if each.is_taken]
    own, same = (sum(holds(row, rows, by_id) for row in rows.values()) for holds in (_has_own, _has_earlier))
    unjudged = sum(row["attempt"] is None for row in rows.values())
    faults = sum(row["attempt"] == "" for row in rows.values())
    odd = len(rows) - own - same - unjudged - faults + len(attempts) - len(by_id) + len(by_id.keys() - rows.keys())
    honest = [each for each in taken if each.piece.is_right is not None]
    wrongly = [each for each in honest if (each.status == "passed") != each.piece.is_right]
    return Books(
        len(taken), len(rows), own, same, _lost(taken, rows), unjudged, faults, odd,
        sum(_differs(each, rows, by_id) for each in taken), _twice(handed, rows), len(honest) - len(wrongly),
        len(wrongly), tuple(f"{each.piece.kata}, {each.piece.kind}: {each.status}" for each in wrongly),
    )  # fmt: skip


def _has_own(row: Row, _: Mapping[str, Row], attempts: Mapping[str, Row]) -> bool:
    return row["attempt"] == row["id"] and _is_of(row, attempts.get(row["id"]))


def _has_earlier(row: Row, rows: Mapping[str, Row], attempts: Mapping[str, Row]) -> bool:
    """Whether it was judged by the attempt of the same work before it."""
    before = rows.get(row["attempt"])
    if before is None or before is row or before["number"] > row["number"]:
        return False
    return _is_of(row, attempts.get(row["attempt"])) and _work(row) == _work(before)


def _is_of(row: Row, attempt: Row | None) -> bool:
    return attempt is not None and (attempt["learner"], attempt["kata"]) == (row["learner"], row["kata"])


def _work(row: Row) -> list[str]:
    return [text for name, text in row["files"].items() if name.partition(".")[0] == row["kata"]]


def _lost(taken: Iterable[Handed], rows: Mapping[str, Row]) -> int:
    """Those with an id are looked for by it, those whose verdict came first by what they are."""
    texts = {(row["learner"], row["kata"], text) for row in rows.values() for text in _work(row)}
    return sum(
        each.id not in rows if each.id else (each.learner, each.piece.kata, each.piece.text) not in texts
        for each in taken
    )


def _differs(each: Handed, rows: Mapping[str, Row], attempts: Mapping[str, Row]) -> bool:
    row = rows.get(each.id)
    attempt = None if row is None else attempts.get(row["attempt"])
    return each.end is None or (attempt is not None and attempt["status"] != each.status)


def _twice(handed: Iterable[Handed], rows: Mapping[str, Row]) -> int:
    asked = collections.Counter((each.learner, each.piece.kata, each.piece.text) for each in handed)
    there = collections.Counter((row["learner"], row["kata"], text) for row in rows.values() for text in _work(row))
    return sum((there - asked).values())


def _all(path: Path, table: str) -> list[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
