from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Iterator

import numpy as np


@dataclass(frozen=True)
class Network:
    Wxh: np.ndarray
    Whh: np.ndarray
    Why: np.ndarray
    bh: np.ndarray
    by: np.ndarray

    def advance(self, index: int, state: np.ndarray) -> np.ndarray:
        return np.tanh(self.Wxh.take([index], axis=1) + self.Whh @ state + self.bh)

    def logits(self, state: np.ndarray) -> np.ndarray:
        return np.einsum("vh,ho->v", self.Why, state) + self.by.reshape(-1)


class Categorical:
    def __init__(self, logits: np.ndarray, temperature: float) -> None:
        scaled = (logits - np.max(logits)) / temperature
        log_total = np.log(np.sum(np.exp(scaled)))
        self.probabilities = np.exp(scaled - log_total)

    def draw(self, rng: np.random.Generator) -> int:
        counts = rng.multinomial(1, self.probabilities / self.probabilities.sum())
        return int(np.flatnonzero(counts)[0])


def walk(network: Network, state: np.ndarray, index: int, rng, temperature: float) -> Iterator[int]:
    while True:
        state = network.advance(index, state)
        index = Categorical(network.logits(state), temperature).draw(rng)
        yield index


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    names = ("Wxh", "Whh", "Why", "bh", "by")
    network = Network(**{name: params[name] for name in names})
    return list(islice(walk(network, h, int(seed_ix), rng, temperature), n))
