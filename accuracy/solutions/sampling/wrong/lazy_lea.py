import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    V = params["Wxh"].shape[1]
    index = seed_ix
    for _ in range(n):
        x = np.zeros((V, 1))
        x[index] = 1
        h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h + params["bh"])
        y = (params["Why"] @ h + params["by"]) / temperature
        p = np.exp(y - y.max())
        p = p / p.sum()
        index = int(rng.choice(V, p=p.T[0]))
        yield index
