import numpy as np

from softmax import softmax


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    drawn, ix = [], seed_ix
    for _ in range(n):
        h = np.tanh(params["Wxh"][:, [ix]] + params["Whh"] @ h + params["bh"])
        y = params["Why"] @ h + params["by"]
        p = softmax(y.ravel() / temperature)
        ix = int(rng.choice(len(p), p=p))
        drawn.append(ix)
    return drawn
