"""Grading: submissions in, results out, in an order that does not depend on who was judged first."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from .boundary.levels import Level
from .boundary.limits import Limits
from .errors import UsageError
from .executors import Executor, serial
from .explaining.prerequisites import held_up, leant_on
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
    full: bool = False,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Grading:
    """Judge every submission.

    Args:
        katas: all that the submissions are about, in teaching order.
        limits: what is asked for in place of the katas' own limits, by name.
        full: whether to keep the maps of which entries are wrong: much for a class, and only their learner reads them.
        seed: what all random inputs are drawn from, the same for every learner.
        on_result: told of each result as it comes.

    Returns:
        The results in the order of the submissions.

    Raises:
        UsageError: a limit is none, a suite cannot be collected, or learners' processes cannot be started.
    """
    found: dict[tuple[str, str], Result] = {}

    def keep(result: Result) -> None:
        if result.explanation is not None and not full:
            result = dataclasses.replace(result, explanation=dataclasses.replace(result.explanation, maps=()))
        found[result.learner, result.kata] = result
        on_result(result)

    wanted = {submission.kata for submission in submissions}
    own = {kata.id: _limits(kata, limits or {}) for kata in katas if kata.id in wanted}
    jobs = [Job(submission, seed, own[submission.kata]) for submission in submissions]
    executor([kata for kata in katas if kata.id in wanted], jobs, keep, level)
    results = [found[each.learner, each.kata] for each in submissions]
    return Grading(seed, level.name, tuple(_held_up(results, submissions, katas, seed, level)))


def _held_up(
    results: Sequence[Result], submissions: Sequence[Submission], katas: Sequence[Kata], seed: int, level: Level
) -> list[Result]:
    """The results, where one that is not passed names the imported kata that has to be right first."""
    ids = [kata.id for kata in katas]
    known = {(each.learner, each.kata): result for each, result in zip(submissions, results, strict=True)}
    files = {(each.learner, each.kata): each.path for each in submissions}
    others: dict[tuple[str, str], Result] = {}
    jobs: list[Job] = []
    for other in leant_on(results, submissions, ids):
        key = other.learner, other.kata
        if files.get(key) == other.path:
            others[key] = known[key]
        else:  # not asked for, or handed in as a notebook, which cannot be imported
            jobs.append(Job(other, seed))
    if jobs:
        judged = {job.submission.kata for job in jobs}
        serial(
            [kata for kata in katas if kata.id in judged],
            jobs,
            lambda result: others.update({(result.learner, result.kata): result}),
            level,
        )
    return [held_up(result, others, ids) for result in results]


def _limits(kata: Kata, asked: Mapping[str, object]) -> Limits:
    try:
        return kata.limits.changed(asked, "--limit")
    except ValueError as error:
        raise UsageError(str(error)) from None
