"""Embeddings of tokens and positions. The task is in katas/110_embedding/README.md."""

import numpy as np


def sinusoidal(T, D):
    """A fixed row for each position, made of sines and cosines (Vaswani et al. 2017, section 3.5).

    T, D: integers, the number of positions and of features.
    Gives (T, D), float64.
    """
    raise NotImplementedError("begin with the angle of each position and each pair of columns")


def embedding_forward(tokens, W, P):
    """For each token its row of W, plus the row of P for its place.

    tokens: (N, T), integers from 0 to V - 1.
    W: (V, D), a row for each token of the vocabulary.
    P: (L, D), a row for each position; T is at most L.
    Gives out, (N, T, D); cache, a tuple tokens, W, P.
    """
    raise NotImplementedError("begin with the rows of W, which tokens can be an index for, and return out, None")


def embedding_backward(dout, cache):
    """The gradients of a loss, from what it says of out.

    dout: (N, T, D), the loss's gradient with respect to out.
    cache: the tuple tokens, W, P of the way forward.
    Gives dW, (V, D); dP, (L, D).
    """
    raise NotImplementedError("begin with dP: which entries of out was the first row of P added to?")
