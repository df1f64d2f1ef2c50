"""One question of a suite, and what of its answer counts."""

from __future__ import annotations

import enum
import functools
from typing import Any

import numpy as np

from ..boundary.log import Exchange
from .answers import Answer
from .conventions import Conventions
from .outcomes import GIVES, Outcome, Path, Raised, is_wrong
from .questions import Question


class CallKind(enum.StrEnum):
    """What of the answer to a call counts."""

    PLAIN = "plain"  # all of it
    FREE = "free"  # of a function whose results are the learner's affair: whether it raised, and what it changed
    MOVED = "moved"  # of a global, after such a function: whether it is other than it was set
    GLOBAL = "global"  # of a global that nobody has set: whether its numbers are finite
    LEFT = "left"  # of a global that an earlier test has set: nothing
    INITIAL = "initial"  # of an attribute that an object begins with: its shapes


class Call:
    """One question, and what came of it; both are decoded when they are first asked for.

    Attributes:
        function: what was called, by its name; of a global or an attribute, its name.
        passed: whether the learner passed the test.
        kind: what of the answer counts.
    """

    def __init__(
        self, exchange: Exchange, function: str, passed: bool, kind: CallKind, conventions: Conventions,
        was_set: Question | None = None,
    ):  # fmt: skip
        self.exchange, self.function, self.passed, self.kind = exchange, function, passed, kind
        self._conventions, self._was_set = conventions, was_set
        self._clipping = conventions.clipped.get(function)

    @property
    def size(self) -> int:
        """The bytes of the question, which say about how much it costs to ask it."""
        return len(self.exchange.frame)

    @functools.cached_property
    def question(self) -> Question:
        return Question(self.exchange, self.function, self._conventions)

    @functools.cached_property
    def answer(self) -> Answer:
        return Answer(self.exchange, self.question)

    @property
    def is_free(self) -> bool:
        """Whether what counts does not depend on the numbers asked about."""
        return self.kind in (CallKind.FREE, CallKind.MOVED)

    @property
    def is_secondary(self) -> bool:
        """Whether a fault here may well come from one elsewhere: what training leaves, what a check finds."""
        return self.is_free or self.kind == CallKind.GLOBAL

    @functools.cached_property
    def is_clipped(self) -> bool:
        """Whether the learner's results lie within the limit to which they may be clipped."""
        if self._clipping is None:
            return False
        found = [self.answer.outcome.get((*GIVES, place)) for place in self._clipping.results]
        return bool(found) and all(
            isinstance(each, np.ndarray) and _is_within(each, self._clipping.limit) for each in found
        )

    @functools.cached_property
    def learner(self) -> Outcome:
        """What counts of the learner's answer."""
        return self.counting(self.answer.outcome)

    def counting(self, outcome: Outcome) -> Outcome:
        """What counts of an outcome."""
        match self.kind:
            case CallKind.LEFT:
                return {}
            case CallKind.FREE:
                return _effects(outcome)
            case CallKind.MOVED:
                before = self._was_set.values[0] if self._was_set else None
                return {GIVES: is_wrong(outcome.get(GIVES), before)}
            case CallKind.GLOBAL:
                return {path: _is_finite(leaf) for path, leaf in outcome.items()}
            case CallKind.INITIAL:
                return {path: _shape(leaf) for path, leaf in outcome.items()}
            case CallKind.PLAIN:
                return {path: self._cut(path, leaf) for path, leaf in outcome.items()} if self.is_clipped else outcome

    def _cut(self, path: Path, leaf: Any) -> Any:
        """A leaf, clipped as the learner's is, if it is one of those that may be."""
        if self._clipping is None or not isinstance(leaf, np.ndarray) or len(path) != 2 or path[0] != "gives":
            return leaf
        limit = self._clipping.limit
        return np.clip(leaf, -limit, limit) if path[1] in self._clipping.results else leaf


def _effects(outcome: Outcome) -> Outcome:
    """Whether it raised, and which arguments it changed."""
    leaf = outcome.get(GIVES)
    changes: Outcome = {(*path, "changed"): True for path in outcome if path[0] == "changes"}
    return {GIVES: _kind(leaf) if isinstance(leaf, Raised) else None, **changes}


def _kind(error: Raised) -> Raised:
    """An exception, by what may have led to it: a name that nothing has, a division by 0, or anything else."""
    kinds = {"UnboundLocalError": "NameError", "FloatingPointError": "ArithmeticError"}
    kind = kinds.get(error.kind, error.kind).replace("ZeroDivisionError", "ArithmeticError")
    return Raised(kind if kind in ("NameError", "ArithmeticError") else "some exception")


def _is_within(array: np.ndarray, limit: float) -> bool:
    with np.errstate(invalid="ignore"):
        return array.dtype.kind in "fiu" and bool((np.abs(array) <= limit).all())


def _is_finite(leaf: Any) -> Any:
    return bool(np.isfinite(leaf).all()) if isinstance(leaf, np.ndarray) else leaf


def _shape(leaf: Any) -> Any:
    return np.zeros(leaf.squeeze().shape) if isinstance(leaf, np.ndarray) else leaf
