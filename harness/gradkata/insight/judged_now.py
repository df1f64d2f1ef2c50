"""A submission graded now, with everything that is told of it."""

from __future__ import annotations

from .. import grading, interruption
from ..finding.submission import Submission
from ..gradebook.digests import work_of
from ..grader import Grader
from ..job import job_of
from ..plugins import Registry
from .explained import Explained


def judged_now(found: Registry, submission: Submission, seed: int, isolation: str = "auto") -> Explained:
    """The result of a submission, with the map of its wrong entries and what it printed.

    Raises:
        UsageError: it cannot be judged at all.
        Interrupted: the process was asked to end meanwhile.
    """
    here = found.executors["here"]
    with Grader(found.katas.values(), found.answers) as grader:
        graded = grading.grade(grader, [submission], here, seed=seed, level=isolation, full=True)
    if not graded.results:
        raise interruption.Interrupted
    return Explained(graded.results[0], seed, work_of(job_of(submission, seed)))
