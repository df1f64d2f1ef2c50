# A stack of what each step will need; the state that is returned is what the last step began with.
from collections import deque
from math import log

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    todo, cost, after = deque(), 0.0, h_prev
    for char, goal in zip(inputs, targets, strict=True):
        before = after
        after = np.tanh(params["Whh"] @ before + params["Wxh"][:, [char]] + params["bh"])
        weights = np.exp(params["Why"] @ after + params["by"])
        chances = weights / np.sum(weights)
        cost -= log(chances[goal, 0])
        chances[goal, 0] -= 1
        todo.append((char, before, after, chances))

    result = {name: np.zeros(np.shape(value)) for name, value in params.items()}
    from_next = np.zeros(h_prev.shape)
    while todo:
        char, old, new, d_scores = todo.pop()
        d_sum = (params["Why"].T @ d_scores + from_next) / np.cosh(np.arctanh(new)) ** 2
        result["Why"] += np.outer(d_scores, new)
        result["by"] += d_scores
        result["Whh"] += np.outer(d_sum, old)
        result["bh"] += d_sum
        result["Wxh"][:, char] += d_sum[:, 0]
        from_next = params["Whh"].T @ d_sum
    return cost, result, before
