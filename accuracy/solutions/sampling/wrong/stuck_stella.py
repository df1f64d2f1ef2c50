import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    V = params["by"].shape[0]
    x = np.zeros((V, 1))
    x[seed_ix] = 1
    drawn = []
    for t in range(n):
        h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h + params["bh"])
        y = params["Why"] @ h + params["by"]
        scores = y / temperature
        e = np.exp(scores - scores.max())
        p = e / e.sum()
        ix = rng.choice(V, p=p.ravel())
        drawn.append(int(ix))
    return drawn
