"""A kata's ``suite.py`` as pytest collects it, and its fixtures: ``learner``, ``reference`` and ``rng``.

Used in two ways. ``pytest katas/20_softmax`` judges the learner's own copy in ``work/``, in this process, so that an
editor's breakpoints hold. For grading, `suites` runs the same suites for many learners behind the boundary, and puts a
context of its own in place of the local one.
"""

from __future__ import annotations

import functools
import types
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import pytest

from ..errors import UsageError
from ..kata import Kata, kata_at
from ..reading.programs import UnreadableError
from .loading import UNSEEN
from .local_run import LocalRun, local_run


class Context(Protocol):
    """What stands behind a suite's fixtures."""

    seed: int

    def learner(self, kata: Kata) -> Any:
        """The learner's module."""

    def reference(self, kata: Kata) -> Any:
        """What is right: the hidden solution, as a module, or whatever else answers as it does."""


CONTEXT = pytest.StashKey[Context]()


class Suite(pytest.Module):
    """A kata's ``suite.py``."""

    @functools.cached_property
    def kata(self) -> Kata:
        """The kata whose suite it is."""
        return kata_at(self.path.parent, "")

    def collect(self) -> Iterator[Any]:
        if CONTEXT not in self.config.stash:
            self.config.stash[CONTEXT] = local_run(self.config)
        context = self.config.stash[CONTEXT]
        try:
            if isinstance(context, LocalRun):
                context.load(self.kata)
                # A warning fails nobody, however strict the settings that a learner runs pytest with.
                self.add_marker(pytest.mark.filterwarnings("default", f"ignore:::{UNSEEN}"))
        except (UnreadableError, UsageError) as error:
            raise self.CollectError(str(error)) from None
        yield from super().collect()

    def _getobj(self) -> types.ModuleType:
        """The module, with the fixtures in it: so they are there for suites, and in no other project's way."""
        module: types.ModuleType = super()._getobj()  # type: ignore[no-untyped-call]
        for fixture in (kata, learner, reference, rng):
            module.__dict__.setdefault(fixture.__name__, fixture)
        return module


def seed_of(config: pytest.Config) -> int | None:
    """The seed of the suites' inputs; None where no suite has been collected."""
    return config.stash[CONTEXT].seed if CONTEXT in config.stash else None


@pytest.fixture
def kata(request: pytest.FixtureRequest) -> Kata:
    """The kata whose suite this is."""
    suite: Suite | None = request.node.getparent(Suite)
    assert suite is not None
    return suite.kata


@pytest.fixture
def learner(request: pytest.FixtureRequest, kata: Kata) -> Any:
    """The learner's module: ``learner.softmax(x)`` reads as if the code were local."""
    return request.config.stash[CONTEXT].learner(kata)


@pytest.fixture
def reference(request: pytest.FixtureRequest, kata: Kata) -> Any:
    """What is right: the hidden solution, as a module."""
    return request.config.stash[CONTEXT].reference(kata)


@pytest.fixture
def rng(request: pytest.FixtureRequest, kata: Kata) -> np.random.Generator:
    """Random numbers for one test's inputs: fresh for each grading, the same for every learner in it."""
    return numbers(request.config.stash[CONTEXT].seed, kata, request.node.name)


def numbers(seed: int, kata: Kata, test: str) -> np.random.Generator:
    """What `rng` gives the test of that name in a grading with that seed."""
    return np.random.default_rng([seed, zlib.crc32(f"{kata.id}::{test}".encode())])
