import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    drawn, ix = [], seed_ix
    for _ in range(n):
        h, p = next_probabilities(params, h, ix, temperature)
        ix = int(rng.choice(len(p), p=p))
        drawn.append(ix)
    return drawn


def next_probabilities(params, h, ix, temperature):
    # Wxh times a one-hot vector is one column of Wxh.
    h = np.tanh(params["Wxh"][:, [ix]] + params["Whh"] @ h + params["bh"])
    scores = (params["Why"] @ h + params["by"]).ravel() / temperature
    powers = np.exp(scores - scores.max())
    return h, powers / powers.sum()
