import numpy as np


class Sampler:
    def __init__(self, params, state, rng, temperature):
        self.params, self.state, self.rng, self.temperature = params, state, rng, temperature

    def step(self, index):
        P = self.params
        self.state[:] = np.tanh(P["Wxh"][:, index].reshape(-1, 1) + P["Whh"] @ self.state + P["bh"])
        scores = (P["Why"] @ self.state + P["by"]).ravel() / self.temperature
        cumulative = np.cumsum(np.exp(scores - scores.max()))
        place = np.searchsorted(cumulative, self.rng.random() * cumulative[-1], side="right")
        return min(int(place), len(cumulative) - 1)


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    sampler = Sampler(params, h, rng, temperature)
    out = []
    index = seed_ix
    for _ in range(n):
        index = sampler.step(index)
        out.append(index)
    return out
