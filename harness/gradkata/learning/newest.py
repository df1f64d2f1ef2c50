"""What a learner changed last: which of their files is the newest with something new in it to check."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..finding.submission import Submission
from ..kata import Kata
from ..results import Status
from ..text.source import NOTEBOOK
from .handout import first_copy
from .progress import Record

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclasses.dataclass(frozen=True)
class Work:
    """A learner's file for a kata.

    Attributes:
        saved: when it was saved, as `saved_at` says it.
        is_checked: whether the last check judged it as it is now.
        is_stub: whether it is what the learner was handed out.
    """

    submission: Submission
    path: Path
    saved: str
    is_checked: bool
    is_stub: bool

    @property
    def kata(self) -> str:
        """The id of the kata that it is for."""
        return self.submission.kata

    @property
    def is_new(self) -> bool:
        """Whether the learner has written what was not checked yet."""
        return not self.is_checked and not self.is_stub


def saved_at(path: Path) -> str:
    """When a file was saved: ISO 8601 with microseconds, UTC; empty where it is gone."""
    try:
        microseconds = path.stat().st_mtime_ns // 1000
    except OSError:
        return ""
    return (EPOCH + datetime.timedelta(microseconds=microseconds)).isoformat(timespec="microseconds")


def works(submissions: Iterable[Submission], records: Mapping[str, Record], katas: Mapping[str, Kata]) -> list[Work]:
    """The files that there are among submissions.

    A file is known to be the one that was checked by the time at which it was saved, and not by its being older than
    the check: a check takes a while, in which it may be saved again, and a copy may be older than what it replaces.
    A notebook whose session passed is saved afterwards, as a rule, and counts as checked all the same.
    """
    found = list[Work]()
    for each in submissions:
        if each.path and (saved := saved_at(each.path)):
            record, is_stub = records.get(each.kata, Record()), _is_stub(each.path, katas[each.kata])
            is_of_session = record.in_session and record.status == Status.PASSED and each.path.suffix == NOTEBOOK
            is_checked = saved == record.saved or (is_of_session and not is_stub)
            found.append(Work(each, each.path, saved, is_checked, is_stub))
    return found


def newest(found: Iterable[Work]) -> Work | None:
    """The newest file with something new in it to check; if there is none, the newest of all; None of none."""
    return max(found, key=lambda each: (each.is_new, each.saved), default=None)


def _is_stub(path: Path, kata: Kata) -> bool:
    try:
        return path.read_bytes() == first_copy(kata, as_notebook=path.suffix == NOTEBOOK)[1]
    except OSError:
        return False
