"""Has cases judged, in this process or in several, and sees to what the judge's results do not say: CPU time, leaks."""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import functools
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..boundary.limits import Limits
from ..boundary.processes import Exit, Process, Starter, default_starter, started
from ..explaining.catalogue import catalogue_of
from ..explaining.diagnosis import Diagnosis
from ..explaining.explain import diagnosis_of
from ..judging.judge import Evidence, Job, judge
from ..kata import Kata
from ..results import Kind, Result
from ..submission import Submission
from .cases import Case
from .leaks import leaks

DIAGNOSED = ("mistake", "style", "unlisted", "pair")  # the kinds of cases; finding out about a mutant costs too much
SEARCHED = ("mistake",)  # for leaks: wrong in one place each, they let every test be seen to its end in some case


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
    status: str
    message: str
    grader_s: float
    child_s: float
    kind: Kind = Kind.NOTHING
    named: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()


Judging = Callable[[Sequence[Case]], list[Verdict]]  # every case on every one of its seeds


@contextlib.contextmanager
def judging(jobs: int) -> Iterator[Judging]:
    """A function that judges cases, in ``jobs`` processes.

    It raises `UsageError` if a suite cannot be collected, or submissions' processes cannot be started.
    """
    if jobs > 1:
        with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
            yield functools.partial(_shared, pool, jobs)
    else:
        with started(_Metered(default_starter())) as starter:
            yield lambda cases: _judged(starter, _work(cases))


def _work(cases: Sequence[Case]) -> list[tuple[Case, int]]:
    return [(case, seed) for case in cases for seed in case.seeds]


def _shared(pool: concurrent.futures.Executor, jobs: int, cases: Sequence[Case]) -> list[Verdict]:
    work = _work(cases)
    shares = list(pool.map(_share, [work[at::jobs] for at in range(jobs)]))
    return [shares[number % jobs][number // jobs] for number in range(len(work))]


def _share(work: Sequence[tuple[Case, int]]) -> list[Verdict]:
    with started(_Metered(default_starter())) as starter:
        return _judged(starter, work)


def _judged(starter: _Metered, work: Sequence[tuple[Case, int]]) -> list[Verdict]:
    if not work:
        return []
    katas = {case.kata.id: case.kata for case, _ in work}
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(work, Path(folder), starter)
        judge(katas.values(), bench.jobs(), bench.keep, starter, bench.look)
    return bench.verdicts


class _Bench:
    """Hands out one case after the other, and keeps what is seen of it."""

    def __init__(self, work: Sequence[tuple[Case, int]], folder: Path, starter: _Metered):
        self._work, self._folder, self._starter = work, folder, starter
        self.verdicts: list[Verdict] = []
        self._begin = 0.0
        self._diagnosis: Diagnosis | None = None
        self._leaks: tuple[str, ...] = ()

    def jobs(self) -> Iterator[Job]:
        for case, seed in self._work:
            path = self._folder / f"{case.kata.id}{case.suffix}"
            path.write_text(case.text, "utf-8")
            self._starter.child_s, self._begin = 0.0, time.process_time()
            yield Job(Submission(case.name, case.kata.id, path), seed, case.limits)
            path.unlink()

    def look(self, kata: Kata, result: Result, evidence: Evidence) -> Result:
        """See `judge`'s ``explain``: what is wrong is named, and what was sent is looked over."""
        kind = self._work[len(self.verdicts)][0].kind
        if kind in SEARCHED:
            self._leaks = tuple(leaks(catalogue_of(kata), evidence.by_test()))
        if kind in DIAGNOSED and catalogue_of(kata).mistakes:
            self._diagnosis = diagnosis_of(kata, result, evidence)
        return result

    def keep(self, result: Result) -> None:
        case, seed = self._work[len(self.verdicts)]
        message = result.messages[0] if result.messages else ""
        grader_s = time.process_time() - self._begin
        verdict = Verdict(case, seed, result.status, message, grader_s, self._starter.child_s, leaks=self._leaks)
        if self._diagnosis is not None:
            named = tuple(each.id for each in self._diagnosis.mistakes)
            verdict = dataclasses.replace(verdict, kind=self._diagnosis.kind, named=named)
        self.verdicts.append(verdict)
        self._diagnosis, self._leaks = None, ()


class _Metered:
    """A starter that adds up the CPU time of the processes that it started."""

    def __init__(self, starter: Starter):
        self._starter = starter
        self.child_s = 0.0

    def start(self, limits: Limits) -> Process:
        return _MeteredProcess(self, self._starter.start(limits))

    def close(self) -> None:
        self._starter.close()


class _MeteredProcess:
    def __init__(self, meter: _Metered, process: Process):
        self._meter, self._process = meter, process
        self.channel = process.channel
        self._exit: Exit | None = None

    def end(self) -> Exit:
        if self._exit is None:
            self._exit = self._process.end()
            self._meter.child_s += self._exit.cpu_s
        return self._exit
