"""A grading with a gradebook: what has not changed is taken from it, and each result goes in as it comes."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Iterable, Mapping

from ..executors.guarded import FAILED, LOST
from ..finding.submission import Submission
from ..job import Job
from ..kata import Kata
from ..results import Result
from ..translation import say
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
        work, conditions = work_of(job), conditions_of(job, self._judges)
        if not self._again and (found := self._unchanged(job, work, conditions)):
            self.unchanged += 1
            return found.judged()
        self._waiting[job.learner, job.kata] = work, _saved(self._submissions.get((job.learner, job.kata))), conditions
        return None

    def keep(self, result: Result) -> None:
        """Put a new result into the book. Where gradkata itself failed there is none, and the work is graded again."""
        waiting = self._waiting.pop((result.learner, result.kata), None)
        if waiting is None or not is_kept(result):
            return
        work, saved, conditions = waiting
        graded = text_of(datetime.datetime.now(datetime.UTC))
        attempt = attempt_of(result, work, conditions, id=secrets.token_hex(16), saved=saved, graded=graded)
        self.kept += self._book.add([attempt])

    def _unchanged(self, job: Job, work: str, conditions: Conditions) -> Attempt | None:
        return unchanged(self._book.of(job.learner, job.kata), work, conditions)


def is_kept(result: Result) -> bool:
    """Whether a result goes into a book: where gradkata itself failed, it is no judgement of the work."""
    return not (result.fault or {say(LOST), say(FAILED)}.intersection(result.messages))


def conditions_of(job: Job, judges: Judges) -> Conditions:
    """What the result of a job depends on besides its text."""
    return Conditions(str(job.seed), judges.of(job), job.level, json.dumps(dict(job.limits), sort_keys=True))


def unchanged(attempts: Iterable[Attempt], work: str, conditions: Conditions) -> Attempt | None:
    """Of a learner's attempts at a kata, the newest first, the one whose result still holds for this text, if any."""
    for attempt in attempts:
        if attempt.work != work:  # an older text that has come back is a new attempt
            return None
        if attempt.conditions == conditions:
            return attempt
    return None


def attempt_of(result: Result, work: str, conditions: Conditions, *, id: str, saved: str, graded: str) -> Attempt:
    """A result as a gradebook keeps it."""
    return Attempt(
        id, result.learner, result.kata, conditions.seed, work, conditions.judge, conditions.isolation,
        conditions.limits, saved, graded, str(result.status), result.score, result.max_score, written(result),
    )  # fmt: skip


def _saved(submission: Submission | None) -> str:
    """When work was handed in, if its platform says so, or else when its file was saved; empty if there is none."""
    path = None if submission is None else submission.path
    if submission is not None and submission.handed_in is not None:
        return text_of(submission.handed_in.astimezone(datetime.UTC))
    try:
        return "" if path is None else text_of(datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC))
    except (OSError, OverflowError, ValueError):
        return ""


def text_of(time: datetime.datetime) -> str:
    """A time in UTC as a gradebook writes it."""
    return time.isoformat(timespec="microseconds")
