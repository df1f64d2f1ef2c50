# A recursion; the heads of the state and the rest of the list. Nothing is drawn.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    if n == 0:
        return []
    h = np.tanh(params["Wxh"][:, seed_ix : seed_ix + 1] + params["Whh"] @ h + params["bh"])
    rates = np.exp((params["Why"] @ h + params["by"]) / temperature)
    ix = int(np.argmax(rates))
    return [ix, *sample(params, h, ix, n - 1, rng, temperature)]
