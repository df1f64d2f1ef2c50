from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.float64]]


class AdaGrad:
    __slots__ = ("_learning_rate", "_eps", "_squares")

    def __init__(self, learning_rate: float = 0.1, eps: float = 1e-8) -> None:
        self._learning_rate = float(learning_rate)
        self._eps = float(eps)
        self._squares: dict[str, NDArray[np.float64]] = {}

    @staticmethod
    def _require_same_names(params: Arrays, grads: Arrays) -> None:
        lonely = {name: "params" for name in params if name not in grads}
        lonely.update({name: "grads" for name in grads if name not in params})
        if lonely:
            details = ", ".join(f"{name!r} (only in {where})" for name, where in lonely.items())
            raise ValueError(f"params and grads differ: {details}")

    def update(self, params: Arrays, grads: Arrays) -> None:
        self._require_same_names(params, grads)
        for name in sorted(params):
            gradient = np.asarray(grads[name])
            squares = self._squares.get(name)
            if squares is None:
                squares = self._squares[name] = np.zeros(gradient.shape, dtype=np.float64)
            np.add(squares, np.multiply(gradient, gradient), out=squares)
            size = np.sqrt(squares)
            step = np.zeros_like(squares)
            np.divide(self._learning_rate * gradient, size + self._eps, out=step, where=size > 0)
            np.subtract(params[name], step, out=params[name])
        return None
