"""A run of pytest over a learner's own copies, in the learner's process: what stands behind the suites' fixtures there.

A learner looks into this process, with tracebacks and a debugger. All of their own code is in sight; the reference is
there to be asked, and neither its place nor its lines are shown.
"""

from __future__ import annotations

import contextlib
import itertools
import secrets
from collections.abc import Generator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from .. import translation
from ..finding.workspace import find_workspace
from ..kata import Kata
from ..second_opinion import mark
from .debugger import use_debugger
from .loading import UNSEEN, NotLoadedError, load_learner, load_unseen

Makes = Generator[None, pytest.TestReport, pytest.TestReport]


class LocalRun:
    """The learner's copies in the workspace, loaded into this process; also a plugin of pytest's, for what they raise.

    Args:
        start: where the workspace is looked for.
        seed: what the inputs are drawn from.
    """

    def __init__(self, start: Path, seed: int):
        self._start = start
        self.seed = seed
        self._loaded: dict[str, Any] = {}
        self._catalogues = contextlib.ExitStack()

    def load(self, kata: Kata) -> None:
        """Load what the suite of a kata needs.

        Raises:
            UsageError: there is no copy, it lacks a name, or it cannot be loaded, or the reference cannot.
        """
        if kata.id not in self._loaded:
            self._loaded[kata.id] = load_learner(find_workspace(self._start, [kata.id]).work, kata)
        load_unseen(kata)
        self._catalogues.enter_context(translation.beside(kata.folder, kata.hidden))  # until pytest ends

    def learner(self, kata: Kata) -> Any:
        """The learner's module."""
        return self._loaded[kata.id]

    def reference(self, kata: Kata) -> Any:
        """The hidden solution, as a module."""
        return load_unseen(kata)

    # pytest's hooks.

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Makes:
        """Cut the reference out of what a test of a suite raised, and mark the report if the test failed."""
        kata = _kata_of(item)
        if kata is not None and call.excinfo is not None:
            cut_reference_out(call.excinfo.value)
        report = yield
        if kata is not None and report.failed:
            self._mark(report, kata)
        return report

    def pytest_unconfigure(self) -> None:
        """Have no kata's catalogue count any more."""
        self._catalogues.close()

    def pytest_exception_interact(
        self, node: pytest.Collector | pytest.Item, call: pytest.CallInfo[Any], report: pytest.CollectReport
    ) -> None:
        """Mark the report of a suite that was not collected, since the learner's copy cannot be loaded."""
        kata, error = _kata_of(node), call.excinfo and call.excinfo.value
        if kata is not None and error is not None and isinstance(error.__context__, NotLoadedError):
            self._mark(report, kata)

    def _mark(self, report: object, kata: Kata) -> None:
        mark(report, kata.id, self.seed, str(find_workspace(self._start, [kata.id]).root))


def local_run(config: pytest.Config) -> LocalRun:
    """The run that pytest has begun, in the user's language."""
    if (language := translation.wanted()) != translation.ENGLISH:
        translation.choose(language)
    seed = config.getoption("--kata-seed")
    run = LocalRun(config.invocation_params.dir, secrets.randbits(32) if seed is None else seed)
    config.pluginmanager.register(run, "gradkata local run")
    use_debugger(config)
    return run


def cut_reference_out(error: BaseException) -> None:
    """Take the reference's own steps out of an exception's traceback, and out of those that led to it.

    What it called stays, be it a learner's function. So even a full traceback, or a debugger after the fact, shows
    nothing of it.
    """
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        each.__traceback__ = _without_reference(each.__traceback__)
        left += [each.__cause__, each.__context__]


def _without_reference(first: TracebackType | None) -> TracebackType | None:
    steps = []
    while first is not None:
        if not first.tb_frame.f_code.co_filename.startswith(f"<{UNSEEN}"):
            steps.append(first)
        first = first.tb_next
    for step, after in itertools.zip_longest(steps, steps[1:]):
        step.tb_next = after
    return steps[0] if steps else None


def _kata_of(node: pytest.Item | pytest.Collector) -> Kata | None:
    """The kata whose suite a test is in, or which a suite is of."""
    kata = getattr(node.getparent(pytest.Module), "kata", None)
    return kata if isinstance(kata, Kata) else None
