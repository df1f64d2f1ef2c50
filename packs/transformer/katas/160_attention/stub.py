"""One causal head of attention. The task is in katas/160_attention/README.md."""

import numpy as np


def attention_weights(q, k):
    """How much each token looks at each: the softmax of the scaled dot products, over the tokens up to itself.

    Vaswani et al., "Attention Is All You Need" (2017), section 3.2.1.

    q, k: (N, T, d), queries and keys.
    Gives weights, (N, T, T): row t is what token t looks at, and sums to 1.
    """
    raise NotImplementedError("begin with the dot products of all queries with all keys, (N, T, T)")


def attention_forward(q, k, v):
    """What each token gets: the mean of the values that it looks at, by its weights.

    q, k: (N, T, d). v: (N, T, D), the values.
    Gives out, (N, T, D); cache, the tuple (q, k, v, weights).
    """
    raise NotImplementedError("take the weights from attention_weights, and one product with v")


def attention_backward(dout, cache):
    """The gradients of a loss with respect to queries, keys and values.

    dout: (N, T, D), the loss's gradient with respect to out. cache: what attention_forward gave beside out.
    Gives dq, (N, T, d); dk, (N, T, d); dv, (N, T, D).
    """
    raise NotImplementedError("begin with dv, which needs dout and the weights alone")
