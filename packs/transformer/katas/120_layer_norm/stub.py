"""Layer normalisation, forward and back. The task is in katas/120_layer_norm/README.md."""

import numpy as np


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    """Each row of x with mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton 2016).

    x: (..., D), any number of axes; a row lies along the last one.
    gamma, beta: (D,), scale and shift.
    eps: float, added to the variance inside the root.
    Gives out, (..., D); cache, a tuple x_hat (..., D), std (..., 1), gamma (D,).
    """
    raise NotImplementedError("begin with the mean of each row, keeping its axis, and return out, None")


def layer_norm_backward(dout, cache):
    """The gradients of a loss, from what it says of out.

    dout: (..., D), the loss's gradient with respect to out.
    cache: the tuple x_hat, std, gamma of the way forward.
    Gives dx, (..., D); dgamma, (D,); dbeta, (D,).
    """
    raise NotImplementedError("begin with dbeta: over which axes was beta used again and again?")
