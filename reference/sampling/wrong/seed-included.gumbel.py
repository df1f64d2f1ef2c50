# Noise of the right kind decides; the list that the draws are appended to begins with the seed.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    noise = rng.gumbel(size=(n, params["by"].size))
    ixs = [seed_ix]
    state = h[:, 0]
    for row in noise:
        state = np.tanh(params["Wxh"].T[ixs[-1]] + state @ params["Whh"].T + params["bh"][:, 0])
        scores = params["Why"].dot(state) + params["by"][:, 0]
        ixs.append((scores / temperature + row).argmax())
    return ixs
