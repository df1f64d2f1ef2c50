import numpy as np


def one_hot(index, size):
    column = np.zeros((size, 1))
    column[index, 0] = 1.0
    return column


def forward(x, h_prev, params):
    h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h_prev + params["bh"])
    return h, params["Why"] @ h + params["by"]


def probabilities(y, temperature):
    logits = y * temperature
    logits = logits - np.max(logits)
    return np.exp(logits) / np.sum(np.exp(logits))


def draw(p, rng):
    u = rng.random()
    total = 0.0
    for k in range(len(p)):
        total += p[k, 0]
        if u < total:
            return k
    return len(p) - 1


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    V = len(params["by"])
    indices = [seed_ix]
    for _ in range(n):
        h, y = forward(one_hot(indices[-1], V), h, params)
        indices.append(draw(probabilities(y, temperature), rng))
    return indices[1:]
