import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    Wxh, Whh, Why, bh, by = (params[k] for k in ("Wxh", "Whh", "Why", "bh", "by"))
    zeichen = []
    letztes = seed_ix
    zustand = h.copy()
    for _ in range(n):
        zustand = np.tanh(Wxh[:, [letztes]] + Whh @ zustand + bh)
        punkte = (Why @ zustand + by) / temperature
        p = np.exp(punkte - punkte.max())
        p /= p.sum()
        # das wahrscheinlichste Zeichen
        letztes = int(np.argmax(p))
        zeichen.append(letztes)
    return zeichen
