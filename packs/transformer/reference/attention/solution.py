"""One causal head of attention: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2.1."""

import numpy as np


def attention_weights(q, k):
    T, d = q.shape[1:]
    scores = q @ k.swapaxes(1, 2) / np.sqrt(d)
    # Row t may look at the columns 0 to t. It always sees itself, so no row is left with nothing to look at.
    is_later = np.triu(np.ones((T, T), bool), 1)
    scores = np.where(is_later, -np.inf, scores)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def attention_forward(q, k, v):
    weights = attention_weights(q, k)
    return weights @ v, (q, k, v, weights)


def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = weights.swapaxes(1, 2) @ dout
    dweights = dout @ v.swapaxes(1, 2)
    # A row of weights sums to 1 whatever the scores are, so what pulls at all of them alike changes nothing.
    common = (weights * dweights).sum(axis=-1, keepdims=True)
    dscores = weights * (dweights - common)
    dscores = dscores / np.sqrt(q.shape[-1])
    dq = dscores @ k
    dk = dscores.swapaxes(1, 2) @ q
    return dq, dk, dv
