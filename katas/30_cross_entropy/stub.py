"""Cross-entropy: how wrong the probabilities are. The task is in katas/30_cross_entropy/README.md."""

import numpy as np


def cross_entropy(logits, targets):
    """The mean over the cases of -log softmax(logits)[target].

    logits: scores, shape (N, V).
    targets: the right class of each case, integers of any dtype, shape (N,).
    Gives one number.
    """
    raise NotImplementedError("begin with one case: minus the logarithm of the target's probability")


def cross_entropy_derivative(logits, targets):
    """The derivative of cross_entropy(logits, targets) with respect to logits.

    logits: scores, shape (N, V).
    targets: the right class of each case, integers of any dtype, shape (N,).
    Gives an array of shape (N, V).
    """
    raise NotImplementedError("begin with one case, on paper: the target's own score first, then any other score")
