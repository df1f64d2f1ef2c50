"""A recurrent network, its optimiser and its data. Carefully."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)
Array = NDArray[np.float64]
PARAMETER_NAMES = ("U", "W", "V", "b_s", "b_y")


class Gradients(NamedTuple):
    dU: Array
    dW: Array
    dV: Array
    db_s: Array
    db_y: Array
    last_state: Array


@dataclass(frozen=True)
class Trace:
    states: tuple[Array, ...]  # the first one is that before the first step

    @property
    def length(self) -> int:
        return len(self.states) - 1


def _log_softmax(scores: Array) -> Array:
    shifted = scores - np.max(scores)
    return shifted - np.log(np.sum(np.exp(shifted)))


def _target_index(target) -> int:
    return int(target) if np.ndim(target) == 0 else int(np.argmax(target))


class RNN:
    def __init__(self, vocab_size: int, hidden_size: int = 100, seq_length: int = 25, learning_rate: float = 0.1):
        if vocab_size < 1 or hidden_size < 1:
            raise ValueError("sizes have to be positive")
        self.vocab_size = vocab_size
        self.hidden_size = hidden_size
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        rng = np.random.default_rng()
        scale_in, scale_hidden = 1 / np.sqrt(vocab_size), 1 / np.sqrt(hidden_size)
        self.U = rng.uniform(-scale_in, scale_in, (hidden_size, vocab_size))
        self.W = rng.uniform(-scale_hidden, scale_hidden, (hidden_size, hidden_size))
        self.V = rng.uniform(-scale_hidden, scale_hidden, (vocab_size, hidden_size))
        self.b_s = np.zeros(hidden_size)
        self.b_y = np.zeros(vocab_size)
        self._trace: Trace | None = None

    @property
    def params(self) -> dict[str, Array]:
        return {name: getattr(self, name) for name in PARAMETER_NAMES}

    def set_parameters(self, params: Mapping[str, Array]) -> None:
        missing = [name for name in PARAMETER_NAMES if name not in params]
        if missing:
            raise KeyError(f"missing parameters: {missing}")
        for name, own in self.params.items():
            given = np.asarray(params[name], dtype=float)
            if given.shape != own.shape:
                raise ValueError(f"{name} has the shape {given.shape}, not {own.shape}")
        for name, own in self.params.items():
            own[...] = params[name]

    def _next_state(self, row: Array, state: Array) -> Array:
        return np.tanh(self.U @ row + self.W @ state + self.b_s)

    def forward(self, x, y, s_initial=None):
        if len(x) != len(y):
            raise ValueError(f"{len(x)} inputs, but {len(y)} targets")
        state = np.zeros(self.hidden_size) if s_initial is None else np.array(s_initial, dtype=float)
        s, scores, probabilities = {-1: state}, {}, {}
        costs = []
        for t, (row, target) in enumerate(zip(x, y)):
            s[t] = self._next_state(row, s[t - 1])
            scores[t] = self.V @ s[t] + self.b_y
            log_p = _log_softmax(scores[t])
            probabilities[t] = np.exp(log_p)
            costs.append(-log_p[_target_index(target)])
        self._trace = Trace(tuple(s[t].copy() for t in range(-1, len(x))))
        return float(np.sum(costs)), s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y) -> Gradients:
        if self._trace is None:
            raise RuntimeError("forward comes first")
        if self._trace.length != len(x):
            raise ValueError("forward has read another text")
        total = {name: np.zeros_like(array) for name, array in self.params.items()}
        from_later = np.zeros(self.hidden_size)
        for t in range(len(x) - 1, -1, -1):
            before, after = self._trace.states[t], self._trace.states[t + 1]
            error = probabilities[t] - np.eye(self.vocab_size)[_target_index(y[t])]
            at_z = (1 - after) * (1 + after) * (self.V.T @ error + from_later)
            for name, contribution in {
                "U": np.multiply.outer(at_z, x[t]),
                "W": np.multiply.outer(at_z, before),
                "V": np.multiply.outer(error, after),
                "b_s": at_z,
                "b_y": error,
            }.items():
                total[name] += contribution
            from_later = self.W.T @ at_z
        return Gradients(*(total[name] for name in PARAMETER_NAMES), self._trace.states[-1].copy())

    def sample(self, seed: int, n: int, rng: np.random.Generator) -> list[int]:
        identity = np.eye(self.vocab_size)
        state, index, drawn = np.zeros(self.hidden_size), seed, []
        for _ in range(n):
            state = self._next_state(identity[index], state)
            p = np.exp(_log_softmax(self.V @ state + self.b_y))
            index = int(np.argmax(rng.multinomial(1, p / p.sum())))
            drawn.append(index)
        return drawn


class AdaGrad:
    EPSILON = 1e-8

    def __init__(self, lr: float, params: dict[str, Array]):
        self._lr = lr
        self._params = params
        self._memory = {name: np.zeros(array.shape) for name, array in params.items()}

    def update(self, grads: Mapping[str, Array]) -> dict[str, Array]:
        if set(grads) != set(self._params):
            raise ValueError(f"names differ: {set(grads) ^ set(self._params)}")
        for name, gradient in grads.items():
            memory = self._memory[name]
            memory += np.square(gradient)
            np.subtract(
                self._params[name], self._lr * gradient / np.sqrt(memory + self.EPSILON), out=self._params[name]
            )
        return self._params


def train_data_generator(
    data: Array, step: int = 1, chunk_size: int = 10, one_hot_targets: bool = False
) -> Iterator[tuple[Array, NDArray]]:
    rows = len(data)
    if step > rows:
        raise ValueError(f"a step of {step} is longer than the data, which has {rows} rows")

    def chunks():
        for stop in range(chunk_size, rows - step + 1, chunk_size):
            part = slice(stop - chunk_size, stop)
            following = data[part.start + step : part.stop + step]
            yield data[part].copy(), following.copy() if one_hot_targets else np.argmax(following, axis=1)

    return chunks()


def train(rnn: RNN, data: Array, epochs: int) -> list[float]:
    optimizer = AdaGrad(rnn.learning_rate, rnn.params)
    history = []
    for epoch in range(epochs):
        state, total = None, 0.0
        for x, y in train_data_generator(data, chunk_size=rnn.seq_length):
            loss, _, _, probabilities = rnn.forward(x, y, state)
            *gradients, state = rnn.backpropagate_loss(probabilities, x, y)
            optimizer.update({n: np.clip(g, -5, 5) for n, g in zip(PARAMETER_NAMES, gradients)})
            total += loss
        history.append(total)
        logger.info("epoch %d: %.1f", epoch + 1, total)
    return history
