"""Attention with several heads: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2.2."""

import numpy as np


def split_heads(x, heads):
    N, T, D = x.shape
    return x.reshape(N, T, heads, D // heads).swapaxes(1, 2)


def merge_heads(x):
    N, heads, T, d = x.shape
    return x.swapaxes(1, 2).reshape(N, T, heads * d)


def causal_weights(q, k):
    T, d = q.shape[2:]
    scores = q @ k.swapaxes(2, 3) / np.sqrt(d)
    scores = np.where(np.triu(np.ones((T, T), bool), 1), -np.inf, scores)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def multi_head_forward(x, params, heads):
    q = split_heads(x @ params["Wq"], heads)
    k = split_heads(x @ params["Wk"], heads)
    v = split_heads(x @ params["Wv"], heads)
    weights = causal_weights(q, k)
    merged = merge_heads(weights @ v)
    return merged @ params["Wo"], (x, params, q, k, v, weights, merged)


def over_rows(a, b):
    """The sum over all tokens of all sequences of a column of a times a row of b."""
    return np.tensordot(a, b, axes=((0, 1), (0, 1)))


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    dmixed = split_heads(dout @ params["Wo"].T, q.shape[1])
    dweights = dmixed @ v.swapaxes(2, 3)
    common = (weights * dweights).sum(axis=-1, keepdims=True)
    dscores = weights * (dweights - common) / np.sqrt(q.shape[-1])
    dq = merge_heads(dscores @ k)
    dk = merge_heads(dscores.swapaxes(2, 3) @ q)
    dv = merge_heads(weights.swapaxes(2, 3) @ dmixed)
    # The tokens were read three times: as queries, as keys and as values.
    dx = dq @ params["Wq"].T + dk @ params["Wk"].T + dv @ params["Wv"].T
    grads = {"Wq": over_rows(x, dq), "Wk": over_rows(x, dk), "Wv": over_rows(x, dv), "Wo": over_rows(merged, dout)}
    return dx, grads
