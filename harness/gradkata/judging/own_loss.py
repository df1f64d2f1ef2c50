"""How a suite says which of a learner's functions gives gradients, and of what: for two verdicts on each of them.

A suite's module has a list ``own_losses``. Nothing is judged by it; it is looked at where a gradient is wrong.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Arguments = Sequence[Any]


@dataclasses.dataclass(frozen=True)
class OwnLoss:
    """A function that gives gradients, and the learner's own loss that they should be the gradients of.

    Attributes:
        function: its name.
        of: what the gradients are with respect to: positions in its arguments, by name; or one position, of a dict.
        losses: from the learner's module and many lists of arguments to the learner's losses.
        gradients: from what the function gives to its gradients: by name, or in the order of ``of``.
        steps: from its arguments to the length T of the sequence; None where there is none.
    """

    function: str
    of: int | Mapping[str, int]
    losses: Callable[[Any, Sequence[Arguments]], Sequence[float]]
    gradients: Callable[[Any], Any] = lambda gives: gives
    steps: Callable[[Arguments], int] | None = None

    def parameters(self, arguments: Arguments) -> dict[str, np.ndarray]:
        """What the gradients of a call are with respect to, by name."""
        if isinstance(self.of, int):
            return {name: np.asarray(array) for name, array in arguments[self.of].items()}
        return {name: np.asarray(arguments[at]) for name, at in self.of.items()}

    def found(self, gives: Any) -> dict[str, np.ndarray]:
        """The gradients in what a call gives, by name.

        Raises:
            ValueError, TypeError, KeyError: it is not of the form that it should have.
        """
        gradients = self.gradients(gives)
        if isinstance(self.of, int):
            named = dict(gradients)
        elif isinstance(gradients, np.ndarray):
            (name,) = self.of
            named = {name: gradients}
        else:
            named = dict(zip(self.of, gradients, strict=True))
        return {name: np.asarray(array, np.float64) for name, array in named.items()}

    def put(self, arguments: Arguments, point: Mapping[str, np.ndarray]) -> list[Any]:
        """The arguments with other values for what the gradients are with respect to."""
        changed = list(arguments)
        if isinstance(self.of, int):
            changed[self.of] = dict(point)
        else:
            for name, at in self.of.items():
                changed[at] = point[name]
        return changed
