"""Makes pytest understand suites: ``pytest katas/20_softmax`` judges your copy in ``work/``, in this very process.

pytest loads this wherever gradkata is installed, so it does next to nothing until it meets the suite of a kata: what
such a suite needs, its fixtures and numpy among it, comes with `judging.suite_module`. Where work is wrong, `kata
check` is run, too, and has the last word: it knows what the mistake likely is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

POINTS = "points(n): what passing this test of a kata's suite is worth"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gradkata")
    group.addoption(
        "--kata-seed", type=int, default=None, help="repeat the random inputs of an earlier run of a kata's suite"
    )
    group.addoption(
        "--no-kata-check", action="store_true", help="where a kata's suite fails, do not run `kata check` on it, too"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", POINTS)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if parent.session.isinitpath(file_path):
        return None  # pytest makes a module of whatever file it is given by name; the next hook sees to its kind
    return _suite(file_path, parent)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return _suite(module_path, parent)


def _suite(path: Path, parent: pytest.Collector) -> pytest.Module | None:
    if path.name != "suite.py":
        return None
    from .errors import UsageError
    from .kata import kata_at

    try:
        kata_at(path.parent, "")
    except UsageError:
        return None
    from .judging.suite_module import Suite

    return Suite.from_parent(parent, path=path)


def pytest_report_collectionfinish(config: pytest.Config, items: list[pytest.Item]) -> str | None:
    if f"{__package__}.judging.suite_module" not in sys.modules or not items:
        return None  # no suite has been met
    from .judging.suite_module import seed_of

    seed = seed_of(config)
    from .translation import say

    return None if seed is None else say("inputs drawn from seed {seed}; --kata-seed {seed} repeats them", seed=seed)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> Iterator[None]:
    """Have `kata check` say the last word on what failed."""
    yield
    # Who stops the run does not want to wait; else it ends like that where a suite cannot be collected.
    kinds = ("error",) if exitstatus == pytest.ExitCode.INTERRUPTED else ("error", "failed")
    reports = [each for kind in kinds for each in terminalreporter.stats.get(kind, ())]
    if reports and not any(config.getoption(name) for name in ("no_kata_check", "no_summary", "collectonly")):
        from .second_opinion import tell

        tell(terminalreporter, reports)
