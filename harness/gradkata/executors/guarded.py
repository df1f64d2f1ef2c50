"""One job's failure is that job's: the others get their results."""

from __future__ import annotations

import dataclasses
import sys
import traceback

from ..boundary.sanitizing import clean_lines
from ..errors import UsageError
from ..grader import Grader
from ..job import Job
from ..results import Result

FAILED = "gradkata itself failed while it judged this, so it is no judgement of the work."


def graded(grader: Grader, job: Job) -> Result:
    """The result of a job; where gradkata itself fails, one that says so, and the details on standard error.

    Raises:
        UsageError: nothing can be judged.
    """
    try:
        return grader.grade(job)
    except UsageError:
        raise
    except Exception as error:
        result = unjudged(grader, job, FAILED)
        details = clean_lines(traceback.format_exc())
        sys.stderr.write(f"{job.learner}, {job.kata}: gradkata itself failed; please report this\n{details}")
        sys.stderr.flush()
        return dataclasses.replace(result, fault=type(error).__name__)


def unjudged(grader: Grader, job: Job, sentence: str) -> Result:
    """The result ``error`` of a job that could not be judged, and why."""
    return grader.grade(dataclasses.replace(job, program=None, problem=sentence))
