"""Katas' suites in one pytest session: each is collected when it is first needed, and its tests are run one by one.

The session is opened here and not by `pytest.main`, which collects, runs and ends in one go: a grader is asked for one
submission after the other, whenever they come, and a traceback is rendered for none of them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..boundary.budget import Budget
from ..errors import UsageError
from ..kata import Kata
from ..results import Status, TestResult
from ..translation import beside, say
from .answers import Recorded
from .loading import load_reference
from .plain_tests import PlainTest, plain_test
from .suite_module import CONTEXT, Suite

INI = Path(__file__).with_name("suites.ini")

# Plugins of pytest's that a grading has no use for; each would cost a little in every test.
UNNEEDED = (
    "cacheprovider", "terminal", "logging", "capture", "doctest", "pastebin", "junitxml", "faulthandler",
    "warnings", "debugging", "stepwise", "unittest", "recwarn", "setuponly", "setupplan", "threadexception",
    "unraisableexception", "legacypath", "monkeypatch", "tmpdir", "pytester",
)  # fmt: skip

Answers = Callable[[Kata], Any]


@dataclasses.dataclass(frozen=True)
class Check:
    """One test of a suite.

    Attributes:
        plain: it as a plain one; None if it is not.
        skipped, passed: what it comes to most often: the same values every time, since a large class has many of them.
    """

    item: pytest.Function
    plain: PlainTest | None
    skipped: TestResult
    passed: TestResult

    @property
    def name(self) -> str:
        return self.skipped.name


class Suites(contextlib.AbstractContextManager["Suites"]):
    """The suites of katas; closing ends the session.

    Args:
        answers: gives what a kata's suite knows as its ``reference``.
    """

    def __init__(self, answers: Answers = load_reference):
        self._answers = answers
        self._context = _Context(answers)
        self._session: pytest.Session | None = None
        self._collected: dict[str, list[Check]] = {}
        self._problem = ""
        self._error: BaseException | None = None
        self._budget = Budget()

    def of(self, kata: Kata) -> list[Check]:
        """The tests of a kata's suite.

        Raises:
            UsageError: it cannot be collected, or a test has no points.
        """
        if kata.id not in self._collected:
            self._collected[kata.id] = self._collect(kata)
        return self._collected[kata.id]

    def module(self, kata: Kata) -> types.ModuleType:
        """A kata's suite as a module; an empty one if it has no tests."""
        checks = self.of(kata)
        return checks[0].item.module if checks else types.ModuleType(kata.id)

    def answers(self, kata: Kata) -> Any:
        """What knows the right answers of a kata."""
        return self._answers(kata)

    def run(self, check: Check, learner: Any, seed: int, budget: Budget) -> BaseException | None:
        """Run one test for a learner's module; give what it raised, if it did: `Spent` if it took too long."""
        self._budget = budget
        self._context.module, self._context.seed, self._error = learner, seed, None
        self._context.test = check.item.name
        if check.plain is not None:
            return self._run_plain(check.plain)
        # No next item: each test is torn down whole, since the next one may be another submission's.
        check.item.config.hook.pytest_runtest_protocol(item=check.item, nextitem=None)
        return self._error

    def _run_plain(self, test: PlainTest) -> BaseException | None:
        try:
            with self._budget.interrupting():
                test.run(self._context)
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException as error:  # as pytest does: a suite may end in `pytest.fail`, too
            return error
        return None

    def __exit__(self, *_: object) -> None:
        if self._session is not None:
            with untouched_environment():
                self._session.config._ensure_unconfigure()
            self._session = None
            self._collected.clear()

    def _collect(self, kata: Kata) -> list[Check]:
        self._problem = ""
        with untouched_environment(), beside(kata.folder):  # a suite may say something while it is imported
            if self._session is None:
                self._session = self._opened()
            items = self._session.perform_collect([str(kata.suite)])
        if self._problem:
            raise UsageError(self._problem)
        with beside(kata.folder):
            return [_check(item, kata) for item in items]

    def _opened(self) -> pytest.Session:
        """A session untouched by the settings of whoever calls."""
        config = pytest.Config.fromdictargs({}, [
            "-c", str(INI), "--rootdir", str(INI.parent), "--import-mode=importlib", "--noconftest", "--assert=plain",
            *(word for name in UNNEEDED for word in ("-p", f"no:{name}")), "-p", "gradkata.pytest_plugin",
        ])  # fmt: skip
        config.stash[CONTEXT] = self._context
        config.pluginmanager.register(self, "gradkata suites")
        config._do_configure()
        session = pytest.Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        return session

    # pytest's hooks.

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            words = "the suite {suite} cannot be collected:\n{reason}"
            self._problem = say(words, suite=report.nodeid, reason=report.longreprtext)

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Iterator[None]:
        """The test alone may be interrupted, and nothing of pytest's around it."""
        with self._budget.interrupting():
            return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep what a test raised; no traceback is rendered, since no learner should have to read one."""
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value
        assert call.when != "collect"
        outcome: Any = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)


class _Context:
    """What stands behind the fixtures in a grading: the learner who is being judged."""

    def __init__(self, answers: Answers):
        self._answers = answers
        self.module: Any = None
        self.seed, self.test = 0, ""

    def learner(self, _kata: Kata) -> Any:
        return self.module

    def reference(self, kata: Kata) -> Any:
        found = self._answers(kata)
        return found.at(self.seed, self.test) if isinstance(found, Recorded) else found


def _check(item: Any, kata: Kata) -> Check:
    assert isinstance(item, pytest.Function)
    assert item.getparent(Suite) is not None
    marker = item.get_closest_marker("points")
    if marker is None:
        raise UsageError(say("{path}: the test {name} has no @points(n)", path=kata.suite, name=item.name))
    title = say((item.function.__doc__ or item.name).strip().splitlines()[0])
    if hasattr(item, "callspec"):
        title = f"{title.removesuffix('.')} ({say(item.callspec.id)})."
    name, highest = item.name.removeprefix("test_"), float(marker.args[0])
    return Check(
        item,
        plain_test(item),
        TestResult(name, Status.SKIPPED, 0.0, highest, title=title),
        TestResult(name, Status.PASSED, highest, highest, title=title),
    )


@contextlib.contextmanager
def untouched_environment() -> Iterator[None]:
    """No plugin that happens to be installed, and no options from the environment; it is left as it was."""
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_CURRENT_TEST")
    kept = {name: os.environ.pop(name, None) for name in names}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
