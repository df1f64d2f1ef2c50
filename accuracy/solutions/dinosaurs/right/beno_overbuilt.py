"""Over-built on purpose: every idea has a type of its own."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator, NamedTuple

import numpy as np

PAD = " "


@dataclass(frozen=True)
class Vocabulary:
    characters: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        seen = set().union(*map(set, names)) - {PAD}
        return cls((PAD, *sorted(seen)))

    def __len__(self) -> int:
        return len(self.characters)

    def indices(self, text: str) -> list[int]:
        return [self.characters.index(c) for c in text]


class Weights(NamedTuple):
    Wxh: np.ndarray
    Whh: np.ndarray
    Who: np.ndarray

    def validate(self) -> Weights:
        V, H = self.Wxh.shape
        if self.Whh.shape != (H, H) or self.Who.shape != (H, V):
            raise ValueError(f"shapes do not belong together: {[w.shape for w in self]}")
        return self

    def next_state(self, rows: np.ndarray, state: np.ndarray) -> np.ndarray:
        return np.tanh(np.einsum("...v,vh->...h", rows, self.Wxh) + np.einsum("...g,gh->...h", state, self.Whh))

    def scores(self, state: np.ndarray) -> np.ndarray:
        return np.einsum("...h,hv->...v", state, self.Who)


class GumbelSampler:
    """argmax(scores + Gumbel noise) has the probabilities softmax(scores)."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def draw(self, scores: np.ndarray) -> int:
        return int(np.argmax(scores + self._rng.gumbel(size=scores.shape)))


def prepare(names: list[str]) -> tuple[np.ndarray, list[str]]:
    vocabulary = Vocabulary.of(names)
    width = max(len(name) for name in names)
    onehot = np.zeros((len(names), width, len(vocabulary)))
    onehot[:, :, 0] = 1.0                                # all pads at first
    for row, name in zip(onehot, names):
        for cell, index in zip(row, vocabulary.indices(name)):
            cell[0] = 0.0
            cell[index] = 1.0
    return onehot, list(vocabulary.characters)


def loss_and_gradients(x, y, Wxh, Whh, Who):
    weights = Weights(Wxh, Whh, Who).validate()
    states = [np.zeros((x.shape[0], Whh.shape[0]))]
    for rows in np.moveaxis(x, 1, 0):
        states.append(weights.next_state(rows, states[-1]))
    scores = weights.scores(states[-1])
    top = scores.max(axis=1)
    log_norm = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    loss = np.mean(log_norm - np.einsum("nv,nv->n", scores, y))

    d_scores = np.exp(scores - log_norm[:, None]) - y
    d_scores /= len(y)
    d_z = np.zeros((x.shape[1],) + states[0].shape)
    d_state = np.einsum("nv,hv->nh", d_scores, Who)
    for t in range(len(d_z) - 1, -1, -1):
        d_z[t] = d_state * (1.0 - np.square(states[t + 1]))
        d_state = np.einsum("nh,gh->ng", d_z[t], Whh)
    return (
        float(loss),
        np.einsum("ntv,tnh->vh", x, d_z),
        np.einsum("tng,tnh->gh", np.stack(states[:-1]), d_z),
        np.einsum("nh,nv->hv", states[-1], d_scores),
    )


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    weights, voc = Weights(Wxh, Whh, Who).validate(), Vocabulary(tuple(vocabulary))
    rows = np.eye(len(voc))
    sampler = GumbelSampler(rng)

    def drawn() -> Iterator[str]:
        state = np.zeros(Whh.shape[0])
        for index in voc.indices(prefix):
            state = weights.next_state(rows[index], state)
        for _ in range(n):
            index = sampler.draw(weights.scores(state))
            if voc.characters[index] == PAD:
                return
            yield voc.characters[index]
            state = weights.next_state(rows[index], state)

    return prefix + "".join(drawn())
