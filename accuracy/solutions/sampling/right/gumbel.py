import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    """The Gumbel trick: the largest of the logits, each with Gumbel noise of its own, is a draw from their softmax."""
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    bh, by = params["bh"].ravel(), params["by"].ravel()
    noise = rng.gumbel(size=(n, by.size))
    state = h.ravel()
    drawn = np.empty(n, dtype=int)
    read = seed_ix
    for t in range(n):
        state = np.tanh(Wxh[:, read] + Whh @ state + bh)
        read = drawn[t] = np.argmax((Why @ state + by) / temperature + noise[t])
    return drawn.tolist()
