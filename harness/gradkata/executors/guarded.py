"""One job's failure is that job's: the others get their results."""

from __future__ import annotations

import dataclasses
import sys
import traceback

from ..boundary.processes import BoundaryError
from ..boundary.sanitizing import clean_lines
from ..errors import UsageError
from ..grader import Grader
from ..job import Job
from ..results import Result
from ..translation import say

LOST = "The grader's process ended while it judged this, twice, so it is no judgement of the work. Grade it again."
FAILED = "gradkata itself failed while it judged this, so it is no judgement of the work."


def graded(grader: Grader, job: Job) -> Result:
    """The result of a job; where gradkata itself fails, one that says so, and the details on standard error.

    Raises:
        UsageError: nothing can be judged.
    """
    try:
        return _graded_again(grader, job) or unjudged(grader, job, LOST)
    except UsageError:
        raise
    except Exception as error:
        result = unjudged(grader, job, FAILED)
        details = clean_lines(traceback.format_exc())
        words = "{learner}, {kata}: gradkata itself failed; please report this"
        sys.stderr.write(f"{say(words, learner=job.learner, kata=job.kata)}\n{details}")
        sys.stderr.flush()
        return dataclasses.replace(result, fault=type(error).__name__)


def _graded_again(grader: Grader, job: Job) -> Result | None:
    """The result of a job; None if what starts learners' processes ended over it, twice."""
    for _ in range(2):
        try:
            return grader.grade(job)
        except UsageError as error:
            if not isinstance(error.__cause__, BoundaryError):
                raise
    return None


def unjudged(grader: Grader, job: Job, sentence: str) -> Result:
    """The result ``error`` of a job that could not be judged, and why."""
    return grader.grade(dataclasses.replace(job, program=None, problem=say(sentence)))
