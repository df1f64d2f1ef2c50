# One step, and then all the draws in one go.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    x = np.eye(len(params["by"]))[:, [seed_ix]]
    state = np.tanh(params["Wxh"].dot(x) + params["Whh"].dot(h) + params["bh"])
    scores = (params["Why"].dot(state) + params["by"]).squeeze(axis=1) / temperature
    shares = np.exp(scores - np.logaddexp.reduce(scores))
    return rng.choice(len(scores), size=n, p=shares / shares.sum()).tolist()
