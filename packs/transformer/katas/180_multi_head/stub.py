"""Attention with several heads. The task is in katas/180_multi_head/README.md."""

import numpy as np


def split_heads(x, heads):
    """The features of each token in as many parts as there are heads, with the heads before the tokens.

    x: (N, T, D). heads: h, which divides D.
    Gives (N, h, T, D / h).
    """
    raise NotImplementedError("begin with a reshape of the last axis into two, and then look at the order of the axes")


def merge_heads(x):
    """The way back from split_heads: the parts of each token side by side.

    x: (N, h, T, d).
    Gives (N, T, h d).
    """
    raise NotImplementedError("undo the two lines of split_heads, the last one first")


def multi_head_forward(x, params, heads):
    """What each token gets from itself and from those before it, by several heads at once.

    Vaswani et al., "Attention Is All You Need" (2017), section 3.2.2.

    x: (N, T, D). params: dict with Wq, Wk, Wv and Wo, each (D, D). heads: h, which divides D.
    Gives out, (N, T, D); cache, the tuple (x, params, q, k, v, weights, merged).
    """
    raise NotImplementedError("make queries, keys and values from x, and split each of them into heads")


def multi_head_backward(dout, cache):
    """The gradients of a loss with respect to the tokens and the four matrices.

    dout: (N, T, D), the loss's gradient with respect to out. cache: what multi_head_forward gave beside out.
    Gives dx, (N, T, D); grads, a dict with the names and shapes of params.
    """
    raise NotImplementedError("begin with the gradient of Wo, which needs dout and what the heads gave, merged")
