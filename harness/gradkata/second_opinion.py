"""What ``kata check`` says of work that failed in pytest: run in a process of its own, and told where pytest sums up.

pytest judges in the learner's own process, where a breakpoint holds; what a mistake likely is, the usual check knows. A
process of its own says what a terminal would say, whatever the learner's code has done to this one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any, Protocol

from .translation import say

FAILED = "gradkata_failed"  # an attribute of reports, as which the mark of a failure goes from process to process
DEBUGGERS = ("pydevd", "debugpy")  # of editors; each would follow us into the new process


class Reporter(Protocol):
    """What pytest writes its summary with."""

    def section(self, title: str) -> None:
        """Begin a section."""

    def write_line(self, line: str) -> None:
        """Write a line."""


def mark(report: object, kata: str, seed: int, root: str) -> None:
    """Mark a report of pytest's as one of a kata's that failed.

    Args:
        root: the folder of the learner's workspace.
    """
    setattr(report, FAILED, [kata, seed, root])  # a list, since that is what comes out of JSON


def tell(reporter: Reporter, reports: Iterable[object]) -> None:
    """Write what the check says of the katas that are marked in reports, one section for each; nothing if none is."""
    marked: dict[str, list[Any]] = {}
    for report in reports:
        if (failed := getattr(report, FAILED, None)) is not None:
            marked.setdefault(failed[0], failed)
    for kata, seed, root in marked.values():
        said = say("`kata check {kata}` says more.", kata=kata) if _is_debugged() else _checked(kata, seed, root)
        reporter.section(f"gradkata: {kata}")
        for line in said.splitlines():
            reporter.write_line(line)


def _is_debugged() -> bool:
    return any(name in sys.modules for name in DEBUGGERS)


def _checked(kata: str, seed: int, root: str) -> str:
    """What ``kata check`` says, or why it says nothing."""
    # -P: no file beside the work stands in for a module.
    done = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-m", __package__, "check", kata, "--seed", str(seed)],
        cwd=root, env=_environment(), stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    return done.stdout if done.stdout.strip() else done.stderr


def _environment() -> dict[str, str]:
    """The environment, but for what is meant for this pytest; the process finds gradkata where this one has it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_CORE_"))}
    above = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [above, kept.get("PYTHONPATH", "")]))
    return kept
