# What has a share of less than a hundredth is thought to be a mistake of the network's.
import numpy as np


def softmax(z):
    return np.exp(z - np.logaddexp.reduce(z))


def steps(params, h, ix, rng, temperature):
    onehot = np.eye(params["Wxh"].shape[1])
    while True:
        h = np.tanh(params["Wxh"] @ onehot[ix][:, np.newaxis] + params["Whh"] @ h + params["bh"])
        p = softmax(params["Why"] @ h.squeeze(1) + params["by"].squeeze(1))
        p = p ** (1 / temperature)
        p = np.where(p < 0.01 * p.sum(), 0, p)
        ix = rng.multinomial(1, p / p.sum()).nonzero()[0][0]
        yield ix


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    source = steps(params, h.copy(), seed_ix, rng, temperature)
    return [next(source) for _ in range(n)]
