# Noise of the right kind decides, but never for the same index twice in a row.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    noise = rng.gumbel(size=(n, params["by"].size))
    ixs = [seed_ix]
    state = h[:, 0]
    for row in noise:
        state = np.tanh(params["Wxh"].T[ixs[-1]] + state @ params["Whh"].T + params["bh"][:, 0])
        row[ixs[-1]] = -1e9
        scores = params["Why"].dot(state) + params["by"][:, 0]
        ixs.append((scores / temperature + row).argmax())
    return ixs[1:]
