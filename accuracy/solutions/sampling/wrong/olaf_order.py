import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    einheit = np.identity(params["Wxh"].shape[1])
    folge = []
    x = einheit[:, seed_ix].reshape(-1, 1)
    for schritt in range(n):
        # Ausgabe
        y = params["Why"] @ h + params["by"]
        y = y / temperature
        p = np.exp(y - y.max())
        p = p / p.sum()
        # neuer Zustand
        h = np.tanh(params["Wxh"] @ x + params["Whh"] @ (h + params["bh"]))
        nummer = int(rng.choice(len(p), p=p.ravel()))
        folge.append(nummer)
        x = einheit[:, nummer].reshape(-1, 1)
    return folge
