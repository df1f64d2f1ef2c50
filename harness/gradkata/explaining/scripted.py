"""A stand-in for a generator, which gives the indices that a learner's code drew.

No two right solutions draw alike, so lists are never compared with the reference's own draws. Each variant is asked
with a stand-in that gives the learner's draws one by one, as long as they are possible, and notes how likely each was.
So a variant gives the learner's list if it may have come from that variant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..tolerances import IMPOSSIBLE, SUM_OF_PROBABILITIES
from .likelihood import Likelihood

MOST_DRAWS = 14  # that are looked at in one call, unless the draws alone have to decide
MOST_IN_ALL = 16  # and in one batch


class Enough(BaseException):
    """The rest of the draws is passed over. No variant catches it.

    Attributes:
        drawn: the draws so far, where the variant cannot draw what the learner's code drew; else None.
    """

    def __init__(self, drawn: list[int] | None):
        super().__init__()
        self.drawn = drawn


class ScriptedGenerator:
    """Stands in for a generator.

    Args:
        draws: the indices that the learner's code drew.
        most: how many of them to look at.
        after: what is drawn when there are no more; None for the likeliest.
    """

    def __init__(self, draws: Sequence[int], most: int, after: int | None = None):
        self._draws, self._most, self._after = draws, most, after
        self.likelihood = Likelihood()
        self.likelihood.starts.append(0)
        self._drawn: list[int] = []

    def choice(self, a: Any, size: Any = None, replace: bool = True, p: Any = None) -> int:  # noqa: ARG002
        """The next index, as `numpy.random.Generator.choice` gives it.

        Raises:
            ValueError: the probabilities do not sum to 1.
            Enough: there have been ``most`` draws, or the next one is impossible.
        """
        if len(self._drawn) >= self._most:
            raise Enough(None)
        count = a if isinstance(a, int) else len(a)
        probabilities = np.full(count, 1 / count) if p is None else np.asarray(p, np.float64)
        if not abs(probabilities.sum() - 1) < SUM_OF_PROBABILITIES:  # a real generator refuses them, nan too
            raise ValueError("probabilities do not sum to 1")
        self._drawn.append(self._next(probabilities))
        return self._drawn[-1]

    def _next(self, probabilities: np.ndarray) -> int:
        number = len(self._drawn)
        index = self._draws[number] if number < len(self._draws) else self._after
        if index is None:  # nobody knows what came
            return int(probabilities.argmax())
        if not 0 <= index < len(probabilities) or not probabilities[index] > IMPOSSIBLE:
            self.likelihood.note(probabilities, -1)
            raise Enough([*self._drawn, int(probabilities.argmax())])
        self.likelihood.note(probabilities, index)
        return index
