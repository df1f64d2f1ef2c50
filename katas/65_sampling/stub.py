"""Sampling: let the network write. The task is in katas/65_sampling/README.md."""

import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    """Draw n indices, each the input of the next step.

    params: Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    h: the state (H, 1) before the first step; it stays as it is.
    seed_ix: the index of the first input; no part of the result.
    rng: a numpy Generator, the only source of chance.
    temperature: a float above 0; the probabilities are softmax(y / temperature).
    Gives a list of n ints.
    """
    raise NotImplementedError("begin with one step: from seed_ix and h to the probabilities of the next index")
