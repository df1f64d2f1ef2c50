"""One step of a gated recurrent unit. The task is in katas/130_gru_step/README.md."""

import numpy as np


def gru_forward(x, h_prev, W, U, b, c):
    """The new state (Cho et al. 2014, with the reset gate where PyTorch has it).

    x: (N, D), a row for each text; h_prev: (N, H), the states before this step.
    W: (D, 3H); U: (H, 3H); b, c: (3H,), each in three parts of H columns: reset, update, new.
    Gives h, (N, H); cache, a tuple x, h_prev, r, z, n, a, W, U, with r, z, n and a of (N, H).
    """
    raise NotImplementedError("begin with the two gates r and z, from the first 2H columns")


def gru_backward(dh, cache):
    """The gradients of a loss, from what it says of h.

    dh: (N, H), the loss's gradient with respect to h.
    cache: the tuple x, h_prev, r, z, n, a, W, U of the way forward.
    Gives dx (N, D), dh_prev (N, H), dW (D, 3H), dU (H, 3H), db (3H,), dc (3H,).
    """
    raise NotImplementedError("begin with what dh says of n and of z, from the last formula")
