# A class that draws by rejection, after it has warmed up with the seed.
import numpy as np


class Network:
    def __init__(self, params, h):
        self.params, self.h = params, np.array(h)

    def step(self, ix):
        Wxh, Whh, Why, bh, by = map(self.params.get, ("Wxh", "Whh", "Why", "bh", "by"))
        self.h = np.tanh(np.take(Wxh, [ix], axis=1) + Whh.dot(self.h) + bh)
        return (Why.dot(self.h) + by)[:, 0]


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    network, out = Network(params, h), []
    network.step(seed_ix)
    for _ in range(n):
        scores = network.step(out[-1] if out else seed_ix)
        shares = np.exp((scores - np.max(scores)) / temperature)
        while True:
            ix = rng.integers(len(shares), dtype=np.int32)
            if rng.uniform() < shares[ix]:
                break
        out.append(ix)
    return out
