"""Tests of suites that take nothing but the fixtures of `suite_module` and their own parameters, called as they are.

Nearly all tests are such. pytest sets up, runs and tears down every test by some hundred calls of hooks, which costs as
much as many a test does; what is not plain is left to it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from ..kata import Kata
from . import suite_module
from .suite_module import Context, Suite

FIXTURES = ("kata", "learner", "reference", "rng")


@dataclasses.dataclass(frozen=True)
class PlainTest:
    """A test, and what it takes.

    Attributes:
        names: of the fixtures that it takes.
        parameters: its own, by name.
    """

    function: Callable[..., Any]
    name: str
    kata: Kata
    names: tuple[str, ...]
    parameters: dict[str, Any]

    def run(self, context: Context) -> None:
        """Call it with what stands behind its fixtures."""
        values = {name: self._value(name, context) for name in self.names}
        self.function(**values, **self.parameters)

    def _value(self, name: str, context: Context) -> Any:
        if name == "kata":
            return self.kata
        if name == "rng":
            return suite_module.numbers(context.seed, self.kata, self.name)
        return getattr(context, name)(self.kata)


def plain_test(item: pytest.Function) -> PlainTest | None:
    """The test as a plain one; None if it is to be left to pytest."""
    suite: Suite | None = item.getparent(Suite)
    parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    names = tuple(name for name in item._fixtureinfo.argnames if name not in parameters)
    asked = {name for name in item.fixturenames if name not in parameters} - {"request"}
    if suite is None or item.cls is not None or not asked.union(names) <= {*FIXTURES} or not _is_unmarked(item):
        return None
    if any(getattr(item.module, name) is not getattr(suite_module, name) for name in asked):
        return None  # the suite has one of its own
    return PlainTest(item.function, item.name, suite.kata, names, parameters)


def _is_unmarked(item: pytest.Function) -> bool:
    """Whether no mark wants anything of pytest; parameters may be meant for fixtures."""
    return all(
        mark.name == "points" or (mark.name == "parametrize" and not mark.kwargs.get("indirect"))
        for mark in item.iter_markers()
    )
