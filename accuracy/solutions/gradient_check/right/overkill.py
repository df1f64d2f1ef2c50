from __future__ import annotations

from contextlib import contextmanager
from typing import Callable, Iterator

import numpy as np

Index = tuple[int, ...]


class CentralDifference:
    """A differentiator that works on a private copy of the point."""

    def __init__(self, function: Callable[[np.ndarray], float], point: np.ndarray, step: float):
        if step <= 0:
            raise ValueError("the step has to be positive")
        self._function = function
        self._point = np.array(point, dtype=np.float64, copy=True)
        self._step = step

    @contextmanager
    def _nudged(self, index: Index, amount: float) -> Iterator[np.ndarray]:
        before = float(self._point[index])
        self._point[index] = before + amount
        try:
            yield self._point
        finally:
            self._point[index] = before

    def _loss(self, index: Index, amount: float) -> float:
        with self._nudged(index, amount) as point:
            return float(self._function(point))

    def slope(self, index: Index) -> float:
        return (self._loss(index, +self._step) - self._loss(index, -self._step)) / (2.0 * self._step)

    def gradient(self) -> np.ndarray:
        result = np.empty_like(self._point)
        for index, _ in np.ndenumerate(result):
            result[index] = self.slope(index)
        return result


def numerical_gradient(f, x, eps=1e-5):
    return CentralDifference(f, x, eps).gradient()


def _entry_error(left: float, right: float) -> float:
    scale = abs(left) + abs(right)
    return abs(left - right) / scale if scale else 0.0


def relative_error(a, b):
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError(f"shapes differ: {a.shape} and {b.shape}")
    return max(map(_entry_error, a.ravel().tolist(), b.ravel().tolist()), default=0.0)
