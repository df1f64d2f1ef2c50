"""Backpropagation through time, fast. The task is in katas/75_fast_bptt/README.md."""

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    """The same numbers as in the kata bptt, in a third of a plain loop's time.

    inputs, targets: lists of T indices, each from 0 to V - 1; Python's integers or NumPy's.
    h_prev: (H, 1), the state before the first step.
    params: dict with Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    Gives loss, a float; grads, a dict with the names and shapes of params; h_last, (H, 1).
    """
    raise NotImplementedError("begin with your own bptt.py; then take out of its loops what no other step waits for")
