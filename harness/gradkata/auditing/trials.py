"""Has cases graded, in this process or in several, and sees to what results do not say: CPU time, leaks, names."""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import functools
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence

from ..executors.worker import belong_to
from ..explaining.catalogue import catalogue_of
from ..explaining.diagnosis import Diagnosis
from ..explaining.explain import diagnosis_of
from ..grader import Grader
from ..job import Job
from ..judging.judge import Evidence
from ..kata import Kata
from ..reading.programs import program_of
from ..results import Kind, Result, Status
from .cases import Case
from .leaks import leaks

DIAGNOSED = ("mistake", "style", "unlisted", "pair")  # the kinds of cases; finding out about a mutant costs too much
SEARCHED = ("mistake",)  # for leaks: wrong in one place each, they let every test be seen to its end in some case
LEVEL = "process"  # what is judged is the author's own


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What came of one case on one seed.

    Attributes:
        named: the mistakes that were named, and ``kind`` how surely, as in `Diagnosis`.
        message: the first thing that the learner would be told.
        grader_s, child_s: CPU seconds of the grader and of the process that the submission ran in.
        leaks: one sentence for each test that sent an answer.
    """

    case: Case
    seed: int
    status: Status
    message: str
    grader_s: float
    child_s: float
    kind: Kind = Kind.NOTHING
    named: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()


Judging = Callable[[Sequence[Case]], list[Verdict]]  # every case on every one of its seeds


@contextlib.contextmanager
def judging(katas: Sequence[Kata], jobs: int) -> Iterator[Judging]:
    """A function that judges cases, in ``jobs`` processes.

    It raises `UsageError` if a suite cannot be collected, or submissions' processes cannot be started.
    """
    if jobs > 1:
        context = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(jobs, context, belong_to, (os.getpid(),)) as pool:
            yield functools.partial(_shared, pool, katas, jobs)
    else:
        with Observer(katas) as observer:
            yield lambda cases: observer.judged(_work(cases))


def _work(cases: Sequence[Case]) -> list[tuple[Case, int]]:
    return [(case, seed) for case in cases for seed in case.seeds]


def _shared(
    pool: concurrent.futures.Executor, katas: Sequence[Kata], jobs: int, cases: Sequence[Case]
) -> list[Verdict]:
    work = _work(cases)
    shares = list(pool.map(functools.partial(_share, katas), [work[at::jobs] for at in range(jobs)]))
    return [shares[number % jobs][number // jobs] for number in range(len(work))]


def _share(katas: Sequence[Kata], work: Sequence[tuple[Case, int]]) -> list[Verdict]:
    with Observer(katas) as observer:
        return observer.judged(work)


class Observer(contextlib.AbstractContextManager["Observer"]):
    """A grader whose every explanation is looked over."""

    def __init__(self, katas: Sequence[Kata]):
        self._grader = Grader(katas, explain=self._look, is_trusted=True)
        self._kind = ""
        self._diagnosis: Diagnosis | None = None
        self._leaks: tuple[str, ...] = ()

    def judged(self, work: Sequence[tuple[Case, int]]) -> list[Verdict]:
        """The verdicts on cases, each on a seed, in their order."""
        return [self._verdict(case, seed) for case, seed in work]

    def __exit__(self, *details: object) -> None:
        self._grader.__exit__(*details)

    def _verdict(self, case: Case, seed: int) -> Verdict:
        self._kind, self._diagnosis, self._leaks = case.kind, None, ()
        begin = time.process_time()
        result = self._grader.grade(_job(case, seed))
        verdict = Verdict(
            case, seed, result.status, result.messages[0] if result.messages else "",
            time.process_time() - begin, result.cpu_s, leaks=self._leaks,
        )  # fmt: skip
        if self._diagnosis is None:
            return verdict
        named = tuple(each.id for each in self._diagnosis.mistakes)
        return dataclasses.replace(verdict, kind=Kind(self._diagnosis.kind), named=named)

    def _look(self, kata: Kata, result: Result, evidence: Evidence) -> Result:
        """In place of an explanation: what is wrong is named, and what was sent is looked over."""
        catalogue = catalogue_of(kata)
        if self._kind in SEARCHED:
            self._leaks = tuple(leaks(catalogue, evidence.by_test()))
        if self._kind in DIAGNOSED and catalogue.mistakes:
            self._diagnosis = diagnosis_of(kata, result, evidence)
        return result


def _job(case: Case, seed: int) -> Job:
    program = program_of(case.kata.id, case.text, case.suffix)
    learner = f"{case.kata.id}: {case.kind} {case.name}"  # each its own, so that none has less time for another's loop
    return Job(learner, case.kata.id, seed, program, limits=case.limits, level=LEVEL)
