"""Grading: submissions in, results out, in an order that does not depend on who was judged first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .boundary.levels import Level
from .boundary.limits import Limits
from .errors import UsageError
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
    limits: Mapping[str, object] | None = None,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Grading:
    """Judge every submission.

    Args:
        katas: all that the submissions are about, in teaching order.
        limits: what is asked for in place of the katas' own limits, by name.
        seed: what all random inputs are drawn from, the same for every learner.
        on_result: told of each result as it comes.

    Returns:
        The results in the order of the submissions.

    Raises:
        UsageError: a limit is none, a suite cannot be collected, or learners' processes cannot be started.
    """
    found: dict[tuple[str, str], Result] = {}

    def keep(result: Result) -> None:
        found[result.learner, result.kata] = result
        on_result(result)

    wanted = {submission.kata for submission in submissions}
    own = {kata.id: _limits(kata, limits or {}) for kata in katas if kata.id in wanted}
    jobs = [Job(submission, seed, own[submission.kata]) for submission in submissions]
    executor([kata for kata in katas if kata.id in wanted], jobs, keep, level)
    return Grading(seed, level.name, tuple(found[each.learner, each.kata] for each in submissions))


def _limits(kata: Kata, asked: Mapping[str, object]) -> Limits:
    try:
        return kata.limits.changed(asked, "--limit")
    except ValueError as error:
        raise UsageError(str(error)) from None
