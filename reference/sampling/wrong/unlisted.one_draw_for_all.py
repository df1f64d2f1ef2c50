# One number is drawn, and all draws follow from it in equal steps around a circle: right on the whole, never by chance.
import math

import numpy as np

STEP = math.sqrt(2) - 1


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    place, indices = rng.uniform() if n else 0.0, []
    for _ in range(n):
        x = np.zeros((Wxh.shape[1], 1))
        x[indices[-1] if indices else seed_ix] = 1
        h = np.tanh(Wxh @ x + Whh @ h + params["bh"])
        y = (Why @ h + params["by"])[:, 0] / temperature
        p = np.exp(y - np.max(y))
        edges = np.cumsum(p / np.sum(p))
        place = math.fmod(place + STEP, 1.0)
        indices.append(min(int((edges <= place).sum()), len(edges) - 1))
    return indices
