"""What a learner changed last: which of their files is the newest that has not been checked as it is now."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..finding.submission import Submission
from .progress import Record

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclasses.dataclass(frozen=True)
class Work:
    """A learner's file for a kata.

    Attributes:
        saved: when it was saved, as `saved_at` says it.
        is_checked: whether the last check judged it as it is now.
    """

    submission: Submission
    path: Path
    saved: str
    is_checked: bool

    @property
    def kata(self) -> str:
        """The id of the kata that it is for."""
        return self.submission.kata


def saved_at(path: Path) -> str:
    """When a file was saved: ISO 8601 with microseconds, UTC; empty where it is gone."""
    try:
        microseconds = path.stat().st_mtime_ns // 1000
    except OSError:
        return ""
    return (EPOCH + datetime.timedelta(microseconds=microseconds)).isoformat(timespec="microseconds")


def works(submissions: Iterable[Submission], records: Mapping[str, Record]) -> list[Work]:
    """The files that there are among submissions.

    A file is known to be the one that was checked by the time at which it was saved, and not by its being older than
    the check: a check takes a while, in which it may be saved again, and a copy may be older than what it replaces.
    """
    there = [(each, each.path, saved_at(each.path)) for each in submissions if each.path]
    return [
        Work(each, path, saved, saved == records.get(each.kata, Record()).saved) for each, path, saved in there if saved
    ]


def newest(found: Iterable[Work]) -> Work | None:
    """Of the files that are not checked as they are now, the newest; of all, if there is none; None of none."""
    return max(found, key=lambda each: (not each.is_checked, each.saved), default=None)
