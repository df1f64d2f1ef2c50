"""Training: walk over a text, and take a step for each chunk. The task is in katas/70_training/README.md."""

import numpy as np


def clip_gradients(grads, limit=5.0):
    """Cut every entry of every array in grads to at most limit and at least -limit, in place.

    grads: dict with Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    Gives None.
    """
    raise NotImplementedError("begin with one array: change its entries in the array itself")


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    """Train params in place, by AdaGrad on clipped gradients, one chunk of data after the other.

    data: a list or an array of indices, each from 0 to V - 1; at least seq_length + 1 of them.
    params: dict with Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    steps: how many steps to take, one for each chunk.
    Gives the smooth loss after every step, a list of steps floats.
    """
    raise NotImplementedError("begin with the first chunk: its inputs, its targets, its gradients, and one step")
