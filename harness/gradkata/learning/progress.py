"""What a learner has done so far: a file in their workspace, ``work/progress.json``, that a person can read.

It goes by the ids of katas, so that new numbers change nothing; entries that this version does not know are kept, so
that a newer one finds them again. It is replaced as a whole, under a lock, so that neither a crash nor a second
terminal costs anything.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from ..errors import UsageError
from ..finding.workspace import Workspace
from ..results import Result, Status
from ..translation import say
from .stored import DamagedError, dump, load

SCHEMA = "gradkata-progress/1"
NAME, LOCK = "progress.json", ".progress.lock"
HIGHEST = 1_000_000  # of points, and of hints: more is a slip
PATIENCE_S = 5.0  # another terminal holds the lock for a millisecond or two


@dataclasses.dataclass(frozen=True)
class Record:
    """What is known of a learner and one kata.

    Attributes:
        status: of the last check, as results have it; empty before the first.
        score: points of the last check; ``best`` of the best one, ``shown`` of the last that ``kata status`` showed.
        mistakes: the ids of the mistakes that the last check named.
        checked: when the last check was, and ``passed`` when it was first passed: ISO 8601, UTC; empty if never.
        saved: when the file that the last check judged had been saved, as `newest.saved_at` says it.
        in_session: whether the last check judged a notebook's session, and not its file.
        hints: how many hints of the kata's ladder were shown.
        told: the ids of those mistakes that were shown as a hint, and that every check since then named.
        reveal_asked: whether the solution was asked for before it was earned, and ``revealed`` when it was shown.
        unknown: entries of a newer version.
    """

    status: str = ""
    score: float = 0.0
    max_score: float = 0.0
    best: float = 0.0
    shown: float = 0.0
    mistakes: tuple[str, ...] = ()
    checked: str = ""
    passed: str = ""
    saved: str = ""
    in_session: bool = False
    hints: int = 0
    told: tuple[str, ...] = ()
    reveal_asked: bool = False
    revealed: str = ""
    unknown: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Self:
        """The record of an entry of the file; what is not of the right kind is left out."""
        usual = {each.name: each.default for each in dataclasses.fields(cls) if each.name != "unknown"}
        known = {name: entry[name] for name in usual if name in entry and _is_like(entry[name], usual[name])}
        for name, value in known.items():
            known[name] = tuple(map(str, value)) if isinstance(value, list) else value
        return cls(**known, unknown={name: value for name, value in entry.items() if name not in usual})

    def written(self) -> dict[str, Any]:
        """The entry for the file: what says nothing is left out."""
        entry = {each.name: getattr(self, each.name) for each in dataclasses.fields(self) if each.name != "unknown"}
        return {name: value for name, value in entry.items() if value} | dict(self.unknown)

    def after(self, result: Result) -> Record:
        """The record with a check added."""
        is_passed, now = result.status is Status.PASSED, _now()
        mistakes = tuple(each.id for each in result.misconceptions)
        return dataclasses.replace(
            self,
            status=str(result.status),
            score=result.score,
            max_score=result.max_score,
            best=max(self.best, result.score),
            mistakes=mistakes,
            told=tuple(name for name in self.told if name in mistakes),
            checked=now,
            passed=self.passed or (now if is_passed else ""),
        )

    def merged(self, other: Record) -> Record:
        """The record with what another says of the same kata; of the checks, the last one counts."""
        last = other if other.checked > self.checked else self
        return dataclasses.replace(
            last,
            best=max(self.best, other.best),
            shown=self.shown,
            passed=min(filter(None, (self.passed, other.passed)), default=""),
            hints=max(self.hints, other.hints),
            told=tuple(name for name in self.told if name in last.mistakes),
            reveal_asked=self.reveal_asked,
            revealed=self.revealed,
            unknown=self.unknown,
        )


class Progress:
    """A learner's progress, in its file.

    Args:
        workspace: where ``work/`` is.
    """

    def __init__(self, workspace: Workspace):
        self.path = workspace.work / NAME
        self.remark = ""  # what the learner should know about the file; often empty

    def all(self) -> dict[str, Record]:
        """The records there are, by the ids of katas; no error where the file is missing or damaged."""
        return {kata: Record.read(entry) for kata, entry in self._read()["katas"].items()}

    def of(self, kata: str) -> Record:
        """The record of a kata: an empty one if there is none."""
        return self.all().get(kata, Record())

    def add(self, result: Result, saved: str = "", *, in_session: bool = False) -> None:
        """Add a check, of a file that was saved then, or of the session of a notebook that was."""
        with self._changing(result.kata) as entry:
            record = Record.read(entry).after(result)
            _fill(entry, dataclasses.replace(record, saved=saved, in_session=in_session))

    def change(self, kata: str, **changes: Any) -> None:
        """Change entries of a kata's record, as in ``change("softmax", hints=2)``."""
        with self._changing(kata) as entry:
            _fill(entry, dataclasses.replace(Record.read(entry), **changes))

    def merge(self, kata: str, entry: Mapping[str, Any]) -> None:
        """Add what was done elsewhere, given as an entry of this file: of points, hints and dates the better count."""
        there = Record.read(entry)
        with self._changing(kata) as here:
            _fill(here, Record.read(here).merged(there))

    @contextlib.contextmanager
    def _changing(self, kata: str) -> Iterator[dict[str, Any]]:
        """A kata's entry, to be changed while nobody else changes any.

        Raises:
            UsageError: the file cannot be written.
        """
        from filelock import FileLock, Timeout  # takes a fifth of the time that it takes to say where a learner is

        from ..destination import destination

        try:
            with FileLock(self.path.with_name(LOCK), timeout=PATIENCE_S):
                whole = self._read(keep_damaged=True)
                yield whole["katas"].setdefault(kata, {})
                destination(self.path).write(dump(whole))
        except Timeout:
            words = "{path} is held by another terminal; progress is not written"
            raise UsageError(say(words, path=self.path)) from None
        except OSError as error:
            words = "{path} cannot be written ({reason}); progress is not kept"
            raise UsageError(say(words, path=self.path, reason=error.strerror)) from None

    def _read(self, *, keep_damaged: bool = False) -> dict[str, Any]:
        try:
            return load(self.path)
        except FileNotFoundError:
            return {"schema": SCHEMA, "katas": {}}
        except OSError as error:
            if keep_damaged:
                raise
            self.remark = say("{path} cannot be read ({reason})", path=self.path, reason=error.strerror)
            return {"schema": SCHEMA, "katas": {}}
        except DamagedError:
            self._tell_of_damage(keep_damaged)
        return {"schema": SCHEMA, "katas": {}}

    def _tell_of_damage(self, is_to_be_kept: bool) -> None:
        """Say that the file means nothing; put it aside before another takes its place."""
        aside = next(path for path in _names_beside(self.path) if not path.exists())
        words = "{file} cannot be read, and progress begins anew"
        if is_to_be_kept:
            self.path.replace(aside)
            words = "{file} cannot be read, and progress begins anew; the old file is {aside}"
        self.remark = say(words, file=self.path.name, aside=aside.name)


def _names_beside(path: Path) -> Iterator[Path]:
    number = 1
    while True:
        yield path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")
        number += 1


def _fill(entry: dict[str, Any], record: Record) -> None:
    entry.clear()
    entry.update(record.written())


def _is_like(value: Any, usual: Any) -> bool:
    if isinstance(usual, tuple):
        return isinstance(value, list)
    if isinstance(usual, bool):
        return isinstance(value, bool)
    if isinstance(usual, str):
        return isinstance(value, str)
    is_number = isinstance(value, int | float if isinstance(usual, float) else int) and not isinstance(value, bool)
    return is_number and 0 <= value <= HIGHEST


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
