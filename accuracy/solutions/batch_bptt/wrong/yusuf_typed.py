"""batch BPTT with all buffers allocated once, in the type of the input."""
from typing import List, Tuple

import numpy as np

Array = np.ndarray


def _unroll(x: Array, Wxh: Array, Whh: Array) -> Array:
    n, t_max, _ = x.shape
    states = np.zeros((t_max + 1, n, Whh.shape[0]), dtype=x.dtype)
    for t in range(t_max):
        states[t + 1] = np.tanh(x[:, t] @ Wxh + states[t] @ Whh)
    return states


def _sigmoid(z: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def forward(x: Array, Wxh: Array, Whh: Array, Who: Array) -> Array:
    return _sigmoid(_unroll(x, Wxh, Whh)[-1] @ Who)


def backward(x: Array, y: Array, Wxh: Array, Whh: Array, Who: Array) -> Tuple[Array, Array, Array, Array]:
    states = _unroll(x, Wxh, Whh)
    y_hat = _sigmoid(states[-1] @ Who)
    upstream = (y_hat - y) / y_hat.size * y_hat * (1.0 - y_hat)
    dWho = states[-1].T @ upstream
    upstream = upstream @ Who.T
    dWxh = np.zeros_like(Wxh)
    dWhh = np.zeros_like(Whh)
    for t in range(x.shape[1] - 1, -1, -1):
        upstream = upstream * (1.0 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ upstream
        dWhh += states[t].T @ upstream
        upstream = upstream @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x: Array, y: Array, epochs: int, learning_rate: float, Wxh: Array, Whh: Array, Who: Array) -> List[float]:
    losses: List[float] = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses.append(float(0.5 * np.mean((y - forward(x, Wxh, Whh, Who)) ** 2)))
    return losses
