import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
    Wxh = params["Wxh"]; Whh = params["Whh"]; Why = params["Why"]
    bh = params["bh"]; by = params["by"]
    H, V = Wxh.shape
    res = [0] * n
    x = np.zeros((V, 1)); x[seed_ix, 0] = 1
    for k in range(n):
        h = np.tanh(Wxh.dot(x) + Whh.dot(h) + bh)
        y = Why.dot(h) + by
        ey = np.exp(y / temperature)
        p = ey / np.sum(ey)
        res[k] = int(rng.choice(V, p=p.flatten()))
        x[:] = 0
        x[res[k]] = 1
    return res
