# Use up the memory.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    return np.ones(10**11).tolist()
