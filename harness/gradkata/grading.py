"""A grading: submissions in, results out, in an order that does not depend on who was judged first."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from . import interruption
from .errors import UsageError
from .executors import Executor
from .finding.submission import Submission
from .grader import Grader
from .identity import Identity
from .job import Job, job_of
from .results import Grading, Result


def grade(
    grader: Grader,
    submissions: Sequence[Submission],
    executor: Executor,
    *,
    seed: int,
    level: str = "auto",
    limits: Mapping[str, int] | None = None,
    at_a_time: int = 1,
    full: bool = False,
    known: Callable[[Job], Result | None] = lambda _: None,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Grading:
    """Grade every submission.

    Args:
        seed: what all random inputs are drawn from, the same for every learner.
        level: the name of the isolation asked for.
        limits: what is asked for in place of the katas' own limits, by name.
        at_a_time: how many submissions to work on at a time, where the executor can.
        full: whether to keep what is for a learner only: how far wrong entries are off, and what the code prints.
        known: gives the result of a job that need not be judged, if it has it.
        on_result: told of each result as it comes, of those that were known, too; no signal stops it on its way.

    Returns:
        The results in the order of the submissions: all of them, unless the process was asked to end meanwhile.

    Raises:
        UsageError: a limit is none, a suite cannot be collected, or learners' processes cannot be started.
    """
    wanted = list(dict.fromkeys(submission.kata for submission in submissions))
    _prepare(grader, wanted, limits or {})
    opened = grader.level(level).name
    jobs = (job_of(each, seed, limits=limits, level=opened, keeps_prints=full) for each in submissions)  # read in time
    found = _Found(on_result, [each.who for each in submissions], full=full)
    unknown = _Unknown(jobs, known, found.keep)
    is_whole = _is_whole(((unknown.places[at], each) for at, each in executor(grader, unknown, at_a_time)), found.keep)
    return Grading(seed, opened, found.in_order(), not is_whole)


class _Found:
    """The results so far.

    Args:
        tell: told of each as it comes.
        who: whose they are, by the places of the jobs.
        full: whether to keep what is for a learner only.
    """

    def __init__(self, tell: Callable[[Result], None], who: Sequence[Identity | None], *, full: bool):
        self._tell, self._who, self._full = tell, who, full
        self._results: dict[int, Result] = {}

    def keep(self, place: int, result: Result) -> None:
        """Keep the result of the job at this place."""
        with interruption.after():
            result = dataclasses.replace(result, who=self._who[place])
            self._results[place] = result if self._full else without_errors(result)
            self._tell(self._results[place])

    def in_order(self) -> tuple[Result, ...]:
        """All of them, in the order of the jobs."""
        return tuple(self._results[place] for place in sorted(self._results))


class _Unknown:
    """Those of some jobs that have to be judged.

    Args:
        keep: told of the results that are known, each with the place of its job.

    Attributes:
        places: where those that were given out stand among all.
    """

    def __init__(self, jobs: Iterable[Job], known: Callable[[Job], Result | None], keep: Callable[[int, Result], None]):
        self._jobs, self._known, self._keep = jobs, known, keep
        self.places: list[int] = []

    def __iter__(self) -> Iterator[Job]:
        for place, job in enumerate(self._jobs):
            result = self._known(job)
            if result is None:
                self.places.append(place)
                yield job
            else:
                self._keep(place, result)


def _is_whole(results: Iterator[tuple[int, Result]], keep: Callable[[int, Result], None]) -> bool:
    """Keep results as they come; give whether all came. From then on nothing is interrupted: they are to be told."""
    try:
        for number, result in results:
            keep(number, result)
    except BaseException as error:
        if not (isinstance(error, KeyboardInterrupt) or interruption.status()):  # which breaks much on its way
            raise
        return False
    finally:
        interruption.hold()
    return True


def _prepare(grader: Grader, katas: Sequence[str], limits: Mapping[str, int]) -> None:
    """See that all katas can have their limits, and collect their suites."""
    for kata in katas:
        try:
            grader.katas[kata].limits.changed(limits, "--limit")
        except ValueError as error:
            raise UsageError(str(error)) from None
    grader.collect(katas)


def without_errors(result: Result) -> Result:
    """A result as a class's report has it: without how far off entries are, which is for learners' own checks."""
    if result.explanation is None:
        return result
    maps = tuple(dataclasses.replace(each, errors=()) for each in result.explanation.maps)
    return dataclasses.replace(result, explanation=dataclasses.replace(result.explanation, maps=maps))
