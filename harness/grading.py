"""Grading: submissions in, results out, in an order that does not depend on who was judged first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .boundary.levels import Level
from .executors import Executor
from .judging.judge import Job
from .kata import Kata
from .results import Grading, Result
from .submission import Submission


def grade(
    katas: Sequence[Kata],
    submissions: Sequence[Submission],
    *,
    seed: int,
    level: Level,
    executor: Executor,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Grading:
    """Judge every submission.

    Args:
        katas: all that the submissions are about, in teaching order.
        seed: what all random inputs are drawn from, the same for every learner.
        on_result: told of each result as it comes.

    Returns:
        The results in the order of the submissions.

    Raises:
        UsageError: a suite cannot be collected, or learners' processes cannot be started.
    """
    found: dict[tuple[str, str], Result] = {}

    def keep(result: Result) -> None:
        found[result.learner, result.kata] = result
        on_result(result)

    wanted = {submission.kata for submission in submissions}
    jobs = [Job(submission, seed) for submission in submissions]
    executor([kata for kata in katas if kata.id in wanted], jobs, keep, level)
    return Grading(seed, level.name, tuple(found[each.learner, each.kata] for each in submissions))
