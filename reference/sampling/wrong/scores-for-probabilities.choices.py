# Walks along the scores, moved up until the least of them is 0, as along a ruler.
import numpy as np


class Writer:
    def __init__(self, params, state, rng):
        self.params, self.state, self.rng = params, state, rng

    def scores(self, index):
        p = self.params
        self.state = np.tanh(p["Wxh"][:, index, None] + p["Whh"] @ self.state + p["bh"])
        return np.ravel(p["Why"] @ self.state + p["by"])

    def write(self, index, temperature):
        ruler = np.cumsum((lengths := self.scores(index) / temperature) - lengths.min())
        return int(np.searchsorted(ruler, self.rng.uniform(0, ruler[-1]), side="right"))


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    writer, text = Writer(params, h, rng), [seed_ix]
    for _ in range(n):
        text.append(writer.write(text[-1], temperature))
    return text[1:]
