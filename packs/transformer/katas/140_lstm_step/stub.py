"""One step of a long short-term memory. The task is in katas/140_lstm_step/README.md."""

import numpy as np


def lstm_forward(x, h_prev, c_prev, W, U, b):
    """The new state and the new cell.

    Hochreiter & Schmidhuber, "Long Short-Term Memory" (1997); the forget gate is from Gers, Schmidhuber & Cummins,
    "Learning to Forget" (2000).

    x: (N, D), what is read. h_prev, c_prev: (N, H), state and cell before this step.
    W: (D, 4H). U: (H, 4H). b: (4H,). Each has four blocks of H columns, in PyTorch's order: i, f, g, o.
    Gives h, (N, H); c, (N, H); cache, the tuple (x, h_prev, c_prev, i, f, g, o, c, W, U).
    """
    raise NotImplementedError("begin with the four blocks of x W + h_prev U + b, each (N, H)")


def lstm_backward(dh, dc, cache):
    """The gradients of a loss, from what it says of this step's state and of this step's cell.

    dh, dc: (N, H), the loss's gradients with respect to h, and to c as the next step has it.
    cache: what lstm_forward gave last.
    Gives dx, (N, D); dh_prev, (N, H); dc_prev, (N, H); dW, (D, 4H); dU, (H, 4H); db, (4H,).
    """
    raise NotImplementedError("begin with all that reaches the cell: dc, and what h says of it")
