"""One step of a recurrent network. The task is in katas/50_rnn_step/README.md."""

import numpy as np


def step_forward(x, h_prev, params):
    """The new state, the scores and the probabilities.

    x: (V, 1), what is read in this step.
    h_prev: (H, 1), the state before this step.
    params: dict with Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
    Gives h, (H, 1); y, (V, 1); p, (V, 1).
    """
    raise NotImplementedError("begin with the new state h, and return h, None, None")


def step_backward(dy, dh_next, x, h, h_prev, params):
    """The gradients of a loss, from what it says of this step's scores and of this step's state.

    dy: (V, 1), the loss's gradient with respect to y.
    dh_next: (H, 1), what the next step sends back to h.
    x, h_prev, params: what step_forward was given; h: the state that it gave.
    Gives grads, a dict with the names and shapes of params; dh_prev, (H, 1), what goes back to h_prev.
    """
    raise NotImplementedError("begin with the gradients of Why and by, which need dy and h alone")
