"""A grading with a gradebook: what has not changed is taken from it, and each result goes in as it comes."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Iterable, Mapping

from ..executors.guarded import LOST
from ..finding.submission import Submission
from ..job import Job
from ..kata import Kata
from ..results import Result
from .attempt import Attempt, Conditions, written
from .book import Gradebook
from .digests import Judges, work_of


class Keeping:
    """What one grading knows and keeps.

    Args:
        book: what it is written into.
        katas: all there are, by id.
        submissions: what is graded.
        again: whether what has not changed is graded all the same.

    Attributes:
        kept: how many results are new in the book.
        unchanged: how many were taken from it.
    """

    def __init__(
        self, book: Gradebook, katas: Mapping[str, Kata], submissions: Iterable[Submission], *, again: bool = False
    ):
        self._book, self._judges, self._again = book, Judges(katas), again
        self._submissions = {(each.learner, each.kata): each for each in submissions}
        self._waiting: dict[tuple[str, str], tuple[str, str, Conditions]] = {}
        self.kept = self.unchanged = 0

    def known(self, job: Job) -> Result | None:
        """The result of a job of which nothing that counts has changed since its learner's last attempt."""
        work = work_of(job)
        limits = json.dumps(dict(job.limits), sort_keys=True)
        conditions = Conditions(str(job.seed), self._judges.of(job), job.level, limits)
        if not self._again and (found := self._unchanged(job, work, conditions)):
            self.unchanged += 1
            return found.judged()
        self._waiting[job.learner, job.kata] = work, _saved(self._submissions.get((job.learner, job.kata))), conditions
        return None

    def keep(self, result: Result) -> None:
        """Put a new result into the book. Where gradkata itself failed there is none, and the work is graded again."""
        waiting = self._waiting.pop((result.learner, result.kata), None)
        if waiting is None or result.fault or LOST in result.messages:
            return
        work, saved, conditions = waiting
        attempt = Attempt(
            secrets.token_hex(16), result.learner, result.kata, conditions.seed, work, conditions.judge,
            conditions.isolation, conditions.limits, saved, _text(datetime.datetime.now(datetime.UTC)),
            str(result.status), result.score, result.max_score, written(result),
        )  # fmt: skip
        self.kept += self._book.add([attempt])

    def _unchanged(self, job: Job, work: str, conditions: Conditions) -> Attempt | None:
        for attempt in self._book.of(job.learner, job.kata):
            if attempt.work != work:  # an older text that has come back is a new attempt
                return None
            if attempt.conditions == conditions:
                return attempt
        return None


def _saved(submission: Submission | None) -> str:
    """When work was handed in, if its platform says so, or else when its file was saved; empty if there is none."""
    path = None if submission is None else submission.path
    if submission is not None and submission.handed_in is not None:
        return _text(submission.handed_in.astimezone(datetime.UTC))
    try:
        return "" if path is None else _text(datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC))
    except (OSError, OverflowError, ValueError):
        return ""


def _text(time: datetime.datetime) -> str:
    return time.isoformat(timespec="microseconds")
