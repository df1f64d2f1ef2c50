"""The suite's questions to a learner's code in their order, with the answers: what variants of the reference are asked.

Questions that hang together, such as those about one object, are a *unit*, asked of a fresh module in their order.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..boundary.inside import requests
from ..boundary.log import Exchange
from .calls import Call
from .classifying import Classifier
from .conventions import Conventions
from .questions import Question
from .replay import ASKS


@dataclasses.dataclass(frozen=True)
class Test:
    """The exchanges of one test, and whether the learner passed it."""

    __test__ = False

    name: str
    passed: bool
    exchanges: list[Exchange]


class Step(NamedTuple):
    """One exchange of a unit: the number of its call, or what it sets."""

    exchange: Exchange
    number: int | None
    sets: Question | None = None


@dataclasses.dataclass(frozen=True)
class Unit:
    """Questions that are asked of a fresh module together.

    Attributes:
        key: by which the outcomes are kept for other learners, where they do not depend on the numbers asked about.
    """

    steps: list[Step]
    key: str = ""

    @property
    def size(self) -> int:
        """The bytes of its questions."""
        return sum(len(step.exchange.frame) for step in self.steps)


class Transcript:
    """All the questions.

    Args:
        complete: how many of the exchanges nothing is missing before; None if none is missing.
        caught: where the warnings that come while variants are asked are put.

    Attributes:
        unit_of: the number of each call's unit.
        test_of: the name of each call's test.
        digests: of the calls of each unit, as far as somebody has asked; see `shared`.
        called: of each call, the names that were called, looked at or set in its unit so far.
        is_whole: whether no exchange is missing.
        last: the first call that a variant which remembers earlier calls cannot be asked about.
    """

    def __init__(
        self, tests: Sequence[Test], conventions: Conventions, complete: int | None = None,
        caught: list[Any] | None = None,
    ):  # fmt: skip
        self.caught: list[Any] = [] if caught is None else caught
        self.calls: list[Call] = []
        self.units: list[Unit] = []
        self.unit_of: list[int] = []
        self.test_of: list[str] = []
        self.last = 0
        self.is_whole = complete is None
        self.called: list[frozenset[str]] = []
        self.digests: dict[int, dict[int, bytes]] = {}
        self._conventions = conventions
        self._set: set[str] = set()  # the globals that a test has set
        seen = 0
        for test in tests:
            first = len(self.calls)
            self._add(test)
            seen += len(test.exchanges)
            self.last = len(self.calls) if complete is None or seen <= complete else min(self.last, first)

    def _add(self, test: Test) -> None:
        classifier = Classifier(self._conventions, frozenset(self._set))
        steps = []
        for exchange in test.exchanges:
            if isinstance(exchange.request, ASKS):
                self.calls.append(classifier.call(exchange, test.passed))
                self.test_of.append(test.name)
                steps.append(Step(exchange, len(self.calls) - 1))
            elif isinstance(exchange.request, requests.Set):
                steps.append(Step(exchange, None, classifier.set(exchange)))
                self._set.add(exchange.request.name)
        for unit in self._units(test, steps, classifier.has_objects):
            self.unit_of += [len(self.units) for step in unit.steps if step.number is not None]
            self.units.append(unit)
            self._note_called(unit)

    def _note_called(self, unit: Unit) -> None:
        names: frozenset[str] = frozenset()
        for step in unit.steps:
            if step.number is None:
                names |= {step.exchange.request.name} if isinstance(step.exchange.request, requests.Set) else set()
            else:
                names |= {self.calls[step.number].function}
                self.called.append(names)

    def _units(self, test: Test, steps: list[Step], has_objects: bool) -> list[Unit]:
        """Each call of a function by itself, if that is all there is; else all of a test together."""
        if not has_objects and all(_names_a_function(step.exchange.request) for step in steps):
            return [Unit([step]) for step in steps]
        is_free = any(self.calls[step.number].is_free for step in steps if step.number is not None)
        return [Unit(steps, test.name if is_free else "")]


def _names_a_function(request: requests.Request) -> bool:
    return isinstance(request, requests.Call | requests.Batch) and isinstance(request.target, str)
