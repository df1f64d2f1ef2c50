"""Judges one submission: loads it into a process of its own, runs its kata's suite on it, and says what came of it."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import time
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..boundary.budget import Budget, Spent
from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.learner import Learner
from ..boundary.limits import Limits
from ..boundary.log import Exchange
from ..boundary.prints import Prints
from ..boundary.processes import BoundaryError, Starter
from ..boundary.program import Program, file_of
from ..boundary.sanitizing import clean
from ..boundary.session import Session
from ..errors import UsageError
from ..job import Job
from ..kata import Kata
from ..reading.programs import is_stub
from ..results import LOAD, Result, Status, TestResult
from ..text.source import NOTEBOOK
from ..translation import say
from . import messages
from .compare import Wrong, WrongNumbers
from .places import place_of
from .stumbles import stumble
from .suites import Check, Suites, untouched_environment

MAX_MESSAGE = 700  # characters; a suite's sentence may quote what the learner's code gave


@dataclasses.dataclass(frozen=True)
class Evidence:
    """What a learner's code was asked in a suite, and what it answered.

    Attributes:
        learner: their module, still open to questions unless its process has gone.
        suite: the kata's suite, as a module.
        starts: the tests that were run, each with the number of the exchange that it began with.
        program: what they handed in.
        answers: gives what knows the right ones.
        seed: of the suite's inputs.
    """

    session: Session
    learner: Learner
    suite: types.ModuleType
    starts: list[tuple[str, int]]
    program: Program
    answers: Callable[[], Any]
    seed: int

    def by_test(self) -> list[tuple[str, list[Exchange]]]:
        """The exchanges of each test, in the suite's order."""
        exchanges = self.session.log.exchanges
        ends = [start for _, start in self.starts[1:]] + [len(exchanges)]
        return [(name, exchanges[start:end]) for (name, start), end in zip(self.starts, ends, strict=True)]


@dataclasses.dataclass(frozen=True)
class Judgement:
    """What came of a submission; ``evidence`` is None where none of it was run."""

    result: Result
    evidence: Evidence | None = None


@contextlib.contextmanager
def judged(job: Job, kata: Kata, suites: Suites, starter: Starter, budget: Budget) -> Iterator[Judgement]:
    """The judgement of a job. Until the block ends, the learner's process stays open to questions.

    Args:
        budget: what may be spent here; it may have been spent in part on work that imports this one.

    Raises:
        UsageError: the suite cannot be collected, a limit is none, or learners' processes cannot be started.
    """
    checks = suites.of(kata)
    unjudged = _unjudged(job, kata)
    if unjudged is not None:
        result = _result(job, 0.0, unjudged, [check.skipped for check in checks])
        found = "" if job.program or job.problem else job.remark
        yield Judgement(dataclasses.replace(result, found=found))
        return
    assert job.program is not None
    prints = Prints() if job.keeps_prints else None
    with contextlib.closing(Session(starter, limits_of(job, kata), budget, prints)) as session:
        yield _judgement(job, job.program, kata, suites, session)


def _judgement(job: Job, program: Program, kata: Kata, suites: Suites, session: Session) -> Judgement:
    begin, checks = time.monotonic(), suites.of(kata)
    loaded, names = _load(session, program, job.seed, kata)
    answers = functools.partial(suites.answers, kata)
    learner = Learner(session, names)
    evidence = Evidence(session, learner, suites.module(kata), [], program, answers, job.seed)
    status, tests = loaded.status, [check.skipped for check in checks]
    if loaded.status is Status.PASSED:
        status, tests = _run(checks, suites, evidence, job, kata)
    loaded = dataclasses.replace(loaded, message=_join(job.remark, loaded.message))
    duration_s = round(time.monotonic() - begin, 4)
    result = _result(job, duration_s, loaded, tests, status, session.imports)
    if session.prints is not None:
        result = dataclasses.replace(result, printed=session.prints.text, printed_lines=session.prints.lines)
    return Judgement(result, evidence)


def outlines(kata: Kata, suites: Suites) -> list[TestResult]:
    """The tests of a kata, unjudged: names, titles and points.

    Raises:
        UsageError: its suite cannot be collected.
    """
    return [check.skipped for check in suites.of(kata)]


def limits_of(job: Job, kata: Kata) -> Limits:
    """The limits that a job is judged under.

    Raises:
        UsageError: one that was asked for is none.
    """
    try:
        return kata.limits.changed(job.limits, "--limit")
    except ValueError as error:
        raise UsageError(str(error)) from None


def _unjudged(job: Job, kata: Kata) -> TestResult | None:
    """What is to be said where there is nothing to run; None where there is."""
    if job.problem:
        return _loading(Status.ERROR, _join(job.remark, job.problem))
    if job.program is None:
        return _loading(Status.UNATTEMPTED, job.remark or messages.nothing_handed_in(kata))
    if is_stub(job.program, kata):
        return _loading(Status.UNATTEMPTED, _join(job.remark, say(messages.STILL_THE_STUB)))
    return None


def _load(session: Session, program: Program, seed: int, kata: Kata) -> tuple[TestResult, dict[str, bool]]:
    """The check that a submission can be loaded, and the names that it has."""
    try:
        names = session.load(program, seed)
    except LearnerGone as gone:
        # Whatever ends the process before anything was called is a file that cannot be loaded, but for a limit.
        return _loading(Status(gone.status) if gone.by_limit else Status.ERROR, str(gone)), {}
    except LearnerError as error:
        return _not_loaded(error, program, kata), {}
    missing = [name for name in kata.names if not names.get(name)]
    failed = session.failed_cells
    if failed and (missing or _is_broken(failed, program, kata)):
        cell = messages.cell_of(missing, failed, program)
        return _not_loaded(cell, program, kata), names
    if missing:
        return _loading(Status.ERROR, messages.missing_names(missing, names, program)), names
    return _loading(Status.PASSED, messages.failed_cells(failed, program, kata)), names


def _is_broken(failed: Sequence[LearnerError], program: Program, kata: Kata) -> bool:
    """Whether a notebook that had to be mended still does not run; of any other, what it defines counts."""
    return kata.stub.suffix == NOTEBOOK and any(file_of(error.during) == program.file for error in failed)


def _run(
    checks: Sequence[Check], suites: Suites, evidence: Evidence, job: Job, kata: Kata
) -> tuple[Status, list[TestResult]]:
    """The status of the whole, and what each test came to; those after the end of the process are skipped."""
    tests: list[TestResult] = []
    gone: LearnerGone | None = None
    with untouched_environment():
        for check in checks:
            if gone is not None:
                tests.append(check.skipped)
                continue
            evidence.starts.append((check.name, len(evidence.session.log.exchanges)))
            error = suites.run(check, evidence.learner, job.seed, evidence.session.budget)
            error = evidence.session.spent(error) if isinstance(error, Spent) else error
            gone = error if isinstance(error, LearnerGone) else None
            if error is None:
                tests.append(check.passed)
            else:
                tests.append(_placed(_failed(check.skipped, error, kata, job.program), error, evidence, kata))
    if gone is not None:
        return Status(gone.status), tests
    return Status.PASSED if all(test.status is Status.PASSED for test in tests) else Status.FAILED, tests


def _failed(outline: TestResult, error: BaseException, kata: Kata, program: Program | None) -> TestResult:
    """What a test came to that raised."""
    if isinstance(error, Wrong):
        message, is_numbers = clean(str(error), MAX_MESSAGE), isinstance(error, WrongNumbers)
        return dataclasses.replace(outline, status=Status.FAILED, message=message, is_numbers=is_numbers)
    if isinstance(error, LearnerGone):
        return dataclasses.replace(outline, status=Status.ERROR, message=str(error))
    if isinstance(error, LearnerError):
        return dataclasses.replace(outline, status=Status.FAILED, message=messages.raised(error, kata, program))
    if isinstance(error, BoundaryError):
        raise UsageError(str(error)) from error
    if isinstance(error, UsageError | KeyboardInterrupt):
        raise error  # no fault of the learner's, and none that the next submission would be spared
    message, place = messages.check_stopped(error), stumble(error, kata.suite)
    return dataclasses.replace(outline, status=Status.ERROR, message=message, stumble=place)


def _placed(test: TestResult, error: BaseException, evidence: Evidence, kata: Kata) -> TestResult:
    """The test that was run last, with the place of what it raised."""
    asked = evidence.session.log.exchanges[evidence.starts[-1][1] :]
    return dataclasses.replace(test, place=place_of(error, asked, evidence.program, kata.names))


def _result(
    job: Job,
    duration_s: float,
    loaded: TestResult,
    tests: Sequence[TestResult],
    status: Status | None = None,
    imports: tuple[str, ...] = (),
) -> Result:
    status = status or loaded.status
    if loaded.status not in (Status.PASSED, Status.ERROR):
        is_skipped = loaded.status is Status.UNATTEMPTED
        loaded = dataclasses.replace(loaded, status=Status.SKIPPED if is_skipped else Status.ERROR)
    return Result(
        job.learner, job.kata, status, sum(test.score for test in tests), sum(test.max_score for test in tests),
        duration_s, (loaded, *tests), imports=imports,
    )  # fmt: skip


def _loading(status: Status, message: str) -> TestResult:
    return TestResult(LOAD, status, 0.0, 0.0, message, say("Your file can be loaded."))


def _not_loaded(error: LearnerError, program: Program, kata: Kata) -> TestResult:
    loading = _loading(Status.ERROR, messages.cannot_be_loaded(error, program, kata))
    return dataclasses.replace(loading, place=place_of(error, (), program, ()))


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
