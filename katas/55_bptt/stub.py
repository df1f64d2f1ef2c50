"""Backpropagation through time. The task is in katas/55_bptt/README.md."""

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    """The summed loss over a sequence, its gradients, and the state after the last step.

    inputs, targets: lists of T indices, each from 0 to V - 1; Python's integers or NumPy's.
    h_prev: (H, 1), the state before the first step.
    params: dict with Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    Gives loss, a float; grads, a dict with the names and shapes of params; h_last, (H, 1).
    """
    raise NotImplementedError(
        "begin with the loss: walk over the inputs from h_prev on, keep every state, and return loss, None, h_last"
    )
