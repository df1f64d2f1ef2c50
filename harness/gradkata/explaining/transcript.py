"""The suite's questions to a learner's code in their order, with the answers: what versions of the reference are asked.

Questions that hang together, such as those about one object, are a *unit*, asked of a fresh version in their order.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..boundary.inside import requests
from ..boundary.log import Exchange
from .conventions import CLIP, Conventions
from .outcomes import GIVES, Outcome, Raised, is_wrong
from .questions import Question
from .replay import ASKS, Told, gave_object


@dataclasses.dataclass(frozen=True)
class Test:
    """The exchanges of one test, and whether the learner passed it."""

    __test__ = False

    name: str
    passed: bool
    exchanges: list[Exchange]


class Call:
    """One question, and what came of it; both are decoded when they are first asked for.

    Attributes:
        function: what was called, by its name; of a global or an attribute, its name.
        passed: whether the learner passed the test.
        kind: what of the answer counts: ``plain``: all of it; ``free``: whether it raised, and what it changed;
            ``moved``: whether it is other than it was set; ``global``: whether its numbers are finite, since
            nobody has set it; ``left``: nothing, since an earlier test has set it; ``initial``: its shapes, since it
            is what an object begins with.
    """

    def __init__(
        self, exchange: Exchange, function: str, passed: bool, kind: str, conventions: Conventions,
        was_set: Question | None = None,
    ):  # fmt: skip
        self.exchange, self.function, self.passed, self.kind = exchange, function, passed, kind
        self._conventions, self._was_set = conventions, was_set
        self._clipped = conventions.clipped.get(function, ())

    @functools.cached_property
    def question(self) -> Question:
        return Question(self.exchange, self.function, self._conventions)

    @functools.cached_property
    def told(self) -> Told:
        return Told(self.exchange, self.question)

    @property
    def is_free(self) -> bool:
        return self.kind in ("free", "moved")

    @property
    def is_secondary(self) -> bool:
        """Whether a fault here may well come from one elsewhere: what training leaves, what a check finds."""
        return self.is_free or self.kind == "global"

    @functools.cached_property
    def is_clipped(self) -> bool:
        """Whether the learner's results lie within the limit to which they may be clipped."""
        found = [self.told.outcome.get((*GIVES, place)) for place in self._clipped]
        return bool(found) and all(isinstance(each, np.ndarray) and _is_within(each) for each in found)

    @functools.cached_property
    def learner(self) -> Outcome:
        """What counts of the learner's answer."""
        return self.counting(self.told.outcome)

    def counting(self, outcome: Outcome) -> Outcome:
        """What counts of an outcome."""
        if self.kind == "left":
            return {}
        if self.kind == "free":
            leaf = outcome.get(GIVES)
            changes: Outcome = {(*path, "changed"): True for path in outcome if path[0] == "changes"}
            return {GIVES: _kind(leaf) if isinstance(leaf, Raised) else None, **changes}
        if self.kind == "moved":
            before = self._was_set.values[0] if self._was_set else None
            return {GIVES: is_wrong(outcome.get(GIVES), before)}
        if self.kind == "global":
            return {path: _is_finite(leaf) for path, leaf in outcome.items()}
        if self.kind == "initial":
            return {path: _shape(leaf) for path, leaf in outcome.items()}
        if self._clipped and self.is_clipped:
            return {path: self._cut(path, leaf) for path, leaf in outcome.items()}
        return outcome

    def _cut(self, path: Any, leaf: Any) -> Any:
        may_be = len(path) == 2 and path[0] == "gives" and path[1] in self._clipped
        return np.clip(leaf, -CLIP, CLIP) if may_be and isinstance(leaf, np.ndarray) else leaf


class Step(NamedTuple):
    """One exchange of a unit: the number of its call, or what it sets."""

    exchange: Exchange
    number: int | None
    sets: Question | None = None


@dataclasses.dataclass(frozen=True)
class Unit:
    """Questions that are asked of a fresh version together.

    Attributes:
        key: by which the outcomes are kept for other learners, where they do not depend on the numbers asked about.
    """

    steps: list[Step]
    key: str = ""


class Transcript:
    """All the questions.

    Args:
        complete: how many of the exchanges nothing is missing before.
        caught: where the warnings that come while versions are asked are put.
    """

    def __init__(
        self, tests: Sequence[Test], conventions: Conventions, complete: int | None = None,
        caught: list[Any] | None = None,
    ):  # fmt: skip
        self.caught: list[Any] = [] if caught is None else caught
        self.calls: list[Call] = []
        self.units: list[Unit] = []
        self.unit_of: list[int] = []
        self._conventions = conventions
        self._set: set[str] = set()  # the globals that a test has set
        self.last = 0  # the first call that a version which remembers earlier calls cannot be asked about
        seen = 0
        for test in tests:
            first = len(self.calls)
            self._add(test)
            seen += len(test.exchanges)
            self.last = len(self.calls) if complete is None or seen <= complete else min(self.last, first)

    def _add(self, test: Test) -> None:
        story = _Story(self._conventions, frozenset(self._set))
        steps = []
        for exchange in test.exchanges:
            if isinstance(exchange.request, ASKS):
                self.calls.append(story.call(exchange, test.passed))
                steps.append(Step(exchange, len(self.calls) - 1))
            elif isinstance(exchange.request, requests.Set):
                steps.append(Step(exchange, None, story.set(exchange)))
                self._set.add(exchange.request.name)
        are_calls = all(isinstance(getattr(step.exchange.request, "target", None), str) for step in steps)
        if are_calls and all(step.number is not None for step in steps) and not story.has_objects:
            units = [Unit([step]) for step in steps]
        else:
            is_free = any(self.calls[step.number].is_free for step in steps if step.number is not None)
            units = [Unit(steps, test.name if is_free else "")]
        for unit in units:
            self.unit_of += [len(self.units) for step in unit.steps if step.number is not None]
            self.units.append(unit)


class _Story:
    """One test's exchanges: what is called by what name, what has been set, and which objects are as they began."""

    def __init__(self, conventions: Conventions, set_before: frozenset[str]):
        self._conventions, self._set_before = conventions, set_before
        self._names: dict[int, str] = {}
        self._owners: dict[int, int] = {}
        self._new: set[int] = set()
        self._set: dict[str, Question] = {}
        self._free = ""
        self.has_objects = False

    def set(self, exchange: Exchange) -> Question:
        request = exchange.request
        assert isinstance(request, requests.Set)
        question = Question(exchange, "", self._conventions)
        if request.owner is None:
            self._set[request.name] = question
        else:
            self._new.discard(request.owner)
        return question

    def call(self, exchange: Exchange, passed: bool) -> Call:
        request = exchange.request
        assert isinstance(request, requests.Call | requests.Batch | requests.Get)
        function, kind = self._gotten(request) if isinstance(request, requests.Get) else self._called(request)
        given = gave_object(exchange)
        if given is not None:
            self._hold(given, request, function)
        return Call(exchange, function, passed, kind, self._conventions, self._set.get(getattr(request, "name", "")))

    def _gotten(self, request: requests.Get) -> tuple[str, str]:
        if request.owner is not None:
            return request.name, "initial" if request.owner in self._new else "plain"
        if self._free and request.name in self._set:
            return self._free, "moved"
        if request.name in self._set:
            return request.name, "plain"
        return request.name, "left" if request.name in self._set_before else "global"

    def _called(self, request: requests.Call | requests.Batch) -> tuple[str, str]:
        target = request.target
        if isinstance(target, str):
            self._free = target if target in self._conventions.free else self._free
            return target, "free" if target in self._conventions.free else "plain"
        self._new.discard(self._owners.get(target, -1))
        return self._names.get(target, ""), "plain"

    def _hold(self, number: int, request: requests.Request, function: str) -> None:
        self.has_objects = True
        self._names[number] = function
        if isinstance(request, requests.Get) and request.owner is not None:
            self._owners[number] = request.owner
        elif isinstance(request, requests.Call) and isinstance(request.target, str):
            self._new.add(number)


def _kind(error: Raised) -> Raised:
    """An exception, by what may have led to it: a name that nothing has, a division by 0, or anything else."""
    kinds = {"UnboundLocalError": "NameError", "FloatingPointError": "ArithmeticError"}
    kind = kinds.get(error.kind, error.kind).replace("ZeroDivisionError", "ArithmeticError")
    return Raised(kind if kind in ("NameError", "ArithmeticError") else "some exception")


def _is_within(array: np.ndarray) -> bool:
    with np.errstate(invalid="ignore"):
        return array.dtype.kind in "fiu" and bool((np.abs(array) <= CLIP).all())


def _is_finite(leaf: Any) -> Any:
    return bool(np.isfinite(leaf).all()) if isinstance(leaf, np.ndarray) else leaf


def _shape(leaf: Any) -> Any:
    return np.zeros(leaf.squeeze().shape) if isinstance(leaf, np.ndarray) else leaf
