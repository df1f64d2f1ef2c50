"""Has cases graded, in this process or in several, and sees to what results do not say: CPU time, leaks, names."""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import functools
import multiprocessing
import multiprocessing.util
import os
import time
from collections.abc import Callable, Iterator, Sequence

from .. import interruption
from ..executors.processes import may_fork
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
PATIENTLY_S = 600  # by the clock: CPU time is limited, and a proof should not depend on how busy the machine is


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What came of one case on one seed.

    Attributes:
        named: the ids of the mistakes that were named, and ``kind`` how surely, as in `Diagnosis`: for each part of
            what is wrong, those that look alike there.
        message: the first thing that the learner would be told.
        grader_s, child_s: CPU seconds of the grader and of the process that the submission ran in.
        leaks: one sentence for each test that sent an answer.
        stumbles: where the suite itself stopped, and at what, each time that it did.
    """

    case: Case
    seed: int
    status: Status
    message: str
    grader_s: float
    child_s: float
    kind: Kind = Kind.NOTHING
    named: tuple[tuple[str, ...], ...] = ()
    leaks: tuple[str, ...] = ()
    stumbles: tuple[str, ...] = ()


Judging = Callable[[Sequence[Case]], list[Verdict]]  # every case on every one of its seeds


@contextlib.contextmanager
def judging(katas: Sequence[Kata], jobs: int, *, names_mistakes: bool = True) -> Iterator[Judging]:
    """A function that judges cases, in ``jobs`` processes, and if asked for finds out which mistakes are named.

    It raises `UsageError` if a suite cannot be collected, or submissions' processes cannot be started.
    """
    if jobs > 1:
        context = multiprocessing.get_context("fork" if may_fork() else "spawn")
        with concurrent.futures.ProcessPoolExecutor(jobs, context, belong_to, (os.getpid(),)) as pool:
            with interruption.blocked():
                pool.submit(os.getpid)  # forks all of them, while there are no threads yet
            yield functools.partial(_shared, pool, tuple(katas), jobs, names_mistakes)
    else:
        with Observer(katas, names_mistakes) as observer:
            yield lambda cases: observer.judged(_work(cases))


def _work(cases: Sequence[Case]) -> list[tuple[Case, int]]:
    return [(case, seed) for case in cases for seed in case.seeds]


def _shared(
    pool: concurrent.futures.Executor, katas: tuple[Kata, ...], jobs: int, names_mistakes: bool, cases: Sequence[Case]
) -> list[Verdict]:
    work = _work(cases)
    shares = list(pool.map(functools.partial(_share, katas, names_mistakes), [work[at::jobs] for at in range(jobs)]))
    return [shares[number % jobs][number // jobs] for number in range(len(work))]


def _share(katas: tuple[Kata, ...], names_mistakes: bool, work: Sequence[tuple[Case, int]]) -> list[Verdict]:
    return _own_observer(katas, names_mistakes).judged(work)


@functools.lru_cache(1)
def _own_observer(katas: tuple[Kata, ...], names_mistakes: bool) -> Observer:
    """That of this process: to start one takes about as long as to judge a share of the cases."""
    observer = Observer(katas, names_mistakes)
    multiprocessing.util.Finalize(observer, observer.close, exitpriority=1)
    return observer


class Observer(contextlib.AbstractContextManager["Observer"]):
    """A grader whose every explanation is looked over."""

    def __init__(self, katas: Sequence[Kata], names_mistakes: bool = True):
        self._names_mistakes = names_mistakes
        self._grader = Grader(katas, explain=self._look, is_trusted=True)
        self._kind = ""
        self._diagnosis: Diagnosis | None = None
        self._leaks: tuple[str, ...] = ()

    def judged(self, work: Sequence[tuple[Case, int]]) -> list[Verdict]:
        """The verdicts on cases, each on a seed, in their order."""
        return [self._verdict(case, seed) for case, seed in work]

    def __exit__(self, *details: object) -> None:
        self._grader.__exit__(*details)

    def close(self) -> None:
        """End the processes that it has started."""
        self.__exit__(None, None, None)

    def _verdict(self, case: Case, seed: int) -> Verdict:
        self._kind, self._diagnosis, self._leaks = case.kind, None, ()
        begin = time.process_time()
        result = self._grader.grade(_job(case, seed))
        verdict = Verdict(
            case, seed, result.status, result.messages[0] if result.messages else "",
            time.process_time() - begin, result.cpu_s, leaks=self._leaks,
            stumbles=tuple(test.stumble for test in result.tests if test.stumble),
        )  # fmt: skip
        if self._diagnosis is None:
            return verdict
        named = tuple(tuple(each.id for each in part.alternatives) for part in self._diagnosis.parts)
        return dataclasses.replace(verdict, kind=Kind(self._diagnosis.kind), named=named)

    def _look(self, kata: Kata, result: Result, evidence: Evidence) -> Result:
        """In place of an explanation: what is wrong is named, and what was sent is looked over."""
        if not self._names_mistakes:
            return result
        catalogue = catalogue_of(kata)
        if self._kind in SEARCHED:
            self._leaks = tuple(leaks(catalogue, evidence.by_test()))
        if self._kind in DIAGNOSED and catalogue.mistakes:
            self._diagnosis = diagnosis_of(kata, result, evidence)
        return result


def _job(case: Case, seed: int) -> Job:
    program = program_of(case.kata.id, case.text, case.suffix)
    learner = f"{case.kata.id}: {case.kind} {case.name}"  # each its own, so that none has less time for another's loop
    limits = {"wall_s": PATIENTLY_S, **case.limits}
    return Job(learner, case.kata.id, seed, program, limits=limits, level=LEVEL)
