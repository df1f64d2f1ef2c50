"""The one place that makes a result: judges a job, looks up what it stands on, explains what is wrong."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import logging
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import translation
from .boundary import levels
from .boundary.budget import Budget, Spent
from .boundary.limits import Limits
from .boundary.prefork import Prefork
from .boundary.processes import BoundaryError, Starter, started
from .boundary.sanitizing import clean
from .boundary.session import Session
from .errors import UsageError
from .explaining.prerequisites import held_up, imported
from .explaining.unexplained import left_out
from .job import Job
from .judging.judge import Evidence, Judgement, judged, limits_of, outlines
from .judging.loading import load_anew, load_reference
from .judging.suites import Answers, Suites
from .kata import Kata
from .patience import Patience
from .results import Result, Status, TestResult

LOGGER = logging.getLogger("gradkata")
REMEMBERED = 64  # results of what others import: those of the last few learners

Explain = Callable[[Kata, Result, Evidence], Result]
Complete = Callable[[Job, Judgement], Result]


@dataclasses.dataclass(frozen=True)
class Opened:
    """A level that is open: its name, what starts processes at it, and why no stronger one could be had."""

    name: str
    starter: Starter
    lacking: str


class Grader(contextlib.AbstractContextManager["Grader"]):
    """Grades one job after the other. Suites are collected, and levels opened, when they are first needed.

    Args:
        katas: all that a job may be about, in teaching order.
        answers: gives what a kata's suite knows as its ``reference``.
        explain: looks at work that ran and is wrong, while its process is still there, and says more about it; None
            for `explaining.explain`, which is imported when something is wrong.
        is_trusted: whether the code is the user's own, so that ``auto`` may be content with the level ``process``.
        prepares: whether the next learner's process is made ready while one is judged, on another core.
        opened: levels that are open already, by the names that jobs have for them; whoever opened them closes them.
    """

    def __init__(
        self,
        katas: Iterable[Kata],
        answers: Answers = load_reference,
        *,
        explain: Explain | None = None,
        is_trusted: bool = False,
        prepares: bool = False,
        opened: Mapping[str, Opened] | None = None,
    ):
        self.katas = {kata.id: kata for kata in katas}
        self._answers, self._explain, self._is_trusted, self._prepares = answers, explain, is_trusted, prepares
        self._stack = contextlib.ExitStack()
        self._suites = self._stack.enter_context(Suites(answers))
        self._levels: dict[str, Opened] = dict(opened or {})
        self._budget = Budget()  # of the job in hand
        self._known = Known()
        self._patience = Patience()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled, it is a grader of the same kind with nothing open, in a process that speaks the same language."""
        spoken = translation.chosen()
        return _elsewhere, (spoken, tuple(self.katas.values()), self._answers, self._explain, self._is_trusted)

    def beside(self) -> Grader:
        """A grader for a process that is forked off: it shares the suites that are collected, and no level."""
        other = _anew(tuple(self.katas.values()), self._answers, self._explain, self._is_trusted)
        other._suites = self._suites
        return other

    def collect(self, katas: Iterable[str]) -> None:
        """Collect suites now, so that processes that are forked off have them.

        Raises:
            UsageError: one cannot be collected.
        """
        for kata in katas:
            self._suites.of(self.katas[kata])

    def level(self, asked: str) -> Opened:
        """The level called ``asked``, opened; for ``auto`` the strongest there is.

        Raises:
            UsageError: it cannot be had on this machine.
        """
        if asked not in self._levels:
            hidden = [kata.reference for kata in self.katas.values()]
            level, lacking = self._stack.enter_context(levels.chosen(asked, hidden, is_trusted=self._is_trusted))
            opened = self._levels.get(level.name)
            if opened is None:
                starter = Prefork(level.start()) if self._prepares else level.start()
                opened = Opened(level.name, self._stack.enter_context(started(starter)), lacking)
            self._levels[level.name] = self._levels[asked] = opened
        return self._levels[asked]

    def session(self, limits: Limits, level: str = "auto") -> Session:
        """A learner's process with nothing loaded yet, for whoever has another use for their code than to judge it.

        Raises:
            UsageError: it cannot be started.
        """
        try:
            return Session(self.level(level).starter, limits, Budget())
        except BoundaryError as error:
            raise UsageError(str(error)) from None

    def grade(self, job: Job) -> Result:
        """The result of a job, for which no more is spent than its code may spend: see `Budget` and `Patience`.

        Raises:
            UsageError: a suite cannot be collected, a limit is none, or processes cannot be started at the level.
        """
        kata = self.katas[job.kata]
        self._suites.of(kata)
        self.level(job.level)  # what is needed for all submissions is no cost of this one
        bounded = self._patience.bounded(job, limits_of(job, kata))
        with Budget(limits_of(bounded, kata)) as self._budget:
            result = self._judged(bounded, self._completed)
        if self._budget.is_spent:
            load_anew()
        if time.monotonic() >= self._budget.deadline:
            self._patience.remember(job)
        self._known.keep(bounded, result)
        return result if bounded is job else Patience.explained(result)

    def _judged(self, job: Job, complete: Complete) -> Result:
        opened, kata = self.level(job.level), self.katas[job.kata]
        try:
            with _in_words_of(kata), judged(job, kata, self._suites, opened.starter, self._budget) as judgement:
                result = complete(job, judgement)
        except BoundaryError as error:
            raise UsageError(str(error)) from error
        if judgement.evidence is not None:
            result = dataclasses.replace(result, cpu_s=judgement.evidence.session.close().cpu_s)
        return dataclasses.replace(result, isolation=opened.name)

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    def _completed(self, job: Job, judgement: Judgement) -> Result:
        """The result with its cause: an import that is wrong, or else the likely mistake."""
        result = judgement.result
        for kata in imported(result, list(self.katas)):
            other = self._imported(job.of_import(kata))
            if other.status is not Status.PASSED:
                return left_out(result) if self._budget.is_spent else held_up(result, other)
        if judgement.evidence is None or result.status is not Status.FAILED:
            return result
        return self._explained(self.katas[job.kata], result, judgement.evidence)

    def _imported(self, job: Job) -> Result:
        """The result of a file that is imported, without its own causes: that it is wrong is all that counts."""
        if (known := self._known.of(job)) is not None:
            return known
        result = self._judged(job, lambda _, judgement: judgement.result)
        if not self._budget.is_spent:  # else it might have come to something else by itself
            self._known.keep(job, result)
        return result

    def _explained(self, kata: Kata, result: Result, evidence: Evidence) -> Result:
        """The result with more said about it; whatever a learner's answers do to that, score and class stand."""
        explain = self._explain or _explain()
        self._budget.narrow()
        try:
            with self._budget.interrupting():
                return explain(kata, result, evidence)
        except (Spent, MemoryError):
            return left_out(result)
        except (UsageError, BoundaryError):
            raise
        except Exception as error:
            LOGGER.warning(
                "%s, %s: not explained (%s); please report this", result.learner, result.kata, clean(str(error))
            )
            return result


def unjudged(grader: Grader, kata: str) -> list[TestResult]:
    """The tests of a kata, as a grader has collected them.

    Raises:
        UsageError: its suite cannot be collected.
    """
    return outlines(grader.katas[kata], grader._suites)


class Known:
    """The results of the jobs that were judged last, so that what others import is not judged again."""

    def __init__(self) -> None:
        self._results: collections.OrderedDict[Any, Result] = collections.OrderedDict()

    def of(self, job: Job) -> Result | None:
        """The result of a job that differs in nothing that counts, if it is known."""
        return self._results.get(self._key(job))

    def keep(self, job: Job, result: Result) -> None:
        """Remember a result, and forget the oldest one."""
        self._results[self._key(job)] = result
        if len(self._results) > REMEMBERED:
            self._results.popitem(last=False)

    @staticmethod
    def _key(job: Job) -> Any:
        return job.kata, job.program, job.seed, tuple(job.limits.items()), job.level


@contextlib.contextmanager
def _in_words_of(kata: Kata) -> Iterator[None]:
    """A kata's catalogues count, from the loading to the last question; a learner's warnings are nobody's business."""
    with translation.beside(kata.folder, kata.hidden), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _explain() -> Explain:
    from .explaining.explain import explain

    return explain


def _elsewhere(spoken: tuple[str, tuple[Path, ...]], *details: Any) -> Grader:
    """A grader in another process."""
    if translation.chosen() != spoken:
        translation.choose(*spoken)
    return _anew(*details)


def _anew(katas: tuple[Kata, ...], answers: Answers, explain: Explain | None, is_trusted: bool) -> Grader:
    return Grader(katas, answers, explain=explain, is_trusted=is_trusted)
