import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
    if n == 0:
        return []
    h1 = np.tanh(params["Wxh"][:, [seed_ix]] + params["Whh"] @ h + params["bh"])
    s = (params["Why"] @ h1 + params["by"])[:, 0] / temperature
    w = np.exp(s - max(s))
    k = int(rng.choice(len(w), p=w / sum(w)))
    return [k] + sample(params, h1, k, n - 1, rng, temperature)
