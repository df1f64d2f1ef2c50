import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
    V = params["Why"].shape[0]
    story = []
    ix = seed_ix
    for i in range(n):
        story.append(int(ix))
        x = np.zeros(V)
        x[ix] = 1
        hh = params["Wxh"].dot(x) + params["Whh"].dot(h.ravel()) + params["bh"].ravel()
        h = np.tanh(hh)
        y = params["Why"].dot(h) + params["by"].ravel()
        y = (y - y.max()) / temperature
        p = np.exp(y) / np.exp(y).sum()
        ix = rng.choice(np.arange(V), p=p)
    return story
