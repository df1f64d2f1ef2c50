"""Has solutions judged and diagnosed as a learner's are, in several processes, and measures what that costs."""

from __future__ import annotations

import concurrent.futures
import functools
import itertools
import multiprocessing
import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gradkata.executors.worker import belong_to
from gradkata.explaining.catalogue import catalogue_of
from gradkata.explaining.explain import explain
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.judging.judge import Evidence
from gradkata.kata import Kata
from gradkata.reading.programs import program_at
from gradkata.reports.detail import UNKNOWN, render_result
from gradkata.results import Kind, Misconception, Result, Status

from .solutions import Solution

NEXT = re.compile(r"^Next: (.*?)(?:\n\n|\Z)", re.DOTALL | re.MULTILINE)  # the paragraph that is to be read first
PATIENTLY = {"wall_s": 600}  # a machine that is busy with this is slow by the clock


@dataclass(frozen=True)
class Seen:
    """What came of one solution on one seed.

    Attributes:
        causes: the mistakes that were named, in their order, cause by cause; those of one cause are alternatives.
        said: the first thing that its learner would be told to look at; empty if nothing is.
        is_unknown: whether they would be told that no known mistake gives these numbers, for want of anything better.
        judging_s: CPU seconds of the grader and of the solution's own process, less ``diagnosis_s``.
        diagnosis_s: CPU seconds that the grader took to explain what is wrong.
    """

    status: Status
    kind: Kind
    causes: tuple[tuple[Misconception, ...], ...]
    said: str
    is_unknown: bool
    judging_s: float
    diagnosis_s: float

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of all mistakes that were named."""
        return tuple(each.id for cause in self.causes for each in cause)

    @property
    def is_told(self) -> bool:
        """Whether the learner is told of something that happened, such as an exception, a shape or a missing return."""
        return bool(self.said) and not self.is_unknown


def judged(
    solutions: Iterable[Solution], katas: Mapping[str, Kata], seeds: Sequence[int], jobs: int, level: str = "auto"
) -> list[tuple[Solution, list[Seen]]]:
    """What came of each solution on each seed, in their order; ``jobs`` katas at a time.

    Raises:
        UsageError: a suite cannot be collected, or processes cannot be started at the level.
    """
    groups = [list(group) for _, group in itertools.groupby(solutions, lambda each: each.kata)]
    judge = functools.partial(_of_kata, katas, seeds, level)
    if jobs == 1:
        return list(itertools.chain.from_iterable(map(judge, groups)))
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(jobs, context, belong_to, (os.getpid(),)) as pool:
        return list(itertools.chain.from_iterable(pool.map(judge, groups)))


def _of_kata(
    katas: Mapping[str, Kata], seeds: Sequence[int], level: str, solutions: Sequence[Solution]
) -> list[tuple[Solution, list[Seen]]]:
    watch = _Watch()
    kata = katas[solutions[0].kata]
    with Grader(katas.values(), explain=watch, is_trusted=True) as grader:
        # What is needed once for a whole class is no cost of the first submission.
        grader.grade(_job(kata.id, kata.reference, seeds[0], level))
        catalogue_of(kata)
        return [
            (each, [_seen(grader, watch, _job(kata.id, each.path, seed, level)) for seed in seeds])
            for each in solutions
        ]


def _job(kata: str, path: Path, seed: int, level: str) -> Job:
    return Job(path.stem, kata, seed, program_at(path, kata, {}), limits=PATIENTLY, level=level)


def _seen(grader: Grader, watch: _Watch, job: Job) -> Seen:
    watch.seconds = 0.0
    begin = time.process_time()
    result = grader.grade(job)
    spent = time.process_time() - begin
    text = render_result(result)
    said = NEXT.search(text)
    return Seen(
        result.status,
        result.explanation.kind if result.explanation else Kind.NOTHING,
        _causes(result.misconceptions),
        _flat(said[1]) if said else "",
        UNKNOWN in _flat(text),
        spent - watch.seconds + result.cpu_s,
        watch.seconds,
    )


def _causes(named: Iterable[Misconception]) -> tuple[tuple[Misconception, ...], ...]:
    """The mistakes of each cause."""
    return tuple(tuple(group) for _, group in itertools.groupby(named, lambda each: each.cause))


def _flat(text: str) -> str:
    """Text as one line."""
    return " ".join(text.split())


class _Watch:
    """Explains as a grader does, and tells how long it took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, kata: Kata, result: Result, evidence: Evidence) -> Result:
        begin = time.process_time()
        try:
            return explain(kata, result, evidence)
        finally:
            self.seconds += time.process_time() - begin
