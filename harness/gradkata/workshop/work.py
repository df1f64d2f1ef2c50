"""What is handed in and not judged yet: from the queue to a judge, and from there into the gradebook."""

from __future__ import annotations

import dataclasses
import datetime
import logging
import time
from collections.abc import Callable

from ..errors import UsageError
from ..executors.guarded import FAILED, unjudged
from ..gradebook.attempt import Attempt, Conditions, written
from ..gradebook.book import Gradebook
from ..gradebook.digests import Judges as Digests
from ..gradebook.digests import work_of
from ..gradebook.keeping import conditions_of, is_kept
from ..grader import Grader
from ..grading import without_errors
from ..job import Job
from ..results import Result
from .handed_in import HandedIn, Judged
from .jobs import job_for
from .judges import Judges
from .news import News
from .queue import Queue
from .records import Records
from .settings import Settings
from .standings import Standings
from .verdicts import Verdicts
from .waits import Waits

LOGGER = logging.getLogger("gradkata")
PAUSE_S = 5.0  # before something is tried again that the machine could not do


@dataclasses.dataclass(frozen=True)
class AtWork:
    """What is being judged, with the digest of its text, and what its result depends on besides."""

    each: HandedIn
    job: Job
    work: str
    conditions: Conditions


class Work:
    """The work of a room.

    Args:
        count: how many pieces to judge at a time.
        now: what time it is; clocks jump, so that only what is written down goes by it.
        standings: told of each attempt.

    Attributes:
        waits: how long what is not judged has waited.
        moves: told when anything about the queue is another; ``news`` as well, for the board.
        handed_in, judged: how many pieces of work there were in all.
    """

    def __init__(
        self, settings: Settings, records: Records, book: Gradebook, grader: Grader, count: int,
        now: Callable[[], datetime.datetime], standings: Standings,
    ):  # fmt: skip
        self._settings, self._records, self._grader = settings, records, grader
        self.queue, self._verdicts = Queue(time.monotonic), Verdicts(book, now, standings)
        self.judges = Judges(grader, count, self._next, self._judged)
        self.moves, self.news = News(), News()
        self._digests = Digests(settings.all)
        self._at_work: dict[str, AtWork] = {}  # by learner
        self.waits = Waits(time.monotonic)
        self.handed_in, self.judged = records.count()

    def take_up(self, attempts: list[Attempt]) -> None:
        """Go on where the last process of this room ended, in whatever way.

        Args:
            attempts: all that the gradebook has, the oldest first; their results are not looked at.
        """
        self._verdicts.begin(attempts)
        known = {each.id for each in attempts}
        for each in self._records.waiting():
            if each.id in known:  # it ended between the two files
                self._settle(each, each.id)
            else:
                self.waits.begin(each.id)
                self.queue.put_back(each)

    def add(self, each: HandedIn) -> None:
        """Take in a piece of work: when this comes back, it is written down, and stands in the queue."""
        self._records.add(each)
        self.waits.begin(each.id)
        self.queue.add(each)
        self.handed_in += 1
        self.judges.wake()
        self.moved()

    def forget(self, learner: str) -> None:
        """Drop what is at hand of a learner; what is being judged comes to nothing."""
        for each in self.at_hand(learner):
            self.waits.end(each.id)
        self.queue.forget(learner)
        self._at_work.pop(learner, None)
        self.handed_in, self.judged = self._records.count()

    def at_hand(self, learner: str) -> list[HandedIn]:
        """What of a learner's is not judged yet, the oldest first."""
        at_work = self._at_work.get(learner)
        return ([] if at_work is None else [at_work.each]) + self.queue.waiting(learner)

    def is_at_work(self, id: str) -> bool:
        """Whether something is being judged."""
        return any(at_work.each.id == id for at_work in self._at_work.values())

    def _next(self, slow: int) -> Job | None:
        """The next job; what has not changed since it was judged needs none."""
        while (each := self.queue.next(slow)) is not None:
            try:
                job = self._taken(each)
            except (OSError, UsageError) as error:  # a disk is full, say: that is over at some time
                self._later(each, error)
                return None
            except Exception:  # a mistake of gradkata's own: it is this one's alone
                LOGGER.exception("%s, %s: gradkata itself failed", each.learner, each.kata)
                self._fail(each)
                job = None
            self.moved()
            if job is not None:
                return job
        return None

    def _taken(self, each: HandedIn) -> Job | None:
        """The job of a piece of work; None where nothing has changed since it was judged, so that it is settled."""
        job = job_for(each, self._settings.all, self._settings.seed, self._settings.level)
        work, conditions = work_of(job), conditions_of(job, self._digests)
        found = self._verdicts.known(each, work, conditions)
        if found is not None:
            self._settle(each, found.id)
            self.queue.done(each.learner, 0.0)
            return None
        self._at_work[each.learner] = AtWork(each, job, work, conditions)
        return job

    def _fail(self, each: HandedIn) -> None:
        """Say of a piece of work that gradkata itself failed over it."""
        job = Job(each.learner, each.kata, self._settings.seed, level=self._settings.level)
        try:
            self._settle(each, "", unjudged(self._grader, job, FAILED))
            self.queue.done(each.learner, 0.0)
        except UsageError as error:
            self._later(each, error)

    def _later(self, each: HandedIn, error: Exception) -> None:
        """Put something back that cannot be judged now, or of which the result cannot be kept."""
        LOGGER.error("%s", error)
        self.queue.again(each)
        self.judges.wake_later(PAUSE_S)

    def _judged(self, job: Job, answer: Result | Exception, seconds: float) -> None:
        self.queue.done(job.learner, seconds)
        at_work = self._at_work.get(job.learner)
        if at_work is not None and at_work.job is job:  # else its learner was deleted meanwhile
            del self._at_work[job.learner]
            try:
                if isinstance(answer, Exception):
                    LOGGER.error("%s, %s: %s", job.learner, job.kata, answer)
                    self._fail(at_work.each)
                else:
                    self._keep(at_work, without_errors(answer))
            except UsageError as error:
                self._later(at_work.each, error)
            except Exception:  # a mistake of gradkata's own: it is this one's alone
                LOGGER.exception("%s, %s: gradkata itself failed", job.learner, job.kata)
                if at_work.each.id in self.waits:  # else it is settled
                    self._fail(at_work.each)
        self.moved()

    def _keep(self, at_work: AtWork, result: Result) -> None:
        if is_kept(result):
            self._verdicts.keep(at_work.each, result, at_work.work, at_work.conditions)
            self._settle(at_work.each, at_work.each.id)
        else:
            self._settle(at_work.each, "", result)

    def _settle(self, each: HandedIn, attempt: str, result: Result | None = None) -> None:
        """Write down what came of a piece of work: the attempt that tells, or a result that is kept nowhere else."""
        self._records.judge(Judged(each.id, each.learner, each.kata, attempt, written(result) if result else ""))
        self.waits.end(each.id)
        self.judged += 1

    def moved(self) -> None:
        """Tell that something is another."""
        self.moves.tell()
        self.news.tell()
