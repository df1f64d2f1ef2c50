"""Sampling: let the network write."""

import numpy as np


def softmax(y):
    e = np.exp(y - y.max())
    return e / e.sum()


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    indices, ix = [], seed_ix
    for _ in range(n):
        h = np.tanh(params["Wxh"][:, [ix]] + params["Whh"] @ h + params["bh"])
        y = params["Why"] @ h + params["by"]
        p = softmax(y / temperature)
        ix = int(rng.choice(len(p), p=p[:, 0]))
        indices.append(ix)
    return indices
