"""How long to wait for a learner's files by the clock, once some of them have used up all that they had.

The clock is generous, so that a busy machine fails nobody; a learner whose files all wait for something could hold up a
class for minutes. So after each that has used up its time by the clock, the learner's other files of that grading have
a quarter of what they had before, and at least half a second by the clock for each of computing.
"""

from __future__ import annotations

import collections
import dataclasses

from .boundary.limits import Limits
from .explaining.prerequisites import with_message
from .job import Job
from .results import Result, Status
from .translation import say

LESS = 4  # of the clock, for each that has used it up
REMEMBERED = 1000  # learners

SENTENCE = "Others of your files have used up all of their time by the clock, so there was less for this one."


class Patience:
    """Remembers which learners' files have used up their time by the clock."""

    def __init__(self) -> None:
        self._stalls: collections.OrderedDict[tuple[str, int], int] = collections.OrderedDict()

    def bounded(self, job: Job, limits: Limits) -> Job:
        """The job, with as much time by the clock as there still is for its learner.

        Args:
            limits: those of the job.
        """
        stalls = self._stalls.get(_grading_of(job), 0)
        if not stalls:
            return job
        clock_s = max(int(limits.clock_s) // LESS**stalls, limits.cpu_s // 2, 1)
        return dataclasses.replace(job, limits={**job.limits, "wall_s": min(clock_s, int(limits.clock_s))})

    def remember(self, job: Job) -> None:
        """The job has used up its time by the clock."""
        grading = _grading_of(job)
        self._stalls[grading] = self._stalls.get(grading, 0) + 1
        self._stalls.move_to_end(grading)
        if len(self._stalls) > REMEMBERED:
            self._stalls.popitem(last=False)

    @staticmethod
    def explained(result: Result) -> Result:
        """The result of a job that had less time than others."""
        if result.status is not Status.TIMEOUT:
            return result
        return dataclasses.replace(result, tests=(with_message(result.tests[0], say(SENTENCE)), *result.tests[1:]))


def _grading_of(job: Job) -> tuple[str, int]:
    return job.learner, job.seed  # each grading has a seed of its own
