# Each index waits for an exponential time with its weight as the rate; the first to come is drawn. A recursion.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    if n == 0:
        return []
    h = np.tanh(params["Wxh"][:, seed_ix : seed_ix + 1] + params["Whh"] @ h + params["bh"])
    rates = np.exp((params["Why"] @ h + params["by"]) / temperature)
    ix = int(np.argmin(rng.standard_exponential(rates.shape) / rates))
    return [ix, *sample(params, h, ix, n - 1, rng, temperature)]
