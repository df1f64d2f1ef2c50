"""Runs suites for many submissions in one pytest session: collected once, and a child process for each submission."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import time
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.learner import Learner, Program
from ..boundary.limits import Limits
from ..boundary.log import Exchange
from ..boundary.processes import BoundaryError, Starter
from ..boundary.sanitizing import clean
from ..boundary.session import Session
from ..errors import UsageError
from ..kata import Kata
from ..results import LOAD, Result, TestResult
from ..submission import Submission, UnreadableError, is_stub, program
from . import messages
from .compare import Wrong
from .loading import load_reference
from .pytest_plugin import BENCH, Suite

MAX_MESSAGE = 700  # characters; a suite's sentence may quote what the learner's code gave
INI = Path(__file__).with_name("suites.ini")

LOGGER = logging.getLogger("gradkata")

Emit = Callable[[Result], None]


@dataclasses.dataclass(frozen=True)
class Evidence:
    """What a learner's code was asked in a suite, and what it answered.

    Attributes:
        learner: their module, still open to questions unless its process has gone.
        suite: the kata's suite, as a module.
        starts: the tests that were run, each with the number of the exchange that it began with.
    """

    session: Session
    learner: Learner
    suite: types.ModuleType
    starts: list[tuple[str, int]]

    def by_test(self) -> list[tuple[str, list[Exchange]]]:
        """The exchanges of each test, in the suite's order."""
        exchanges = self.session.log.exchanges
        ends = [start for _, start in self.starts[1:]] + [len(exchanges)]
        return [(name, exchanges[start:end]) for (name, start), end in zip(self.starts, ends, strict=True)]


Explain = Callable[[Kata, Result, Evidence], Result]


@dataclasses.dataclass(frozen=True)
class Job:
    """One submission to be judged, with the seed of its inputs, and limits in place of its kata's own."""

    submission: Submission
    seed: int
    limits: Limits | None = None


def judge(
    katas: Iterable[Kata], jobs: Iterable[Job], emit: Emit, starter: Starter, explain: Explain | None = None
) -> None:
    """Judge every job, in order, and pass each result to ``emit`` as it comes.

    Args:
        katas: those that the jobs are about; their suites are collected once.
        jobs: may come as slowly as they like: they are taken one by one.
        explain: looks at work that ran and is wrong, while its process is still there, and says more about it.

    Raises:
        UsageError: a suite cannot be collected, or learners' processes cannot be started.
    """
    run = _Run({kata.id: kata for kata in katas}, jobs, emit, starter, explain)
    if run.items:  # without a suite, pytest would collect whatever is here
        run.session()


def outlines(katas: Iterable[Kata]) -> dict[str, list[TestResult]]:
    """The tests of each kata, by its id, unjudged: names, titles and points.

    Raises:
        UsageError: a suite cannot be collected.
    """
    run = _Run({kata.id: kata for kata in katas}, [], lambda _: None, None)
    run.session()
    return {kata: [run.outlines[item] for item in items] for kata, items in run.items.items()}


class _Run:
    """One pytest session, as a plugin of it that owns the run loop and the bench."""

    def __init__(
        self,
        katas: dict[str, Kata],
        jobs: Iterable[Job],
        emit: Emit,
        starter: Starter | None,
        explain: Explain | None = None,
    ):
        self._katas, self._jobs, self._emit, self._starter, self._explain = katas, jobs, emit, starter, explain
        self.items: dict[str, list[pytest.Function]] = {kata: [] for kata in katas}
        # What a test comes to most often is the same value every time: a large class has many of them.
        self.outlines: dict[pytest.Item, TestResult] = {}
        self._passed: dict[pytest.Item, TestResult] = {}
        self.seed = 0
        self._outcome: TestResult | None = None
        self._gone: LearnerGone | None = None
        self._evidence: Evidence | None = None
        self._problem: BaseException | None = None

    def session(self) -> None:
        """Run pytest, quietly and untouched by the settings of whoever calls it."""
        arguments = [
            "-c", str(INI), "--rootdir", str(INI.parent), "--import-mode=importlib", "--noconftest", "--assert=plain",
            *(word for name in _UNNEEDED for word in ("-p", f"no:{name}")),
            "-p", "gradkata.judging.pytest_plugin", *(str(kata.suite) for kata in self._katas.values()),
        ]  # fmt: skip
        with _untouched_environment():
            code = pytest.main(arguments, plugins=[self])
        if self._problem is not None:
            raise self._problem
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
            raise UsageError(f"the suites cannot be run (pytest ends with {code!r})")

    # The bench, as suites' fixtures see it.

    def learner(self, _kata: Kata) -> Learner | None:
        return self._evidence.learner if self._evidence is not None else None

    def reference(self, kata: Kata) -> Any:
        return load_reference(self._katas[kata.id])

    # pytest's hooks.

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[BENCH] = self

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self._problem = self._problem or excinfo.value
        return True  # it is raised again from `session`, not printed

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._problem = UsageError(f"the suite {report.nodeid} cannot be collected:\n{report.longreprtext}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            suite = item.getparent(Suite)
            assert suite is not None
            assert isinstance(item, pytest.Function)
            if item.get_closest_marker("points") is None:
                self._problem = UsageError(f"{suite.path}: the test {item.name} has no @points(n)")
                return
            self.items[suite.kata.id].append(item)
            self.outlines[item] = outline = _outline(item)
            self._passed[item] = dataclasses.replace(outline, status="passed", score=outline.max_score)

    def pytest_runtestloop(self) -> bool:
        if self._problem is None:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a learner's warnings are no business of the grader's streams
                    for job in self._jobs:
                        self._emit(self._judge(job))
            except (UsageError, BoundaryError) as error:
                self._problem = error if isinstance(error, UsageError) else UsageError(str(error))
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep what a test came to; no traceback is rendered, since no learner should have to read one."""
        if call.excinfo is not None and self._outcome is None:
            assert isinstance(item, pytest.Function)
            self._outcome = self._verdict(item, call.excinfo.value)
        assert call.when != "collect"
        outcome: Any = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)

    # Judging one submission.

    def _judge(self, job: Job) -> Result:
        begin = time.monotonic()
        kata, self.seed = self._katas[job.submission.kata], job.seed
        try:
            loaded, tests = self._tests(job, kata)
            result = self._result(job, loaded, tests, round(time.monotonic() - begin, 4))
            return self._explained(kata, result) if result.status == "failed" else result
        finally:
            if self._evidence is not None:
                self._evidence.session.close()
            self._evidence = None

    def _explained(self, kata: Kata, result: Result) -> Result:
        """The result with more said about it; whatever a learner's answers do to that, score and class stand."""
        if self._explain is None or self._evidence is None:
            return result
        try:
            return self._explain(kata, result, self._evidence)
        except (UsageError, BoundaryError):
            raise
        except Exception as error:
            LOGGER.warning("%s, %s: not explained (%s); please report this", result.learner, result.kata, error)
            return result

    def _result(self, job: Job, loaded: TestResult, tests: list[TestResult], duration_s: float) -> Result:
        tests = [loaded, *tests]
        status = loaded.status if loaded.status != "passed" else self._status(tests)
        if loaded.status not in ("passed", "error"):
            tests[0] = dataclasses.replace(loaded, status="skipped" if loaded.status == "unattempted" else "error")
        score, highest = sum(test.score for test in tests), sum(test.max_score for test in tests)
        imports = self._evidence.session.imports if self._evidence is not None else ()
        submission = job.submission
        return Result(
            submission.learner, submission.kata, status, score, highest, duration_s, tuple(tests), imports=imports
        )

    def _status(self, tests: list[TestResult]) -> str:
        if self._gone is not None:
            return self._gone.status
        return "passed" if all(test.status == "passed" for test in tests) else "failed"

    def _tests(self, job: Job, kata: Kata) -> tuple[TestResult, list[TestResult]]:
        """The check that the submission can be loaded, its status that of the result, and the suite's tests."""
        submission = job.submission
        items, self._gone = self.items[kata.id], None
        skipped = [self.outlines[item] for item in items]
        if submission.path is None:
            return _load("unattempted", submission.remark or messages.nothing_handed_in(kata)), skipped
        try:
            text = program(submission)
        except UnreadableError as error:
            return _load("error", _join(submission.remark, str(error))), skipped
        if is_stub(text, kata):
            return _load("unattempted", _join(submission.remark, messages.STILL_THE_STUB)), skipped
        assert self._starter is not None
        session = Session(self._starter, job.limits or kata.limits)
        suite = items[0].module if items else types.ModuleType(kata.id)
        self._evidence = Evidence(session, Learner(session, {}), suite, [])
        status, message = self._load(session, text, kata)
        if status != "passed":
            return _load(status, _join(submission.remark, message)), skipped
        return _load("passed", submission.remark), [self._test(item) for item in items]

    def _load(self, session: Session, text: Program, kata: Kata) -> tuple[str, str]:
        try:
            names = session.load(text, self.seed)
        except LearnerGone as gone:
            # Whatever ends the process before anything was called is a file that cannot be loaded, but for a limit.
            return gone.status if gone.by_limit else "error", str(gone)
        except LearnerError as error:
            return "error", messages.cannot_be_loaded(error, text, kata)
        missing = [name for name in kata.names if not names.get(name)]
        if missing:
            return "error", messages.missing_names(missing, names, text)
        assert self._evidence is not None
        self._evidence = dataclasses.replace(self._evidence, learner=Learner(session, names))
        return "passed", ""

    def _test(self, item: pytest.Function) -> TestResult:
        outline = self.outlines[item]
        if self._gone is not None:
            return outline
        self._outcome = None
        assert self._evidence is not None
        self._evidence.starts.append((outline.name, len(self._evidence.session.log.exchanges)))
        # No next item: each test is torn down whole, since the next one may be another submission's.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return self._outcome or self._passed[item]

    def _kata_of(self, item: pytest.Item) -> Kata:
        suite = item.getparent(Suite)
        assert suite is not None
        return suite.kata

    def _verdict(self, item: pytest.Function, error: BaseException) -> TestResult:
        outline = self.outlines[item]
        if isinstance(error, Wrong):
            return dataclasses.replace(outline, status="failed", message=clean(str(error), MAX_MESSAGE))
        if isinstance(error, LearnerGone):
            self._gone = error
            return dataclasses.replace(outline, status="error", message=str(error))
        if isinstance(error, LearnerError):
            return dataclasses.replace(outline, status="failed", message=messages.raised(error, self._kata_of(item)))
        if isinstance(error, UsageError | BoundaryError | KeyboardInterrupt):
            raise error  # no fault of the learner's, and none that the next submission would be spared
        return dataclasses.replace(outline, status="error", message=messages.check_stopped(error))


# Plugins of pytest's that a grading has no use for; each would cost a little in every test.
_UNNEEDED = (
    "cacheprovider", "terminal", "logging", "capture", "doctest", "pastebin", "junitxml", "faulthandler",
    "warnings", "debugging", "stepwise", "unittest", "recwarn", "setuponly", "setupplan", "threadexception",
    "unraisableexception", "legacypath", "monkeypatch", "tmpdir", "pytester",
)  # fmt: skip


@contextlib.contextmanager
def _untouched_environment() -> Iterator[None]:
    """No plugin that happens to be installed, and no options from the environment."""
    kept = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    before = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    kept["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = before
    kept["PYTEST_CURRENT_TEST"] = os.environ.get("PYTEST_CURRENT_TEST")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _outline(item: pytest.Function) -> TestResult:
    marker = item.get_closest_marker("points")
    assert marker is not None
    title = (item.function.__doc__ or item.name).strip().splitlines()[0]
    if hasattr(item, "callspec"):
        title = f"{title.removesuffix('.')} ({item.callspec.id})."
    return TestResult(item.name.removeprefix("test_"), "skipped", 0.0, float(marker.args[0]), title=title)


def _load(status: str, message: str) -> TestResult:
    return TestResult(LOAD, status, 0.0, 0.0, message, "Your file can be loaded.")


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
