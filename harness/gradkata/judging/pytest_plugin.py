"""Makes pytest understand suites: collects a kata's ``suite.py``; gives tests ``learner``, ``reference`` and ``rng``.

Used in two ways. ``pytest katas/20_softmax`` judges the learner's own copy in ``work/``, in this process, so that an
editor's breakpoints hold. For grading, `judge` runs the same suites for many learners behind the boundary and puts a
bench of its own in place of the local one.
"""

from __future__ import annotations

import functools
import secrets
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest

from ..errors import UsageError
from ..kata import Kata, kata_at
from ..learning.workspace import find_workspace
from ..submission import UnreadableError
from .loading import load_learner, load_reference

POINTS = "points(n): what passing this test of a kata's suite is worth"


class Bench(Protocol):
    """Where suites are run: what stands behind their fixtures."""

    seed: int

    def learner(self, kata: Kata) -> Any:
        """The learner's module."""

    def reference(self, kata: Kata) -> Any:
        """The hidden solution, as a module."""


BENCH = pytest.StashKey[Bench]()


class Suite(pytest.Module):
    """A kata's ``suite.py``."""

    @functools.cached_property
    def kata(self) -> Kata:
        """The kata whose suite it is."""
        return kata_at(self.path.parent, "")

    def collect(self) -> Iterator[Any]:
        bench = self.config.stash[BENCH]
        try:
            if isinstance(bench, LocalBench):
                bench.learner(self.kata)
        except (UnreadableError, UsageError) as error:
            raise self.CollectError(str(error)) from None
        yield from super().collect()


class LocalBench:
    """The learner's copy in the workspace, loaded into this process."""

    def __init__(self, start: Path, seed: int):
        self._work = find_workspace(start) / "work"
        self.seed = seed
        self._loaded: dict[str, Any] = {}

    def learner(self, kata: Kata) -> Any:
        """See `Bench.learner`.

        Raises:
            UsageError: there is no copy, it lacks a name, or it cannot be loaded.
        """
        if kata.id not in self._loaded:
            self._loaded[kata.id] = load_learner(self._work, kata)
        return self._loaded[kata.id]

    def reference(self, kata: Kata) -> Any:
        """See `Bench.reference`."""
        return load_reference(kata)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("gradkata").addoption(
        "--kata-seed", type=int, default=None, help="repeat the random inputs of an earlier run of a kata's suite"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", POINTS)
    if BENCH not in config.stash:
        seed = config.getoption("--kata-seed")
        seed = secrets.randbits(32) if seed is None else seed
        config.stash[BENCH] = LocalBench(config.invocation_params.dir, seed)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if parent.session.isinitpath(file_path):
        return None  # pytest makes a module of whatever file it is given by name; the next hook sees to its kind
    return _suite(file_path, parent)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return _suite(module_path, parent)


def _suite(path: Path, parent: pytest.Collector) -> Suite | None:
    if path.name != "suite.py":
        return None
    try:
        kata_at(path.parent, "")
    except UsageError:
        return None
    return Suite.from_parent(parent, path=path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A warning fails nobody, however strict the settings that a learner runs pytest with."""
    if isinstance(config.stash[BENCH], LocalBench):
        for item in items:
            if item.getparent(Suite):
                item.add_marker(pytest.mark.filterwarnings("default"))


def pytest_report_collectionfinish(config: pytest.Config, items: list[pytest.Item]) -> str | None:
    if not any(item.getparent(Suite) for item in items):
        return None
    seed = config.stash[BENCH].seed
    return f"inputs drawn from seed {seed}; --kata-seed {seed} repeats them"


@pytest.fixture
def kata(request: pytest.FixtureRequest) -> Kata:
    """The kata whose suite this is."""
    suite: Suite | None = request.node.getparent(Suite)
    if suite is None:
        pytest.fail("this fixture is for a kata's suite")
    return suite.kata


@pytest.fixture
def learner(request: pytest.FixtureRequest, kata: Kata) -> Any:
    """The learner's module: ``learner.softmax(x)`` reads as if the code were local."""
    return request.config.stash[BENCH].learner(kata)


@pytest.fixture
def reference(request: pytest.FixtureRequest, kata: Kata) -> Any:
    """The hidden solution, as a module."""
    return request.config.stash[BENCH].reference(kata)


@pytest.fixture
def rng(request: pytest.FixtureRequest, kata: Kata) -> np.random.Generator:
    """Random numbers for one test's inputs: fresh for each grading, the same for every learner in it."""
    name = zlib.crc32(f"{kata.id}::{request.node.name}".encode())
    return np.random.default_rng([request.config.stash[BENCH].seed, name])
