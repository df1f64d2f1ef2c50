"""Training as a pipeline of generators: chunks -> gradients -> steps -> losses."""

import sys
from itertools import islice

import numpy as np


sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))


def _chunks(data, length):
    """Forever: (is it the first one?, inputs, targets)."""
    if len(data) <= length:
        raise ValueError("data needs at least seq_length + 1 indices")
    while True:
        starts = range(0, len(data) - length, length)
        for start in starts:
            window = list(map(int, data[start:start + length + 1]))
            yield start == 0, window[:length], window[1:]


def _softmax(column):
    weights = np.exp(column - column.max())
    return weights / weights.sum()


def _walk(params, inputs, targets, h):
    """One chunk, by recursion: every level of the call stack is a step of time.

    Gives the loss from here on, the last state, the gradients, and what goes back into h.
    """
    if not inputs:
        return 0.0, h, {k: np.zeros_like(v) for k, v in params.items()}, np.zeros_like(h)
    z = params["Wxh"][:, inputs[0]:inputs[0] + 1] + params["Whh"].dot(h) + params["bh"]
    new = np.tanh(z)
    scores = params["Why"].dot(new) + params["by"]
    top = scores.max()
    cost = top + np.log(np.exp(scores - top).sum()) - scores[targets[0], 0]
    rest, last, grads, from_future = _walk(params, inputs[1:], targets[1:], new)

    d_scores = _softmax(scores)
    d_scores[targets[0]] -= 1
    d_z = (params["Why"].T.dot(d_scores) + from_future) / np.cosh(np.clip(z, -300, 300)) ** 2
    grads["by"] += d_scores
    grads["Why"] += np.outer(d_scores, new)
    grads["bh"] += d_z
    grads["Wxh"][:, inputs[0]] += d_z.ravel()
    grads["Whh"] += np.outer(d_z, h)
    return cost + rest, last, grads, params["Whh"].T.dot(d_z)


def clip_gradients(grads, limit=5.0):
    for name in grads:
        array = grads[name]
        too_large = np.abs(array) > limit
        array[too_large] = limit * np.sign(array[too_large])


def _training(data, params, seq_length, learning_rate):
    memory = {name: 0.0 for name in params}
    smooth = -np.log(1 / params["Why"].shape[0]) * seq_length
    h = None
    for first, inputs, targets in _chunks(data, seq_length):
        if first:
            h = np.zeros_like(params["bh"])
        loss, h, grads, _ = _walk(params, inputs, targets, h)
        clip_gradients(grads)
        for name, g in grads.items():
            memory[name] = memory[name] + np.square(g)
            params[name] -= learning_rate * g / np.sqrt(memory[name] + 1e-8)
        smooth = 0.999 * smooth + 0.001 * loss
        yield float(smooth)


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    return list(islice(_training(data, params, seq_length, learning_rate), steps))
