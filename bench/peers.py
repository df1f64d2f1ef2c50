"""Other graders: how each is installed, fed with a submission, started and read. Their checks are in bench/fixtures."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .measure import Run, run
from .submissions import REFERENCE

FIXTURES = Path(__file__).parent / "fixtures"
TIMEOUT_S = 120.0  # for one submission


class UnusableError(Exception):
    """A peer that cannot be installed or run here; the message says why."""


@dataclass(frozen=True)
class Marks:
    """What a grader gave, out of what."""

    given: float
    full: float

    @property
    def are_full(self) -> bool:
        return self.full > 0 and self.given == self.full

    def __str__(self) -> str:
        return f"{self.given:g} / {self.full:g}"


@dataclass(frozen=True)
class Peer:
    """Another grader.

    Attributes:
        name: as the table calls it.
        packages: what its environment needs besides numpy; the first is the grader itself.
        fixture: the folder of its checks, in bench/fixtures.
        submission: where the submission goes in a copy of that folder; the grader is started beside it.
        reference: where the hidden solution goes.
        command: how one submission is graded.
        read: the marks, from what the command wrote.
        prepare: what an instructor does once, when the copy is complete.
    """

    name: str
    packages: tuple[str, ...]
    fixture: str
    submission: str
    reference: str
    command: tuple[str, ...]
    read: Callable[[Run, Path], Marks]
    prepare: Callable[[Path], None] = lambda _: None


@dataclass(frozen=True)
class Installed:
    """A peer in an environment of its own, with a copy of its checks."""

    peer: Peer
    version: str
    environment: Path
    folder: Path

    def grade(self, source: str) -> tuple[Run, Marks]:
        """Grade one submission.

        Raises:
            UnusableError: it gave no marks.
        """
        submission = self.folder / self.peer.submission
        submission.write_text(source, "utf-8")
        # A submission of the same size and second would pass for the one before it.
        shutil.rmtree(submission.parent / "__pycache__", ignore_errors=True)
        done = run(self.command(*self.peer.command), submission.parent, self.variables(), TIMEOUT_S)
        try:
            return done, self.peer.read(done, submission.parent)
        except (OSError, ValueError, KeyError, AttributeError) as error:
            why = f"no marks ({type(error).__name__}), exit code {done.code}"
            raise UnusableError(": ".join([why, *done.err.strip().splitlines()[-1:]])) from error

    def command(self, program: str, *arguments: str) -> list[str | Path]:
        """A command of its environment."""
        return [_programs(self.environment) / program, *arguments]

    def variables(self) -> dict[str, str]:
        """Nothing of the session's Python, and a home of its own, since some write settings there."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "VIRTUAL"))
        }
        path = os.pathsep.join([str(_programs(self.environment)), os.environ.get("PATH", "")])
        return {**kept, "PATH": path, "HOME": str(home)}


def install(peer: Peer, environments: Path, folder: Path) -> Installed:
    """Put a peer into an environment of its own.

    Raises:
        UnusableError: it cannot be installed.
    """
    environment = environments / peer.fixture
    numpy = f"numpy=={importlib.metadata.version('numpy')}"  # the same for all
    _call([sys.executable, "-m", "virtualenv", "--quiet", "--python", sys.executable, environment])
    python = _programs(environment) / "python"
    _call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", numpy, *peer.packages])
    asked = f"import importlib.metadata; print(importlib.metadata.version({peer.packages[0]!r}))"
    return Installed(peer, _call([python, "-c", asked]).strip(), environment, _stage(peer, folder / peer.fixture))


def _stage(peer: Peer, folder: Path) -> Path:
    shutil.copytree(FIXTURES / peer.fixture, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (peer.reference, peer.submission):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(REFERENCE, folder / peer.reference)
    peer.prepare(folder)
    return folder


def _call(command: list[str | Path]) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:] or ["no reason given"]
        raise UnusableError(f"cannot be installed: {last[0]}")
    return done.stdout


def _programs(environment: Path) -> Path:
    return environment / ("Scripts" if sys.platform == "win32" else "bin")


# What each writes.


def _read_pytest(done: Run, _folder: Path) -> Marks:
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", done.out)}
    if not counts:
        raise ValueError
    # A submission that cannot be imported is one error; how many tests there would have been is not told.
    return Marks(counts.get("passed", 0), sum(counts.values()))


def _read_gradescope(_done: Run, folder: Path) -> Marks:
    report = _taken(folder / "results.json")
    return Marks(report["score"], sum(each["max_score"] for each in report["tests"]))


def _read_check50(done: Run, _folder: Path) -> Marks:
    results = json.loads(done.out)["results"]
    return Marks(sum(each["passed"] is True for each in results), len(results))


def _read_otter(_done: Run, folder: Path) -> Marks:
    tests = _taken(folder / "results.json")["tests"]
    scored = [each for each in tests if "max_score" in each]
    return Marks(sum(each["score"] for each in scored), sum(each["max_score"] for each in scored))


def _taken(path: Path) -> dict[str, Any]:
    """A report, taken away so that it cannot be read for the next submission's."""
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    path.unlink()
    return report


def _zip_autograder(folder: Path) -> None:
    shutil.make_archive(str(folder / "autograder"), "zip", folder / "autograder")


PEERS = (
    Peer(
        "plain pytest", ("pytest",), "pytest", "softmax.py", "reference.py",
        ("python", "-m", "pytest", "-q", "test_softmax.py"), _read_pytest,
    ),
    Peer(
        "gradescope-utils", ("gradescope-utils",), "gradescope", "softmax.py", "reference.py",
        ("python", "run_tests.py", "results.json"), _read_gradescope,
    ),
    Peer(
        "check50", ("check50",), "check50", "submission/softmax.py", "checks/reference.py",
        ("check50", "--dev", "../checks", "--log-level", "warning", "--output", "json"), _read_check50,
    ),
    Peer(
        # Its kernel is not among its requirements; it grades a script that lies beside no other.
        "otter-grader", ("otter-grader", "ipykernel"), "otter", "softmax.py", "autograder/files/reference/__init__.py",
        ("otter", "run", "--no-logo", "--autograder", "autograder.zip", "softmax.py"), _read_otter, _zip_autograder,
    ),
)  # fmt: skip
