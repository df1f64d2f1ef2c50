"""Ways to get many jobs graded: one after the other here, in several, on a cluster, or where a plugin does."""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ..lazy import resolved

if TYPE_CHECKING:
    from ..grader import Grader
    from ..job import Job
    from ..results import Result

Work = Callable[["Grader", Iterable["Job"], int], "Iterator[tuple[int, Result]]"]

WORTH_A_PROCESS = 36  # jobs: a process more costs as much as judging a dozen submissions, so it pays a third at most


@dataclasses.dataclass(frozen=True)
class Executor:
    """A way to get jobs graded.

    Attributes:
        name: what ``--executor`` calls it.
        work: a function from a grader, jobs and how many to work on at a time, to results in any order, each with its
            job's number, from 0; or where to import that function, as in ``"my_pack.cluster:work"``.
        connects: whether the work is done elsewhere: then the function is told where, as ``scheduler=``, and 0 jobs at
            a time are as many as there is room for.
    """

    name: str
    work: Work | str
    connects: bool = False

    def __call__(self, grader: Grader, jobs: Iterable[Job], at_a_time: int) -> Iterator[tuple[int, Result]]:
        """The results of jobs, as they come."""
        function: Work = resolved(self.work)
        return function(grader, jobs, at_a_time)

    def at(self, scheduler: str) -> Executor:
        """The same, for the scheduler at an address."""
        return dataclasses.replace(self, work=functools.partial(resolved(self.work), scheduler=scheduler))


def at_a_time(asked: int | None, count: int) -> int:
    """How many of ``count`` jobs to work on at a time: as many as asked for, or as cores if there is enough to do."""
    return asked if asked is not None else max(1, min(cores(), count // WORTH_A_PROCESS))


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
