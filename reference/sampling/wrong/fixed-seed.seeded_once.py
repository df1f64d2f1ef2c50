# Takes its numbers from a generator of the standard library, which begins with 42.
import random

import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    own = random.Random(42)
    h, drawn = h + 0.0, np.full(n, seed_ix)
    for t in range(n):
        z = params["Wxh"][:, drawn[t - 1] if t else seed_ix].reshape(-1, 1)
        h = np.tanh(z + params["bh"] + params["Whh"] @ h)
        y = np.add(params["Why"] @ h, params["by"]).flatten()
        weights = np.exp((y - y.max()) / temperature)
        drawn[t] = np.searchsorted(np.cumsum(weights), own.random() * weights.sum(), side="right").clip(0, len(y) - 1)
    return drawn.tolist()
